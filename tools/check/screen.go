package main

import (
	"fmt"
	"io"
	"strings"

	"tcplab/shared/console"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/columns"
	"tcplab/tools/internal/exam"
)

// A screen shows a check while it goes on: the time, and a column for each
// client, in its colour.
type screen struct {
	out     io.Writer
	lang    phrase.Lang
	width   int
	palette *console.Palette // nil: without colour
}

const (
	timeColumn = len("   0.00  ")
	indent     = 22 // from one client's column to the next one's
	inRow      = 3  // clients that stand side by side
)

// open says what is checked.
func (s *screen) open(t target, e exam.Exam) {
	what := t.name()
	switch {
	case what != "":
	case len(e.Command) > 0:
		what = strings.Join(e.Command, " ")
	default:
		what = e.Addr
	}
	fmt.Fprintln(s.out)
	s.write("", checking.Format(s.lang, what))
}

// show writes one line.
func (s *screen) show(l exam.Line) {
	clock := fmt.Sprintf("%7.2f  ", l.At.Seconds())
	switch l.Kind {
	case exam.Heading:
		fmt.Fprintf(s.out, "\n%s\n", l.Text)
	case exam.Server:
		s.write(clock, strings.ToUpper(l.Op)+" "+l.Text)
	case exam.Client:
		before := (l.Client - 1) % inRow * indent
		cell := fmt.Sprintf("#%d %s", l.Client, strings.TrimSpace(strings.ToUpper(l.Op)+" "+console.Printable(l.Text)))
		cell = columns.Cut(cell, s.width-timeColumn-before)
		fmt.Fprintf(s.out, "%s%s%s\n", clock, strings.Repeat(" ", before), s.palette.Paint(l.Client, cell))
	case exam.Remark:
		s.write(clock+"-- ", l.Text)
	case exam.Good:
		s.mark(s.palette.Good, goodWord, l.Text)
	case exam.Bad:
		s.mark(s.palette.Bad, badWord, l.Op+"  "+l.Text)
	}
}

// verdict says what has come out, and what to do next.
func (s *screen) verdict(r exam.Report, t target) {
	fmt.Fprintln(s.out)
	paint := s.palette.Good
	if !r.Pass {
		paint = s.palette.Bad
	}
	for _, line := range columns.Wrap(headline(r).In(s.lang), s.width) {
		fmt.Fprintln(s.out, paint(line))
	}
	for _, id := range r.Mistakes {
		mistake := exam.Mistakes[id]
		fmt.Fprintln(s.out)
		fmt.Fprintln(s.out, s.palette.Bad(id))
		for _, check := range r.Checks {
			if check.ID == id && !check.Pass {
				s.write("  "+sawWord.In(s.lang), console.Printable(check.Saw))
			}
		}
		s.write("  "+meansWord.In(s.lang), mistake.Means.In(s.lang))
		s.write("  "+lookWord.In(s.lang), mistake.Look.In(s.lang))
	}
	if next := t.next(r.Pass); next.EN != "" {
		fmt.Fprintln(s.out)
		s.write("", next.In(s.lang))
	}
}

// headline is the verdict in one sentence.
func headline(r exam.Report) phrase.Phrase {
	switch {
	case r.Homework != "" && r.Pass:
		return homeworkPassed.With(strings.TrimPrefix(r.Homework, "h"))
	case r.Homework != "":
		return homeworkNotPassed.With(strings.TrimPrefix(r.Homework, "h"))
	case r.Wanted == 0 && len(r.Mistakes) == 0:
		return isStage.With(r.Stage)
	case r.Wanted == 0:
		return isStageWith.With(r.Stage)
	case r.Pass:
		return stagePassed.With(r.Wanted)
	case r.Wanted > exam.Stages:
		return clientNotPassed.With(r.Wanted)
	case r.Stage >= r.Wanted:
		return reachedWith.With(r.Wanted)
	}
	return notReached.With(r.Wanted, r.Stage)
}

// mark writes a sentence behind a coloured word.
func (s *screen) mark(paint func(string) string, word phrase.Phrase, sentence string) {
	lead := word.In(s.lang)
	blank := strings.Repeat(" ", columns.Width(lead))
	for _, line := range columns.Wrap(console.Printable(sentence), s.width-len(blank)) {
		fmt.Fprintln(s.out, paint(lead)+line)
		lead = blank
	}
}

// write writes a sentence on as many lines as it takes, behind lead and below
// its end.
func (s *screen) write(lead, sentence string) {
	blank := strings.Repeat(" ", columns.Width(lead))
	for _, line := range columns.Wrap(sentence, s.width-len(blank)) {
		fmt.Fprintln(s.out, lead+line)
		lead = blank
	}
}

var (
	checking  = phrase.Phrase{EN: "Checking %s", ZH: "检查 %s"}
	goodWord  = phrase.Phrase{EN: "  ok     ", ZH: "  通过   "}
	badWord   = phrase.Phrase{EN: "  WRONG  ", ZH: "  错误   "}
	sawWord   = phrase.Phrase{EN: "seen   ", ZH: "现象  "}
	meansWord = phrase.Phrase{EN: "means  ", ZH: "含义  "}
	lookWord  = phrase.Phrase{EN: "look   ", ZH: "参考  "}

	homeworkPassed    = phrase.Phrase{EN: "Homework %s: passed.", ZH: "作业 %s：通过。"}
	homeworkNotPassed = phrase.Phrase{EN: "Homework %s: not passed.", ZH: "作业 %s：没有通过。"}
	isStage           = phrase.Phrase{EN: "It is at stage %d, without a mistake.", ZH: "它处于第 %d 阶段，没有错误。"}
	isStageWith       = phrase.Phrase{EN: "It is at stage %d. Its mistakes:", ZH: "它处于第 %d 阶段。它的错误："}
	stagePassed       = phrase.Phrase{EN: "Stage %d: passed.", ZH: "第 %d 阶段：通过。"}
	reachedWith       = phrase.Phrase{EN: "Stage %d: reached, but not passed.", ZH: "第 %d 阶段：已达到，但没有通过。"}
	clientNotPassed   = phrase.Phrase{EN: "Stage %d: not passed.", ZH: "第 %d 阶段：没有通过。"}
	notReached        = phrase.Phrase{EN: "Stage %d: not passed. The server is at stage %d.", ZH: "第 %d 阶段：没有通过。服务器处于第 %d 阶段。"}
)
