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
		if got := on("windows", false, func() string { return Make(target) }); got != want {
			t.Errorf("%s: %q, and the Makefile runs %q", target, got, want)
		}
		if got := on("linux", false, func() string { return Make(target) }); got != "make "+target {
			t.Errorf("%s on Linux: %q", target, got)
		}
	}
}

// on is what a function says in another place.
func on(goos string, prebuilt bool, say func() string) string {
	was := here
	defer func() { here = was }()
	here.goos, here.prebuilt = goos, prebuilt
	return say()
}

func TestCommands(t *testing.T) {
	run := func(flags ...string) func() string {
		return func() string { return Run("lesson-5", "lessons/05-client", flags...) }
	}
	given := func(say func(string) string, what string) func() string { return func() string { return say(what) } }
	makes := func(target string) string { return Make(target) }
	flags := []string{"-to", "1", "Michael Jackson"}
	for _, test := range []struct {
		goos     string
		prebuilt bool
		say      func() string
		want     string
	}{
		{"linux", false, run(flags...), `make lesson-5 ARGS="-to 1 'Michael Jackson'"`},
		{"linux", false, run(), `make lesson-5`},
		{"windows", false, run(flags...), `go run ./lessons/05-client -to 1 "Michael Jackson"`},
		{"linux", true, run(flags...), `bin/05-client -to 1 'Michael Jackson'`},
		{"windows", true, run(flags...), `bin\05-client -to 1 "Michael Jackson"`},
		{"linux", true, given(makes, "check-h4a"), `bin/check -homework h4a -out out`},
		{"windows", true, given(makes, "start-3"), `bin\exercise start 3`},
		{"linux", false, given(Force, "diff-h3"), `make diff-h3 FORCE=1`},
		{"windows", false, given(Force, "diff-h3"), `go tool diff -force h3`},
		{"linux", true, given(Force, "solution-h3"), `bin/exercise -force solution h3`},
		{"linux", false, given(Program, "tools/check"), `go tool check`},
		{"linux", false, given(Program, "tools/homework/h6-lines"), `go run ./tools/homework/h6-lines`},
		{"linux", false, given(Open, "out/compare.html"), `xdg-open out/compare.html`},
		{"darwin", false, given(Open, "my out/compare.html"), `open "my out/compare.html"`},
		{"windows", false, given(Open, "my out/compare.html"), `explorer "my out\compare.html"`},
		{"linux", false, given(WhoListens, "9999"), `sudo ss -ltnp | grep :9999`},
		{"darwin", false, given(WhoListens, "9999"), `sudo lsof -nP -i :9999`},
		{"windows", false, given(WhoListens, "9999"), `netstat -ano | findstr :9999`},
	} {
		if got := on(test.goos, test.prebuilt, test.say); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}
