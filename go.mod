module tcplab

go 1.26.0

// go tool NAME runs them, on every system.
tool (
	tcplab/tools/board
	tcplab/tools/book
	tcplab/tools/check
	tcplab/tools/compare
	tcplab/tools/demo
	tcplab/tools/diff
	tcplab/tools/docs
	tcplab/tools/doctor
	tcplab/tools/exercise
	tcplab/tools/grade
	tcplab/tools/relay
	tcplab/tools/web
)

// What a student writes is not part of the lab.
ignore (
	./handed-in
	./work
)

require (
	github.com/alecthomas/chroma/v2 v2.27.0
	github.com/aymanbagabas/go-udiff v0.4.1
	github.com/dlclark/regexp2/v2 v2.2.1
	github.com/fatih/color v1.19.0
	github.com/landlock-lsm/go-landlock v0.11.2
	github.com/mattn/go-colorable v0.1.16
	github.com/mattn/go-isatty v0.0.24
	github.com/rivo/uniseg v0.4.7
	github.com/rogpeppe/go-internal v1.16.0
	github.com/shirou/gopsutil/v4 v4.26.10
	github.com/yuin/goldmark v1.8.7
	go.uber.org/goleak v1.3.0
	golang.org/x/sys v0.49.0
	golang.org/x/term v0.47.0
	golang.org/x/text v0.43.0
	mvdan.cc/sh/v3 v3.14.1
)

require (
	github.com/ebitengine/purego v0.11.2 // indirect
	github.com/go-ole/go-ole v1.2.6 // indirect
	github.com/lufia/plan9stats v0.0.0-20211012122336-39d0f177ccd0 // indirect
	github.com/power-devops/perfstat v0.0.0-20260805114148-88456608a4f6 // indirect
	github.com/tklauser/go-sysconf v0.4.0 // indirect
	github.com/tklauser/numcpus v0.12.0 // indirect
	github.com/yusufpapurcu/wmi v1.2.4 // indirect
	golang.org/x/tools v0.51.0 // indirect
	kernel.org/pub/linux/libs/security/libcap/psx v1.2.78 // indirect
)
