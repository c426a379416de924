package console

import (
	"os"
	"os/signal"
	"syscall"
)

// Ending returns the signals that ask a program to end: Ctrl+C, Ctrl+\, kill, and the
// end of its terminal, unless it runs under nohup, which has it ignore that one. Where
// they are not taken, Ctrl+\ shows what a program in Go was doing, and what it has
// started goes on.
func Ending() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGQUIT, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}
