package howto

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What only some systems have is written by this package alone: no other
// string of the programs has it. Those that speak to maintainers, on Linux, and
// the examples in the comments of the code are left out.
func TestNoOtherAdvice(t *testing.T) {
	onlySome := regexp.MustCompile(`\bmake (lesson|check|start|hint|reset|next|diff|solution|demo|see|web|book|compare|grade|test|doctor)\b|\bulimit\b|\bxdg-open\b|\blsof\b|\bss -|\bnc 127|\bpython3 `)
	allowed := map[string]bool{
		"../fault/phrases.go": true, // ulimit, which package fault leaves out on Windows
	}
	checked := 0
	for _, root := range []string{"..", "../../tools"} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			path = filepath.ToSlash(path)
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || allowed[path] {
				return err
			}
			for _, maintainers := range []string{"../howto/", "../../tools/docs/", "../../tools/bench/"} {
				if strings.HasPrefix(path, maintainers) {
					return nil
				}
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				return err
			}
			checked++
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Either" {
						return false
					}
				}
				if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
					if found := onlySome.FindString(text.Value); found != "" {
						t.Errorf("%s: %q in a string: see package howto", files.Position(text.Pos()), found)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if checked < 50 {
		t.Errorf("only %d files were looked at", checked)
	}
}
