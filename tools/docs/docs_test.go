package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/course"
	"tcplab/shared/flags/flagstest"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/play"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"docs": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "docs") }

var root = filepath.Join("..", "..")

// The pages and the pictures are as the lab is.
func TestFresh(t *testing.T) {
	t.Parallel()
	w, err := newWeaver(root)
	if err != nil {
		t.Fatal(err)
	}
	files, err := w.all()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.isStale(root) {
			t.Errorf("%s is stale: make docs", f.name)
		}
	}
}

// The recordings are of the plays as they go now, whatever legal order things
// happen in.
func TestRecordingsAreFresh(t *testing.T) {
	if testing.Short() {
		t.Skip("long: all plays in both languages, as slow as in class")
	}
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the recordings are of Linux, which has errors and a queue of its own")
	}
	dir, err := process.Build("./lessons/...", "./tools/web")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	all, err := playAll(ctx, dir, 8)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if err := f.stale(root); err != nil {
			t.Errorf("the recording of %s in %s is stale, make docs: %v", f.play.Name, f.lang, err)
		}
	}
}

// Nothing is left over: each recording and each picture is of a play, and in a
// page.
func TestNothingLeftOver(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		files, err := filepath.Glob(filepath.Join(root, "docs", "recordings", string(lang), "*"))
		if err != nil {
			t.Fatal(err)
		}
		recordings := map[string]bool{}
		for _, p := range play.All {
			recordings[p.File(root, lang)] = true
			recordings[p.CaptureFile(root, lang)] = true
		}
		for _, file := range files {
			if !recordings[file] {
				t.Errorf("%s is of no play", file)
			}
		}
	}
	w, err := newWeaver(root)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, p := range w.pages {
		text.WriteString(p.text)
	}
	for _, readme := range []string{"README.md", "README.zh-CN.md"} {
		b, err := os.ReadFile(filepath.Join(root, readme))
		if err != nil {
			t.Fatal(err)
		}
		text.Write(b)
	}
	pictures, err := filepath.Glob(filepath.Join(root, "docs", "images", "*"))
	if err != nil || len(pictures) == 0 {
		t.Fatal("there are no pictures: ", err)
	}
	for _, file := range pictures {
		if !strings.Contains(text.String(), "images/"+filepath.Base(file)) {
			t.Errorf("no page shows %s", filepath.Base(file))
		}
	}
}

// template is what every page of a lesson has: these parts, in this order.
var template = []string{"nav", "picture", "run", "steps", "diff", "run"}

// Each lesson has its parts, in both languages.
func TestTemplate(t *testing.T) {
	t.Parallel()
	w, err := newWeaver(root)
	if err != nil {
		t.Fatal(err)
	}
	isLesson := regexp.MustCompile(`^0([1-7])-`)
	for _, p := range w.pages {
		found := isLesson.FindStringSubmatch(p.name)
		if found == nil || !slices.ContainsFunc(course.Lessons, func(l course.Lesson) bool { return l.Name == p.name }) {
			continue
		}
		left := template
		for _, m := range mark.FindAllStringSubmatch(p.text, -1) {
			name, args := m[2], strings.Fields(m[3])
			if name == left[0] {
				left = left[1:]
			}
			if len(left) == 0 {
				break
			}
			if len(args) > 0 && (name == "steps" || name == "diff") && args[0] != found[1] {
				t.Errorf("%s/%s has %s %s", p.lang, p.name, name, args[0])
			}
		}
		if found[1] == "1" && len(left) == 2 { // there is no lesson before the first
			left = nil
		}
		if len(left) > 0 {
			t.Errorf("%s/%s has no part %q at its place", p.lang, p.name, left[0])
		}
	}
}

// A page and its twin have the same parts.
func TestPartsOfTwins(t *testing.T) {
	t.Parallel()
	w, err := newWeaver(root)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, p := range w.pages {
		for _, m := range mark.FindAllStringSubmatch(p.text, -1) {
			parts[string(p.lang)+p.name] += m[2] + m[3] + "\n"
		}
	}
	for _, name := range course.Pages {
		if en, zh := parts["en"+name], parts["zh"+name]; en != zh || en == "" {
			t.Errorf("the parts of %s differ, or there are none:\n%s\nand in Chinese:\n%s", name, en, zh)
		}
	}
}

// A part that does not exist, and one that cannot be made, are told.
func TestWeaveRefuses(t *testing.T) {
	t.Parallel()
	w := &weaver{root: root}
	for _, name := range []string{"nonsense", "diff", "diff 1", "diff x", "steps 8", "run", "run nothing", "see x", "picture", "task h9"} {
		p := page{name: "index", lang: phrase.English, text: fmt.Sprintf("<!-- %s -->\n<!-- end -->\n", name)}
		if _, err := w.weave(p); err == nil || !strings.Contains(err.Error(), "en/index") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Each comment of a program has one translation, and no translation is left over.
func TestComments(t *testing.T) {
	t.Parallel()
	w, err := newWeaver(root)
	if err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for n := range course.Lessons {
		text, err := w.steps(page{lang: phrase.English}, []string{strconv.Itoa(n + 1)})
		if err != nil {
			t.Fatal(err)
		}
		shown.WriteString(text)
	}
	seen := map[string]bool{}
	for _, comment := range inSteps {
		if !strings.Contains(shown.String(), " "+comment.EN+"\n") || seen[comment.EN] {
			t.Errorf("no program has the comment %q, or it is translated twice", comment.EN)
		}
		seen[comment.EN] = true
	}
}

// Comments are translated, and nothing else is.
func TestCommented(t *testing.T) {
	t.Parallel()
	const code = "x := \"http://a#b\" // nc sends lines\n    # nc sends lines\n"
	const want = "x := \"http://a#b\" // nc 发送的是一行\n    # nc 发送的是一行\n"
	if got, err := commented(code, phrase.Chinese); got != want || err != nil {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
	if got, err := commented(code, phrase.English); got != code || err != nil {
		t.Errorf("got %q (%v), want what it was", got, err)
	}
	if _, err := commented("x() // a new one", phrase.Chinese); err == nil || !strings.Contains(err.Error(), "a new one") {
		t.Errorf("a comment that has no translation: %v", err)
	}
}

// Steps are cut where their comments say.
func TestCut(t *testing.T) {
	t.Parallel()
	const program = `package main

func main() {
	// 1. not this one
}

func run() error {
	x := 1
	// 1. socket, 2. bind: why.
	a()
	if x {
		b()
	}

	for {
		// 3. recv
		c()
		// a remark
		d()
	}
}

func serve() {
	// 4. close, at the end.
	defer e()
	return nil
}
`
	want := []step{
		{"1. socket, 2. bind", "x := 1\n// 1. socket, 2. bind: why.\na()\nif x {\n    b()\n}"},
		{"3. recv", "for {\n    // 3. recv\n    c()\n    // a remark\n    d()\n}"},
		{"4. close", "// 4. close, at the end.\ndefer e()\nreturn nil"},
	}
	got := cut(program)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
