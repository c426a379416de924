// Package play plays the lessons and the experiments: who does what and
// when, with real processes and real sockets that are followed by their
// events. The demo shows a play, the pages hold a recording of it, and a test
// plays it again and compares.
package play

import (
	"cmp"
	"context"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/robustio"

	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

// A Play is one script, of a lesson or an experiment.
type Play struct {
	Name       string // as in make see-queue; lesson-3 and lesson-3-flaw for lesson 3
	Lesson     int    // whose play it is; 0 for an experiment
	Clients    int    // how many there are besides the server
	Concurrent bool   // the server gives each client a goroutine of its own
	Network    bool   // a network between them cuts connections off
	Title      phrase.Phrase
	Idea       phrase.Phrase
	script     func(*run)
}

// All has every play: those of the lessons in their order, then the
// experiments.
var All = slices.Concat(lessons, Experiments())

// OfLesson returns the plays of a lesson: how it works, and what still goes
// wrong. There are none for a number that no lesson has.
func OfLesson(n int) []Play {
	return slices.DeleteFunc(slices.Clone(lessons), func(p Play) bool { return p.Lesson != n })
}

// Experiments returns the plays that no lesson has.
func Experiments() []Play { return slices.Concat(experiments, kernel) }

// Find returns the play called name.
func Find(name string) (Play, bool) {
	i := slices.IndexFunc(All, func(p Play) bool { return p.Name == name })
	if i < 0 {
		return Play{}, false
	}
	return All[i], true
}

// A Setting is how a play is played.
type Setting struct {
	Programs string // the folder of the lessons' programs, and of tools/web
	Lang     phrase.Lang
	Quick    bool // servers think for 0.3 s, not for the second that they do in class
}

// Run plays the play, and calls show with each entry, one after the other,
// in the order of their times. It returns entries of what the programs have written
// besides their events. The error tells what did not happen as it should.
func (p Play) Run(ctx context.Context, set Setting, show func(Entry)) ([]Entry, error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	dir, err := os.MkdirTemp("", "tcplab-")
	if err != nil {
		return nil, err
	}
	defer robustio.RemoveAll(dir) // where programs have just ended, which Windows may still hold

	r := &run{Setting: set, ctx: ctx, cancel: cancel, dir: dir, entries: make(chan Entry), ports: map[uint16]int{}}
	var shown, script sync.WaitGroup
	shown.Go(func() { inOrder(r.entries, show) })
	script.Go(func() { p.script(r) }) // a failure ends its goroutine
	script.Wait()
	r.clear()
	close(r.entries)
	cut := context.Cause(ctx) // the screen may take its time
	shown.Wait()
	if err := cmp.Or(r.failure, cut); err != nil {
		return nil, &Failure{p.Name, err}
	}
	return r.outputs(), nil
}

// longest is how long a play may take: many times as long as any of them does.
const longest = time.Minute

// A Failure is that a play did not go as it should.
type Failure struct {
	Name string
	Why  error
}

func (f *Failure) Error() string { return f.Name + ": " + f.Why.Error() }
func (f *Failure) Unwrap() error { return f.Why }

// Sentence says the same to people, and what to do.
func (f *Failure) Sentence(lang phrase.Lang) string {
	if fault.NoDescriptors(f.Why) { // an experiment needs more than a thousand
		return f.Error() + "\n" + fault.Explain(f.Why, event.Client).In(lang)
	}
	return wentWrong.Format(lang, f.Name, f.Why)
}
