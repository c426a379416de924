package main

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/robustio"

	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// A target is a program of the lab: what the student has written for an
// exercise, or the lesson itself.
type target struct {
	exercise exercise.Exercise
	own      bool // it is the student's
}

// find returns what there is for a stage, or for a homework.
func find(stage int, homework string) target {
	e, _ := exercise.Find(cmp.Or(homework, strconv.Itoa(stage)))
	return target{e, e.Begun(".")}
}

// folder is where the target is in the lab; empty for none.
func (t target) folder() string {
	switch {
	case t.exercise.ID == "":
		return ""
	case t.own:
		return "work/" + t.exercise.Name
	}
	return "lessons/" + t.exercise.Name
}

// files are the sources of the target, if they are the student's.
func (t target) files() []string {
	if !t.own {
		return nil
	}
	return t.exercise.Files(".")
}

// A built target is ready to be started.
type built struct {
	command []string
	unraced bool   // it could not be built with the race detector, which was wanted
	remove  func() // removes what was built for this check alone
}

// build builds the target. What the compiler says is explained in lines of so many
// columns.
func (t target) build(width int, lang phrase.Lang) (b built, err error) {
	b.remove = func() {}
	build := process.Build
	if t.own { // it may be saved, and checked elsewhere, at any time
		build = process.BuildTemporary
	}
	dir := ""
	if t.exercise.Shared { // the race detector needs a C compiler, on most systems
		dir, err = build("-race", "./"+t.folder())
		b.unraced = err != nil
	}
	if !t.exercise.Shared || b.unraced {
		dir, err = build("./" + t.folder())
	}
	if err != nil {
		_, said, compiled := strings.Cut(err.Error(), "\n")
		if !compiled || said == "" { // there is no Go, no lab, or no room
			return b, err
		}
		return b, &probe.Failure{Sentence: doesNotBuild.Format(lang, t.folder(), explain(said, width, lang))}
	}
	if t.own {
		b.remove = func() { robustio.RemoveAll(dir) } // Windows may hold a program for a moment after its end
	}
	b.command = []string{process.Program(dir, t.exercise.Name), "-quiet", "-addr", "{addr}"}
	if t.exercise.Lesson != 5 { // a client
		// Long enough to tell who waits for whom, short enough for a check.
		b.command = append(b.command, "-delay", "50ms")
	}
	return b, nil
}

// untouched reports whether the student has changed nothing yet.
func (t target) untouched() bool { return t.own && t.exercise.Untouched(".") }

// reminder says that it is untouched.
func (t target) reminder() phrase.Phrase {
	return stillUntouched.With(howto.Make("start-" + t.exercise.ID))
}

// record notes what came out, for the hints and the solution.
func (t target) record(r probe.Report) error {
	if !t.own {
		return nil
	}
	progress := exercise.Load(".")
	progress.Checked(t.exercise.ID, r.Pass, r.Mistakes)
	return progress.Save(".")
}

// next says what the student may do next.
func (t target) next(passed bool) phrase.Phrase {
	id := t.exercise.ID
	switch {
	case id == "":
		return phrase.Phrase{}
	case !t.own:
		return nextBegin.With(howto.Make("start-" + id))
	case t.untouched():
		return nextWrite.With(t.exercise.File(""), howto.Make("hint-"+id))
	case !passed:
		return nextHint.With(howto.Make("hint-"+id), howto.Make("check-"+id))
	case t.exercise.Homework:
		return nextSolution.With(howto.Make("solution-" + id))
	}
	return nextDiff.With(howto.Make("diff-" + id))
}
