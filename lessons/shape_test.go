package lessons_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tcplab/shared/course"
)

// projector is how many columns a class can read on the wall.
const projector = 68

// A class reads the lessons: they stay short and plain. A test in
// tools/internal/changes holds that each one adds one idea.
func TestLessonsAreShortAndPlain(t *testing.T) {
	t.Parallel()
	plain := map[string]bool{`"net"`: true, `"io"`: true, `"bytes"`: true, `"time"`: true, `"tcplab/shared/lesson"`: true}
	imported := regexp.MustCompile(`(?m)^\t("[^"]+")$`)
	for _, p := range course.Lessons {
		text := source(t, p.Name)
		if n := len(code(text)); n >= 70 {
			t.Errorf("%s has %d lines of code, want less than 70", p.Name, n)
		}
		for i, line := range strings.Split(text, "\n") {
			if n := len([]rune(strings.ReplaceAll(line, "\t", "    "))); n > projector {
				t.Errorf("%s:%d is %d columns wide, want at most %d", p.Name, i+1, n, projector)
			}
		}
		for _, match := range imported.FindAllStringSubmatch(text, -1) {
			if !plain[match[1]] {
				t.Errorf("%s imports %s", p.Name, match[1])
			}
		}
		for _, said := range []string{"Goal:", "Run", "Look at:", "1. socket"} {
			if !strings.Contains(text, said) {
				t.Errorf("%s lacks %q", p.Name, said)
			}
		}
	}
}

func source(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(name, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// code returns the lines that are neither blank nor comment, without their
// white space.
func code(text string) (lines []string) {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "//")
		if line = strings.Join(strings.Fields(line), ""); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
