//go:build unix

package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// Ctrl+C ends all programs, leaves nothing behind, and keeps what is done.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	w := newWatchman(t)
	dir, out, temp := t.TempDir(), t.TempDir(), t.TempDir()
	hand(t, dir, "empty/readme.txt", "sorry")
	handProgram(t, dir, "hang", "hang", w.listener.Addr().String())
	handProgram(t, dir, "later", "hang", w.listener.Addr().String())
	cmd := command(t, "-j", "1", "-out", out, dir)
	cmd.Env = append(cmd.Env, "TMPDIR="+temp)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	conn := <-w.came // the first one is done, the second runs
	w.came <- conn
	cmd.Process.Signal(os.Interrupt)
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != incomplete {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(stderr.String(), "Not examined: 2.") || strings.Contains(stdout.String(), "later") {
		t.Errorf("it said\n%s%s", stdout.String(), stderr.String())
	}
	rows := csvRows(t, out)
	for name, begin := range map[string]string{"empty": "0 0  there is no", "hang": "   not examined", "later": "   not examined"} {
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
