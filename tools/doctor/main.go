// Doctor looks whether this machine has what the lab needs, and says what is
// missing and what to type. It changes nothing.
//
//	go tool doctor
package main

import (
	"context"
	"fmt"
	"go/version"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/prebuilt"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
)

func main() { os.Exit(cli.Main(tool)) }

// A finding is what one look has found.
type finding struct {
	subject phrase.Phrase
	state   state
	found   phrase.Phrase
	remedy  phrase.Phrase // what to type; empty if nothing
}

// A state says how much a finding matters.
type state int

const (
	good    state = iota
	hint          // the lab works without it
	missing       // something does not work
)

// run reports on everything. What is missing makes the exit code 1.
func run(ctx context.Context, s *cli.Session) (code int, err error) {
	wrong := 0
	for _, look := range []func(context.Context, *cli.Session) []finding{toolchain, lessons, ports, terminal, programs, firewall} {
		for _, f := range look(ctx, s) {
			if ctx.Err() != nil {
				return 0, context.Cause(ctx)
			}
			f.show(s)
			if f.state == missing {
				wrong++
			}
		}
	}
	fmt.Fprintln(s)
	if wrong > 0 {
		s.Say("", repair.Format(s.Lang, wrong, howto.Make("doctor")))
		return 1, nil
	}
	s.Say("", complete.Format(s.Lang, howto.Make("demo")))
	return 0, nil
}

// The widths of the columns of states and subjects.
const (
	stateWidth   = 8
	subjectWidth = 16
)

func (f finding) show(s *cli.Session) {
	word, subject := states[f.state].In(s.Lang), f.subject.In(s.Lang)
	lead := columns.Left(word+" ", stateWidth) + columns.Left(subject+" ", subjectWidth)
	paint := func(lead string) string {
		rest, ok := strings.CutPrefix(lead, word)
		switch {
		case s.Palette == nil || !ok:
			return lead
		case f.state == good:
			return s.Palette.Good(word) + rest
		case f.state == missing:
			return s.Palette.Bad(word) + rest
		}
		return lead
	}
	for _, text := range []string{f.found.In(s.Lang), f.remedy.In(s.Lang)} {
		for line := range strings.Lines(text) {
			s.SayIn(paint, lead, strings.TrimSuffix(line, "\n"))
			lead = strings.Repeat(" ", stateWidth+subjectWidth)
		}
	}
}

var tool = cli.Tool{Run: run, Command: flags.Command{
	Path: "tools/doctor",
	Purpose: phrase.Phrase{
		EN: "checks whether this machine has what the lab needs, and says what to type if not",
		ZH: "看看这台电脑缺不缺实验要用的东西，缺的话告诉你该输入什么",
	},
}}

// addresses are those where the programs of the lab listen unless they are told
// otherwise.
func addresses() (list []string) {
	for _, l := range slices.Concat(course.Lessons, []course.Lesson{course.Web}) {
		if l.Addr != "" && !slices.Contains(list, l.Addr) {
			list = append(list, l.Addr)
		}
	}
	return append(list, course.BookAddr, course.BoardAddr)
}

// leastGo is what go.mod requires.
const leastGo = "go1.26"

// patience is how long another program may take to answer.
const patience = 30 * time.Second

// output runs a program of this machine, and returns what it prints.
func output(ctx context.Context, env []string, args ...string) (said string, ok bool) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	said, err := process.Command{Args: args, Env: env}.Output(ctx)
	if said == "" && err != nil {
		said = err.Error()
	}
	return strings.TrimSpace(said), err == nil
}

// toolchain looks for Go and for the modules.
func toolchain(ctx context.Context, _ *cli.Session) []finding {
	found, ok := output(ctx, nil, "go", "env", "GOVERSION")
	f := finding{subject: phrase.Same("Go"), found: phrase.Same(found)}
	switch {
	case !ok && prebuilt.Is():
		f.state, f.found, f.remedy = hint, goNotNeeded, getGo
		return []finding{f}
	case !ok:
		f.state, f.found, f.remedy = missing, noGo, getGo
		return []finding{f}
	case version.Compare(found, leastGo) < 0:
		f.state, f.found, f.remedy = missing, oldGo.With(found, leastGo), getGo
		return []finding{f}
	}
	return []finding{f, modules(ctx)}
}

