package howto

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What Windows users are told to type is what the Makefile runs.
func TestMakeIsTheMakefile(t *testing.T) {
	program, err := exec.LookPath("make")
	if err != nil {
		t.Skip("there is no make on this machine")
	}
	for _, target := range []string{
		"start-3", "start-h3", "reset-3", "hint-3", "next", "solution-h3", "check-3", "check-h4a", "diff-4", "diff-h3",
		"web", "board", "book", "compare", "demo",
	} {
		dry := exec.CommandContext(t.Context(), program, "-n", "-C", "../..", "--no-print-directory", target)
		dry.Env = append(os.Environ(), "MAKEFLAGS=", "MAKELEVEL=") // of a make that runs this test
		out, err := dry.CombinedOutput()
		if err != nil {
			t.Errorf("make %s: %v\n%s", target, err, out)
			continue
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		last := strings.Replace(lines[len(lines)-1], "./bin/", "go run ./tools/", 1)
		want := strings.Join(strings.Fields(last), " ")
		if got := makeOn("windows", target, nil); got != want {
			t.Errorf("%s: %q, and the Makefile runs %q", target, got, want)
		}
		if got := makeOn("linux", target, nil); got != "make "+target {
			t.Errorf("%s on Linux: %q", target, got)
		}
	}
}

func TestCommands(t *testing.T) {
	flags := []string{"-to", "1", "Michael Jackson"}
	for got, want := range map[string]string{
		runOn("linux", "lesson-5", "./lessons/05-client", flags):   `make lesson-5 ARGS="-to 1 'Michael Jackson'"`,
		runOn("darwin", "lesson-5", "./lessons/05-client", nil):    `make lesson-5`,
		runOn("windows", "lesson-5", "./lessons/05-client", flags): `go run ./lessons/05-client -to 1 "Michael Jackson"`,
		openOn("linux", "out/compare.html"):                        `xdg-open out/compare.html`,
		openOn("darwin", "my out/compare.html"):                    `open "my out/compare.html"`,
		openOn("windows", "my out/compare.html"):                   `explorer "my out\compare.html"`,
		whoListensOn("linux", "9999"):                              `sudo ss -ltnp | grep :9999`,
		whoListensOn("darwin", "9999"):                             `sudo lsof -nP -i :9999`,
		whoListensOn("windows", "9999"):                            `netstat -ano | findstr :9999`,
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
