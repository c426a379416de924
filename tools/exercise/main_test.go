package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tcplab/shared/process"
	"tcplab/tools/internal/exercise"
)

var program string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		bin, err := process.Build("./tools/exercise")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		program = process.Program(bin, "exercise")
		return m.Run()
	}())
}

// A lab is a folder of the test's own, with lessons and homework.
type lab struct {
	*testing.T
	dir string
	env []string
}

func newLab(t *testing.T) *lab {
	root := filepath.Join("..", "..")
	l := &lab{t, t.TempDir(), append(os.Environ(), "LAB_LANG=en", "FORCE=")}
	for _, folder := range []string{"lessons", filepath.Join("tools", "homework")} {
		if err := os.CopyFS(filepath.Join(l.dir, folder), os.DirFS(filepath.Join(root, folder))); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// says runs the tool, and checks its exit code and that it says all of want.
// An error goes to stderr, all else to stdout.
func (l *lab) says(args string, code int, want ...string) {
	l.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(l.Context(), program, strings.Fields(args)...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = l.dir, l.env, &stdout, &stderr
	cmd.Run()
	if got := cmd.ProcessState.ExitCode(); got != code || (code == 0) != (stderr.Len() == 0) {
		l.Errorf("%s: exit code %d, want %d; stderr: %s", args, got, code, &stderr)
	}
	said := filepath.ToSlash(stdout.String() + stderr.String())
	for _, text := range want {
		if !strings.Contains(said, text) {
			l.Errorf("%s does not say %q:\n%s", args, text, said)
		}
	}
}

func TestStart(t *testing.T) {
	l := newLab(t)
	l.says("start 3", 0, "Task 3: ", "make check-3", "main.go is laid out")
	l.says("start 3", 0, "Task 3: ", "make check-3", "main.go is there already", "another name")
	l.says("-lang zh start 3", 0, "任务 3：", "main.go 已经存在")
	l.says("start 4a", 0, "Task h4a: ", "make check-h4a")
	l.says("-lang zh start 1", 0, "任务 1：", "main.go 已经放好")
}

func TestHints(t *testing.T) {
	l := newLab(t)
	l.says("hint h3", 0, "Hint 1 of 3", "make start-h3")
	l.says("start h3", 0)
	progress := exercise.Load(l.dir)
	progress.Checked("h3", false, []string{"never-drops", "drops-talkers"})
	if err := progress.Save(l.dir); err != nil {
		t.Fatal(err)
	}
	l.says("hint h3", 0, "Your last check found: never-drops, drops-talkers\n\nHint 2 of 3", "make hint-h3 says more")
	l.says("hint h3", 0, "Hint 3 of 3", "SetReadDeadline", "make check-h3")
	l.says("hint h3", 0, "You have seen all hints", "Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3")
	l.says("-lang zh hint h3", 0, "上次检查发现：never-drops", "提示 3（共 3 条）")
	l.says("hint 3", 0, "Hint 1 of 3", "make start-3")
}

func TestSolution(t *testing.T) {
	l := newLab(t)
	for _, id := range []string{"3", "h3"} {
		l.says("solution "+id, 1, "pass make check-h3 first", "make solution-h3 FORCE=1")
	}
	l.env = append(l.env, "FORCE=1")
	l.says("solution 3", 0, "package main", "SetReadDeadline")
	l.env = append(l.env, "FORCE=0")
	l.says("solution 4a", 1, "make check-h4a")
	progress := exercise.Load(l.dir)
	progress.Checked("h4a", true, nil)
	progress.Checked("h4a", false, []string{"lets-four-in"}) // later
	if err := progress.Save(l.dir); err != nil {
		t.Fatal(err)
	}
	l.says("solution 4a", 0, "// tools/homework/h4a-at-most-three/main.go\n", "package main")
}

func TestWrongUse(t *testing.T) {
	l := newLab(t)
	l.says("", 2, "say start, hint or solution")
	l.says("start", 2, "start 3")
	l.says("begin 3", 2, "start 3")
	l.says("start 3 4", 2, "start 3")
	l.says("start 6", 2, "1 to 5", `not "6"`)
	l.says("solution 4", 2, "4a 4b 4c", `not of "4"`)
	l.says("-lang zh hint x", 2, "h4c")
	l.says("-h", 0, "go run ./tools/exercise start 3")
}

// What is in the way is said, with what to do about it.
func TestNotPossible(t *testing.T) {
	nowhere := &lab{T: t, dir: t.TempDir(), env: append(os.Environ(), "LAB_LANG=en")}
	for _, args := range []string{"start 1", "hint 1", "solution 1"} {
		nowhere.says(args, 1, "not the lab's folder")
	}
	if left, _ := os.ReadDir(nowhere.dir); len(left) > 0 {
		t.Errorf("outside of the lab it leaves %v", left)
	}

	l := newLab(t)
	if err := os.WriteFile(filepath.Join(l.dir, "work"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	l.says("start 1", 1, "cannot be laid out", "must be a folder")
	l.says("hint 1", 1, "Hint 1 of 3", "cannot be counted", "must be a folder")
}
