package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// A screen shows who is done, who is examined at the moment, and what has come out for the
// whole class.
type screen struct {
	cli.Frame
	lang    phrase.Lang
	class   []student
	session *cli.Session

	mu   sync.Mutex  // many are done at once
	rows []*examinee // of those who are examined
	stop func()
}

// alone keeps the rows away until free is called.
func (s *screen) alone() (free func()) {
	s.mu.Lock()
	s.Remove()
	return s.mu.Unlock
}

// An examinee is one student who is examined at the moment.
type examinee struct {
	screen *screen
	name   string
	begun  time.Time
	text   string
}

// widest is how many columns a name gets at most.
const widest = 24

// open says what is to come.
func (s *screen) open(c *class, due int) {
	s.Say("", opening.Format(s.lang, len(s.class), c.task.name().In(s.lang), min(c.atOnce(), max(1, due))))
	if kept := len(s.class) - due; kept > 0 {
		s.Say("", keptFrom.Format(s.lang, kept, c.out))
	}
	s.Say("", c.sandbox.Enforced().In(s.lang))
	for _, name := range c.links {
		s.Say("", passedOver.Format(s.lang, console.Printable(name)))
	}
	fmt.Fprintln(s)
	if s.Height == 0 {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	go func() {
		for ctx.Err() == nil {
			s.mu.Lock()
			s.Draw(s.lines())
			s.mu.Unlock()
			clock.Sleep(ctx, 500*time.Millisecond)
		}
	}()
}

// close removes the rows.
func (s *screen) close() {
	if s.stop != nil {
		s.stop()
	}
	defer s.alone()()
	s.rows = nil
}

// tell says an error in between.
func (s *screen) tell(err error) {
	defer s.alone()()
	s.session.Tell(err)
}

// building says that the lab is compiled, which takes a while the first time.
func (s *screen) building() {
	defer s.alone()()
	s.Say("", buildsLab.In(s.lang))
}

// begin adds the row of a student.
func (s *screen) begin(who student) *examinee {
	r := &examinee{screen: s, name: oneLine(who.name), begun: time.Now(), text: readsNow.In(s.lang)}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows = append(s.rows, r)
	return r
}

// say says what is done for the student at the moment.
func (r *examinee) say(what phrase.Phrase) {
	r.screen.mu.Lock()
	defer r.screen.mu.Unlock()
	r.text = what.In(r.screen.lang)
}

func (r *examinee) stage(n int) { r.say(stageCell.With(n)) }

func (r *examinee) end() {
	r.screen.mu.Lock()
	defer r.screen.mu.Unlock()
	r.screen.rows = slices.DeleteFunc(r.screen.rows, func(other *examinee) bool { return other == r })
}

// lines are the rows, as many as there is room for; s is locked.
func (s *screen) lines() (lines []string) {
	for _, r := range s.rows[:min(len(s.rows), max(1, s.Height-3))] {
		line := fmt.Sprintf("  %s  %s  %.0f s", left(r.name, s.nameWidth()), left(r.text, 10), time.Since(r.begun).Seconds())
		lines = append(lines, columns.Cut(line, s.Width-1))
	}
	return lines
}

// again says that a second round begins.
func (s *screen) again(students int) {
	defer s.alone()()
	fmt.Fprintln(s)
	s.Say("", secondRound.Format(s.lang, students))
	fmt.Fprintln(s)
}

// done shows one student: name, stage, points, the mistakes, and what else there
// is to say.
func (s *screen) done(r result, t task) {
	defer s.alone()()
	paint := func(text string) string { return text }
	stage, points := stageCell.Format(s.lang, r.Stage), fmt.Sprint(r.Points)
	if !t.climbs() {
		stage = notPassedWord.In(s.lang)
		if r.Passed {
			stage = passedWord.In(s.lang)
		}
	}
	switch {
	case !r.Examined:
		stage, points, paint = "–", "–", s.Palette.Bad
	case r.Full():
		paint = s.Palette.Good
	case t.climbs() && r.Stage < t.Stage, !t.climbs():
		paint = s.Palette.Bad
	}
	rest := strings.Join(r.Mistakes, " ")
	if lines := strings.SplitN(console.Printable(r.Remark), "\n", 3); lines[0] != "" {
		if rest != "" {
			rest += " – "
		}
		rest += strings.Join(lines[:min(2, len(lines))], " ") // of the compiler's, the first
	}
	lead := "  " + left(r.Shown(), s.nameWidth()) + "  " + left(stage, 10) + columns.Right(points, 3)
	if rest != "" {
		lead += "  "
	}
	s.SayIn(paint, lead, rest)
}

// nameWidth returns how wide the column of the names is.
func (s *screen) nameWidth() (n int) {
	for _, student := range s.class {
		n = max(n, columns.Width(oneLine(student.name)))
	}
	return min(n, widest)
}

// oneLine is a name that stays on its line, and moves no cursor.
func oneLine(name string) string {
	return strings.ReplaceAll(console.Printable(name), "\n", `\n`)
}

// left cuts a cell, or fills it, to a width.
func left(cell string, width int) string { return columns.Left(columns.Cut(cell, width), width) }

// common is how many mistakes the summary names.
const common = 5

// summary says what has come out, and where it is.
func (s *screen) summary(sum summary, c *class) {
	fmt.Fprintln(s)
	s.Say("", inAll.Format(s.lang, sum.students, sum.full))
	for _, part := range sum.parts(c.task) {
		s.count(part.Name.In(s.lang), part.Students)
	}
	if len(sum.mistakes) > 0 {
		fmt.Fprintln(s)
		s.Say("", mostFrequent.In(s.lang))
	}
	for _, mistake := range sum.mistakes[:min(common, len(sum.mistakes))] {
		s.count(mistake.id, mistake.students)
	}
	fmt.Fprintln(s)
	s.Say("", tableIs.Format(s.lang, filepath.Join(c.out, csvFile)))
	s.Say("", pageIs.Format(s.lang, howto.Open(filepath.Join(c.out, pageFile))))
	s.Say("", feedbackIs.Format(s.lang, filepath.Join(c.out, feedbackFolder), filepath.Join(c.out, feedbackFile)))
	if slices.Contains(c.formats, "moodle") {
		s.Say("", moodleIs.Format(s.lang, filepath.Join(c.out, moodleFile), len(c.people.student), len(c.people.rows)))
	}
}

// count is a line of the summary.
func (s *screen) count(what string, students int) {
	fmt.Fprintf(s, "  %s%s\n", left(what, widest), columns.Right(fmt.Sprint(students), 4))
}
