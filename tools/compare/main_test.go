package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/shirou/gopsutil/v4/process"

	"tcplab/shared/course"
	"tcplab/shared/flags/flagstest"
	"tcplab/shared/peer"
	lab "tcplab/shared/process"
	"tcplab/tools/internal/timeline"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"compare": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "compare") }

// command is compare with arguments, in English.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, "compare", args...)
	cmd.Env = append(os.Environ(), "LAB_LANG=en")
	return cmd
}

// compare runs compare, and returns its exit code and what it said.
func compare(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	return result(t, func() *exec.Cmd { return command(t, args...) })
}

// result runs a command, and once more if the machine has stood still meanwhile, as the
// user is told to do. It returns the exit code and what it said.
func result(t *testing.T, command func() *exec.Cmd) (code int, stdout, stderr string) {
	t.Helper()
	for range 10 {
		cmd := command()
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
			t.Fatal(err)
		}
		code, stdout, stderr = cmd.ProcessState.ExitCode(), out.String(), errs.String()
		if !strings.Contains(stderr, "Ctrl+Z") {
			break
		}
	}
	return code, stdout, stderr
}

// quick are flags of a comparison that takes a moment.
func quick(dir string, more ...string) []string {
	return append([]string{"-clients", "3", "-messages", "2", "-delay", "300ms", "-out", dir}, more...)
}

// JSON has the keys of the contract, and says what was seen.
func TestJSON(t *testing.T) {
	t.Parallel()
	wanted := map[string]struct{ theory, atOnce float64 }{"serial": {1.8, 1}, "concurrent": {0.6, 3}}
	args := quick(t.TempDir(), "-json")
	if course.Lessons[6].Runs() {
		args = append(args, "-c", "07-event-loop")
		wanted["third"] = wanted["concurrent"]
	}
	code, stdout, stderr := compare(t, args...)
	if code != 0 || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatalf("%v: %s", err, stdout)
	}
	if got["clients"] != 3.0 || got["messages"] != 2.0 || got["delay_s"] != 0.3 {
		t.Errorf("it was planned: %v", got)
	}
	if _, ok := got["speedup"].(float64); !ok {
		t.Errorf("the speed-up is %v", got["speedup"])
	}
	for key, want := range wanted {
		run := got[key].(map[string]any)
		if run["theory_s"] != want.theory || run["at_once"] != want.atOnce {
			t.Errorf("%s: theory %v, %v at once", key, run["theory_s"], run["at_once"])
		}
		if makespan, ok := run["makespan_s"].(float64); !ok || makespan < want.theory {
			t.Errorf("%s: the makespan is %v, of %v in theory", key, run["makespan_s"], want.theory)
		}
		clients := run["per_client"].([]any)
		if len(clients) != 3 {
			t.Fatalf("%s: %d clients", key, len(clients))
		}
		for _, c := range clients {
			for _, name := range []string{"client", "connected_s", "queued_s", "first_byte_s", "finished_s"} {
				if _, ok := c.(map[string]any)[name].(float64); !ok {
					t.Errorf("%s: a client has %s %v", key, name, c.(map[string]any)[name])
				}
			}
		}
	}
}

// With a clock that advances in steps of 15.6 ms, as on Windows, the lessons are
// judged in the same way.
func TestCoarseClock(t *testing.T) {
	if testing.Short() {
		t.Skip("long: a second compare, with another clock")
	}
	t.Parallel()
	bin, err := lab.Build("-tags=coarseclock", "./tools/compare")
	if err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := result(t, func() *exec.Cmd {
		cmd := command(t, quick(t.TempDir(), "-json")...)
		cmd.Path = lab.Program(bin, "compare")
		// compare builds the lessons.
		cmd.Env = append(cmd.Env, "LAB_CLOCK_STEP=15.6ms", "GOFLAGS=-tags=coarseclock")
		return cmd
	})
	var got report
	if err := json.Unmarshal([]byte(stdout), &got); err != nil || code != 0 {
		t.Fatalf("exit code %d, %v: %s", code, err, stderr)
	}
	const want = "A: one client at a time. B: all 3 clients at the same time."
	if !strings.Contains(got.Verdict, want) {
		t.Error(got.Verdict)
	}
}

// What a user sees in a pipe, in both languages, and where the picture is.
func TestReport(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "folder")
	for lang, want := range map[string][]string{
		"en": {"A  03-detect-close: 3 clients, 2 messages each", "B  client 2: connected ", "one client at a time", "speed-up", "compare.html"},
		"zh": {"A  03-detect-close：3 个客户端，每个 2 条消息", "B  客户端 2：", "一次服务一个客户端", "加速比", "compare.html"},
	} {
		if testing.Short() && lang != "zh" {
			continue
		}
		code, stdout, stderr := compare(t, quick(dir, "-lang", lang)...)
		if code != 0 {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
		for _, text := range want {
			if !strings.Contains(stdout, text) {
				t.Errorf("%s: %q is not in\n%s", lang, text, stdout)
			}
		}
	}
	if got := fmt.Sprint(names(t, dir)); got != "[a.jsonl b.jsonl compare.html compare.svg]" {
		t.Errorf("files: %s", got)
	}
}

