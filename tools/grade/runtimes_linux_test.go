package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A program in another language finds in the sandbox what its runtime needs.
func TestRuntimes(t *testing.T) {
	if testing.Short() {
		t.Skip("long: a class in each sandbox")
	}
	t.Parallel()
	dir, want := t.TempDir(), map[string]string{}
	for runtime, file := range map[string]string{"node": "server.js", "ruby": "server.rb"} {
		if _, err := exec.LookPath(runtime); err != nil {
			t.Logf("there is no %s", runtime)
			continue
		}
		hand(t, dir, runtime+"/"+file, lab(t, "tools/grade/testdata/runtimes/"+file))
		hand(t, dir, runtime+"/command.txt", runtime+" "+file+" {addr}\n")
		want[runtime] = "4 100"
	}
	if len(want) == 0 {
		t.Skip("there is no other runtime")
	}
	for _, kind := range []string{"bwrap", "landlock"} {
		t.Run(kind, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			code, stdout, stderr := grade(t, "-sandbox", kind, "-out", out, dir)
			if code == 2 {
				t.Skipf("%s does not work here: %s", kind, stderr)
			}
			rows := csvRows(t, out)
			for name, begin := range want {
				if got := strings.Join(rows[name], " "); !strings.HasPrefix(got, begin) {
					t.Errorf("%s has %q, want %q\n%s", name, got, begin, stdout)
				}
			}
		})
	}
}
