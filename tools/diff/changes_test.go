package main

import (
	"path/filepath"
	"strings"
	"testing"

	"tcplab/shared/lesson"
)

// Neighbouring lessons differ in one idea.
func TestLessonsDifferInFewLines(t *testing.T) {
	for i, most := range []int{16, 14, 4} {
		before, after := lesson.Profiles[i], lesson.Profiles[i+1]
		changes, err := between(filepath.Join("..", ".."), before, after)
		if err != nil {
			t.Fatal(err)
		}
		if n := changes.added + changes.removed; n == 0 || n > most {
			t.Errorf("%s and %s differ in %d lines of code, want 1 to %d", before.Name, after.Name, n, most)
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
