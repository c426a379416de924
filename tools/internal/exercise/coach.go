package exercise

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/course"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// A Coach leads a student through the exercises of the lab in this folder.
type Coach struct {
	io.Writer
	Lang phrase.Lang
}

// say prints a sentence as it is, on its own lines.
func (c Coach) say(p phrase.Phrase, args ...any) { fmt.Fprintln(c, p.Format(c.Lang, args...)) }

// Start lays out the work, if there is none, and says what to do.
func (c Coach) Start(e Exercise) error {
	file, begun, err := e.Begin(".", c.Lang)
	if err != nil {
		return cli.Fail(notLaidOut, err)
	}
	fmt.Fprintln(c, e.Brief(c.Lang))
	if begun {
		c.say(laidOut, file)
	} else {
		c.say(isThere, file, howto.Make("reset-"+e.ID))
	}
	c.warn(e)
	return nil
}

// warn says so if the work starts from a lesson that somebody has changed.
func (c Coach) warn(e Exercise) {
	name, file := e.StartsFrom()
	if !AlteredLesson(".", name) {
		return
	}
	fmt.Fprintln(c)
	c.say(lessonAltered, file, Restore(".", file), howto.Make("reset-"+e.ID))
}

// Reset lays out the work again, and keeps what was there.
func (c Coach) Reset(e Exercise) error {
	file, kept, err := e.Reset(".", c.Lang)
	if err != nil {
		return cli.Fail(notReset, err)
	}
	if kept != "" {
		c.say(isKept, kept)
	}
	c.say(laidOut, file)
	c.warn(e)
	progress := Load(".")
	progress.Begun(e.ID)
	if err := progress.Save("."); err != nil {
		return cli.Fail(notCounted, err)
	}
	return nil
}

// Hint shows one hint more than the last time, and reports whether it was the last.
func (c Coach) Hint(e Exercise) (last bool, err error) {
	progress := Load(".")
	n, again := progress.NextHint(e.ID)
	if mistakes := progress[e.ID].Mistakes; len(mistakes) > 0 {
		c.say(found, strings.Join(mistakes, ", "))
	}
	first := n
	if again {
		c.say(allShown)
		first = 1
	}
	for i := first; i <= n; i++ {
		c.say(number, i, len(e.Hints), e.Hints[i-1])
	}
	if err := progress.Save("."); err != nil {
		return false, cli.Fail(notCounted, err)
	}
	return n == len(e.Hints), nil
}

// List shows how far every exercise is.
func (c Coach) List() {
	progress := Load(".")
	for i, e := range All {
		switch {
		case i == 0:
			c.say(lessons)
		case e.Homework && !All[i-1].Homework:
			c.say(homework)
		}
		r := progress[e.ID]
		state := columns.Left(e.state(r).In(c.Lang), stateWidth)
		fmt.Fprintf(c, "  %-4s %s  %s\n", e.ID, state, e.Title.In(c.Lang))
		if len(r.Mistakes) > 0 && e.Begun(".") {
			fmt.Fprintf(c, "       %s%s\n", strings.Repeat(" ", stateWidth+2), lastCheck.Format(c.Lang, strings.Join(r.Mistakes, ", ")))
		}
	}
}

// Next says which exercise comes next: one that has begun, else the first lesson
// that has not been passed and runs on this system, else homework.
func (c Coach) Next() {
	e, ok := next(Load("."))
	check, hint := howto.Make("check-"+e.ID), howto.Make("hint-"+e.ID)
	file := filepath.ToSlash(e.File(""))
	fmt.Fprintln(c)
	switch {
	case !ok:
		c.say(allPassed)
	case !e.Begun("."):
		c.say(nextStart, e.ID, e.Title, howto.Make("start-"+e.ID))
	case e.Untouched("."):
		c.say(nextWrite, e.ID, e.Title, file, check, hint)
	default:
		c.say(nextCheck, e.ID, e.Title, file, check, hint)
	}
}

func next(p Progress) (e Exercise, ok bool) {
	for _, begun := range []bool{true, false} {
		for _, e := range All {
			runs := begun || course.Lessons[e.Lesson-1].Runs()
			if !p[e.ID].Solved && e.Begun(".") == begun && runs {
				return e, true
			}
		}
	}
	return Exercise{}, false
}

// state is how far an exercise is, in a word or two.
func (e Exercise) state(r Record) phrase.Phrase {
	switch {
	case r.Solved:
		return hasPassed
	case !e.Begun("."):
		return phrase.Same("–")
	case e.Untouched("."):
		return untouched
	case len(r.Mistakes) > 0:
		return notYet
	}
	return hasBegun
}

// Locked is why the student may not see the solution yet, which target shows in
// any case.
func (e Exercise) Locked(target string) phrase.Phrase {
	return passFirst.With(howto.Make("check-"+e.ID), howto.Force(target))
}

// Forced reports whether the user wants to see solutions in any case.
func Forced() bool { return os.Getenv("FORCE") == "1" }

// stateWidth is how wide the widest state is, in columns.
const stateWidth = 10
