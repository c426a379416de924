package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/columns"
	"tcplab/shared/flags/flagstest"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// bin is where the servers are that check examines here.
var bin string

func TestMain(m *testing.M) { testscript.Main(servers{m}, map[string]func(){"check": main}) }

// Servers are built before the tests run.
type servers struct{ *testing.M }

func (s servers) Run() (code int) {
	var err error
	if bin, err = process.Build("./tools/gallery/...", "./lessons/05-client"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return s.M.Run()
}

func TestScripts(t *testing.T) { flagstest.Run(t, "check") }

// deadline is for one check, and for a compiler, on a machine that is busy.
const deadline = 4 * time.Minute

// command is the tool with arguments, run in a folder.
func command(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, "check", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LAB_LANG=en",
		"GOFLAGS=-trimpath "+os.Getenv("GOFLAGS")) // so that a copy of the lab is not compiled again
	return cmd
}

// check runs the tool in a folder.
func check(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	return result(t, command(t, dir, args...))
}

// result runs a command, and returns its exit code and what it said.
func result(t *testing.T, cmd *exec.Cmd) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

// The exit code says what came out, and JSON says it to programs.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	right := process.Program(bin, "right")
	broken := process.Program(bin, "closes-after-one-message")
	for _, test := range []struct {
		args string
		code int
		want probe.Report
	}{
		{"-stage 1 -- " + broken, 0, probe.Report{Stage: 1, Wanted: 1, Pass: true}},
		{"-stage 2 -- " + broken, 1, probe.Report{Stage: 1, Wanted: 2, Mistakes: []string{probe.ClosesAfterOne}}},
		{"-stage 4 -- " + right, 0, probe.Report{Stage: 4, Wanted: 4, Pass: true}},
		{"-identify -- " + broken, 0, probe.Report{Stage: 1, Pass: true, Mistakes: []string{probe.ClosesAfterOne}}},
		{"-homework 4a -- " + right, 1, probe.Report{Homework: "h4a", Mistakes: []string{probe.LetsAllIn}}},
		{"-stage 5 -- " + process.Program(bin, "05-client") + " -quiet -addr", 0, probe.Report{Stage: 5, Wanted: 5, Pass: true}},
	} {
		t.Run(test.args[:10], func(t *testing.T) {
			if testing.Short() && strings.Contains(test.args, right) {
				t.Skip("long: all that a right server goes through")
			}
			t.Parallel()
			code, stdout, stderr := check(t, "", append([]string{"-json"}, strings.Fields(test.args+" {addr}")...)...)
			var got probe.Report
			if err := json.Unmarshal([]byte(stdout), &got); err != nil {
				t.Fatalf("%v: %s%s", err, stdout, stderr)
			}
			got.Checks = nil
			if want := test.want; code != test.code || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("exit code %d, %+v; want %d, %+v", code, got, test.code, want)
			}
		})
	}
}

// JSON has the keys of the contract.
func TestJSON(t *testing.T) {
	t.Parallel()
	_, stdout, _ := check(t, "", "-json", "-stage", "2", "--", process.Program(bin, "closes-after-one-message"), "{addr}")
	for _, want := range []string{
		`{"stage":1,"wanted":2,"pass":false,"mistakes":["closes-after-one-message"],"checks":[{"id":"no-listener","pass":true,"saw":"`,
		`{"id":"closes-after-one-message","pass":false,"saw":"`,
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%s is not in %s", want, stdout)
		}
	}
}

// In a terminal of 80 columns nothing is wider, in either language, and every
// mistake has all that the verdict says of it.
func TestScreen(t *testing.T) {
	t.Parallel()
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		var out bytes.Buffer
		s := &screen{cli.NewTerminal(&out, 80), lang}
		s.show(probe.Line{Kind: probe.Client, Client: 3, Op: "recv", Text: strings.Repeat("好", 40)})
		s.show(probe.Line{Kind: probe.Client, Client: 31, Op: "recv", Text: "\x1b[2J"})
		for id := range probe.Mistakes {
			r := probe.Report{Wanted: 4, Mistakes: []string{id}}
			r.Checks = []probe.Check{{ID: id, Saw: strings.Repeat("seen \x1b[2J ", 30)}}
			s.verdict(r, target{})
		}
		for line := range strings.Lines(out.String()) {
			if n := columns.Width(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("%d columns: %s", n, line)
			}
			if strings.Contains(line, "\x1b") {
				t.Errorf("a control sequence comes through: %q", line)
			}
		}
	}
}

