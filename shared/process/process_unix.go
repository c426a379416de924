//go:build !windows

package process

import (
	"os"
	"os/exec"
	"syscall"
)

// prepare gives the program a group of its own, so that the terminal's Ctrl+C
// reaches whoever has started it, and is not taken for a fault of the program.
func prepare(cmd *exec.Cmd) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
}

func signal(p *os.Process, sig os.Signal) error { return p.Signal(sig) }
