package exercise_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"tcplab/tools/internal/exercise"
)

func TestProgress(t *testing.T) {
	dir := t.TempDir()
	p := exercise.Load(dir) // nothing is there yet
	p.Checked("3", false, []string{"serves-serially", "busy-loop"})
	p.Checked("h4a", true, nil)
	p.NextHint("3")
	if err := p.Save(dir); err != nil {
		t.Fatal(err)
	}
	p = exercise.Load(dir)
	want := exercise.Progress{
		"3":   {Hints: 1, Mistakes: []string{"serves-serially", "busy-loop"}},
		"h4a": {Passed: true, Solved: true},
	}
	if !reflect.DeepEqual(p, want) {
		t.Errorf("got %+v, want %+v", p, want)
	}

	// What was solved once stays so.
	p.Checked("h4a", false, []string{"no-reply"})
	if r := p["h4a"]; r.Passed || !r.Solved || len(r.Mistakes) != 1 {
		t.Errorf("passed once, then failed: %+v", r)
	}
	if err := p.Save(dir); err != nil {
		t.Fatal(err)
	}
	if again := exercise.Load(dir); !reflect.DeepEqual(again, p) {
		t.Errorf("got %+v, want %+v", again, p)
	}
	left, err := filepath.Glob(filepath.Join(dir, "work", "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("work/ has %v (%v), want one file", left, err)
	}
}

func TestNextHint(t *testing.T) {
	p := exercise.Progress{"damaged": {Hints: -7}, "generous": {Hints: 99}}
	for i, want := range []int{1, 2, 3, 3, 3} {
		if n, again := p.NextHint("3"); n != want || again != (i >= 3) {
			t.Errorf("call %d: hint %d, again %v", i+1, n, again)
		}
	}
	if n, again := p.NextHint("damaged"); n != 1 || again {
		t.Errorf("hint %d, again %v; want the first", n, again)
	}
	if n, again := p.NextHint("generous"); n != 3 || !again {
		t.Errorf("hint %d, again %v; want the last again", n, again)
	}
}

// A file that is damaged is as good as none, and is replaced by the next result.
func TestDamagedProgress(t *testing.T) {
	for _, text := range []string{"", "null", "[]", `{"3":`, `{"3":{"hints":"many"}}`, "\x00\xff", `"3"`} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "work"), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "work", "progress.json"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		p := exercise.Load(dir)
		if len(p) != 0 {
			t.Errorf("%q is read as %+v", text, p)
		}
		p.Checked("3", true, nil)
		if err := p.Save(dir); err != nil {
			t.Fatal(err)
		}
		if !exercise.Load(dir)["3"].Solved {
			t.Errorf("%q was not replaced", text)
		}
	}
}

// What is damaged costs nothing else.
func TestPartOfProgress(t *testing.T) {
	const text = "\ufeff" + `{"3": {"hints": "many"}, "1": {"solved": true}, "2": []}`
	want := exercise.Progress{"1": {Solved: true}}
	if p := exercise.Parse([]byte(text)); !reflect.DeepEqual(p, want) {
		t.Errorf("got %+v, want %+v", p, want)
	}
}

// Where nothing can be written, the old progress stays, and nothing else.
func TestProgressThatCannotBeSaved(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "work", "progress.json"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := exercise.Load(dir).Save(dir); err == nil {
		t.Error("saved over a folder")
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "work")); len(left) != 1 {
		t.Errorf("work/ has %v", left)
	}
	file := t.TempDir()
	if err := os.WriteFile(filepath.Join(file, "work"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := exercise.Load(file).Save(file); err == nil {
		t.Error("saved below a file")
	}
}
