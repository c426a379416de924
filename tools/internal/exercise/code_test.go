package exercise

import (
	"os"
	"path/filepath"
	"testing"

	"tcplab/shared/course"
	"tcplab/shared/phrase"
)

// The fingerprints are those of the lessons.
func TestOriginals(t *testing.T) {
	for _, l := range course.Lessons[:5] {
		code, err := Code(filepath.Join("..", "..", "..", "lessons", l.Name, "main.go"))
		if err != nil {
			t.Fatal(err)
		}
		if want := fingerprint(code); originals[l.Name] != want {
			t.Errorf("originals should have %q: %q", l.Name, want)
		}
	}
}

func TestFingerprint(t *testing.T) {
	const code = "\nfunc main() {\n\tprintln(\"Hello\", 1)\n}\n"
	for text, same := range map[string]bool{
		code: true,
		"// A comment.\nfunc main() { println(\"Hello\", 1) }": true,
		"\nfunc main() {\n\tprintln(\"Hello\", 2)\n}\n":        false,
		"\nfunc main() {\n\tprintln(\"Hello \", 1)\n}\n":       false,
		"\nfunc main() {\n\tgo println(\"Hello\", 1)\n}\n":     false,
		"": false,
	} {
		if got := fingerprint(text) == fingerprint(code); got != same {
			t.Errorf("%q is the same program: %v", text, got)
		}
	}
}

// What was laid out is untouched until its program is changed.
func TestUntouched(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "lessons"), os.DirFS(filepath.Join("..", "..", "..", "lessons"))); err != nil {
		t.Fatal(err)
	}
	for _, e := range All {
		if e.Untouched(dir) {
			t.Errorf("%s is untouched before it begins", e.ID)
		}
		file, _, err := e.Begin(dir, phrase.Chinese)
		if err != nil {
			t.Fatal(err)
		}
		laid, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, edit := range []struct {
			text string
			want bool
		}{
			{string(laid), true},
			{string(laid) + "\n// to be done\n", true},
			{string(laid) + "\nvar done bool\n", false},
			{"", false},
		} {
			if err := os.WriteFile(file, []byte(edit.text), 0o666); err != nil {
				t.Fatal(err)
			}
			if got := e.Untouched(dir); got != edit.want {
				t.Errorf("%s is untouched: %v, with\n%s", e.ID, got, edit.text)
			}
		}
	}

	// A second file is a change as well.
	e := All[0]
	if err := os.Remove(e.File(dir)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := e.Begin(dir, phrase.English); err != nil || !e.Untouched(dir) {
		t.Fatalf("not laid out again: %v", err)
	}
	more := filepath.Join(filepath.Dir(e.File(dir)), "more.go")
	if err := os.WriteFile(more, []byte("package main\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if e.Untouched(dir) {
		t.Error("untouched, with a file more")
	}
}

// A lesson that was changed is told, a comment or another line end is no change.
func TestAltered(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "lessons", "02-loop-clients", "main.go")
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	original, err := os.ReadFile(filepath.Join("..", "..", "..", "lessons", "02-loop-clients", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	e, _ := Find("3")
	first, _ := Find("1")
	for text, want := range map[string]bool{
		string(original):                      false,
		"// mine\n" + string(original):        false,
		string(original) + "\nvar mine int\n": true,
		"":                                    true,
	} {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		name, start := e.StartsFrom()
		if got := AlteredLesson(dir, name); got != want || start != "lessons/02-loop-clients/main.go" {
			t.Errorf("%s is altered: %v, with\n%s", start, got, text)
		}
		if name, _ := first.StartsFrom(); AlteredLesson(dir, name) {
			t.Error("lesson 1 starts from no lesson")
		}
	}
}
