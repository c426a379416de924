package docs_test

import (
	"context"
	"os"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"tcplab/shared/process"
)

// TestFlags wants every flag that a command on a page has: those of
// make lesson-4 ARGS="-delay 200ms", and of the same with go run.
func TestFlags(t *testing.T) {
	u := newUsages(t)
	withMake := regexp.MustCompile(`\b(make [a-z]+(?:-\w+)? ARGS=(?:"[^"]*"|'[^']*'|[^\s"']+))`)
	for command, pages := range mentions(t, withMake) {
		target, args, _ := strings.Cut(strings.TrimPrefix(command, "make "), " ARGS=")
		if quote := args[:1]; quote == `"` || quote == "'" {
			args = strings.Trim(args, quote)
		}
		u.check(u.startedBy(target), args, command, pages)
	}
	for command, pages := range mentions(t, regexp.MustCompile(`\b(go run \./[^\n|]+)`)) {
		folder, args, _ := strings.Cut(strings.TrimPrefix(command, "go run ./"), " ")
		u.check(path.Base(folder), args, command, pages)
	}
	if u.checked < 50 {
		t.Errorf("only %d flags were found in the pages", u.checked)
	}
}

// usages are what the programs say with -h.
type usages struct {
	*testing.T
	ctx     context.Context
	dir     string // of the programs
	make    string
	known   map[string]string
	checked int // flags
}

func newUsages(t *testing.T) *usages {
	make, err := exec.LookPath("make")
	if err != nil {
		t.Skip("there is no make on this machine")
	}
	dir, err := process.Build("./lessons/...", "./tools/book", "./tools/check", "./tools/compare", "./tools/demo",
		"./tools/diff", "./tools/docs", "./tools/exercise", "./tools/grade", "./tools/picture", "./tools/web")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return &usages{T: t, ctx: ctx, dir: dir, make: make, known: map[string]string{}}
}

// output runs a program in the lab's folder.
func (u *usages) output(name string, args ...string) string {
	cmd := exec.CommandContext(u.ctx, name, args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "MAKEFLAGS=", "MAKELEVEL=", "LAB_LANG=en")
	out, _ := cmd.CombinedOutput() // what it says is looked at, not how it ends
	return string(out)
}

var started = regexp.MustCompile(`(?:\./bin/|go run \./tools/)([\w-]+)`)

// startedBy returns the program that a target of make starts in the end.
func (u *usages) startedBy(target string) string {
	target = strings.NewReplacer("-NAME", "-glue", "-N", "-2").Replace(target)
	all := started.FindAllStringSubmatch(u.output(u.make, "-n", target), -1)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1][1]
}

var (
	flag  = regexp.MustCompile(`\s-([a-z]+)`)
	inner = regexp.MustCompile(`'[^']*'`) // the command of another program
)

// check wants all flags in args to be the program's.
func (u *usages) check(program, args, command string, pages []string) {
	u.Helper()
	args, _, _ = strings.Cut(" "+inner.ReplaceAllString(args, ""), " -- ")
	for _, match := range flag.FindAllStringSubmatch(args, -1) {
		if match[1] == "h" {
			continue // which lists the others
		}
		if _, ok := u.known[program]; !ok {
			u.known[program] = u.output(process.Program(u.dir, program), "-h")
		}
		u.checked++
		if ok, _ := regexp.MatchString(`(?m)^\s*-`+match[1]+`\b`, u.known[program]); !ok {
			u.Errorf("%s, in %s: %s has no flag -%s", command, pages, program, match[1])
		}
	}
}
