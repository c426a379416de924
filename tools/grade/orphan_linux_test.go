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
	programs["orphan and hang"] = func(args []string) {
		programs["orphan"](args)
		programs["hang"](args)
	}
	programs["parent"] = func(args []string) {
		child := exec.Command(os.Args[0], "flood", args[0])
		child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
		if err := child.Start(); err != nil {
			panic(err)
		}
	}
}

// Nothing of a program survives its check that has left its family, however that
// check ends.
func TestOrphan(t *testing.T) {
	t.Parallel()
	t.Run("the end", func(t *testing.T) {
		if testing.Short() {
			t.Skip("long: a whole check")
		}
		t.Parallel()
		w, dir, out := orphan(t, "orphan")
		code, stdout, stderr := grade(t, append(unconfined, "-out", out, dir)...)
		if code != complete || stderr != "" {
			t.Errorf("exit code %d: %s\n%s", code, stderr, stdout)
		}
		daemonHas(t, csvRows(t, out), "0 0 no-listener")
		w.allGone(t, 0) // it may be too fast to report
	})
	t.Run("the limit", func(t *testing.T) {
		if testing.Short() {
			t.Skip("long: seconds, until the limit")
		}
		t.Parallel()
		w, dir, _ := orphan(t, "'orphan and hang'")
		w.atLimit(t, 2, complete, map[string]string{"daemon": "0 0  it took longer than"}, append(unconfined, dir)...)
		w.allGone(t, 2)
	})
	t.Run("Ctrl+C", func(t *testing.T) {
		t.Parallel()
		w, dir, out := orphan(t, "'orphan and hang'")
		code, stdout, _ := w.interrupt(t, command(t, append(unconfined, "-out", out, dir)...), 2)
		if code != incomplete {
			t.Errorf("exit code %d: %s", code, stdout)
		}
		daemonHas(t, csvRows(t, out), "   not examined")
		w.allGone(t, 2)
	})
}

// orphan is a folder with a daemon, and one for the results.
func orphan(t *testing.T, does string) (w *watchman, dir, out string) {
	t.Helper()
	w, dir = newWatchman(t), t.TempDir()
	handProgram(t, dir, "daemon", does, w.listener.Addr().String())
	return w, dir, t.TempDir()
}

func daemonHas(t *testing.T, rows map[string][]string, begin string) {
	t.Helper()
	if got := strings.Join(rows["daemon"], " "); !strings.HasPrefix(got, begin) {
		t.Errorf("the daemon has %q, want %q", got, begin)
	}
}
