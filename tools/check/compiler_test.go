package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tcplab/shared/phrase"
)

// What this Go compiler says of frequent mistakes is explained, each in its own way,
// right below the message.
func TestCompilerMessages(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module mistakes\n\ngo 1.26\n")
	mistakes := map[string]string{
		"func main() { x := 1 }":                                 "Use it, delete it",
		"import \"os\"\n\nfunc main() {}":                        "Delete this line of the import",
		"import system \"os\"\n\nfunc main() {}":                 "Delete this line of the import",
		"func main() { fmt.Println() }":                          "Is it spelled right",
		"func f() error {\n}\n\nfunc main() { f() }":             "promises a result",
		"var text string = []byte{}\n\nfunc main() {}":           "The types differ",
		"func f() (int, error)\n\nfunc main() { x := f(); _=x }": "as many names",
		"func main() { x := 1; x := 2; _ = x }":                  "write = instead of :=",
		"x := 1\n\nfunc main() {}":                               "only inside a function",
		"func f(int) {}\n\nfunc main() { f() }":                  "what you give (have)",
		"func f() (int, error) { return 1 }\n\nfunc main() {}":   "what you give (have)",
		"func main()\n{\n}":                                      "could not read on",
		"func main() { print(1 }":                                "could not read on",
		"import \"nett\"\n\nfunc main() {}":                      "No package has this name",
		"import \"os\" import \"net\"\n\nfunc main() {}":         "line before it has not ended",
		"import net\n\nfunc main() {}":                           "stands in quotes", // the go command says it
	}
	folders := map[string]string{}
	for text := range mistakes {
		folder := "m" + string(rune('a'+len(folders)))
		folders[folder] = text
		write(filepath.Join(folder, "main.go"), "package main\n\n"+text+"\n")
	}
	for folder, text := range folders {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			cmd := exec.CommandContext(t.Context(), "go", "build", "-o", os.DevNull, "./"+folder)
			cmd.Dir = dir
			said, err := cmd.CombinedOutput()
			if err == nil {
				t.Fatalf("this builds:\n%s", text)
			}
			explained := explain(string(said), phrase.English)
			if n := strings.Count(explained, "→"); n != 1 || !strings.Contains(strings.Join(strings.Fields(explained), " "), mistakes[text]) {
				t.Errorf("%d explanations, not one with %q, of\n%s\nin\n%s", n, mistakes[text], text, explained)
			}
		})
	}
	for _, m := range messages {
		if m.remedy.EN == "" || m.remedy.ZH == "" {
			t.Errorf("%s has no remedy", m.like)
		}
	}
}

// A remedy comes once, and below the whole message.
func TestExplainOnce(t *testing.T) {
	t.Parallel()
	const said = "# tcplab/work\n" +
		"a.go:1:2: declared and not used: x\n" +
		"a.go:2:2: not enough arguments in call to f\n\thave ()\n\twant (int)\n" +
		"a.go:3:2: declared and not used: y"
	const want = "# tcplab/work\n" +
		"a.go:1:2: declared and not used: x\n" +
		"    → Go wants every variable to be used. Use it, delete it, or write _ in its\n      place.\n" +
		"a.go:2:2: not enough arguments in call to f\n\thave ()\n\twant (int)\n" +
		"    → Compare the two lines below it: what you give (have), and what is wanted\n      (want).\n" +
		"a.go:3:2: declared and not used: y"
	if got := explain(said, phrase.English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
