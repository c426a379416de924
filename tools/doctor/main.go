// Doctor looks whether this machine has what the lab needs, and says what is
// missing and what to type. It changes nothing.
//
//	go tool doctor
package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
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
