package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// What is examined of what a student has handed in.
func TestFindProgram(t *testing.T) {
	t.Parallel()
	const lessonText, other = "package main\nimport \"tcplab/shared/lesson\"\n", "package main\n"
	for name, test := range map[string]struct {
		files   string // lab: for a program with the lab's flags
		task    int
		found   string
		command string // how it begins
		dir     string
		sources int
		says    string // instead of all that
	}{
		"command first":     {files: "command.txt main.go server.py", task: 4, found: "command.txt", command: "my server"},
		"highest stage":     {files: "work/02-x/lab.go work/02-x/main.go work/04-y/main.go work/h3-z/main.go", task: 4, found: "work/04-y/main.go", command: "{addr}", sources: 1},
		"not beyond":        {files: "work/02-x/lab.go work/02-x/main.go work/04-y/main.go", task: 3, found: "work/02-x/main.go", command: "-quiet -addr {addr}", sources: 2},
		"only beyond":       {files: "work/03-x/main.go work/04-y/main.go", task: 2, found: "work/03-x/main.go", command: "{addr}", sources: 1},
		"without work":      {files: "03-x/main.go", task: 4, found: "03-x/main.go", command: "{addr}", sources: 1},
		"a copy of the lab": {files: "lab/lessons/04-threaded/main.go lab/work/03-x/main.go lab/main_test.go", task: 4, found: "lab/work/03-x/main.go", command: "{addr}", dir: "lab", sources: 1},
		"an untouched copy": {files: "lab/lessons/04-threaded/main.go", task: 4, says: "there is no server"},
		"lessons beside":    {files: "lessons/04-threaded/main.go lessons/lessons_test.go", task: 4, says: "there is no server"},
		"several files":     {files: "main.go more.go main_test.go", task: 4, found: "main.go", command: "{addr}", sources: 2},
		"one level down":    {files: "alice/main.go", task: 4, found: "alice/main.go", command: "{addr}", dir: "alice", sources: 1},
		"two levels down":   {files: "a/b/main.go", task: 4, says: "there is no server"},
		"hidden":            {files: ".x/main.go .main.go __MACOSX/main.go", task: 4, says: "there is no server"},
		"many Pythons":      {files: "a.py b.py", task: 4, says: "there are 2 Python files"},
		"nothing":           {files: "readme.txt", task: 4, says: "there is no server"},
	} {
		dir := t.TempDir()
		for file := range strings.FieldsSeq(test.files) {
			text := other
			switch filepath.Base(file) {
			case "lab.go":
				text = lessonText
			case "command.txt":
				text = "\ufeff'my server' {addr}\r\n"
			}
			hand(t, dir, file, text)
		}
		p, err := findProgram(student{folder: dir}, test.task, "en")
		if test.says != "" {
			var own *problem
			if !errors.As(err, &own) || own.teachers || !strings.Contains(own.sentence, test.says) {
				t.Errorf("%s: %+v, %v", name, p, err)
			}
			continue
		}
		if err != nil || p.found != test.found || len(p.sources) != test.sources ||
			p.dir != filepath.Join(dir, test.dir) || !strings.HasPrefix(strings.Join(p.command, " "), test.command) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}

// Which Python program it is.
func TestFindPython(t *testing.T) {
	t.Parallel()
	if !hasPython(t) {
		t.Skip("skipped: there is no python3 on this machine")
	}
	for files, want := range map[string]string{
		"client.py server.py":             "server.py",
		"-echo.py":                        "-echo.py",
		"02-loop.py 03-x.py 05-client.py": "03-x.py",
	} {
		dir := t.TempDir()
		for file := range strings.FieldsSeq(files) {
			hand(t, dir, file, "")
		}
		p, err := findProgram(student{folder: dir}, 4, "en")
		if err != nil || p.found != want || p.command[1] != "./"+want {
			t.Errorf("%s: %+v, %v", files, p, err)
		}
	}
}

// Of a source of a gigabyte, only the beginning is read.
func TestHugeSource(t *testing.T) {
	dir := t.TempDir()
	hand(t, dir, "main.go", "package main\nimport \"tcplab/shared/lesson\"\n")
	if err := os.Truncate(filepath.Join(dir, "main.go"), 1<<30); err != nil { // without taking the room
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p, err := findProgram(student{folder: dir}, 4, "en")
	runtime.ReadMemStats(&after)
	if err != nil || len(p.sources) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 64<<20 {
		t.Errorf("it took %d MB", took>>20)
	}
}

// What command.txt must not be.
func TestBadCommands(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n\n", "a\nb", "'open", "$(reboot)", strings.Repeat("x", longest+1)} {
		dir := t.TempDir()
		hand(t, dir, "command.txt", text)
		if p, err := findProgram(student{folder: dir}, 4, "en"); err == nil || !strings.Contains(err.Error(), "one command on one line") {
			t.Errorf("%.20q: %+v, %v", text, p, err)
		}
	}
}

// Links lead nowhere: neither a student, nor a folder, nor a file may be one.
func TestLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("skipped: Windows lets few make links")
	}
	dir, outside := t.TempDir(), t.TempDir()
	hand(t, outside, "main.go", "package main\n")
	hand(t, dir, "alice/readme.txt", "")
	for _, link := range []string{"mallory", "alice/main.go", "alice/server.py", "alice/work"} {
		if err := os.Symlink(filepath.Join(outside, "main.go"), filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(dir, "alice", "sub")); err != nil {
		t.Fatal(err)
	}
	students, links, err := findStudents(dir, "out")
	if err != nil || len(students) != 1 || len(links) != 1 || links[0] != "mallory" {
		t.Fatalf("%v %v %v", students, links, err)
	}
	if p, err := findProgram(students[0], 4, "en"); err == nil {
		t.Errorf("found %+v", p)
	}
}

// The results are no student, and a name in GBK is read as one.
func TestFindStudents(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	hand(t, dir, "out/grade.csv", "")
	hand(t, dir, "alice/x", "")
	students, _, err := findStudents(dir, filepath.Join(dir, "out"))
	if err != nil || len(students) != 1 || students[0].name != "alice" {
		t.Errorf("%v, %v", students, err)
	}
	if got := shown("\xc0\xee\xc0\xd7"); got != "李雷" {
		t.Errorf("GBK is shown as %q", got)
	}
}
