package subject

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// newGroup gives the program a group of its own, since that is what a console
// can signal.
func newGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

// killGroup ends the first process; Stop ends the others one by one.
func killGroup(p *os.Process) { p.Kill() }

// interrupt presses Ctrl+Break, since a new group ignores Ctrl+C.
func interrupt(p *os.Process) error {
	return windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(p.Pid))
}
