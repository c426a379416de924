// Package peer finds the programs that are not ours, for the tests that use one.
package peer

import (
	"os"
	"os/exec"
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
