# make alone prints what there is. A machine without make runs the tools with
# go tool NAME: docs/en/setup.md has the rule.

GO   ?= go
TEST ?= $(GO) test

# No program here has C in it. So the first build is faster, and the programs are
# the same on a machine with a C compiler and without.
export CGO_ENABLED ?= 0

# The lab has its own go.mod, and runs on this system, whatever is set for other
# projects. No Git is asked: it refuses a folder that belongs to another user. An
# archive of make dist brings the modules, in vendor/.
export GOWORK := off
export GO111MODULE := on
unexport GOOS GOARCH

# The first time, this takes a minute or more: go names the packages as it builds
# them, so that one sees that it goes on.
BUILD := { mkdir -p bin && test -w bin; } 2>/dev/null || { \
	   echo "Nothing can be written to bin/, perhaps because another user has made it: delete it, or copy the lab to a folder of your own."; \
	   echo "bin/ 无法写入，也许是别的用户建的：请删掉它，或者把整个实验目录复制到自己的文件夹里。"; exit 1; }; \
	   $(GO) build -mod=$(if $(wildcard vendor),vendor,readonly) -buildvcs=false $(if $(wildcard bin),,-v) -o bin/

LESSONS := $(wildcard lessons/*/main.go)
TOOLS   := $(wildcard tools/*/main.go)
NUMBERS := 1 2 3 4 5 6 7
lesson   = $(patsubst %/main.go,%,$(filter lessons/0$(1)-%,$(LESSONS)))

.PHONY: help
help:
	@awk '/^### / { print ""; print substr($$0, 5) ":" } \
	      /^## / { name = $$2; sub(/^## [^ ]+ +/, ""); printf "  make %-12s %s\n", name, $$0 }' Makefile

### Before class

## doctor what this machine lacks, and what to type
.PHONY: doctor
doctor:
	@command -v $(GO) >/dev/null || { echo "There is no go command: get Go from https://go.dev/dl/ and open a new terminal."; \
	   echo "没有 go 命令：请从 https://golang.google.cn/dl/ 下载安装，然后打开新的终端。"; exit 1; }
	@$(BUILD) ./tools/doctor
	@./bin/doctor $(ARGS)

### In class

## lesson-N run lesson N; flags in ARGS="…", ARGS=-h lists them
.PHONY: $(NUMBERS:%=lesson-%)
$(NUMBERS:%=lesson-%): lesson-%:
	@$(BUILD) ./$(call lesson,$*)
	@./bin/$(notdir $(call lesson,$*)) $(ARGS)

## diff-N what changed since the lesson before; while you write it, what you changed
.PHONY: $(NUMBERS:%=diff-%)
$(NUMBERS:%=diff-%): diff-%:
	@$(GO) tool diff $(ARGS) $*

## web a page server for lesson 6, where there is no network
.PHONY: web
web:
	@$(BUILD) ./tools/web
	@./bin/web $(ARGS)

### To do yourself: lesson 1 to 5 and 7, or homework h1 h2 h3 h4a h4b h4c h4d h5 h6 h7

HOMEWORK  := h1 h2 h3 h4a h4b h4c h4d h5 h6 h7
EXERCISES := 1 2 3 4 5 7 $(HOMEWORK) 4a 4b 4c 4d

## start-N begin: the code to start from, in work/, with the task on top
.PHONY: $(EXERCISES:%=start-%)
$(EXERCISES:%=start-%): start-%:
	@$(GO) tool exercise start $*

## check-N check your work, or the lesson; ARGS=-watch: whenever you save
.PHONY: $(EXERCISES:%=check-%)
$(EXERCISES:%=check-%): check-%:
	@$(BUILD) ./tools/check
	@./bin/check $(if $(filter 1 2 3 4 5 7,$*),-stage,-homework) $* -out out $(ARGS)

## hint-N one hint more, three in all
.PHONY: $(EXERCISES:%=hint-%)
$(EXERCISES:%=hint-%): hint-%:
	@$(GO) tool exercise hint $*

## reset-N start over; what you had is kept next to it, in work/
.PHONY: $(EXERCISES:%=reset-%)
$(EXERCISES:%=reset-%): reset-%:
	@$(GO) tool exercise reset $*

## next what has passed, and what comes next
.PHONY: next
next:
	@$(GO) tool exercise next

## solution-N the solution of homework, once yours has passed (or FORCE=1)
.PHONY: $(HOMEWORK:%=solution-%) $(HOMEWORK:h%=solution-%)
$(HOMEWORK:%=solution-%) $(HOMEWORK:h%=solution-%): solution-%:
	@$(GO) tool exercise solution $*

.PHONY: $(HOMEWORK:%=diff-%) diff-4a diff-4b diff-4c diff-4d
$(HOMEWORK:%=diff-%) diff-4a diff-4b diff-4c diff-4d: diff-%:
	@$(GO) tool diff $(ARGS) $*

### To show

