package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tcplab/shared/phrase"
)

// What Go says of frequent mistakes is explained, each in its own way, right below
// the message.
func TestCompilerMessages(t *testing.T) {
	if testing.Short() {
		t.Skip("long: the compiler, again and again")
	}
	t.Parallel()
	compiler := map[string]string{
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
		"func f() {}\n\nfunc main() { go f }":                    "need a call",
		"func f() {}\n\nfunc main() { err := go f() }":           "begins the line",
		"func f() {}\n\nfunc main() { f }":                       "needs its parentheses",
		"func main()\n{\n}":                                      "could not read on",
		"func main() { print(1 }":                                "could not read on",
		"func main() { print（1） }":                               "Type it in English",
		"func main() { // \xc4\xe3\n}":                           "with the encoding UTF-8",
		"type T int\ntype T string\n\nfunc main() {}":            "declared twice",
	}
	goCommand := map[string]string{ // it stops at the first of these
		"import \"nett\"\n\nfunc main() {}":              "No package has this name",
		"import \"os\" import \"net\"\n\nfunc main() {}": "line before it has not ended",
		"import net\n\nfunc main() {}":                   "Put the name in quotes",
		"import \"example.org/m\"\n\nfunc main() {}":     "no task needs it",
		"var none int": "A program starts in func main()",
	}
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
	build := func(packages string) (said string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "go", "build", "-o", os.DevNull, packages)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err == nil {
			t.Fatalf("%s builds", packages)
		}
		return string(out)
	}
	wantOne := func(text, said, remedy string) {
		t.Helper()
		explained := explain(said, 80, phrase.English)
		if n := strings.Count(explained, "→"); n != 1 || !strings.Contains(strings.Join(strings.Fields(explained), " "), remedy) {
			t.Errorf("%d explanations, not one with %q, of\n%s\nin\n%s", n, remedy, text, explained)
		}
	}
	write("go.mod", "module mistakes\n\ngo 1.26\n")
	folders := map[string]string{}
	for text := range compiler {
		folder := "m" + string(rune('a'+len(folders)))
		folders[folder] = text
		write(filepath.Join("compiler", folder, "main.go"), "package main\n\n"+text+"\n")
	}
	for part := range strings.SplitSeq(build("./compiler/..."), "# mistakes/compiler/") {
		folder, said, _ := strings.Cut(part, "\n")
		if text, found := folders[folder]; found {
			delete(folders, folder)
			wantOne(text, said, compiler[text])
		}
	}
	for _, text := range folders {
		t.Errorf("this builds:\n%s", text)
	}
	for text, remedy := range goCommand {
		write("main.go", "package main\n\n"+text+"\n")
		wantOne(text, build("."), remedy)
	}
	for text, remedy := range map[string]string{
		"":                                 "has another name than main.go",
		"\xff\xfep\x00a\x00":               "with the encoding UTF-8",
		"//go:build never\n\npackage main": "keeps the file out",
	} {
		write("main.go", text)
		wantOne(text, build("."), remedy)
	}
	write("own/go.mod", "module own\n")
	write("own/main.go", "package main")
	wantOne("a go.mod of its own", build("./own"), "Delete that go.mod")
	write("two/main.go", "package main")
	write("two/server.go", "package server")
	wantOne("two packages", build("./two"), "begins with package main")
	wantOne("another package", "go: no main packages to build", "begins with package main")
	wantOne("not ours", "open main.go: permission denied", "not allowed to read this file")
	wantOne("Go itself", "go: parsing $GOFLAGS: unknown flag -nonsense", "not in your program")
	wantOne("too few files", "go: error obtaining buildID for go tool compile: fork/exec compile: too many open files", "this terminal allows too few")
	wantOne("no folder", build("./none"), "has another name than main.go")
	for _, m := range messages {
		if m.remedy.EN == "" || m.remedy.ZH == "" {
			t.Errorf("%s has no remedy", m.like)
		}
	}
}

// A remedy comes once, and below the whole message, in lines that fit the terminal.
func TestExplainOnce(t *testing.T) {
	t.Parallel()
	const said = "# tcplab/work\n" +
		"a.go:1:2: declared and not used: x\n" +
		"a.go:2:2: not enough arguments in call to f\n\thave ()\n\twant (int)\n" +
		"a.go:3:2: declared and not used: y"
	const want = "# tcplab/work\n" +
		"a.go:1:2: declared and not used: x\n" +
		"    → In Go, every variable must be used. Use it, delete it, or write\n      _ in its place.\n" +
		"a.go:2:2: not enough arguments in call to f\n\thave ()\n\twant (int)\n" +
		"    → Compare the two lines below it: what you give (have), and what\n      is wanted (want).\n" +
		"a.go:3:2: declared and not used: y"
	if got := explain(said, 70, phrase.English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
