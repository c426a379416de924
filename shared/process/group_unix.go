//go:build unix

package process

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup gives the program a process group of its own, which can be ended as
// a whole, and which the terminal's Ctrl+C does not reach.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// groupKiller returns what ends all in the group of p.
func groupKiller(p *os.Process) func() {
	return func() { syscall.Kill(-p.Pid, syscall.SIGKILL) }
}

func send(p *os.Process, sig os.Signal) error { return syscall.Kill(-p.Pid, sig.(syscall.Signal)) }
