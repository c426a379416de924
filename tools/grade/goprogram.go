package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// labModule is the module of the lab, and of its copies.
const labModule = "tcplab"

// clientStage is the stage of the client: a task of its own.
const clientStage = probe.Stages + 1

// stageName is how a program of the course is called: 04-threaded.
var stageName = regexp.MustCompile(`^0([1-5])-`)

// stageOf returns the stage that a name begins with, or 0.
func stageOf(name string) int {
	if m := stageName.FindStringSubmatch(name); m != nil {
		return int(m[1][0] - '0')
	}
	return 0
}

// takes returns which stage a name says, if it is one that the task asks for, or 0.
// Homework counts as stage 1.
func (t task) takes(name string) int {
	if t.Homework != "" {
		if rest, ok := strings.CutPrefix(name, t.Homework); ok && (rest == "" || strings.ContainsAny(rest[:1], "-._")) {
			return 1
		}
		return 0
	}
	if stage := stageOf(name); (stage == clientStage) == (t.Stage == clientStage) {
		return stage
	}
	return 0
}

// staged returns the folder of the stage that is to be examined, among those in f that
// are called as the lab calls them.
func (s *search) staged(f folder) (chosen folder, ok bool) {
	stages := map[int]folder{}
	parents := []folder{f}
	if work := f.sub("work"); work != nil {
		parents = append(parents, *work)
	}
	for _, parent := range parents {
		for _, sub := range parent.folders() {
			if stage := s.task.takes(sub.name()); stage > 0 && len(sub.files("*.go")) > 0 {
				stages[stage] = sub
			}
		}
	}
	if lessons := f.sub("lessons"); len(stages) == 0 && lessons != nil && f.isLab() {
		for _, sub := range lessons.folders() { // changed in place
			if stage := s.task.takes(sub.name()); stage > 0 && exercise.AlteredLesson(f.path, sub.name()) {
				stages[stage] = sub
			}
		}
	}
	if len(stages) == 0 {
		return folder{}, false
	}
	return stages[choose(stages, s.task.Stage)], true
}

// choose returns the highest stage that is not beyond the task, or else the
// lowest one.
func choose[P any](stages map[int]P, task int) int {
	all := slices.Sorted(maps.Keys(stages))
	beyond, _ := slices.BinarySearch(all, task+1)
	return all[max(0, beyond-1)]
}

// A source is a Go file of package main.
type source struct {
	name    string
	main    bool     // it has func main
	imports []string // the paths of packages
}

// usesModules reports whether it imports packages that Go does not bring: those of the lab,
// or of the modules that the lab uses, or others.
func (s source) usesModules() bool {
	return slices.ContainsFunc(s.imports, func(path string) bool {
		first, _, _ := strings.Cut(path, "/")
		return first == labModule || strings.Contains(first, ".")
	})
}

// goProgram is the Go program in a folder. If several files have a main, as an old one
// that was forgotten, it is the one that is called as a server is.
func (s *search) goProgram(f folder) (p program, err error) {
	var mains []string
	p = program{command: []string{"{addr}"}, mayTake: true}
	sources := f.sources()
	for _, source := range sources {
		if source.main {
			mains = append(mains, source.name)
		}
	}
	switch len(mains) {
	case 0:
		return program{}, nil
	case 1:
		p.found = mains[0]
	default:
		if p.found = preferred(mains, s.task); p.found == "" {
			return p, &problem{sentence: severalMains.With(strings.Join(mains, ", "))}
		}
	}
	p.dir, p.module = f.path, ownModule(f.path)
	for _, source := range sources {
		if source.main && source.name != p.found {
			continue
		}
		p.sources = append(p.sources, filepath.Join(f.path, source.name))
		p.uses = p.uses || source.usesModules()
		if slices.Contains(source.imports, "tcplab/shared/lesson") { // it has the flags of the lab
			p.command, p.mayTake = []string{"-quiet", "-addr", "{addr}"}, false
			if s.task.serves() {
				// The delay is long enough to tell who waits for whom.
				p.command = append(p.command, "-delay", "50ms")
			}
		}
	}
	return p, nil
}

// preferred returns the one file that is most likely meant, or nothing.
func preferred(names []string, t task) string {
	for _, like := range []string{`^main\.go$`, `^server\.go$`, `(?i)^main\.go$`, `(?i)^[^_]*server[^_]*\.go$`} {
		if t.Stage == clientStage {
			like = strings.ReplaceAll(like, "server", "client")
		}
		var found []string
		for _, name := range names {
			if ok, _ := regexp.MatchString(like, name); ok {
				found = append(found, name)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return ""
}

// mostRead is how much is read of a file that a student or a teacher gives.
const mostRead = 1 << 20

// sources returns the Go files of package main in f.
func (f folder) sources() (all []source) {
	for _, name := range f.files("*.go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := beginning(filepath.Join(f.path, name))
		if err != nil {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if file == nil || file.Name == nil || file.Name.Name != "main" {
			continue
		}
		s := source{name: name, main: err != nil && strings.Contains(string(text), "func main(")} // the compiler says what is wrong
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "main" && f.Recv == nil {
				s.main = true
			}
		}
		for _, spec := range file.Imports {
			s.imports = append(s.imports, strings.Trim(spec.Path.Value, `"`))
		}
		all = append(all, s)
	}
	return all
}

// beginning returns the beginning of a file.
func beginning(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, mostRead))
}

// ownModule returns the folder with the student's go.mod, at dir or above it, as long as
// it is complete: a go.mod of the lab without the lab is of no use.
func ownModule(dir string) string {
	for range deepestFolder {
		if _, err := os.Lstat(filepath.Join(dir, "go.mod")); err == nil {
			_, err := os.Stat(filepath.Join(dir, "shared", "lesson"))
			if moduleOf(dir) == labModule && err != nil {
				return ""
			}
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

// moduleLine is the first line of a go.mod.
var moduleLine = regexp.MustCompile(`(?m)^\s*module\s+"?([^\s"]+)`)

// moduleOf returns the name of the module in a folder.
func moduleOf(dir string) string {
	text, _ := beginning(filepath.Join(dir, "go.mod"))
	if m := moduleLine.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}