// modules looks whether all modules are there, by a go command that must not
// download any.
func modules(ctx context.Context) finding {
	f := finding{subject: phrase.Phrase{EN: "modules", ZH: "模块"}, found: allModules}
	if _, err := os.Stat("go.mod"); err != nil {
		f.state, f.found, f.remedy = missing, notInTheLab, changeFolder
		return f
	}
	said, ok := output(ctx, []string{"GOPROXY=off"}, "go", "list", "-deps", "-test", "-f", "{{with .Error}}{{.}}{{end}}", "./lessons/...", "./tools/...")
	switch {
	case ok:
	case strings.Contains(said, "GOPROXY=off"): // it would have to download
		f.state, f.found, f.remedy = missing, noModules.With(firstLine(said)), download
	default:
		f.state, f.found, f.remedy = missing, noList.With(firstLine(said)), resetGo
	}
	return f
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return console.Printable(line)
}

// ports looks whether the addresses of the lab are free. To listen there for a
// moment is what a lesson would do.
func ports(context.Context, *cli.Session) []finding { return portsOf(addresses()) }

func portsOf(addresses []string) (list []finding) {
	var free []string
	for _, addr := range addresses {
		_, port, _ := net.SplitHostPort(addr)
		listener, err := net.Listen("tcp", addr)
		if err != nil {
			list = append(list, finding{portN.With(port), missing, fault.Explain(err, event.Server), phrase.Phrase{}})
			continue
		}
		listener.Close()
		free = append(free, port)
	}
	if len(free) == 0 {
		return list
	}
	all := strings.Join(free, " ")
	return append(list, finding{subject: phrase.Phrase{EN: "ports", ZH: "端口"}, found: portsFree.With(all)})
}

// lessons looks whether somebody has changed a lesson, instead of the work that starts
// from it. In another folder than the lab's there is nothing to look at.
func lessons(context.Context, *cli.Session) (list []finding) {
	for _, l := range course.Lessons {
		if !exercise.AlteredLesson(".", l.Name) {
			continue
		}
		file := "lessons/" + l.Name + "/main.go"
		list = append(list, finding{subject: theLessons, state: hint, found: lessonAltered.With(file), remedy: exercise.Restore(".", file)})
	}
	return list
}

// leastWidth is how many columns a line of the log takes.
const leastWidth = 80

// terminal looks at the terminal in which the programs will run.
func terminal(_ context.Context, s *cli.Session) []finding {
	if !console.IsTerminal(os.Stdout) {
		return []finding{{subject: theTerminal, state: hint, found: noTerminal}}
	}
	width := finding{subject: theTerminal, found: columnsWide.With(s.Width)}
	if s.Width < leastWidth {
		width.state, width.remedy = hint, widen.With(leastWidth)
	}
	colour := finding{subject: phrase.Phrase{EN: "colour", ZH: "颜色"}, found: isThere}
	if s.Palette == nil {
		colour.state, colour.found, colour.remedy = hint, noColour, allowColour
	}
	chinese := finding{
		subject: phrase.Phrase{EN: "Chinese", ZH: "中文"},
		found:   writesChinese.With(console.Charset(os.Stdout), "你好，同志！", s.Lang),
		remedy:  garbled,
	}
	return []finding{width, colour, chinese}
}

// programs looks for programs that are useful, though the lab has its own.
func programs(ctx context.Context, _ *cli.Session) []finding {
	nc := finding{subject: phrase.Same("nc"), state: hint, found: noNC, remedy: getNC}
	for _, name := range []string{"nc", "ncat"} {
		if path, err := process.LookPath(name); err == nil {
			nc = finding{subject: nc.subject, found: phrase.Same(filepath.Clean(path))}
			break
		}
	}
	python := finding{subject: phrase.Same("Python"), state: hint, found: noPython, remedy: getPython}
	for _, name := range []string{howto.Python, howto.Either("python3", "python")} { // that of Microsoft's store has no py
		if said, ok := output(ctx, nil, name, "--version"); ok {
			python = finding{subject: python.subject, found: phrase.Same(name + ": " + firstLine(said))}
			break
		}
	}
	return []finding{nc, python}
}

// firewall says what no program can look up everywhere: whether others may
// connect.
func firewall(context.Context, *cli.Session) []finding {
	return []finding{{
		subject: phrase.Phrase{EN: "firewall", ZH: "防火墙"}, state: hint, found: loopback, remedy: openFirewall,
	}}
}
