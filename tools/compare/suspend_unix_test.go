//go:build unix

package main

import (
	"bufio"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Ctrl+Z in the middle of a run makes its times worthless, and it says so.
func TestSuspended(t *testing.T) {
	if testing.Short() {
		t.Skip("long: seconds in which it is stopped")
	}
	t.Parallel()
	cmd := command(t, "-clients", "20", "-messages", "2", "-delay", "500ms", "-out", t.TempDir()) // for twenty seconds
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "A  client 1") {
	}
	cmd.Process.Signal(syscall.SIGSTOP)
	time.Sleep(3 * time.Second) // this is how long it stands still
	cmd.Process.Signal(syscall.SIGCONT)
	io.Copy(io.Discard, stdout)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 1 || !strings.Contains(stderr.String(), "Ctrl+Z") {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
}
