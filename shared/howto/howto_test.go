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
	targets := []string{
		"start-3", "start-h3", "reset-3", "hint-3", "next", "solution-h3", "check-3", "check-h4a", "diff-4", "diff-h3",
		"web", "board", "book", "compare", "demo", "doctor",
	}
	dry := exec.CommandContext(t.Context(), program, append([]string{"-n", "-C", "../..", "--no-print-directory"}, targets...)...)
	dry.Env = append(os.Environ(), "MAKEFLAGS=", "MAKELEVEL=", "ARGS=") // of a make that runs this test
	out, err := dry.CombinedOutput()
	if err != nil {
		t.Fatalf("make -n: %v\n%s", err, out)
	}
	var runs []string // what each target runs, after building it
	for line := range strings.Lines(strings.ReplaceAll(string(out), "./bin/", "go tool ")) {
		if strings.HasPrefix(line, "go tool ") {
			runs = append(runs, strings.Join(strings.Fields(line), " "))
		}
	}
	if len(runs) != len(targets) {
		t.Fatalf("for %d targets, the Makefile runs\n%s", len(targets), strings.Join(runs, "\n"))
	}
	for i, target := range targets {
		want := runs[i]
		if got := (place{goos: "windows"}).make(target, nil); got != want {
			t.Errorf("%s: %q, and the Makefile runs %q", target, got, want)
		}
		if got := (place{goos: "linux"}).make(target, nil); got != "make "+target {
			t.Errorf("%s on Linux: %q", target, got)
		}
	}
}

func TestCommands(t *testing.T) {
	flags := []string{"-to", "1", "Michael Jackson"}
	linux, windows := place{goos: "linux"}, place{goos: "windows"}
	ready, readyWindows := place{"linux", true}, place{"windows", true}
	for got, want := range map[string]string{
		linux.run("lesson-5", "lessons/05-client", flags):        `make lesson-5 ARGS="-to 1 'Michael Jackson'"`,
		linux.run("lesson-5", "lessons/05-client", nil):          `make lesson-5`,
		windows.run("lesson-5", "lessons/05-client", flags):      `go run ./lessons/05-client -to 1 "Michael Jackson"`,
		ready.run("lesson-5", "lessons/05-client", flags):        `bin/05-client -to 1 'Michael Jackson'`,
		readyWindows.run("lesson-5", "lessons/05-client", flags): `bin\05-client -to 1 "Michael Jackson"`,
		ready.make("check-h4a", nil):                             `bin/check -homework h4a -out out`,
		readyWindows.make("start-3", nil):                        `bin\exercise start 3`,
		linux.force("diff-h3"):                                   `make diff-h3 FORCE=1`,
		windows.force("diff-h3"):                                 `go tool diff -force h3`,
		ready.force("solution-h3"):                               `bin/exercise -force solution h3`,
		linux.program("tools/check"):                             `go tool check`,
		linux.program("tools/homework/h6-lines"):                 `go run ./tools/homework/h6-lines`,
		openOn("linux", "out/compare.html"):                      `xdg-open out/compare.html`,
		openOn("darwin", "my out/compare.html"):                  `open "my out/compare.html"`,
		openOn("windows", "my out/compare.html"):                 `explorer "my out\compare.html"`,
		whoListensOn("linux", "9999"):                            `sudo ss -ltnp | grep :9999`,
		whoListensOn("darwin", "9999"):                           `sudo lsof -nP -i :9999`,
		whoListensOn("windows", "9999"):                          `netstat -ano | findstr :9999`,
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
