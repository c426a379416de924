package exercise_test

import (
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"tcplab/shared/course"
	"testing"
	"unicode"

	"tcplab/shared/columns"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/exercise"
)

// root is the folder of the lab, seen from this one.
var root = filepath.Join("..", "..", "..")

var languages = []phrase.Lang{phrase.English, phrase.Chinese}

// lab returns a lab of the test's own, with nothing but the lessons.
func lab(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "lessons"), os.DirFS(filepath.Join(root, "lessons"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range exercise.All {
		if seen[e.ID] || seen[e.Name] {
			t.Errorf("%s, %s: there are two", e.ID, e.Name)
		}
		seen[e.ID], seen[e.Name] = true, true
		if e.Homework != strings.HasPrefix(e.ID, "h") {
			t.Errorf("%s: Homework is %v", e.ID, e.Homework)
		}
		if !e.Homework && e.Name != course.Lessons[e.Lesson-1].Name {
			t.Errorf("%s: its folder is %s, not that of lesson %d", e.ID, e.Name, e.Lesson)
		}
		if _, err := os.Stat(e.Solution(root)); err != nil {
			t.Errorf("%s: %v", e.ID, err)
		}
		if e.Peer == "" {
			t.Errorf("%s: who talks with it?", e.ID)
		}
	}
	solutions, err := filepath.Glob(filepath.Join(root, "tools", "homework", "*", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range solutions {
		if name := filepath.Base(filepath.Dir(file)); !seen[name] {
			t.Errorf("%s is the solution of no homework", name)
		}
	}
}

func TestFind(t *testing.T) {
	for id, want := range map[string]string{
		"3": "3", "h3": "h3", "5": "5", "h5": "h5", "4": "4", "4a": "h4a", "4c": "h4c", "h4b": "h4b", "h6": "h6",
		"6": "", "h4": "", "a": "", "": "", "h": "", "hh3": "", "7": "7", "h7": "h7", "8": "",
	} {
		if e, ok := exercise.Find(id); e.ID != want || ok != (want != "") {
			t.Errorf("%q is %q, %v; want %q", id, e.ID, ok, want)
		}
	}
}

// Each text is there in both languages, and no wider than a terminal.
func TestTexts(t *testing.T) {
	for _, e := range exercise.All {
		for name, text := range map[string]phrase.Phrase{
			"title": e.Title, "task": e.Task, "hint 1": e.Hints[0], "hint 2": e.Hints[1], "hint 3": e.Hints[2],
		} {
			if text.EN == "" || strings.ContainsFunc(text.EN, han) || !strings.ContainsFunc(text.ZH, han) {
				t.Errorf("%s: the %s is in the wrong language, or missing: %+v", e.ID, name, text)
			}
			for _, lang := range languages {
				for line := range strings.Lines(text.In(lang)) {
					if n := width(strings.TrimSuffix(line, "\n")); n > 79-len("// ") {
						t.Errorf("%s: a line of the %s is %d columns wide: %s", e.ID, name, n, line)
					}
				}
			}
			half := regexp.MustCompile(`\p{Han}[,;:?!]|[,;:?!]\p{Han}`)
			if place := half.FindString(text.ZH); place != "" {
				t.Errorf("%s: the %s has a half-width mark: %s", e.ID, name, place)
			}
		}
		for _, lang := range languages {
			lines := 0
			for line := range strings.Lines(e.Task.In(lang)) {
				if strings.TrimSpace(line) != "" {
					lines++
				}
			}
			if lines < 3 || lines > 9 {
				t.Errorf("%s: the task has %d lines in %s", e.ID, lines, lang)
			}
		}
	}
}

// Each line of code in a hint stands in the solution, too: it was tried. The code is
// the same in both languages.
func TestHintsAreRight(t *testing.T) {
	for _, e := range exercise.All {
		text, err := os.ReadFile(e.Solution(root))
		if err != nil {
			t.Fatal(err)
		}
		var solution []string
		for line := range strings.Lines(string(text)) {
			line, _, _ = strings.Cut(line, " // ")
			solution = append(solution, strings.TrimSpace(line))
		}
		lines := 0
		for i, hint := range e.Hints {
			if en, zh := code(hint.EN), code(hint.ZH); !slices.Equal(en, zh) {
				t.Errorf("%s: the code of hint %d is in English %q, in Chinese %q", e.ID, i+1, en, zh)
			}
			for _, line := range code(hint.EN) {
				if line = strings.TrimSpace(line); line == "…" {
					continue
				}
				lines++
				if !slices.Contains(solution, line) {
					t.Errorf("%s: a hint says %q, and the solution does not", e.ID, line)
				}
			}
		}
		if lines < 2 || len(code(e.Hints[2].EN)) == 0 {
			t.Errorf("%s: the last hint shows no code", e.ID)
		}
	}
}

// code returns the lines of code of a text, without the four blanks before each.
func code(text string) (lines []string) {
	for line := range strings.Lines(text) {
		if line, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "    "); ok {
			lines = append(lines, line)
		}
	}
	return lines
}

// What is laid out is formatted, compiles, tells the task, and is nobody's
// solution.
func TestBegin(t *testing.T) {
	overlay := map[string]string{}
	compile := []string{"list", "-export", "-overlay", filepath.Join(t.TempDir(), "overlay.json")}
	for _, lang := range languages {
		dir := lab(t)
		for _, e := range exercise.All {
			if e.Begun(dir) {
				t.Errorf("%s is begun before it begins", e.ID)
			}
			file, begun, err := e.Begin(dir, lang)
			if err != nil || !begun || file != e.File(dir) {
				t.Fatalf("%s: %s, %v, %v", e.ID, file, begun, err)
			}
			if !e.Begun(dir) {
				t.Errorf("%s is not begun", e.ID)
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if formatted, err := format.Source(text); err != nil || string(formatted) != string(text) {
				t.Errorf("%s is not as gofmt would have it (%v):\n%s", e.ID, err, text)
			}
			begins := map[phrase.Lang]string{phrase.English: "// Task " + e.ID + ": ", phrase.Chinese: "// 任务 " + e.ID + "："}
			if !strings.HasPrefix(string(text), begins[lang]) {
				t.Errorf("%s does not begin with its task:\n%s", e.ID, text)
			}
			for line := range strings.Lines(string(text)) {
				if n := width(strings.TrimSuffix(line, "\n")); n > 79 {
					t.Errorf("%s: %d columns: %s", e.ID, n, line)
				}
			}
			for _, command := range []string{"go run ./work/" + e.Name + " ", howto.Make("check-"+e.ID) + " ", howto.Make("hint-"+e.ID) + " "} {
				if !strings.Contains(string(text), "\n//\t"+command) {
					t.Errorf("%s does not tell of %s", e.ID, command)
				}
			}
			own := e.Homework || e.Lesson == 5
			if n := strings.Count(string(text), `("`+course.Lessons[e.Lesson-1].Name+`")`); n != 1 && !own {
				t.Errorf("%s has not the flags of its lesson:\n%s", e.ID, text)
			}
			program, err := exercise.Code(file)
			if err != nil {
				t.Fatal(err)
			}
			if solution, err := exercise.Code(e.Solution(root)); err != nil || solution == program {
				t.Errorf("%s is its own solution (%v)", e.ID, err)
			}

			if testing.Short() && lang != phrase.English {
				continue // long: the same code with other comments
			}
			// The compiler finds it within the module.
			laid := "laid-" + string(lang) + "-" + e.Name
			here, err := filepath.Abs(filepath.Join(laid, "main.go"))
			if err != nil {
				t.Fatal(err)
			}
			overlay[here] = file
			compile = append(compile, "./"+laid)
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(compile[3], text, 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "go", compile...).CombinedOutput(); err != nil {
		t.Errorf("go %s: %v\n%s", compile[0], err, out)
	}
}

// Whatever is in the way stays as it is.
func TestBeginTouchesNothing(t *testing.T) {
	e, _ := exercise.Find("3")
	named := func(name string) func(dir string) error {
		return func(dir string) error {
			return os.WriteFile(filepath.Join(filepath.Dir(e.File(dir)), name), nil, 0o666)
		}
	}
	for name, prepare := range map[string]func(dir string) error{
		"work": func(dir string) error {
			return os.WriteFile(e.File(dir), []byte("mine"), 0o666)
		},
		"an empty file": func(dir string) error { return os.WriteFile(e.File(dir), nil, 0o666) },
		"a folder":      func(dir string) error { return os.Mkdir(e.File(dir), 0o777) },
		"a copy":        named("main (1).go"),
		"a text":        named("main.go.txt"),
		"capitals":      named("Main.go"),
	} {
		dir := lab(t)
		if err := os.MkdirAll(filepath.Dir(e.File(dir)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := prepare(dir); err != nil {
			t.Fatal(err)
		}
		before, _ := os.ReadFile(e.File(dir))
		file, begun, err := e.Begin(dir, phrase.English)
		if begun || err != nil {
			t.Errorf("%s: begun %v, %v", name, begun, err)
		}
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s: said to be there: %v", name, err)
		}
		if after, _ := os.ReadFile(e.File(dir)); string(after) != string(before) {
			t.Errorf("%s was changed", name)
		}
	}
}

// Every work that there was is kept, whatever lies next to it already.
func TestReset(t *testing.T) {
	e, _ := exercise.Find("h1")
	dir := lab(t)
	folder := filepath.Dir(e.File(dir))
	if err := os.MkdirAll(filepath.Dir(folder), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder+".2", []byte("a file"), 0o666); err != nil {
		t.Fatal(err)
	}
	mine := "" // the work before
	for i, number := range []string{"", ".1", ".3", ".4"} {
		want := ""
		if i > 0 {
			want = folder + number
		}
		file, kept, err := e.Reset(dir, phrase.English)
		if err != nil || kept != want || file != e.File(dir) || !e.Untouched(dir) {
			t.Fatalf("%s, kept in %q, %v; want %q", file, kept, err, want)
		}
		if i > 0 {
			if text, err := os.ReadFile(filepath.Join(kept, "main.go")); err != nil || string(text) != mine {
				t.Errorf("kept in %s: %s (%v)", kept, text, err)
			}
		}
		mine = fmt.Sprint("work ", i)
		if err := os.WriteFile(file, []byte(mine), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBeginFails(t *testing.T) {
	for _, id := range []string{"1", "3", "h3"} {
		e, _ := exercise.Find(id)
		nowhere := t.TempDir()
		if _, begun, err := e.Begin(nowhere, phrase.English); begun || !os.IsNotExist(err) {
			t.Errorf("%s outside of the lab: begun %v, %v", id, begun, err)
		}
		if left, _ := os.ReadDir(nowhere); len(left) > 0 {
			t.Errorf("%s outside of the lab leaves %v", id, left)
		}
		dir := lab(t)
		if err := os.WriteFile(filepath.Join(dir, "work"), nil, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, begun, err := e.Begin(dir, phrase.English); begun || err == nil {
			t.Errorf("%s where work is a file: begun %v, %v", id, begun, err)
		}
	}
}

// A checkout on Windows may have ended its lines otherwise, and a student may
// have taken the task off.
func TestCode(t *testing.T) {
	for text, want := range map[string]string{
		"// Task\npackage main\n\nfunc main() {}\n":         "\nfunc main() {}\n",
		"// Task\r\npackage main\r\n\r\nfunc main() {}\r\n": "\nfunc main() {}\n",
		"package main\nfunc main() {}\n":                    "func main() {}\n",
		"print('Hello')\n":                                  "print('Hello')\n",
		"":                                                  "",
	} {
		file := filepath.Join(t.TempDir(), "main.go")
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := exercise.Code(file); got != want || err != nil {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// width returns how wide a line is in a terminal, where a tab goes on to the next
// eighth column.
func width(line string) (n int) {
	for cell := range strings.SplitAfterSeq(line, "\t") {
		n += columns.Width(cell)
		if strings.HasSuffix(cell, "\t") {
			n += 8 - n%8
		}
	}
	return n
}
