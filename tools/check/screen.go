package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tcplab/shared/atomicfile"
	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/mistakepage"
	"tcplab/tools/internal/probe"
)

// A screen shows a check while it goes on: the time, and a column for each
// client, in its colour.
type screen struct {
	*cli.Terminal
	lang phrase.Lang
}

const (
	timeColumn = len("   0.00  ")
	indent     = 22 // from one client's column to the next one's
	inRow      = 3  // clients next to each other
)

// remind says that the target is untouched.
func (s *screen) remind(t target) {
	fmt.Fprintln(s)
	s.Say("", t.reminder().In(s.lang))
}

// meanwhile does something, and shows a text as long as it goes on, if that is
// longer than a moment.
func (s *screen) meanwhile(text string, moment time.Duration, do func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
		return
	case <-time.After(moment):
	}
	fmt.Fprint(s, text)
	<-done
	fmt.Fprint(s, "\r\x1b[K")
}

// open says what is checked.
func (s *screen) open(checked string) {
	fmt.Fprintln(s)
	s.Say("", checking.Format(s.lang, checked))
}

// show writes one line.
func (s *screen) show(l probe.Line) {
	clock := fmt.Sprintf("%7.2f  ", l.At.Seconds())
	switch l.Kind {
	case probe.Heading:
		fmt.Fprintf(s, "\n%s\n", l.Text)
	case probe.Server:
		s.Say(clock, strings.ToUpper(l.Op)+" "+l.Text)
	case probe.Client:
		before := (l.Client - 1) % inRow * indent
		cell := fmt.Sprintf("#%d %s", l.Client, strings.TrimSpace(strings.ToUpper(l.Op)+" "+console.Printable(l.Text)))
		cell = columns.Cut(cell, s.Width-timeColumn-before)
		fmt.Fprintf(s, "%s%s%s\n", clock, strings.Repeat(" ", before), s.Palette.Paint(l.Client, cell))
	case probe.Remark:
		s.Say(clock+"-- ", l.Text)
	case probe.Good:
		s.SayIn(s.Palette.Good, goodWord.In(s.lang), console.Printable(l.Text))
	case probe.Bad:
		s.SayIn(s.Palette.Bad, badWord.In(s.lang), console.Printable(l.Op+"  "+l.Text))
	}
}

// verdict says what has come out, and what to do next.
func (s *screen) verdict(r probe.Report, t target) {
	fmt.Fprintln(s)
	paint := s.Palette.Good
	if !r.Pass {
		paint = s.Palette.Bad
	}
	for _, line := range columns.Wrap(headline(r).In(s.lang), s.Width) {
		fmt.Fprintln(s, paint(line))
	}
	for _, id := range r.Mistakes {
		mistake := probe.Mistakes[id]
		fmt.Fprintln(s)
		fmt.Fprintln(s, s.Palette.Bad(id))
		for _, check := range r.Checks {
			if check.ID == id && !check.Pass {
				s.Say("  "+sawWord.In(s.lang), console.Printable(check.Saw))
			}
		}
		s.Say("  "+meansWord.In(s.lang), mistake.Means.In(s.lang))
		s.Say("  "+lookWord.In(s.lang), mistake.Look.In(s.lang))
		s.Say("  "+readWord.In(s.lang), mistake.Page(s.lang))
	}
	if next := t.next(r.Pass); next.EN != "" {
		fmt.Fprintln(s)
		s.Say("", next.In(s.lang))
	}
}

// headline is the verdict in one sentence.
func headline(r probe.Report) phrase.Phrase {
	switch {
	case r.Homework != "" && r.Pass:
		return homeworkPassed.With(r.Homework)
	case r.Homework != "":
		return homeworkNotPassed.With(r.Homework)
	case r.Wanted == 0 && len(r.Mistakes) == 0:
		return isStage.With(r.Stage)
	case r.Wanted == 0:
		return isStageWith.With(r.Stage)
	case r.Pass:
		return stagePassed.With(r.Wanted)
	case r.Wanted > probe.Stages:
		return clientNotPassed.With(r.Wanted)
	case r.Stage >= r.Wanted:
		return reachedWith.With(r.Wanted)
	}
	return notReached.With(r.Wanted, r.Stage)
}

// pageName is the file of the page in the folder of -out. The diagram of each
// mistake is next to it, as MISTAKE.svg.
const pageName = "check.html"

// save writes the page and the diagrams, in the place of those of an earlier check,
// and returns the path of the page.
func (c *checker) save(r probe.Report, checked string) (name string, err error) {
	lang := c.session.Lang
	p := mistakepage.Page{Lang: lang, Checked: checked, Headline: headline(r).In(lang), Passed: len(r.Mistakes) == 0}
	html, diagrams, err := p.Draw(r.Mistakes, r.Checks, r.Exchanges)
	if err != nil {
		return "", err
	}
	files := map[string][]byte{pageName: html}
	for id, diagram := range diagrams {
		files[id+".svg"] = diagram
	}
	for id := range probe.Mistakes {
		if diagrams[id] == nil {
			os.Remove(filepath.Join(c.out, id+".svg")) // of an earlier check, if it is there
		}
	}
	if err := atomicfile.WriteAll(c.out, files); err != nil {
		return "", cli.Fail(notSaved, c.out, err)
	}
	return filepath.Join(c.out, pageName), nil
}
