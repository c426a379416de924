//go:build !windows

package process

import (
	"os"
	"os/exec"
)

// prepare is needed on Windows only.
func prepare(*exec.Cmd) {}

func signal(p *os.Process, sig os.Signal) error { return p.Signal(sig) }
