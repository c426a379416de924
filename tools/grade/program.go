package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/shell"
	"mvdan.cc/sh/v3/syntax"

	"tcplab/shared/charset"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sandbox"
)

// A program is what a student has handed in.
type program struct {
	found   string   // below the student's folder, as it is shown
	dir     string   // where it runs
	sources []string // of Go, which are to be built first
	uses    bool     // these use modules
	module  string   // the folder of the student's own go.mod, for these; empty: there is none
	command []string // starts it; of a built one, what follows its name
	say     string   // how a message is framed; empty: a line
	mayTake bool     // nobody has said that it takes the address
	read    []string // what it needs besides the system: an interpreter
}

// A problem is why a student's program is not examined.
type problem struct {
	sentence phrase.Phrase
	counts   bool // it is the student's own: examined, with no points
}

func (p *problem) Error() string { return p.sentence.EN }

// A folder is one that was read, without what is hidden.
type folder struct {
	path    string
	entries []fs.DirEntry
}

func read(path string) (folder, error) {
	entries, err := os.ReadDir(path)
	hidden := func(e fs.DirEntry) bool { return sandbox.Hidden(e.Name()) }
	return folder{path, slices.DeleteFunc(entries, hidden)}, err
}

// files returns the names of plain files that match a pattern of package path.
// A link is none.
func (f folder) files(pattern string) (names []string) {
	for _, entry := range f.entries {
		if ok, _ := path.Match(pattern, entry.Name()); ok && entry.Type().IsRegular() {
			names = append(names, entry.Name())
		}
	}
	return names
}

func (f folder) has(name string) bool { return len(f.files(name)) == 1 }

// folders returns the folders in f. Those that cannot be read are left out.
func (f folder) folders() (below []folder) {
	for _, entry := range f.entries {
		if entry.IsDir() {
			if sub, err := read(filepath.Join(f.path, entry.Name())); err == nil {
				below = append(below, sub)
			}
		}
	}
	return below
}

func (f folder) name() string { return filepath.Base(f.path) }

// sub returns the folder called name in f, or nil.
func (f folder) sub(name string) *folder {
	for _, sub := range f.folders() {
		if sub.name() == name {
			return &sub
		}
	}
	return nil
}

// A search looks for what is to be examined.
type search struct {
	task task
	seen []string // files, for one that finds nothing
}

// How far a search goes: Moodle, a zip and a clone each add a folder or two.
const (
	deepestFolder = 6
	mostSeen      = 6
)

// findProgram looks for what is to be examined in a student's folder, at the top
// first, in the order of the usage. The error is a *problem.
func findProgram(dir string, t task) (p program, err error) {
	s := &search{task: t}
	top, err := read(dir)
	if err != nil {
		return p, failed(err)
	}
	level := []folder{top}
	for depth := 0; len(level) > 0 && depth < deepestFolder && p.dir == "" && err == nil; depth++ {
		var next []folder
		for _, f := range level {
			if p, err = s.in(f); p.dir != "" || err != nil {
				break
			}
			s.note(dir, f)
			next = append(next, f.toSearch()...)
		}
		level = next
	}
	if p.dir == "" && err == nil {
		err = s.nothing()
	}
	if p.found != "" {
		below, _ := filepath.Rel(dir, p.dir)
		p.found = shown(path.Join(filepath.ToSlash(below), p.found))
	}
	return p, err
}

// toSearch returns the folders in f where a program may be.
func (f folder) toSearch() []folder {
	if f.isLab() {
		return nil // its own programs are not the student's
	}
	skip := []string{"vendor", "node_modules", "testdata", "venv", "__pycache__"}
	return slices.DeleteFunc(f.folders(), func(sub folder) bool { return slices.Contains(skip, sub.name()) })
}

// isLab reports whether a folder is a copy of the lab.
func (f folder) isLab() bool {
	return f.has("go.mod") && f.sub("lessons") != nil && moduleOf(f.path) == labModule
}

// note keeps the names of files, to say what there is.
func (s *search) note(dir string, f folder) {
	for _, name := range f.files("*") {
		if below, err := filepath.Rel(dir, filepath.Join(f.path, name)); err == nil {
			s.seen = append(s.seen, shown(below))
		}
	}
}

// nothing says that there is no program, and what there is.
func (s *search) nothing() error {
	if len(s.seen) == 0 {
		return &problem{sentence: emptyFolder.With(deepestFolder - 1)}
	}
	list := strings.Join(s.seen[:min(len(s.seen), mostSeen)], ", ")
	if more := len(s.seen) - mostSeen; more > 0 {
		list += fmt.Sprintf(" (+%d)", more)
	}
	return &problem{sentence: nothingFound.With(list)}
}

// in looks in one folder. Without a program, its dir is empty.
func (s *search) in(f folder) (program, error) {
	if f.has("command.txt") {
		return commandIn(f)
	}
	if chosen, ok := s.staged(f); ok {
		p, err := s.goProgram(chosen)
		below, _ := filepath.Rel(f.path, chosen.path)
		p.found, p.dir = path.Join(filepath.ToSlash(below), p.found), f.path
		return p, err
	}
	if f.isLab() {
		return program{}, &problem{sentence: untouchedLab}
	}
	if p, err := s.goProgram(f); p.dir != "" || err != nil {
		return p, err
	}
	return s.pythonIn(f)
}

// longest is how long a command.txt may be.
const longest = 4096

// commandIn reads command.txt.
func commandIn(f folder) (p program, err error) {
	p = program{found: "command.txt", dir: f.path}
	text, err := beginning(filepath.Join(f.path, p.found))
	if err != nil {
		return p, failed(err)
	}
	lines := strings.TrimSpace(strings.TrimPrefix(string(text), "\ufeff")) // as Notepad begins
	if !utf8.ValidString(lines) {
		lines = charset.GBK.Decode([]byte(lines)) // as it is written on a Chinese Windows
	}
	line, rest, _ := strings.Cut(lines, "\n")
	if frame, ok := strings.CutPrefix(line, "say:"); ok {
		if p.say, err = probe.ParseFrame(strings.TrimSpace(frame)); err != nil {
			return p, &problem{sentence: badSay}
		}
		line, rest = strings.TrimSpace(rest), ""
	}
	if len(text) <= longest && rest == "" && !strings.ContainsAny(line, "\r\n\x00") {
		p.command, err = words(line)
	}
	if err != nil || len(p.command) == 0 {
		return p, &problem{sentence: badCommand}
	}
	p.read = toolOf(p.command[0])
	return p, nil
}

// words splits a command as a shell does, and puts nothing in the place of its words: a
// variable would be the teacher's, and {1..999999999} would fill the memory.
func words(line string) ([]string, error) {
	plain := true
	for word, err := range syntax.NewParser().WordsSeq(strings.NewReader(line)) {
		if err != nil {
			return nil, err
		}
		syntax.SplitBraces(word) // {a,b} is no literal
		syntax.Walk(word, func(node syntax.Node) bool {
			switch node.(type) {
			case nil, *syntax.Word, *syntax.Lit, *syntax.SglQuoted, *syntax.DblQuoted:
			default:
				plain = false
			}
			return plain // else there is more in it than Walk knows
		})
	}
	if !plain {
		return nil, &problem{sentence: badCommand}
	}
	return shell.Fields(line, func(string) string { return "" })
}
