package main

import (
	"path/filepath"
	"strings"
	"testing"

	"tcplab/shared/lesson"
	"tcplab/tools/internal/exercise"
)

var root = filepath.Join("..", "..")

func read(t *testing.T, file string) []string {
	t.Helper()
	code, err := exercise.Code(file)
	if err != nil {
		t.Fatal(err)
	}
	return lines(code)
}

// Neighbouring lessons differ in one idea.
func TestLessonsDifferInFewLines(t *testing.T) {
	for i, most := range []int{16, 14, 4} {
		changes, err := lessons(root, i+2).compare()
		if err != nil {
			t.Fatal(err)
		}
		if n := changes.added + changes.removed; n == 0 || n > most {
			t.Errorf("lessons %d and %d differ in %d lines of code, want 1 to %d", i+1, i+2, n, most)
		}
	}
}

// What is kept and added is the new lesson, what is kept and removed the old
// one, line by line, white space aside.
func TestNothingButTheLessons(t *testing.T) {
	for i := range lesson.Profiles[1:] {
		was, is := read(t, source(root, lesson.Profiles[i].Name)), read(t, source(root, lesson.Profiles[i+1].Name))
		changes, err := compare(was, is)
		if err != nil {
			t.Fatal(err)
		}
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
			if !strings.Contains(squeeze(was), squeeze(before)) {
				t.Errorf("lesson %d has no such lines:\n%s", i+1, strings.Join(before, "\n"))
			}
			if !strings.Contains(squeeze(is), squeeze(after)) {
				t.Errorf("lesson %d has no such lines:\n%s", i+2, strings.Join(after, "\n"))
			}
		}
	}
}

func TestCompareLeavesWhiteSpaceAside(t *testing.T) {
	was := lines("// old\nfor {\n\tread()\n}\n")
	is := lines("// new\nfor {\n\tfor {\n\t\tread()\n\t}\n}\n")
	changes, err := compare(was, is)
	if err != nil {
		t.Fatal(err)
	}
	if changes.added != 2 || changes.removed != 0 {
		t.Errorf("%d added, %d removed; want 2 and 0", changes.added, changes.removed)
	}
	var b strings.Builder
	changes.print(&b, false)
	for _, want := range []string{"- // old\n", "+ // new\n", "          read()\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}
