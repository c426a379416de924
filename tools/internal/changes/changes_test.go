package changes

import (
	"path/filepath"
	"strings"
	"tcplab/shared/course"
	"testing"

	"tcplab/tools/internal/exercise"
)

// read returns the code of lesson n.
func read(t *testing.T, n int) string {
	t.Helper()
	code, err := exercise.Code(filepath.Join("..", "..", "..", "lessons", course.Lessons[n-1].Name, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// Neighbouring lessons differ in one idea.
func TestLessonsDifferInFewLines(t *testing.T) {
	for i, most := range []int{16, 14, 4} {
		changes := Between(read(t, i+1), read(t, i+2))
		if n := changes.Added + changes.Removed; n == 0 || n > most {
			t.Errorf("lessons %d and %d differ in %d lines of code, want 1 to %d", i+1, i+2, n, most)
		}
	}
}

// The kept and the added lines of a hunk are in the new lesson, the kept and the
// removed ones in the old lesson, in this order.
func TestNothingButTheLessons(t *testing.T) {
	for i := range course.Lessons[1:] {
		was, is := read(t, i+1), read(t, i+2)
		changes := Between(was, is)
		for _, hunk := range changes.hunks {
			var before, after []string
			for _, c := range hunk {
				if c.sign != '+' {
					before = append(before, c.line)
				}
				if c.sign != '-' {
					after = append(after, c.line)
				}
			}
			if !strings.Contains(squeeze(lines(was)), squeeze(before)) {
				t.Errorf("lesson %d has no such lines:\n%s", i+1, strings.Join(before, "\n"))
			}
			if !strings.Contains(squeeze(lines(is)), squeeze(after)) {
				t.Errorf("lesson %d has no such lines:\n%s", i+2, strings.Join(after, "\n"))
			}
		}
	}
}

func TestIgnoresWhiteSpace(t *testing.T) {
	was := "// old\nfor {\n\tread()\n}\n"
	is := "// new\nfor {\n\tfor {\n\t\tread()\n\t}\n}\n"
	changes := Between(was, is)
	if changes.Added != 2 || changes.Removed != 0 {
		t.Errorf("%d added, %d removed; want 2 and 0", changes.Added, changes.Removed)
	}
	var b strings.Builder
	changes.Print(&b, nil)
	for _, want := range []string{"- // old\n", "+ // new\n", "          read()\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

// A bracket stays with its block, though the brackets after it are equal lines.
func TestGather(t *testing.T) {
	block := []string{"if failed() {", "return", "}", "}", "}", "end()"}
	line := []string{"go on()", "}", "}", "end()"}
	for _, c := range []struct {
		was, is     []string
		signs, want string
	}{
		{block, line, "--+  - ", "---+   "},
		{line, block, "-++  + ", "-+++   "},
		{block, line, "--+ -  ", "---+   "},
		{block, line, "---+   ", "---+   "},
		{[]string{"a", "}", "b", "}"}, []string{"}", "}"}, "- - ", "- - "}, // not equal
		{[]string{"}", "}"}, []string{"}"}, " -", " -"},                    // no change to join
		{[]string{"a", "}", "}"}, []string{"}", "b"}, "- -+", "- -+"},      // } became b
	} {
		signs := []rune(c.signs)
		gather(signs, c.was, c.is)
		if string(signs) != c.want {
			t.Errorf("from %q to %q: %q became %q, want %q", c.was, c.is, c.signs, string(signs), c.want)
		}
	}
}

// Whatever is in a file, none of it changes the terminal.
func TestPrintsNoControlCharacters(t *testing.T) {
	var b strings.Builder
	Changes{hunks: [][]change{{{'+', "\tx := \"\x1b[2J\xc4\xe3\u4f60\""}}}}.Print(&b, nil)
	if want := "+     x := \"\\x1b[2J\\xc4\\xe3\u4f60\"\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
