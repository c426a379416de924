module tcplab

go 1.26.0

require (
	github.com/fatih/color v1.19.0
	github.com/mattn/go-colorable v0.1.16
	github.com/mattn/go-isatty v0.0.24
	go.uber.org/goleak v1.3.0
	golang.org/x/sys v0.49.0
	golang.org/x/term v0.47.0
	golang.org/x/text v0.43.0
)

require github.com/aymanbagabas/go-udiff v0.4.1
