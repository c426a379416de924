//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// interrupt runs grade, and presses Ctrl+C when so many programs have come. It
// returns what grade does.
func (w *watchman) interrupt(t *testing.T, cmd *exec.Cmd, programs int) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if !w.arrived(programs) {
		t.Errorf("%d programs have come, want %d", len(w.came), programs)
	}
	cmd.Process.Signal(os.Interrupt)
	cmd.Wait()
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

// Ctrl+C ends all programs, leaves nothing behind, and keeps what is done.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	w := newWatchman(t)
	dir, out, temp := t.TempDir(), t.TempDir(), t.TempDir()
	hand(t, dir, "empty/readme.txt", "sorry")
	handProgram(t, dir, "hang", "hang", w.listener.Addr().String())
	handProgram(t, dir, "later", "hang", w.listener.Addr().String())
	cmd := command(t, append(unconfined, "-j", "1", "-out", out, dir)...)
	cmd.Env = append(cmd.Env, "TMPDIR="+temp)
	code, stdout, stderr := w.interrupt(t, cmd, 1) // the first one is done, the second runs
	if code != incomplete {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(stderr, "Not examined: 3.") || strings.Contains(stdout, "later") {
		t.Errorf("it said\n%s%s", stdout, stderr)
	}
	rows := csvRows(t, out)
	for name, begin := range map[string]string{"empty": "   not examined: no program", "hang": "   not examined", "later": "   not examined"} {
		if got := strings.Join(rows[name], " "); !strings.HasPrefix(got, begin) {
			t.Errorf("%s has %q, want %q", name, got, begin)
		}
	}
	page, err := os.ReadFile(out + "/" + pageFile)
	if err != nil || !strings.Contains(string(page), "not examined: interrupted") {
		t.Errorf("the page: %v", err)
	}
	w.allGone(t, 1)
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// The results are for those whom the umask lets read them, also in place of others.
func TestUmask(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	hand(t, dir, "empty/readme.txt", "sorry")
	for _, test := range []struct {
		umask string
		want  os.FileMode
	}{{"022", 0o644}, {"077", 0o600}} {
		cmd := command(t, "-out", out, dir)
		cmd.Args = append([]string{"sh", "-c", `umask "$0" && exec "$@"`, test.umask, cmd.Path}, cmd.Args[1:]...)
		cmd.Path = "/bin/sh"
		if said, err := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != incomplete {
			t.Fatalf("umask %s: %v\n%s", test.umask, err, said)
		}
		for _, name := range []string{csvFile, pageFile, resultsFolder + "/empty.json", feedbackFolder + "/empty.html"} {
			info, err := os.Stat(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode() != test.want {
				t.Errorf("umask %s: %s is %v, want %v", test.umask, name, info.Mode(), test.want)
			}
		}
	}
	if left, err := filepath.Glob(filepath.Join(out, "*", ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
