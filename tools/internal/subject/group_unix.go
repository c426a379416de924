//go:build unix

package subject

import (
	"os"
	"os/exec"
	"syscall"
)

// newGroup gives the program a process group of its own, which can be ended as
// a whole, and which the terminal's Ctrl+C does not reach.
func newGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(p *os.Process) { syscall.Kill(-p.Pid, syscall.SIGKILL) }

func interrupt(p *os.Process) error { return syscall.Kill(-p.Pid, syscall.SIGINT) }
