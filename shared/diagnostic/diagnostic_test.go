package diagnostic_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tcplab/shared/diagnostic"
)

// Each file in testdata holds what a program has written, below what it means: the
// text in the first line, the author's source in the second. With the line ends of
// Windows it means the same.
func TestFind(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.SplitN(string(content), "\n", 4)
		text, source, output := parts[0], parts[1], parts[3]
		m := diagnostic.Find(output)
		if windows := diagnostic.Find(strings.ReplaceAll(output, "\n", "\r\n")); windows != m {
			t.Errorf("%s, on Windows: %+v, want %+v", file, windows, m)
		}
		got := m.Source.String()
		if m.Source.Code != "" {
			got += ": " + m.Source.Code
		}
		if m.Text != text || got != source {
			t.Errorf("%s:\n%q\n%q, want\n%q\n%q", file, m.Text, got, text, source)
		}
	}
}

// A text that is only the last line is not taken for an error.
func TestNoError(t *testing.T) {
	for output, want := range map[string]string{
		"": "", " \n\n": "",
		"hello\nbye\n": "bye",
		"bye":          "bye",
		"2026/09/01 08:30:00 bind: address already in use\nexit status 1\n":                "2026/09/01 08:30:00 bind: address already in use",
		"recv: Connection reset by peer\n" + strings.Repeat("a client came\n", 30) + "bye": "bye",
		"ErrorCount: 0": "ErrorCount: 0",
	} {
		if m := diagnostic.Find(output); m != (diagnostic.Message{Text: want}) {
			t.Errorf("%q: %+v, want %q", output, m, want)
		}
	}
}

// The newest error counts, whatever was said after it, and a sure one more than
// one that the program may have expected.
func TestNewest(t *testing.T) {
	const trace = "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    f()\nValueError: no\n"
	const printed = "recv failed: [Errno 104] Connection reset by peer\n"
	for output, want := range map[string]string{
		trace + strings.Repeat("waiting\n", 100): "ValueError: no",
		trace + printed:                          "ValueError: no",
		printed + "waiting\n":                    "recv failed: [Errno 104] Connection reset by peer",
		"panic: first\n\n" + trace:               "ValueError: no",
		trace + "panic: last\n":                  "panic: last",
		"Your reply: " + trace:                   "ValueError: no",
		"> panic: at a prompt\n":                 "panic: at a prompt",
		"\x1b[31mpanic: in red\x1b[0m\n":         "panic: in red",
	} {
		if m := diagnostic.Find(output); m.Text != want || !m.Error {
			t.Errorf("%q: %+v, want %q", output, m, want)
		}
	}
}
