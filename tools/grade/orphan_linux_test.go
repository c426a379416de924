package main

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func init() {
	// A daemon leaves its group, and its parent ends.
	programs["orphan"] = func(args []string) {
		child := exec.Command(os.Args[0], "parent", args[0])
		child.Run()
	}
	programs["parent"] = func(args []string) {
		child := exec.Command(os.Args[0], "flood", args[0])
		child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		if err := child.Start(); err != nil {
			panic(err)
		}
	}
}

// Nothing of a program survives its exam that has left its family.
func TestOrphan(t *testing.T) {
	t.Parallel()
	w := newWatchman(t)
	dir, out := t.TempDir(), t.TempDir()
	handProgram(t, dir, "daemon", "orphan", w.listener.Addr().String())
	code, stdout, stderr := grade(t, "-out", out, dir)
	if code != complete || stderr != "" {
		t.Errorf("exit code %d: %s\n%s", code, stderr, stdout)
	}
	if got := strings.Join(csvRows(t, out)["daemon"], " "); !strings.HasPrefix(got, "0 0 no-listener") {
		t.Errorf("the daemon has %q", got)
	}
	w.allGone(t, 0) // it may be too fast to report
}
