package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A result is kept of the same folder and the same task: a file may be another student's now.
func TestKept(t *testing.T) {
	t.Parallel()
	c := &class{options: &options{task: task{Stage: 4}, out: t.TempDir()}, lang: "en"}
	alice := student{name: "alice", file: "alice", folder: filepath.Join(t.TempDir(), "alice")}
	if err := c.keep(result{student: alice, Examined: true, Points: 100}); err != nil {
		t.Fatal(err)
	}
	if r, err := c.read(alice); err != nil || r.Points != 100 {
		t.Errorf("%v, %+v", err, r)
	}
	other := alice
	other.folder = filepath.Join(filepath.Dir(alice.folder), "Alice")
	if r, err := c.read(other); err == nil {
		t.Errorf("of another folder: %+v", r)
	}
	for _, damaged := range []result{{Stage: 9}, {Stage: -1}, {Points: 101}, {Mistakes: []string{"no-such-mistake"}}} {
		damaged.student = alice
		damaged.Name, damaged.Folder, damaged.Task = "alice", "alice", c.taskName()
		if err := save(c.file(alice), document(damaged)); err != nil {
			t.Fatal(err)
		}
		if r, err := c.read(alice); err == nil {
			t.Errorf("damaged: %+v", r)
		}
	}
	c.task.Stage = 3
	if r, err := c.read(alice); err == nil {
		t.Errorf("of another task: %+v", r)
	}
}

// A student whose page could not be written is not done.
func TestKeptWithPage(t *testing.T) {
	t.Parallel()
	c := &class{options: &options{task: task{Stage: 4}, out: t.TempDir()}, lang: "en"}
	alice := student{name: "alice", file: "alice", folder: filepath.Join(t.TempDir(), "alice")}
	if err := os.MkdirAll(filepath.Join(c.feedbackFile(alice), "in the way"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := c.keep(result{student: alice, Examined: true}); err == nil {
		t.Error("the page was written")
	}
	if r, err := c.read(alice); err == nil {
		t.Errorf("without a page: %+v", r)
	}
}

// What is done stays done: the next run examines only those who are due, -only one of them,
// -again all; and work that has changed is examined again.
func TestResume(t *testing.T) {
	if testing.Short() {
		t.Skip("long: grades six times")
	}
	t.Parallel()
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	hand(t, dir, "alice/main.go", "package main\n\nfunc main() { serve() }\n")
	hand(t, dir, "bob/main.go", "package main\n\nfunc main() { listen() }\n")
	hand(t, dir, "carol/readme.txt", "sorry")
	examined := func(args ...string) (names string) {
		t.Helper()
		_, stdout, stderr := grade(t, append(args, "-out", out, dir)...)
		for _, name := range []string{"alice", "bob", "carol"} {
			if strings.Contains(stdout, "\n  "+name+" ") {
				names += " " + name
			}
		}
		rows := csvRows(t, out)
		if len(rows) != 3 || !strings.HasPrefix(strings.Join(rows["alice"], " "), "0 0  it does not build") || stderr != "" {
			t.Errorf("%v: %v\n%s%s", args, rows, stdout, stderr)
		}
		return strings.TrimSpace(names)
	}
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "alice bob carol"},
		{nil, "carol"}, // who was not examined
		{[]string{"-only", "bob"}, "bob"},
		{[]string{"-again"}, "alice bob carol"},
		{[]string{"-stage", "3"}, "alice bob carol"}, // another task
	} {
		if got := examined(test.args...); got != test.want {
			t.Errorf("%v examines %q, want %q", test.args, got, test.want)
		}
	}
	before, err := os.ReadFile(filepath.Join(out, resultsFolder, "bob.json"))
	if err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "bob", "main.go"), later, later); err != nil {
		t.Fatal(err)
	}
	if got := examined("-stage", "3"); got != "bob carol" {
		t.Errorf("after a change it examines %q", got)
	}
	after, _ := os.ReadFile(filepath.Join(out, resultsFolder, "bob.json"))
	same := func(text []byte) string {
		var lines []string
		for line := range strings.Lines(string(text)) {
			if !strings.Contains(line, `"work"`) {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "")
	}
	if same(before) != same(after) {
		t.Errorf("the same program has another result:\n%s\n%s", before, after)
	}
}
