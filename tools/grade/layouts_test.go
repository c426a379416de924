package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Right servers have their points however they are laid out and called, in the sandbox of
// this machine.
func TestLayouts(t *testing.T) {
	if testing.Short() {
		t.Skip("long: a class of right servers")
	}
	t.Parallel()
	dir := t.TempDir()
	right := lab(t, "tools/gallery/right/main.go")
	want := map[string]string{}
	add := func(name string, files map[string]string) {
		for file, text := range files {
			hand(t, dir, name+"/"+file, text)
		}
		want[name] = "4 100 "
	}
	add("upper", map[string]string{"Server.go": right})
	add("forgotten", map[string]string{"main.go": right, "old_main.go": right})
	imports := func(path, use string) string {
		return replaced(t, replaced(t, right, "import (\n", "import (\n\t\""+path+"\"\n"), "func main() {\n", "func main() {\n\t"+use+"\n")
	}
	add("module", map[string]string{
		"go.mod": "module example.org/m\n\ngo 1.22\n", "cmd/server/main.go": imports("example.org/m/words", "_ = words.Hello"),
		"words/words.go": "package words\n\nconst Hello = \"hello\"\n",
	})
	// A module that is on this machine, as the lab uses it, without a go.mod.
	add("color", map[string]string{"main.go": imports("github.com/fatih/color", "color.NoColor = true")})
	add("clone", map[string]string{
		"tcplab/go.mod": lab(t, "go.mod"), "tcplab/go.sum": lab(t, "go.sum"),
		"tcplab/lessons/04-threaded/main.go":      replaced(t, lab(t, "lessons/04-threaded/main.go"), "go serve(", "go func(a ...any) {}()\n\t\tgo serve("),
		"tcplab/lessons/03-detect-close/main.go":  lab(t, "lessons/03-detect-close/main.go"),
		"tcplab/tools/gallery/no-reply/main.go":   lab(t, "tools/gallery/no-reply/main.go"),
		"tcplab/lessons/01-single-client/main.go": lab(t, "lessons/01-single-client/main.go"),
	})
	if hasPython(t) {
		server := lab(t, "tools/gallery/right/server.py")
		add("zip", nil)
		archive := t.TempDir()
		hand(t, archive, "x/服务.py", server)
		zipFolder(t, filepath.Join(archive), filepath.Join(dir, "zip", "work.zip"))
		add("gbk", map[string]string{"command.txt": "python3 \xb7\xfe\xce\xf1.py {addr}\r\n", "服务.py": server})
		hand(t, dir, "Zoë Ng_101_assignsubmission_file_/a/b/echo.py", server)
		want["Zoë Ng"] = "4 100 "
	}
	gradeAll(t, dir, want)
}

// zipFolder packs a folder.
func zipFolder(t *testing.T, from, to string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if err := errors.Join(w.AddFS(os.DirFS(from)), w.Close()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Without the sandbox that was asked for nothing is run, and it says what to do.
func TestNoSandbox(t *testing.T) {
	t.Parallel()
	dir, out := t.TempDir(), t.TempDir()
	hand(t, dir, "alice/main.go", "package main\n\nfunc main() {}\n")
	for lang, want := range map[string]string{"en": "nothing was run (bwrap: ", "zh": "什么都没有运行（bwrap: "} {
		cmd := command(t, "-sandbox", "bwrap", "-lang", lang, "-out", out, dir)
		cmd.Env = append(cmd.Env, "PATH="+filepath.Dir(cmd.Path))
		said, _ := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != noSandbox || !strings.Contains(string(said), want) || !strings.Contains(string(said), "-sandbox off") {
			t.Errorf("exit code %d: %s", cmd.ProcessState.ExitCode(), said)
		}
	}
	if left, _ := os.ReadDir(out); len(left) > 0 { // it may not be there
		t.Errorf("it has written %v", left)
	}
}