// A lab is a copy of the module in which a student works.
func lab(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"shared", "lessons"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("..", "..", name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// write writes the student's work for stage 2.
func write(t *testing.T, lab, text string) {
	t.Helper()
	file := filepath.Join(lab, "work", "02-loop-clients", "main.go")
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func lessonText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "lessons", name, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Without a command it is the student's work that is checked, or the lesson
// where there is none; the result is noted for the hints.
func TestOwnWork(t *testing.T) {
	t.Parallel()
	dir := lab(t)
	t.Run("watch", func(t *testing.T) { watches(t, dir) })
	t.Run("once", func(t *testing.T) { once(t, dir) }) // here, as it needs the same copy of the lab
	t.Run("untouched", func(t *testing.T) { untouched(t, dir) })
}

// once wants the exit codes of what was checked without -watch.
func once(t *testing.T, dir string) {
	if testing.Short() {
		t.Skip("long: what -watch has said")
	}
	write(t, dir, lessonText(t, "01-single-client"))
	code, stdout, stderr := check(t, dir, "-stage", "2")
	if code != notPassed || !strings.Contains(stdout, "work/02-loop-clients") || !strings.Contains(stdout, "make hint-2") {
		t.Errorf("a copy of lesson 1: %d %s%s", code, stdout, stderr)
	}
	write(t, dir, unfinished)
	code, _, stderr = check(t, dir, "-stage", "2")
	if code != unchecked || !strings.Contains(stderr, "does not build yet") || !strings.Contains(stderr, "main.go:4") {
		t.Errorf("what does not build: %d %s", code, stderr)
	}
	if err := os.RemoveAll(filepath.Join(dir, "work")); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr = check(t, dir, "-stage", "2")
	if code != 0 || !strings.Contains(stdout, "lessons/02-loop-clients") || !strings.Contains(stdout, "make start-2") {
		t.Errorf("the lesson: %d %s%s", code, stdout, stderr)
	}
}

const unfinished = "package main\n\nfunc main() {\n"

// An untouched exercise says so first, and does not pass, not even if the code that
// it starts from would: here lesson 1 was replaced by lesson 2.
func untouched(t *testing.T, dir string) {
	if testing.Short() {
		t.Skip("long: compiled and checked twice more")
	}
	if err := os.RemoveAll(filepath.Join(dir, "work")); err != nil {
		t.Fatal(err)
	}
	lesson1 := filepath.Join(dir, "lessons", "01-single-client", "main.go")
	if err := os.WriteFile(lesson1, []byte(lessonText(t, "02-loop-clients")), 0o666); err != nil {
		t.Fatal(err)
	}
	e, _ := exercise.Find("2")
	if _, _, err := e.Begin(dir, phrase.English); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := check(t, dir, "-stage", "2")
	if !strings.HasPrefix(stdout, "\nThis is the code as ") || code != notPassed ||
		!strings.Contains(stdout, "Stage 2: reached, but not passed.") || !strings.Contains(stdout, "Nothing has been changed yet") {
		t.Errorf("exit code %d: %s%s", code, stdout, stderr)
	}
	if exercise.Load(dir)[e.ID].Solved {
		t.Error("it counts as solved")
	}
	code, stdout, _ = check(t, dir, "-stage", "2", "-json")
	var report probe.Report
	if err := json.Unmarshal([]byte(stdout), &report); err != nil || code != notPassed || report.Pass ||
		len(report.Checks) == 0 || report.Checks[0].ID != "untouched" {
		t.Errorf("exit code %d, %v: %s", code, err, stdout)
	}
}

// watches wants -watch to check again when the file is saved, and to do what the
// keys mean. In a pipe, each is a line.
func watches(t *testing.T, dir string) {
	write(t, dir, lessonText(t, "01-single-client"))
	cmd := command(t, dir, "-stage", "2", "-watch", "-lang", "en")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	await := awaiter(t, stdout)
	await("work/02-loop-clients")
	await("Stage 2: not passed.")
	await("make hint-2")
	await("and it is checked again")
	await("h hint · l list · r reset · q quit (and Enter)")
	noted, err := os.ReadFile(filepath.Join(dir, "work", "progress.json"))
	if err != nil || !strings.Contains(string(noted), probe.ClosesAfterOne) {
		t.Errorf("noted: %s (%v)", noted, err)
	}
	io.WriteString(stdin, "what?\nh\n")
	await("Hint 1 of 3")
	await("q quit")
	io.WriteString(stdin, "L\n")
	await("Homework")
	await("q quit")
	io.WriteString(stdin, "r\n")
	await("What you had is kept in ")
	await("This is the code as ")
	await("Stage 2: not passed.")
	await("q quit")
	write(t, dir, unfinished)
	await("does not build yet")
	await("main.go:4")
	await("q quit")
	write(t, dir, lessonText(t, "02-loop-clients"))
	await("Stage 2: passed.")
	await("q quit")
	io.WriteString(stdin, "q\n")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// awaiter returns a function that waits for a text in what is read.
func awaiter(t *testing.T, in io.Reader) (await func(text string)) {
	said := ""
	buffer := make([]byte, 4096)
	return func(text string) {
		t.Helper()
		for !strings.Contains(said, text) {
			n, err := in.Read(buffer)
			if err != nil {
				t.Fatalf("%v instead of %q; it said %s", err, text, said)
			}
			said += string(buffer[:n])
		}
		_, said, _ = strings.Cut(said, text)
	}
}

// What takes a while is told as long as it goes on, and nothing else is.
func TestMeanwhile(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	s := &screen{cli.NewTerminal(w, 80), phrase.English}
	shown := make(chan struct{})
	go func() {
		s.meanwhile("quick", time.Hour, func() {})
		s.meanwhile("slow", 0, func() { <-shown })
		w.Close()
	}()
	text := make([]byte, len("slow"))
	if _, err := io.ReadFull(r, text); err != nil || string(text) != "slow" {
		t.Errorf("it said %q (%v)", text, err)
	}
	close(shown)
	if left, err := io.ReadAll(r); err != nil || string(left) != "\r\x1b[K" {
		t.Errorf("then it said %q (%v)", left, err)
	}
}

// -out draws the exchange in which a mistake was seen, in a page that asks no
// network for anything.
func TestOut(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new")
	broken := process.Program(bin, "closes-after-one-message")
	code, stdout, stderr := check(t, "", "-out", dir, "-stage", "2", "--", broken, "{addr}")
	if code != notPassed || !strings.Contains(stdout, "check.html") {
		t.Errorf("exit code %d, %s%s", code, stdout, stderr)
	}
	page, err := os.ReadFile(filepath.Join(dir, "check.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"closes-after-one-message", "<svg", "Michael", "recv: nothing", "expected", "viewport"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(string(page), "src=") || strings.Contains(string(page), "href=") {
		t.Error("the page asks for other files")
	}
	diagram := filepath.Join(dir, "closes-after-one-message.svg")
	if _, err := os.Stat(diagram); err != nil {
		t.Error(err)
	}

	// A check that passes leaves nothing of it.
	code, stdout, stderr = check(t, "", "-out", dir, "-stage", "1", "--", broken, "{addr}")
	page, err = os.ReadFile(filepath.Join(dir, "check.html"))
	if code != passed || strings.Contains(stdout, "check.html") || err != nil || !strings.Contains(string(page), "Stage 1: passed") {
		t.Errorf("exit code %d, %s%s, %v, and the page\n%s", code, stdout, stderr, err, page)
	}
	if _, err := os.Stat(diagram); err == nil {
		t.Error("the diagram of the earlier check is still there")
	}
}
