package main

import (
	"os/exec"
	"strings"
	"testing"
)

// If the disk is full, or lets no program run, that is not the students' fault: they are
// not examined, and the teacher reads what to do.
func TestDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("long: the compiler, and a file system of the test's own")
	}
	t.Parallel()
	for option, want := range map[string]string{
		"size=64k": "not examined: the disk has no room for the students' programs (no space left on device)",
		"noexec":   "not examined: no program can be started from ",
	} {
		temp, dir, out := t.TempDir(), t.TempDir(), t.TempDir()
		mount := exec.CommandContext(t.Context(), "unshare", "-rm", "mount", "-t", "tmpfs", "-o", option, "none", temp)
		if said, err := mount.CombinedOutput(); err != nil {
			t.Skipf("no file system can be mounted here: %v, %s", err, said)
		}
		hand(t, dir, "alice/main.go", "package main\n\nfunc main() {}\n")
		hand(t, dir, "bob/server.py", "import socket\nsocket.socket().accept()\n"+strings.Repeat("# \n", 50_000))
		cmd := command(t, "-sandbox", "off", "-out", out, dir)
		cmd.Args = append([]string{"unshare", "-rm", "sh", "-c", `mount -t tmpfs -o ` + option + ` none "$TMPDIR" && exec "$@"`, "-"}, cmd.Args...)
		cmd.Path, _ = exec.LookPath("unshare")
		cmd.Env = append(cmd.Env, "TMPDIR="+temp)
		said, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != incomplete {
			t.Errorf("%s: exit code %d: %s", option, code, said)
			continue
		}
		rows := csvRows(t, out)
		for _, name := range []string{"alice", "bob"} {
			row := strings.Join(rows[name], " ")
			if name == "bob" && option == "noexec" {
				continue // Python starts it
			}
			if !strings.Contains(row, want) || !strings.Contains(row, "set TMPDIR to ") {
				t.Errorf("%s, %s: %s", option, name, row)
			}
		}
	}
}
