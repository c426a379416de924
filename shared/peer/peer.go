// Package peer is for tests: it finds the programs that are not ours, and stands in for
// the terminal of a user.
package peer

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// Find returns the path of the first of the programs that this machine has. Where
// there is none, the test is skipped; CI on Linux must have it.
func Find(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" && runtime.GOOS == "linux" {
		t.Fatalf("CI lacks %s", names[0])
	}
	t.Skipf("skipped: there is no %s on this machine", names[0])
	return ""
}

// Python returns the path of Python. What PATH has first may be a script that looks
// for it, as pyenv's is, and each start of that would take longer than most tests.
func Python(t testing.TB) string {
	t.Helper()
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		path, err := exec.LookPath(filepath.Join(dir, "python3"))
		if err == nil && !isScript(path) {
			return path
		}
	}
	return Find(t, "python3", "python")
}

func isScript(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	begin := make([]byte, 2)
	_, err = io.ReadFull(file, begin)
	return err == nil && string(begin) == "#!"
}
