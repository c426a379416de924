package docs_test

import (
	"regexp"
	"strings"
	"testing"
)

// wordList is the section of CONTRIBUTING.md that names the words to avoid, in
// the last column of its table.
var wordList = regexp.MustCompile(`(?s)## The words of the pages\n.*?\n## `)

// TestWords wants none of the words to avoid in the English pages.
func TestWords(t *testing.T) {
	pages := read(t)
	rules := pages["CONTRIBUTING.md"].prose
	list := wordList.FindString(rules)
	avoid := wordsToAvoid(list)
	if avoid == nil {
		t.Fatal("CONTRIBUTING.md has no list of words to avoid")
	}
	for name, page := range pages {
		prose := page.prose
		switch {
		case name == "CONTRIBUTING.md":
			prose = strings.Replace(rules, list, "", 1)
		case name != "README.md" && !strings.HasPrefix(name, "docs/en/"):
			continue
		}
		prose = link.ReplaceAllString(inline.ReplaceAllString(prose, "`"), "]")
		for _, place := range avoid.FindAllString(prose, -1) {
			t.Errorf("%s has a word to avoid, see the list in CONTRIBUTING.md: %q", name, place)
		}
	}
}

// wordsToAvoid returns a pattern of the words in the last column of a table,
// across line ends, or nil if there are none.
func wordsToAvoid(table string) *regexp.Regexp {
	var words []string
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 5 || strings.HasPrefix(cells[3], "-") || strings.Contains(cells[3], "words to avoid") {
			continue
		}
		for word := range strings.SplitSeq(cells[3], ",") {
			words = append(words, strings.Join(strings.Fields(word), `\s+`))
		}
	}
	if words == nil {
		return nil
	}
	return regexp.MustCompile(`(?i).{0,20}\b(?:` + strings.Join(words, "|") + `)\b.{0,20}`)
}
