package process

import (
	"os"
	"os/exec"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// inUTF8 has programs write UTF-8 into a pipe. Python writes the code page there,
// though not on a console, and ends with an error if that lacks a character.
var inUTF8 = []string{"PYTHONIOENCODING=utf-8"}

// ownGroup gives the program a group of its own, since that is what a console
// can signal.
func ownGroup(cmd *exec.Cmd, _ bool) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

// groupKiller returns what ends p and all that it has started from now on, also
// those whose parent has ended: they are in one job. It ends as well when this
// process does.
func groupKiller(p *os.Process) (kill func()) {
	job, err := newJob(uint32(p.Pid))
	if err != nil { // Kill ends the others one by one
		return func() { p.Kill() }
	}
	return sync.OnceFunc(func() {
		windows.TerminateJobObject(job, 1)
		windows.CloseHandle(job)
	})
}

func newJob(pid uint32) (job windows.Handle, err error) {
	process, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, pid)
	if err != nil {
		return 0, err
	}
	defer windows.CloseHandle(process)
	if job, err = windows.CreateJobObject(nil, nil); err != nil {
		return 0, err
	}
	var limits windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err == nil {
		err = windows.AssignProcessToJobObject(job, process)
	}
	if err != nil {
		windows.CloseHandle(job)
	}
	return job, err
}

// send presses Ctrl+Break in the program's group, for every signal that a
// program may catch. Its Go takes it for os.Interrupt. Ctrl+C would not do: a
// new group ignores it.
func send(p *os.Process, sig os.Signal) error {
	if sig == os.Kill {
		return p.Kill()
	}
	return windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(p.Pid))
}

// signalOf returns the NTSTATUS that ended a program, or nothing.
func signalOf(state *os.ProcessState) string { return ntStatus(uint32(state.ExitCode())) }

// signalName returns nothing, as Windows does not number signals.
func signalName(int) string { return "" }
