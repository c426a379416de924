package main

import (
	"cmp"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/shell"

	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/probe"
)

// A program is what a student has handed in.
type program struct {
	found   string   // below the student's folder, as it is shown
	dir     string   // where it runs
	sources []string // of Go, which are to be built first
	command []string // starts it; of a built one, what follows its name
	say     string   // how a message is framed; empty: a line
	mayTake bool     // nobody has said that it takes the address
}

// A problem is why a student's program is not examined, in the user's language.
// It is the student's, or else it is up to the teacher to solve it.
type problem struct {
	sentence string
	teachers bool
}

func (p *problem) Error() string { return p.sentence }

// A folder is one that was read, without what is hidden.
type folder struct {
	path    string
	entries []fs.DirEntry
}

func read(path string) (folder, error) {
	entries, err := os.ReadDir(path)
	hidden := func(e fs.DirEntry) bool { return isHidden(e.Name()) }
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

// findProgram looks for what is to be examined, in the order of the usage. The
// error is a *problem.
func findProgram(s student, task int, lang phrase.Lang) (p program, err error) {
	top, err := read(s.folder)
	if err != nil {
		return p, &problem{unreadable.Format(lang, reason(err)), true}
	}
	stages := goStages(top)
	if work := top.sub("work"); work != nil {
		maps.Copy(stages, goStages(*work))
	}
	p, err = programIn(top, stages, task, lang)
	for _, below := range top.folders() {
		if p.dir != "" || err != nil {
			break
		}
		stages := map[int]folder{}
		if work := below.sub("work"); work != nil {
			stages = goStages(*work)
		}
		p, err = programIn(below, stages, task, lang)
	}
	if p.dir == "" && err == nil {
		err = &problem{sentence: nothingFound.In(lang)}
	}
	if p.found != "" {
		below, _ := filepath.Rel(s.folder, p.dir)
		p.found = shown(path.Join(filepath.ToSlash(below), p.found))
	}
	return p, err
}

// sub returns the folder called name in f, or nil.
func (f folder) sub(name string) *folder {
	for _, sub := range f.folders() {
		if sub.name() == name {
			return &sub
		}
	}
	return nil
}

// programIn looks in one folder. Without a program, its dir is empty.
func programIn(f folder, stages map[int]folder, task int, lang phrase.Lang) (program, error) {
	switch {
	case f.has("command.txt"):
		return commandIn(f, lang)
	case len(stages) > 0:
		chosen := stages[choose(stages, task)]
		p := goProgram(chosen)
		below, _ := filepath.Rel(f.path, chosen.path)
		p.found, p.dir = path.Join(filepath.ToSlash(below), "main.go"), f.path
		return p, nil
	case f.has("main.go"):
		return goProgram(f), nil
	}
	return pythonIn(f, task, lang)
}

// stageName is how a program of the course is called: 04-threaded.
var stageName = regexp.MustCompile(`^0([1-4])-`)

// stageOf returns the stage that a name begins with, or 0.
func stageOf(name string) int {
	if m := stageName.FindStringSubmatch(name); m != nil {
		return int(m[1][0] - '0')
	}
	return 0
}

// goStages returns the Go programs in f that are called as those of the course.
func goStages(f folder) map[int]folder {
	stages := map[int]folder{}
	for _, sub := range f.folders() {
		if stage := stageOf(sub.name()); stage > 0 && sub.has("main.go") {
			stages[stage] = sub
		}
	}
	return stages
}

// choose returns the highest stage that is not beyond the task, or else the
// lowest one.
func choose[P any](stages map[int]P, task int) int {
	return slices.MaxFunc(slices.Collect(maps.Keys(stages)), func(a, b int) int {
		switch {
		case a <= task && b <= task:
			return cmp.Compare(a, b)
		case a > task && b > task:
			return cmp.Compare(b, a)
		case a <= task:
			return 1
		}
		return -1
	})
}

// goProgram is the Go program in a folder that has a main.go.
func goProgram(f folder) program {
	p := program{found: "main.go", dir: f.path, command: []string{"{addr}"}, mayTake: true}
	for _, name := range f.files("*.go") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source := filepath.Join(f.path, name)
		p.sources = append(p.sources, source)
		if usesLesson(source) {
			// The delay is long enough to tell who waits for whom.
			p.command, p.mayTake = []string{"-quiet", "-addr", "{addr}", "-delay", "50ms"}, false
		}
	}
	return p
}

