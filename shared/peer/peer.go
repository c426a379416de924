// Package peer finds the programs that are not ours, for the tests that use one.
package peer

import (
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// Find returns the path of the first of the programs that this machine has. Where
// there is none, the test is skipped; CI must have it.
func Find(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("CI lacks %s", names[0])
	}
	t.Skipf("skipped: there is no %s on this machine", names[0])
	return ""
}

// Python returns the path of Python. What PATH has may be a script that looks for
// it, as pyenv's is, and each start of that would take longer than most tests.
func Python(t testing.TB) string {
	t.Helper()
	found := Find(t, "python3", "python")
	asked.Do(func() {
		out, err := exec.Command(found, "-c", "import sys; print(sys.executable)").Output()
		if python = strings.TrimSpace(string(out)); err != nil {
			python = found // the test will tell
		}
	})
	return python
}

var (
	asked  sync.Once
	python string
)
