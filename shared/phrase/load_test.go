package phrase_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"tcplab/shared/phrase"
)

const written = "A remark.\n\n## task\n\nWrite.\n\n    code\n\n## hint\n\nRead.\n"

func TestLoad(t *testing.T) {
	files := fstest.MapFS{
		"a.en.md": {Data: []byte(written)},
		"a.zh.md": {Data: []byte("## hint\r\n读。\r\n## task\r\n写。\r\n再写。\r\n")},
	}
	got, err := phrase.Load(files, "a", "task", "hint")
	if err != nil {
		t.Fatal(err)
	}
	for part, want := range map[string]phrase.Phrase{
		"task": {EN: "Write.\n\n    code", ZH: "写。\n再写。"},
		"hint": {EN: "Read.", ZH: "读。"},
	} {
		if got[part] != want {
			t.Errorf("%s: %+v, want %+v", part, got[part], want)
		}
	}
}

// What is wrong with a file is told with its name and the heading.
func TestLoadFails(t *testing.T) {
	for text, want := range map[string]string{
		"":                           `a.zh.md: there is no text below a heading "## task"`,
		"## task\n\n\n## hint\n\n读。": `a.zh.md: there is no text below a heading "## task"`,
		"## task\n写。":                `a.zh.md: there is no text below a heading "## hint"`,
		"## task\n写。\n## hnit\n读。":   `a.zh.md: the heading "hnit" is unknown`,
		"## task\n写。\n## task\n读。":   `a.zh.md: the heading "task" is unknown, or is there twice`,
	} {
		files := fstest.MapFS{"a.en.md": {Data: []byte(written)}, "a.zh.md": {Data: []byte(text)}}
		if _, err := phrase.Load(files, "a", "task", "hint"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if _, err := phrase.Load(fstest.MapFS{"a.zh.md": {}}, "a"); err == nil || !strings.Contains(err.Error(), "a.en.md") {
		t.Errorf("no file in English: %v", err)
	}
}
