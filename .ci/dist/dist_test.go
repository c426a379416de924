package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The same commit makes the same bytes. What is in them works without Go and
// without a network, in a folder with any name; with Go, so does the rest.
func TestArchive(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the sandbox without a network is that of Linux")
	}
	target := "linux/" + runtime.GOARCH
	file := filepath.Join("tcplab-" + strings.ReplaceAll(target, "/", "-") + ".zip")
	first, again := filepath.Join(t.TempDir(), "dist"), filepath.Join(t.TempDir(), "again")
	for _, out := range []string{first, again} {
		if err := run(t.Context(), "../..", out, []string{target}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(read(t, filepath.Join(first, file)), read(t, filepath.Join(again, file))) {
		t.Error("two archives of the same commit differ")
	}
	folder := filepath.Join(t.TempDir(), "my folder 网络课")
	unzip(t, filepath.Join(first, file), folder)
	s := sandbox(t, filepath.Join(folder, top))
	t.Run("without Go", func(t *testing.T) {
		for _, step := range withoutGo {
			t.Run(step.name, func(t *testing.T) {
				t.Parallel() // they wait most of the time
				s.play(t, step)
			})
		}
	})
	s.env["PATH"] = goEnv(t, "GOROOT") + "/bin:/usr/bin:/bin"
	for _, step := range withGo {
		t.Run(step.name, func(t *testing.T) { s.play(t, step) })
	}
}

// A step is a line of a shell, with what it must print.
type step struct {
	name, line, want string
}

var withoutGo = []step{
	{"no Go, no network", `! command -v go && test $(grep -c : /proc/net/dev) = 1 && echo alone`, "alone"},
	{"lessons", `bin/04-threaded -lang en -delay 1ms >log & until grep LISTEN log; do sleep .1; done; ` +
		`bin/05-client -lang en; kill -INT %1; wait %1; echo code $?`, "Hello, Sarah!"},
	{"demo", `bin/demo -lang zh 3`, "bin/05-client -to 1"},
	{"compare", `bin/compare -lang en -out o -delay 50ms && ls o`, "compare.html"},
	{"compare two commands", `bin/compare -lang en -out o2 -json -clients 2 -messages 1 -delay 1s ` +
		`-a '"$PYTHON" docs/python/03-detect-close.py {port}' -b '"$PYTHON" docs/python/04-threaded.py {port}'`, `"at_once":2`},
	{"check a command", `bin/check -identify -lang en -- "$PYTHON" docs/python/04-threaded.py {port}`, "stage 4"},
	{"exercise", `bin/check -stage 3 -lang en | grep 'bin/exercise start 3' && bin/exercise start 3 && bin/exercise hint 3 && ` +
		`bin/exercise next && bin/diff 4 && bin/check -stage 3 -lang en; echo code $?`, "code 3"}, // work in Go needs Go
	{"book", `grep -o 'href="../zh/[^"]*"' book/en/03-detect-close.html && test -s book/code/lessons/03-detect-close/main.go.html`, "zh/03-detect-close.html"},
	{"doctor", `bin/doctor -lang en; echo code $?`, "code 0"},
}

var withGo = []step{
	{"run", `go run ./lessons/01-single-client -h -lang en`, "go run ./lessons/01-single-client"},
	{"untouched", `go tool check -stage 3 -lang en; echo code $?`, "code 1"},
	{"solved", `cp lessons/03-detect-close/main.go work/03-detect-close/main.go && go tool check -stage 3 -lang en; echo code $?`, "code 0"},
	{"doctor", `go tool doctor -lang en; echo code $?`, "all there; no network needed"},
}

// A jail is a machine without a network, where only the unpacked folder can be
// written to.
type jail struct {
	args []string
	dir  string
	env  map[string]string
}

func sandbox(t *testing.T, dir string) *jail {
	bwrap, err := exec.LookPath("bwrap")
	if err != nil {
		t.Skip("bubblewrap is not installed: the archive was not tried without a network")
	}
	python, err := exec.Command("python3", "-c", "import sys; print(sys.executable)").Output()
	if err != nil {
		t.Fatal(err)
	}
	goCache, home := goEnv(t, "GOCACHE"), t.TempDir()
	s := &jail{dir: dir, args: []string{bwrap, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp",
		"--bind", dir, dir, "--bind", home, home, "--bind", goCache, goCache, "--unshare-net", "--unshare-pid", "--die-with-parent", "--chdir", dir}}
	s.env = map[string]string{
		"PATH": "/usr/bin:/bin", "HOME": home, "GOCACHE": goCache, "PYTHON": strings.TrimSpace(string(python)),
		"GOPROXY": "off", "GOFLAGS": "", "GOMODCACHE": filepath.Join(home, "none"), "GOTOOLCHAIN": "local",
	}
	if err := exec.Command(bwrap, append(s.args[1:len(s.args):len(s.args)], "true")...).Run(); err != nil {
		t.Skipf("bubblewrap does not work here (%v): the archive was not tried without a network", err)
	}
	return s
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	value, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(value))
}

func (s *jail) play(t *testing.T, step step) {
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.args[0], append(s.args[1:len(s.args):len(s.args)], "bash", "-c", step.line)...)
	cmd.Env = nil
	for name, value := range s.env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), step.want) {
		t.Errorf("%s\n%v, and this is not said: %q\n%s", step.line, err, step.want, out)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func unzip(t *testing.T, name, dir string) {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		to := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			t.Fatal(err)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		in.Close()
		if err == nil {
			err = os.WriteFile(to, content, f.Mode())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Where there is no commit, the error says where there is one.
func TestNoCommit(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", dir)
	if _, err := export(t.Context(), dir, dir); err == nil || !strings.Contains(err.Error(), "made by git clone") {
		t.Errorf("the error is %v", err)
	}
}