## demo all lessons played, with their clients, ending by themselves
.PHONY: demo $(NUMBERS:%=demo-%)
demo:
	@$(BUILD) ./tools/demo
	@./bin/demo $(ARGS)
## demo-N the play of lesson N
$(NUMBERS:%=demo-%): demo-%:
	@$(BUILD) ./tools/demo
	@./bin/demo $(ARGS) $*

EXPERIMENTS := queue backlog pieces glue empty gone ports in-use computing half-close \
              handshake states time-wait reset udp slow-network

## see sixteen experiments: what is believed, and what the kernel does
.PHONY: see $(EXPERIMENTS:%=see-%)
see:
	@$(BUILD) ./tools/demo
	@./bin/demo $(ARGS) $(EXPERIMENTS)
## see-NAME one of them: queue backlog pieces glue empty gone ports in-use …
$(EXPERIMENTS:%=see-%): see-%:
	@$(BUILD) ./tools/demo
	@./bin/demo $(ARGS) $*

PACKETS := handshake time-wait reset backlog half-close pieces

## packets-NAME the same with its packets: handshake time-wait reset backlog …
.PHONY: $(PACKETS:%=packets-%)
$(PACKETS:%=packets-%): packets-%:
	@$(GO) run -C .ci/packets . $(ARGS) $* 2>/dev/null || $(GO) run ./tools/demo -packets $(ARGS) $*

## relay a bad network between a client and a server: ARGS="-delay 300ms -split 5"
.PHONY: relay
relay:
	@$(BUILD) ./tools/relay
	@./bin/relay $(ARGS)

## compare serial against concurrent, with a picture: out/compare.html
.PHONY: compare
compare:
	@$(BUILD) ./tools/compare
	@./bin/compare $(ARGS)

## board the class on the wall: who waits, and for what; ARGS="-addr 0.0.0.0:9999"
.PHONY: board
board:
	@$(BUILD) ./tools/board
	@./bin/board $(ARGS)

## book the pages in a browser, without a network: http://127.0.0.1:8080/
.PHONY: book
book:
	@$(BUILD) ./tools/book
	@./bin/book $(ARGS)

## grade examine every student's folder in DIR=…, in a sandbox: out/grade.csv, out/grade.html
.PHONY: grade
grade:
	@$(BUILD) ./tools/grade
	@./bin/grade $(ARGS) $(if $(DIR),"$(DIR)")

### To build and to test

## build every lesson and tool, into bin/
.PHONY: build
build:
	@$(BUILD) $(addprefix ./,$(dir $(LESSONS) $(TOOLS)))

# Most tests wait most of the time, so that more of them may run than there are
# cores, and those that wait longest begin. But the long ones start many programs,
# and wait for them.
PARALLEL := -p 4 -parallel 8
test-all: PARALLEL := -p 2 -parallel 8

# The programs that many tests start are built once, and not by each of them:
# they look for leaks, and have a clock that can be made coarse.
TESTED := LAB_BIN="$(CURDIR)/bin/tested" $(TEST)
.PHONY: tested
tested:
	@$(BUILD)tested/ -ldflags=-s -tags leakcheck,coarseclock ./lessons/... ./lessons/testdata/plain \
	   ./tools/web ./tools/gallery/... ./tools/homework/...

## test the tests of every day, in a minute; make lint vets the code
.PHONY: test
test: tested
	$(TESTED) -vet=off -count=1 -short $(PARALLEL) $(ARGS) ./tools/internal/probe ./...

## test-all all tests: also those that take longer, which test names and skips
.PHONY: test-all
test-all: tested
	$(TESTED) -vet=off -count=1 $(PARALLEL) $(ARGS) ./...

## lint format, vet, staticcheck
.PHONY: lint
lint:
	@test -z "$$(gofmt -l .ci docs lessons shared tools | tee -a /dev/stderr)" || (echo 'gofmt -w . formats these files'; exit 1)
	$(GO) vet ./... ./lessons/testdata/plain
	$(GO) vet -C .ci ./...
	$(GO) vet -tags leakcheck ./shared/lesson
	$(GO) tool -modfile=.ci/go.mod staticcheck ./... ./lessons/testdata/plain
	cd .ci && $(GO) tool staticcheck ./...

## bench lesson 04 against a plain Go server, side by side
.PHONY: bench
bench:
	@$(GO) run -C .ci ./bench $(ARGS)

## docs fill in again what comes from the lab in the pages, with all pictures
.PHONY: docs
docs:
	@$(GO) tool docs $(ARGS)

## dist an archive for each system, into dist/: with programs, book and modules
.PHONY: dist
dist:
	@$(GO) run -C .ci ./dist $(ARGS)

## clean remove what was built
.PHONY: clean
clean:
	rm -rf bin dist out

# Anything else, such as start-6: $(info) writes it as it was typed, without a shell.
.DEFAULT:
	@$(info There is no "make $@". make alone lists what there is.)$(info 没有 "make $@"。单独输入 make，会列出全部。)exit 2
