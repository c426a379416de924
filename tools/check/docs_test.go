package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tcplab/shared/peer"
)

// TestPageShowsTheCheck wants the output on the page about the check to be what
// the check says: the parts between the dots, each whole and in their order, save
// for numbers, with their units, and for where a line is broken.
func TestPageShowsTheCheck(t *testing.T) {
	t.Parallel()
	python := filepath.Dir(peer.Python(t)) // the page shows a server in Python
	root := filepath.Join("..", "..")
	shown := regexp.MustCompile(`(?s)\n\n(    \S+ python3 [^\n]*\n.*?)\n\S`)
	for _, lang := range []string{"en", "zh"} {
		t.Run(lang, func(t *testing.T) {
			if testing.Short() {
				t.Skip("long: a check of four stages")
			}
			t.Parallel()
			page, err := os.ReadFile(filepath.Join(root, "docs", lang, "08-check.md"))
			if err != nil {
				t.Fatal(err)
			}
			found := shown.FindSubmatch(page)
			if found == nil {
				t.Fatalf("the page in %s shows no check", lang)
			}
			cmd := command(t, root, "-stage", "4", "-lang", lang, "--", "python3", "tools/gallery/serves-serially/server.py", "{addr}")
			cmd.Env = append(cmd.Env, "PATH="+python+string(filepath.ListSeparator)+os.Getenv("PATH"))
			code, said, stderr := result(t, cmd)
			if code != notPassed {
				t.Errorf("exit code %d: %s", code, stderr)
			}
			left := flat(said)
			for part := range strings.SplitSeq(string(found[1]), "    …\n") {
				_, behind, ok := strings.Cut(left, flat(part))
				if !ok {
					t.Errorf("the check in %s does not say\n%s\nbut\n%s", lang, part, said)
					break
				}
				left = behind
			}
		})
	}
}

// A busy machine tells seconds where another tells milliseconds.
var numbers = regexp.MustCompile(`\d+(\.\d+)?(ms|s|毫秒|秒)?`)

// flat returns a text without its white space, and # for each number.
func flat(text string) string {
	return numbers.ReplaceAllString(strings.Join(strings.Fields(text), ""), "#")
}
