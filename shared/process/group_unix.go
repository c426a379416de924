//go:build unix

package process

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// inUTF8 has programs write UTF-8 into a pipe: the locale sees to that.
var inUTF8 []string

// ownGroup gives the program a process group of its own, which can be ended as
// a whole, and which the terminal's Ctrl+C does not reach. In a session of its own it has
// no terminal, and a share of the processor that is no greater than that of others.
func ownGroup(cmd *exec.Cmd, session bool) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: !session, Setsid: session}
}

// groupKiller returns what ends all in the group of p.
func groupKiller(p *os.Process) func() {
	return func() { syscall.Kill(-p.Pid, syscall.SIGKILL) }
}

func send(p *os.Process, sig os.Signal) error { return syscall.Kill(-p.Pid, sig.(syscall.Signal)) }

// signalOf returns the name of the signal that ended a program, or nothing.
func signalOf(state *os.ProcessState) string {
	if status := state.Sys().(syscall.WaitStatus); status.Signaled() {
		return signalName(int(status.Signal()))
	}
	return ""
}

// signalName returns the name of a signal of this system, or nothing.
func signalName(number int) string { return unix.SignalName(syscall.Signal(number)) }
