// Package docs_test holds the pages against the lab: what they name must
// exist, and both languages must tell the same.
package docs_test

import (
	"context"
	"go/build"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/course"
)

// root is the folder of the repository, seen from this one.
const root = ".."

// A page is a Markdown file.
type page struct {
	prose string // without code
	code  string // the blocks, and the words in backquotes
}

// TestTwins wants each page in both languages, with the same headings.
func TestTwins(t *testing.T) {
	pages := read(t)
	for _, name := range []string{"README.md", "docs/en/index.md", "docs/en/08-check.md"} {
		if _, ok := pages[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	for name, page := range pages {
		other, ok := twin(name)
		if !ok {
			continue
		}
		translation, ok := pages[other]
		if !ok {
			t.Errorf("%s has no twin %s", name, other)
			continue
		}
		levels, others := page.headings(), translation.headings()
		if name < other && !slices.Equal(levels, others) { // told once for both
			t.Errorf("the headings differ in level or number:\n%v %s\n%v %s", levels, name, others, other)
		}
	}
}

// TestSections wants the same sections in every lesson's page.
func TestSections(t *testing.T) {
	pages := read(t)
	for _, lang := range []string{"en", "zh"} {
		model := pages["docs/"+lang+"/03-detect-close.md"].sections()
		for _, profile := range course.Lessons {
			name := "docs/" + lang + "/" + profile.Name + ".md"
			if got := pages[name].sections(); !slices.Equal(got, model) {
				t.Errorf("%s has the sections\n%q, not\n%q", name, got, model)
			}
		}
	}
}

// twin returns the page that says the same in the other language, if there is
// to be one.
func twin(name string) (string, bool) {
	switch {
	case name == "README.md":
		return "README.zh-CN.md", true
	case name == "README.zh-CN.md":
		return "README.md", true
	}
	if rest, ok := strings.CutPrefix(name, "docs/en/"); ok {
		return "docs/zh/" + rest, true
	}
	if rest, ok := strings.CutPrefix(name, "docs/zh/"); ok {
		return "docs/en/" + rest, true
	}
	return "", false
}

// TestLinks wants a file behind each relative link.
func TestLinks(t *testing.T) {
	for name, page := range read(t) {
		for _, link := range page.links() {
			target, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if target.IsAbs() || target.Path == "" {
				continue // the web, or a heading of the same page
			}
			file := path.Join(path.Dir(name), target.Path)
			if _, err := os.Stat(filepath.Join(root, file)); err != nil {
				t.Errorf("%s links to %s, which is not there", name, link)
			}
		}
	}
}

// TestMakeTargets asks make, in the mode that runs nothing, whether it knows
// the targets that the pages name. N stands for 2, which all of them have, and
// NAME for an experiment.
func TestMakeTargets(t *testing.T) {
	used := mentions(t, regexp.MustCompile(`\bmake ([a-z]+(?:-[\w-]+)?)(?:\s|$|["',;)])`))
	delete(used, "target") // what make says itself: No rule to make target
	if used["demo"] == nil || used["test"] == nil {
		t.Error("the pages do not tell of make demo and make test")
	}
	if _, ok := dryRun(t, slices.Collect(maps.Keys(used))...); ok {
		return
	}
	for target, names := range used {
		if said, ok := dryRun(t, target); !ok {
			t.Errorf("make %s, in %s:\n%s", target, names, said)
		}
	}
}

// dryRun returns what make would run for targets, and whether it knows them all.
func dryRun(t *testing.T, targets ...string) (said string, ok bool) {
	t.Helper()
	program, err := exec.LookPath("make")
	if err != nil {
		t.Skip("there is no make on this machine")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	example := strings.NewReplacer("-NAME", "-glue", "-N", "-2", "-ID", "-h1")
	args := []string{"-n"}
	for _, target := range targets {
		args = append(args, example.Replace(target))
	}
	dry := exec.CommandContext(ctx, program, args...)
	dry.Dir = root
	dry.Env = append(os.Environ(), "MAKEFLAGS=", "MAKELEVEL=") // of a make that runs this test
	out, err := dry.CombinedOutput()
	return string(out), err == nil
}

// TestGoRun wants a program in each folder that a page says to run.
func TestGoRun(t *testing.T) {
	used := mentions(t, regexp.MustCompile(`\bgo run \./([\w./-]+)`))
	if len(used) == 0 {
		t.Error("the pages tell of no go run")
	}
	for folder, names := range used {
		// What the student writes ends as a lesson, or as homework.
		if name, ok := strings.CutPrefix(folder, "work/h"); ok {
			folder = "tools/homework/h" + name
		} else if name, ok := strings.CutPrefix(folder, "work/"); ok {
			folder = "lessons/" + name
		}
		program, err := build.ImportDir(filepath.Join(root, folder), 0)
		if err != nil || !program.IsCommand() {
			t.Errorf("go run ./%s, in %s: there is no program (%v)", folder, names, err)
		}
	}
}

// TestGoTool wants a line in go.mod for each tool that a page says to run, and
// for no other program. The exit code is that of the tool.
func TestGoTool(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var tools []string
	for _, match := range regexp.MustCompile(`\ttcplab/tools/(\w+)\n`).FindAllStringSubmatch(string(mod), -1) {
		tools = append(tools, match[1])
	}
	programs, err := filepath.Glob(filepath.Join(root, "tools", "*", "main.go"))
	if err != nil || len(programs) != len(tools) {
		t.Errorf("go.mod has the tools %q, and there are the programs %q (%v)", tools, programs, err)
	}
	for tool, names := range mentions(t, regexp.MustCompile(`\bgo tool ([a-z]+)`)) {
		if !slices.Contains(tools, tool) {
			t.Errorf("go tool %s, in %s: it is not in go.mod", tool, names)
		}
	}
	wrongUse := exec.CommandContext(t.Context(), "go", "tool", "diff", "-no-such-flag")
	wrongUse.Dir = root
	if out, err := wrongUse.CombinedOutput(); wrongUse.ProcessState.ExitCode() != 2 || strings.Contains(string(out), "exit status") {
		t.Errorf("go tool diff -no-such-flag: %v\n%s", err, out)
	}
}

// TestLessonTable wants each lesson in the table of each README, with the
// address that it has and no other.
func TestLessonTable(t *testing.T) {
	address := regexp.MustCompile(`\d+\.\d+\.\d+\.\d+:\d+`)
	pages := read(t)
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		for _, profile := range course.Lessons {
			row := pages[name].row("(lessons/" + profile.Name + "/main.go)")
			if row == "" {
				t.Errorf("%s has no row that links to lesson %s", name, profile.Name)
				continue
			}
			if got := address.FindString(row); got != profile.Addr {
				t.Errorf("%s: lesson %s has the address %q in the table, and %q in course.Lessons",
					name, profile.Name, got, profile.Addr)
			}
		}
	}
}

// TestChinesePunctuation wants no half-width mark between Chinese characters,
// save in code and where a link leads.
func TestChinesePunctuation(t *testing.T) {
	half := regexp.MustCompile(`.{0,9}\p{Han}[,;:?!()]\p{Han}.{0,9}`)
	for name, page := range read(t) {
		if name != "README.zh-CN.md" && !strings.HasPrefix(name, "docs/zh/") {
			continue
		}
		prose := link.ReplaceAllString(inline.ReplaceAllString(page.prose, "`"), "]")
		for _, place := range half.FindAllString(prose, -1) {
			t.Errorf("%s has a half-width mark: %s", name, place)
		}
	}
}

// TestChineseLines wants no line to end between two Chinese characters, where
// GitHub shows a blank.
func TestChineseLines(t *testing.T) {
	between := regexp.MustCompile(`.{0,9}\p{Han}\n *\p{Han}.{0,9}`)
	for name, page := range read(t) {
		for _, place := range between.FindAllString(page.prose, -1) {
			t.Errorf("%s has a line that ends between two characters: %q", name, place)
		}
	}
}

// read returns all pages by their path from the root, with slashes.
func read(t *testing.T) map[string]page {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(".", func(file string, _ fs.DirEntry, err error) error {
		if filepath.Ext(file) == ".md" {
			files = append(files, filepath.Join(root, "docs", file))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	pages := map[string]page{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			t.Fatal(err)
		}
		pages[filepath.ToSlash(name)] = split(string(text))
	}
	return pages
}

// inline is code within a line.
var inline = regexp.MustCompile("`[^`]+`")

// split parts the code of a page from its prose. Code within a line is in
// both, since a heading or a link may hold it.
func split(text string) page {
	var prose, code strings.Builder
	inBlock := false
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			inBlock = !inBlock
		case inBlock, strings.HasPrefix(line, "    "):
			code.WriteString(line)
		default:
			prose.WriteString(line)
			for _, word := range inline.FindAllString(line, -1) {
				code.WriteString(strings.Trim(word, "`") + "\n")
			}
		}
	}
	return page{prose: prose.String(), code: code.String()}
}

// mentions returns what pattern finds in the code of the pages, with the names
// of the pages that have it.
func mentions(t *testing.T, pattern *regexp.Regexp) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for name, page := range read(t) {
		for _, match := range pattern.FindAllStringSubmatch(page.code, -1) {
			if word := match[1]; !slices.Contains(found[word], name) {
				found[word] = append(found[word], name)
			}
		}
	}
	return found
}

// headings returns the level of each heading, from the top.
func (p page) headings() []int {
	var levels []int
	for line := range strings.Lines(p.prose) {
		marks, _, ok := strings.Cut(line, " ")
		if ok && marks != "" && strings.Trim(marks, "#") == "" {
			levels = append(levels, len(marks))
		}
	}
	return levels
}

// sections returns the headings of the second level.
func (p page) sections() (titles []string) {
	for line := range strings.Lines(p.prose) {
		if title, ok := strings.CutPrefix(line, "## "); ok {
			titles = append(titles, strings.TrimSpace(title))
		}
	}
	return titles
}

// link is where a link or a picture leads, in Markdown or in HTML.
var link = regexp.MustCompile(`\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"`)

// links returns where the links and the pictures lead.
func (p page) links() []string {
	var links []string
	for _, match := range link.FindAllStringSubmatch(p.prose, -1) {
		links = append(links, match[1]+match[2])
	}
	return links
}

// row returns the line of a table that holds text.
func (p page) row(text string) string {
	for line := range strings.Lines(p.prose) {
		if strings.HasPrefix(line, "|") && strings.Contains(line, text) {
			return line
		}
	}
	return ""
}
