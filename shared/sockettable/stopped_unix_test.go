//go:build unix

package sockettable_test

import (
	"syscall"
	"testing"

	"tcplab/shared/sockettable"
)

// A process that Ctrl+Z has stopped still has its port.
func TestStoppedHolder(t *testing.T) {
	cmd, at := listen(t, "127.0.0.1:0")
	if holder, found := sockettable.FindHolder(deadline(t), at); !found || holder.Stopped {
		t.Errorf("before: %+v, %v", holder, found)
	}
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil { // as SIGTSTP of Ctrl+Z does
		t.Fatal(err)
	}
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(cmd.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
		t.Fatalf("it is not stopped: %v, %v", status, err)
	}
	if holder, found := sockettable.FindHolder(deadline(t), at); !found || !holder.Stopped {
		t.Errorf("stopped: %+v, %v", holder, found)
	}
}
