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
	for name, test := range map[string]struct {
		does      string
		limited   bool
		interrupt bool
		code      int
		row       string
		programs  int // at least
	}{
		"the end":   {does: "orphan", code: complete, row: "0 0 no-listener"}, // it may be too fast to report
		"the limit": {does: "'orphan and hang'", limited: true, code: complete, row: "0 0  it took longer than", programs: 2},
		"Ctrl+C":    {does: "'orphan and hang'", interrupt: true, code: incomplete, row: "   not examined", programs: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWatchman(t)
			dir, out := t.TempDir(), t.TempDir()
			handProgram(t, dir, "daemon", test.does, w.listener.Addr().String())
			args := append(unconfined, "-limit", "2m", "-out", out, dir)
			var code int
			var stdout, stderr string
			switch {
			case test.limited:
				code, out, stdout, stderr = w.limited(t, test.programs, append(unconfined, dir)...)
			case test.interrupt:
				code, stdout, stderr = w.interrupt(t, command(t, args...), test.programs)
			default:
				code, stdout, stderr = grade(t, args...)
			}
			if code != test.code || stderr != "" && !test.interrupt {
				t.Errorf("exit code %d: %s\n%s", code, stderr, stdout)
			}
			if got := strings.Join(csvRows(t, out)["daemon"], " "); !strings.HasPrefix(got, test.row) {
				t.Errorf("the daemon has %q", got)
			}
			w.allGone(t, test.programs)
		})
	}
}
