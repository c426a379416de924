package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tcplab/tools/internal/sandbox"
)

// What is examined of what a student has handed in.
func TestFindProgram(t *testing.T) {
	t.Parallel()
	const (
		lessonText = "package main\nimport \"tcplab/shared/lesson\"\nfunc main() {}\n"
		program    = "package main\nfunc main() {}\n"
		serves     = "s.accept()\n"
		connects   = "s.connect((host, port))\n"
	)
	for name, test := range map[string]struct {
		files   string
		task    int
		found   string
		command string // how it begins
		dir     string
		sources int
		says    string // instead of all that
	}{
		"command first":       {files: "command.txt main.go server.py", task: 4, found: "command.txt", command: "my server"},
		"highest stage":       {files: "work/02-x/lab.go work/04-y/main.go work/h3-z/main.go", task: 4, found: "work/04-y/main.go", command: "{addr}", sources: 1},
		"not beyond":          {files: "work/02-x/lab.go work/02-x/part.go work/04-y/main.go", task: 3, found: "work/02-x/lab.go", command: "-quiet -addr {addr}", sources: 2},
		"only beyond":         {files: "work/03-x/main.go work/04-y/main.go", task: 2, found: "work/03-x/main.go", command: "{addr}", sources: 1},
		"without work":        {files: "03-x/main.go", task: 4, found: "03-x/main.go", command: "{addr}", sources: 1},
		"a copy of the lab":   {files: "lab/go.mod lab/lessons/04-threaded/main.go lab/work/03-x/main.go lab/main_test.go", task: 4, found: "lab/work/03-x/main.go", command: "{addr}", dir: "lab", sources: 1},
		"changed in place":    {files: "lab/go.mod lab/lessons/04-threaded/main.go", task: 4, found: "lab/lessons/04-threaded/main.go", command: "{addr}", dir: "lab", sources: 1},
		"several files":       {files: "main.go part.go main_test.go", task: 4, found: "main.go", command: "{addr}", sources: 2},
		"an old one":          {files: "main.go old_main.go part.go", task: 4, found: "main.go", command: "{addr}", sources: 2},
		"two of a kind":       {files: "a.go b.go", task: 4, says: "several Go files have a func main (a.go, b.go)"},
		"of any name":         {files: "Echo.go", task: 4, found: "Echo.go", command: "{addr}", sources: 1},
		"one level down":      {files: "alice/main.go", task: 4, found: "alice/main.go", command: "{addr}", dir: "alice", sources: 1},
		"far down":            {files: "a/b/c/server.go", task: 4, found: "a/b/c/server.go", command: "{addr}", dir: "a/b/c", sources: 1},
		"the client":          {files: "work/04-y/main.go work/05-client/lab.go", task: 5, found: "work/05-client/lab.go", command: "-quiet -addr {addr}", sources: 1},
		"not the client":      {files: "work/04-y/main.go work/05-client/lab.go", task: 4, found: "work/04-y/main.go", command: "{addr}", sources: 1},
		"hidden":              {files: ".x/main.go .main.go __MACOSX/main.go", task: 4, says: "the folder holds no files"},
		"too far down":        {files: "a/b/c/d/e/f/server.go", task: 4, says: "more than 5 folders down"},
		"many Pythons":        {files: "a.py b.py", task: 4, says: "there are 2 Python files (a.py, b.py)"},
		"nothing":             {files: "readme.txt", task: 4, says: "There is: readme.txt"},
		"only a test, a part": {files: "x_test.go part.go", task: 4, says: "There is: part.go, x_test.go"},
	} {
		dir := t.TempDir()
		for file := range strings.FieldsSeq(test.files) {
			text := program
			switch filepath.Base(file) {
			case "lab.go":
				text = lessonText
			case "part.go":
				text = "package main\n"
			case "go.mod":
				text = "module tcplab\n"
			case "a.py", "b.py":
				text = serves + connects
			case "command.txt":
				text = "\ufeff'my server' {addr}\r\n"
			}
			hand(t, dir, file, text)
		}
		p, err := findProgram(dir, task{Stage: test.task})
		if test.says != "" {
			var own *problem
			if !errors.As(err, &own) || own.counts || !strings.Contains(own.sentence.EN, test.says) {
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
		"accepts.py connects.py":          "accepts.py",
		"-echo.py":                        "-echo.py",
		"02-loop.py 03-x.py 05-client.py": "03-x.py",
	} {
		dir := t.TempDir()
		for file := range strings.FieldsSeq(files) {
			hand(t, dir, file, map[string]string{"accepts.py": "s.accept()", "connects.py": "s.connect(a)"}[file])
		}
		p, err := findProgram(dir, task{Stage: 4})
		if err != nil || p.found != want || p.command[1] != "./"+want {
			t.Errorf("%s: %+v, %v", files, p, err)
		}
	}
}

// What is a gigabyte, or thousands of files, is refused before it is read; a file without
// blocks is as large as it says. The test runs alone: it measures the memory of all.
func TestTooLarge(t *testing.T) {
	for name, fill := range map[string]func(dir string){
		"sparse": func(dir string) {
			hand(t, dir, "main.go", "package main\n")
			if err := os.Truncate(filepath.Join(dir, "main.go"), 1<<30); err != nil {
				t.Fatal(err)
			}
		},
		"bomb": func(dir string) { handZip(t, dir, "bomb.zip", map[string]int{"zeros": sandbox.MostBytes + 1}) },
		"bombs": func(dir string) { // each of them is small enough
			handZip(t, dir, "a.zip", map[string]int{"zeros": sandbox.MostBytes / 2})
			handZip(t, dir, "b.zip", map[string]int{"zeros": sandbox.MostBytes/2 + 1})
		},
		"many": func(dir string) {
			files := map[string]int{}
			for n := range sandbox.MostFiles + 1 {
				files[fmt.Sprint(n)] = 0
			}
			handZip(t, dir, "many.zip", files)
		},
	} {
		dir := t.TempDir()
		fill(dir)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := student{folder: dir}.collect(filepath.Join(t.TempDir(), "copy"))
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), "too large") {
			t.Errorf("%s: %v", name, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 64<<20 {
			t.Errorf("%s: it took %d MB", name, took>>20)
		}
	}
}

// handZip hands in an archive of files of zeros.
func handZip(t *testing.T, dir, name string, files map[string]int) {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, size := range files {
		file, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		for left := size; left > 0; left -= 1 << 20 {
			file.Write(make([]byte, min(left, 1<<20)))
		}
	}
	w.Close()
	hand(t, dir, name, b.String())
}

// An archive is unpacked into its folder, and nowhere else.
func TestUnzip(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	handZip(t, dir, "work.zip", map[string]int{"a/server.py": 1, "../outside": 1, "/abs": 1, `b\c.py`: 1, "\xc0\xee.py": 1, ".git/x": 1, strings.Repeat("d/", 20000) + "x": 1})
	to := filepath.Join(t.TempDir(), "copy")
	if err := (student{folder: dir}).collect(to); err != nil {
		t.Fatal(err)
	}
	var got []string
	filepath.WalkDir(filepath.Dir(to), func(path string, entry fs.DirEntry, err error) error {
		if !entry.IsDir() {
			below, _ := filepath.Rel(to, path)
			got = append(got, filepath.ToSlash(below))
		}
		return err
	})
	if want := "work/a/server.py work/b/c.py work/李.py"; strings.Join(got, " ") != want {
		t.Errorf("unpacked %q, want %q", got, want)
	}
}

// What command.txt must not be: the variables are the teacher's, and a number of words may
// fill the memory.
func TestBadCommands(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n\n", "a\nb", "'open", "$(reboot)", "a $SECRET", "a ~$x", `a "${SECRET}"`, "a {1..999999999}", "a {b,c}", "a $((1+1))", "a <(b)", strings.Repeat("x", longest+1)} {
		dir := t.TempDir()
		hand(t, dir, "command.txt", text)
		if p, err := findProgram(dir, task{Stage: 4}); err == nil || !strings.Contains(err.Error(), "one command on one line") {
			t.Errorf("%.20q: %+v, %v", text, p, err)
		}
	}
}

// A command shows the sandbox the folder of its program, and not what is private next to it.
func TestToolOf(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: there is no sandbox on Windows")
	}
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", home)
	for name, want := range map[string]string{"jdk/bin/java-x": "jdk", ".local/bin/tool-x": ".local/bin/tool-x", "bin/own-x": ""} {
		hand(t, home, name, "#!/bin/sh\n")
		if err := os.Chmod(filepath.Join(home, name), 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", filepath.Join(home, filepath.Dir(name)))
		got := strings.Join(toolOf(filepath.Base(name)), " ")
		if want != "" {
			want = filepath.Join(home, want)
		}
		if got != want {
			t.Errorf("%s shows %q, want %q", name, got, want)
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
	copied := filepath.Join(t.TempDir(), "copy")
	if err := students[0].collect(copied); err != nil {
		t.Fatal(err)
	}
	if p, err := findProgram(copied, task{Stage: 4}); err == nil {
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