// mostImports is how much of a source is read to find what it imports.
const mostImports = 1 << 20

// usesLesson reports whether a source is of a program that has the lab's flags.
func usesLesson(source string) bool {
	f, err := os.Open(source)
	if err != nil {
		return false
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostImports))
	if err != nil {
		return false
	}
	file, err := parser.ParseFile(token.NewFileSet(), source, text, parser.ImportsOnly)
	if err != nil {
		return false // the compiler says it better
	}
	for _, spec := range file.Imports {
		if spec.Path.Value == `"tcplab/shared/lesson"` {
			return true
		}
	}
	return false
}

// longest is how long a command.txt may be.
const longest = 4096

// commandIn reads command.txt.
func commandIn(f folder, lang phrase.Lang) (p program, err error) {
	p = program{found: "command.txt", dir: f.path}
	file, err := os.Open(filepath.Join(f.path, p.found))
	if err != nil {
		return p, &problem{unreadable.Format(lang, reason(err)), true}
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, longest+1))
	if err != nil {
		return p, &problem{unreadable.Format(lang, reason(err)), true}
	}
	lines := strings.TrimSpace(strings.TrimPrefix(string(text), "\ufeff")) // as Notepad begins
	line, rest, _ := strings.Cut(lines, "\n")
	if frame, ok := strings.CutPrefix(line, "say:"); ok {
		if p.say, err = probe.ParseFrame(strings.TrimSpace(frame)); err != nil {
			return p, &problem{sentence: badSay.In(lang)}
		}
		line, rest = strings.TrimSpace(rest), ""
	}
	if len(text) <= longest && rest == "" && !strings.ContainsAny(line, "\r\n\x00") {
		p.command, err = shell.Fields(line, nil)
	}
	if err != nil || len(p.command) == 0 {
		return p, &problem{sentence: badCommand.In(lang)}
	}
	return p, nil
}

// pythonIn finds the Python program in a folder.
func pythonIn(f folder, task int, lang phrase.Lang) (p program, err error) {
	all := f.files("*.py")
	stages := map[int]string{}
	for _, name := range all {
		if stage := stageOf(name); stage > 0 {
			stages[stage] = name
		}
	}
	name := ""
	switch {
	case len(all) == 0:
		return program{}, nil
	case f.has("server.py"):
		name = "server.py"
	case len(stages) > 0:
		name = stages[choose(stages, task)]
	case len(all) == 1:
		name = all[0]
	default:
		return program{dir: f.path}, &problem{sentence: manyPythons.Format(lang, len(all))}
	}
	p = program{found: name, dir: f.path, mayTake: true}
	for _, python := range []string{"python3", "python"} {
		if interpreter, err := process.LookPath(python); err == nil {
			p.command = []string{interpreter, "./" + name, "{addr}"} // a name may begin with -
			return p, nil
		}
	}
	return p, &problem{noPython.In(lang), true}
}

var (
	unreadable = phrase.Phrase{
		EN: "it cannot be read: %s. Give yourself the right to read it, and grade again",
		ZH: "无法读取：%s。请给自己读取的权限，再检查一次",
	}
	nothingFound = phrase.Phrase{
		EN: "there is no server: no command.txt, no work/0N-…, no main.go and no *.py",
		ZH: "没有找到服务器：没有 command.txt、work/0N-…、main.go，也没有 *.py",
	}
	badCommand = phrase.Phrase{
		EN: "command.txt must hold one command on one line, such as: java Server.java {host} {port}. A line before it may say how a message is framed: say: ^%s$",
		ZH: "command.txt 只能有一行、一条命令，例如：java Server.java {host} {port}。它前面可以有一行说明消息的格式：say: ^%s$",
	}
	badSay = phrase.Phrase{
		EN: "the say: line of command.txt must hold %s once, for the message, and the escapes of Go, such as: say: ^%s$",
		ZH: "command.txt 的 say: 一行里要有一个 %s 代表消息，可用 Go 的转义，例如：say: ^%s$",
	}
	manyPythons = phrase.Phrase{
		EN: "there are %d Python files, and none is called server.py; command.txt may say which one it is",
		ZH: "有 %d 个 Python 文件，没有一个叫 server.py；可以用 command.txt 说明是哪一个",
	}
	noPython = phrase.Phrase{
		EN: "it is in Python, which is not on this machine: install Python, and grade again",
		ZH: "这是 Python 程序，而本机没有 Python：请安装 Python，再检查一次",
	}
)