// names lists the files below a folder.
func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			list = append(list, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// The pictures can be had again of the events alone: the same, to the byte.
func TestFrom(t *testing.T) {
	t.Parallel()
	dir, again := t.TempDir(), t.TempDir()
	dir = filepath.Join(dir, "odd [name]")
	for _, args := range [][]string{quick(dir, "-delay", "20ms"), quick(dir, "-delay", "20ms", "-sweep", "2,1,2")} {
		if code, _, stderr := compare(t, args...); code != 0 {
			t.Fatalf("exit code %d: %s", code, stderr)
		}
	}
	if code, _, stderr := compare(t, "-from", dir, "-out", again); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if code, stdout, _ := compare(t, "-from", dir, "-json", "-out", t.TempDir()); code != 0 || !json.Valid([]byte(stdout)) {
		t.Errorf("-json of both is not JSON: %s", stdout)
	}
	all := names(t, dir)
	if got := fmt.Sprint(all); got != "[a.jsonl b.jsonl compare.html compare.svg sweep/1/a.jsonl sweep/1/b.jsonl sweep/2/a.jsonl sweep/2/b.jsonl sweep.html sweep.svg]" {
		t.Errorf("files: %s", got)
	}
	for _, name := range all {
		first, err1 := os.ReadFile(filepath.Join(dir, name))
		second, err2 := os.ReadFile(filepath.Join(again, name))
		if err1 != nil || err2 != nil || !bytes.Equal(first, second) {
			t.Errorf("%s is not the same: %v %v", name, err1, err2)
		}
	}
}

// All points of a sweep are of the same servers: one of three among those of two is none.
func TestFromUnequalSweep(t *testing.T) {
	t.Parallel()
	two, three := timeline.Plan{Clients: 2, Messages: 1}, timeline.Plan{Clients: 3, Messages: 1}
	line := func(p timeline.Plan) *fstest.MapFile {
		return &fstest.MapFile{Data: timeline.Recording{Plan: p}.Lines()}
	}
	dir := fstest.MapFS{
		"sweep/2/a.jsonl": line(two), "sweep/2/b.jsonl": line(two),
		"sweep/3/a.jsonl": line(three), "sweep/3/b.jsonl": line(three), "sweep/3/c.jsonl": line(three),
	}
	if _, err := read(dir); !errors.Is(err, timeline.ErrNoRecording) {
		t.Errorf("the error is %v", err)
	}
	delete(dir, "sweep/3/c.jsonl")
	if found, err := read(dir); err != nil || len(found.sweep) != 2 {
		t.Errorf("%d points, %v", len(found.sweep), err)
	}
}

// A server that cannot be started is named.
func TestNoServer(t *testing.T) {
	t.Parallel()
	code, _, stderr := compare(t, quick(t.TempDir(), "-b", "/no/such/program {addr}")...)
	if code != 1 || !strings.Contains(stderr, "server B, /no/such/program {addr}: it could not be started") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

// Ctrl+C, at whichever moment, leaves no process and no file.
func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signal to send to one process")
	}
	t.Parallel()
	for _, moment := range []string{"A  03", "A  client 1", "B  04", "B  client"} {
		t.Run(moment, func(t *testing.T) {
			if testing.Short() && moment != "A  client 1" {
				t.Skip("long: all moments")
			}
			t.Parallel()
			temp, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "out")
			cmd := command(t, "-clients", "12", "-messages", "1", "-delay", "500ms", "-stagger", "700ms", "-out", dir)
			cmd.Env = append(cmd.Env, "TMPDIR="+temp)
			stdout, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(stdout)
			for lines.Scan() && !strings.HasPrefix(lines.Text(), moment) {
			}
			if runtime.GOOS == "linux" && len(with("TMPDIR="+temp)) == 0 {
				t.Error("not even compare itself is found")
			}
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			io.Copy(io.Discard, stdout)
			cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != 1 {
				t.Errorf("exit code %d", code)
			}
			if _, err := os.Stat(dir); err == nil {
				t.Errorf("it has written %v", names(t, dir))
			}
			if left := names(t, temp); len(left) > 0 {
				t.Errorf("it has left %v", left)
			}
			if left := with("TMPDIR=" + temp); len(left) > 0 {
				t.Errorf("processes %v still run", left)
			}
		})
	}
}

// with returns the processes that have a setting in their environment, which they
// have from their parents. macOS does not show it, so there it returns none.
func with(setting string) (pids []int32) {
	all, err := process.Processes()
	if err != nil {
		panic(err)
	}
	for _, p := range all {
		if environment, err := p.Environ(); err == nil && slices.Contains(environment, setting) {
			pids = append(pids, p.Pid)
		}
	}
	return pids
}

// A pipe whose reader has gone ends the comparison, which is not a failure.
func TestClosedPipe(t *testing.T) {
	t.Parallel()
	cmd := command(t, quick(t.TempDir(), "-delay", "20ms")...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stdout.Close()
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 0 || stderr.Len() > 0 {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
}

// A list of numbers is sorted, and has each once.
func TestNumbers(t *testing.T) {
	if got, err := numbers("4, 2,16,2"); err != nil || !slices.Equal(got, []int{2, 4, 16}) {
		t.Errorf("%v, %v", got, err)
	}
}

// Servers in Python are judged as those of the lab are.
func TestPython(t *testing.T) {
	if testing.Short() {
		t.Skip("long: it takes a while to learn about a server that tells nothing")
	}
	t.Parallel()
	python := peer.Python(t)
	server := fmt.Sprintf("'%s' '%s' {addr}", python, filepath.Join("testdata", "server.py"))
	const want = "A: one client at a time. B: all 3 clients at the same time."
	var got report
	for range 3 { // the machine may be busy, as the verdict says then
		code, stdout, stderr := compare(t, quick(t.TempDir(), "-json", "-a", server, "-b", server+" threads")...)
		if err := json.Unmarshal([]byte(stdout), &got); err != nil || code != 0 {
			t.Fatalf("exit code %d, %v: %s", code, err, stderr)
		}
		if !strings.Contains(got.Verdict, "a busy machine") {
			break
		}
	}
	if !strings.Contains(got.Verdict, want) {
		t.Error(got.Verdict)
	}
}
