package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
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

// TestWordsOfPrograms wants none of them in what the programs say in English.
func TestWordsOfPrograms(t *testing.T) {
	rules := read(t)["CONTRIBUTING.md"].prose
	avoid := wordsToAvoid(wordList.FindString(rules))
	said := 0
	for _, folder := range []string{"lessons", "shared", "tools"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(file string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(file) != ".go" {
				return err
			}
			for _, text := range english(t, file) {
				said++
				for _, place := range avoid.FindAllString(text, -1) {
					t.Errorf("%s says a word to avoid, see the list in CONTRIBUTING.md: %q", file, place)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if said < 500 {
		t.Errorf("only %d phrases were found", said)
	}
}

// english returns the English of the phrases in a Go file.
func english(t *testing.T, file string) (texts []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		pair, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		if key, ok := pair.Key.(*ast.Ident); !ok || key.Name != "EN" {
			return true
		}
		ast.Inspect(pair.Value, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil {
					texts = append(texts, text)
				}
			}
			return true
		})
		return false
	})
	return texts
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
