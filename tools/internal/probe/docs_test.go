package probe_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// pages returns a page in each language, by its path.
func pages(t *testing.T, file string) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, lang := range []string{"en", "zh"} {
		name := filepath.Join("docs", lang, file)
		text, err := os.ReadFile(filepath.Join("..", "..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		pages[name] = string(text)
	}
	return pages
}

// TestMistakesInDocs wants each mistake of a stage in the tables of the page,
// with its stage and its servers in the gallery, and nothing else.
func TestMistakesInDocs(t *testing.T) {
	t.Parallel()
	row := regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|[^|]+\\| ([0-9]) \\|(.*)$")
	server := regexp.MustCompile(`\(\.\./\.\./(tools/gallery/[^)]+)\)`)
	for name, text := range pages(t, "08-check.md") {
		seen := map[string]bool{}
		for _, match := range row.FindAllStringSubmatch(text, -1) {
			id, from := match[1], match[2]
			m, ok := probe.Mistakes[id]
			if !ok || m.From == 0 || seen[id] {
				t.Errorf("%s has a row for %s, which is none, or is there twice", name, id)
				continue
			}
			seen[id] = true
			if want := strconv.Itoa(m.From); from != want {
				t.Errorf("%s: %s counts from stage %s, want %s", name, id, from, want)
			}
			var linked []string
			for _, link := range server.FindAllStringSubmatch(match[3], -1) {
				linked = append(linked, filepath.Base(link[1]))
				if folder := filepath.Base(filepath.Dir(link[1])); folder != id {
					t.Errorf("%s: %s links to the server of %s", name, id, folder)
				}
			}
			files, err := filepath.Glob(filepath.Join("..", "..", "gallery", id, "*"))
			if err != nil || len(linked) != len(files) {
				t.Errorf("%s: %s links to %v, and the gallery has %v (%v)", name, id, linked, files, err)
			}
		}
		for id, m := range probe.Mistakes {
			if m.From > 0 && !seen[id] {
				t.Errorf("%s has no row for %s", name, id)
			}
		}
	}
}

// TestHomeworkInDocs wants each homework in the table of the page about it, with a
// link to its task and to a lesson.
func TestHomeworkInDocs(t *testing.T) {
	t.Parallel()
	for name, text := range pages(t, "homework.md") {
		for _, e := range exercise.All {
			row := `(?m)^\| \[` + e.ID + `\]\(#` + e.ID + `\)[^|]+\| \[[^]]+\]\(0[1-7]-[^)]+\.md\) \| [0-9]+ \|`
			if e.Homework && !regexp.MustCompile(row).MatchString(text) {
				t.Errorf("%s has no row of homework %s", name, e.ID)
			}
		}
	}
}
