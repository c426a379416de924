package phrase_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"tcplab/shared/phrase"
)

func TestFromEnv(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want phrase.Lang
	}{
		{nil, phrase.English},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, phrase.Chinese},
		{map[string]string{"LANG": "C.UTF-8"}, phrase.English},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, phrase.English},
		{map[string]string{"LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "zh_TW"}, phrase.Chinese},
		{map[string]string{"LC_ALL": "zh_CN", "LAB_LANG": "en"}, phrase.English},
		{map[string]string{"LAB_LANG": "ZH"}, phrase.Chinese},
		{map[string]string{"LAB_LANG": "fr", "LANG": "zh_CN"}, phrase.English},
	} {
		if got := phrase.FromEnv(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %s, want %s", c.env, got, c.want)
		}
	}
}

// Every sentence of the lab exists in both languages, and says the same
// things in them: the verbs of package fmt are equal, in number and order.
func TestEverySentenceIsInBothLanguages(t *testing.T) {
	verb := regexp.MustCompile(`%[-+# 0]*[\d.]*[a-z%]`)
	word := regexp.MustCompile(`\pL\pL`)
	found := 0
	for place, p := range sentences(t, filepath.Join("..", "..")) {
		found++
		if p.EN == "" || p.ZH == "" {
			t.Errorf("%s: a language is missing: %+v", place, p)
		}
		if p == toOther {
			continue
		}
		hasWords := word.MatchString(verb.ReplaceAllString(p.EN, "")) // and is not only ": "
		if hasWords && !strings.ContainsFunc(p.ZH, han) || strings.ContainsFunc(p.EN, han) {
			t.Errorf("%s: a language in the place of the other: %+v", place, p)
		}
		if en, zh := verb.FindAllString(p.EN, -1), verb.FindAllString(p.ZH, -1); !slices.Equal(en, zh) {
			t.Errorf("%s: the verbs are %v in English, %v in Chinese", place, en, zh)
		}
	}
	if found < 80 {
		t.Errorf("only %d sentences were found: is the search right?", found)
	}
}

// toOther is a link to the other language, named in that one.
var toOther = phrase.Phrase{EN: "中文", ZH: "English"}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// sentences finds every phrase.Phrase that is written in the module, with its
// place.
func sentences(t *testing.T, root string) map[string]phrase.Phrase {
	t.Helper()
	all := map[string]phrase.Phrase{}
	files := token.NewFileSet()
	ofWords := map[ast.Expr]bool{} // whose type is not written
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if path == filepath.Join(root, "work") {
			return fs.SkipDir // what a student writes is not part of the lab
		}
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.CompositeLit)
			if ok && typeName(literal) == "phrase.Words" {
				for _, element := range literal.Elts {
					ofWords[element.(*ast.KeyValueExpr).Value] = true
				}
			}
			if !ok || typeName(literal) != "phrase.Phrase" && !ofWords[literal] {
				return true
			}
			var p phrase.Phrase
			constant := false
			for _, element := range literal.Elts {
				pair := element.(*ast.KeyValueExpr)
				text, ok := value(pair.Value)
				constant = constant || ok
				if pair.Key.(*ast.Ident).Name == "EN" {
					p.EN = text
				} else {
					p.ZH = text
				}
			}
			if constant { // not one that is made while the program runs
				all[fmt.Sprint(files.Position(literal.Pos()))] = p
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func typeName(literal *ast.CompositeLit) string {
	if selector, ok := literal.Type.(*ast.SelectorExpr); ok {
		return fmt.Sprint(selector.X, ".", selector.Sel.Name)
	}
	return ""
}

// value returns the text of a constant, which may be a sum.
func value(e ast.Expr) (text string, ok bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		x, okX := value(e.X)
		y, okY := value(e.Y)
		return x + y, okX && okY
	}
	return "", false
}
