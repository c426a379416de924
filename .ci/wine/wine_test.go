package wine

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The programs for Windows talk with each other, tell their errors, compute by
// the clock and serve the book, in a folder with any name. Wine has no Ctrl+C for
// programs without a window, so that plays which end with it are left out.
func TestWine(t *testing.T) {
	w := install(t)
	server, addr := w.serve(t, "03-detect-close", `"local":"([^"]+)"`, "-addr", "127.0.0.1:0", "-delay", "1ms", "-events", "-")
	for _, step := range []struct {
		name, want string
		args       []string
	}{
		{"a conversation", "Received Sarah;", []string{"05-client", "-addr", addr}},
		{"port in use", "is in use", []string{"04-threaded", "-addr", addr}},
		{"nobody listens", "Nobody listens", []string{"05-client", "-addr", "127.0.0.1:1"}},
		{"eof, the queue, a reset", `RECV "你好,同志!"`, []string{"demo", "1"}},
		{"a lesson that Windows does not have", "lesson-7 needs Linux or macOS", []string{"demo", "7"}},
		{"a client that has left", "Only the second send fails", []string{"demo", "gone"}},
		{"spin and the clock", `explorer "out 图\compare.html"`, []string{"compare", "-think", "cpu", "-clients", "2", "-messages", "1", "-delay", "50ms", "-out", "out 图"}},
		{"task", `work\03-detect-close\main.go`, []string{"exercise", "start", "3"}},
		{"doctor", `bin\05-client -i -to 1`, []string{"doctor"}}, // a client instead of nc
	} {
		t.Run(step.name, func(t *testing.T) {
			out, _ := w.command(t, step.args...).CombinedOutput() // the sentence tells more than the code
			if !strings.Contains(string(out), step.want) {
				t.Errorf("%q: this is not said: %q\n%s", step.args, step.want, out)
			}
		})
	}
	server.Process.Kill()
	t.Run("book", func(t *testing.T) {
		book, url := w.serve(t, "book", `(http://\S+)`, "-addr", "127.0.0.1:0")
		defer book.Process.Kill()
		response, err := http.Get(url + "zh/03-detect-close")
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if page, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(page), "accept") {
			t.Errorf("%s: %v\n%.500s", response.Status, err, page)
		}
	})
}

// An installed lab is one for Windows, with its programs, in a folder of Linux.
type installed struct {
	dir string
	env []string
}

func install(t *testing.T) *installed {
	if _, err := exec.LookPath("wine"); err != nil {
		t.Skip("wine is not installed: nothing was run of the programs for Windows")
	}
	prefix := t.TempDir()
	w := &installed{filepath.Join(t.TempDir(), "my folder 网络课"), []string{
		"WINEPREFIX=" + prefix, "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=", "LC_ALL=C.UTF-8", "LAB_LANG=en",
	}}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"build", "-ldflags=-s -X tcplab/shared/prebuilt.delivered=yes", "-o", filepath.Join(w.dir, "bin") + "/", "./lessons/..."}
	for _, tool := range []string{"book", "compare", "demo", "doctor", "exercise", "web"} {
		args = append(args, "./tools/"+tool)
	}
	build := exec.CommandContext(t.Context(), "go", args...)
	build.Dir, build.Env = root, append(os.Environ(), "GOOS=windows", "GOARCH=amd64")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, folder := range []string{"docs", "lessons"} {
		if err := os.CopyFS(filepath.Join(w.dir, folder), os.DirFS(filepath.Join(root, folder))); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { w.run(context.Background(), "wineserver", "-k").Run() })
	if out, err := w.run(t.Context(), "wine", "cmd", "/c", "ver").CombinedOutput(); err != nil {
		t.Skipf("wine does not start (%v): nothing was run of the programs for Windows\n%s", err, out)
	}
	if err := addPrng(prefix); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *installed) run(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir, cmd.Env = w.dir, append(os.Environ(), w.env...)
	cmd.WaitDelay = 5 * time.Second // wine leaves processes that hold the pipe
	return cmd
}

// limit is for one program, on a busy machine.
const limit = 2 * time.Minute

func (w *installed) command(t *testing.T, args ...string) *exec.Cmd {
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	t.Cleanup(cancel)
	return w.run(ctx, append([]string{"wine", filepath.Join("bin", args[0]+".exe")}, args[1:]...)...)
}

// serve starts a server, and returns what pattern finds in its first lines: where
// it listens.
func (w *installed) serve(t *testing.T, program, pattern string, args ...string) (server *exec.Cmd, where string) {
	t.Helper()
	server = w.command(t, append([]string{program}, args...)...)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Process.Kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := regexp.MustCompile(pattern).FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, out)
			return server, m[1]
		}
	}
	t.Fatalf("%s does not say where it listens", program)
	return nil, ""
}
