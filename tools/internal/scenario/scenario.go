// Package scenario plays the lessons: for each one, the server and its
// clients, who does what and when, with real processes that are followed by
// their events. The demo shows a play, and the tests watch it.
package scenario

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// A Scenario is the play of one lesson.
type Scenario struct {
	Lesson  int
	Clients int // how many there are beside the server
	Idea    phrase.Phrase
	play    func(*Stage)
}

// Play plays the scenario with the programs in dir. It calls show with each
// entry, from one goroutine, in the order of their times. Its error tells
// what did not happen as it should.
func (s Scenario) Play(ctx context.Context, dir string, lang phrase.Lang, show func(Entry)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stage := &Stage{ctx: ctx, cancel: cancel, dir: dir, lang: lang, entries: make(chan Entry)}
	shown := make(chan struct{})
	go func() {
		defer close(shown)
		inOrder(stage.entries, show)
	}()
	s.play(stage)
	stage.clear()
	close(stage.entries)
	<-shown
	if ctx.Err() != nil {
		return fmt.Errorf("lesson %d: %w", s.Lesson, context.Cause(ctx))
	}
	return nil
}

// An Entry is one line of a play: an event of an actor, or what the narrator
// says.
type Entry struct {
	Time  time.Time
	Actor int // 0 the server, 1, 2, 3 … its clients, -1 the narrator
	Event event.Event
	Said  string
}

// Narrator is the actor of what is said.
const Narrator = -1

// A Stage is where a play takes place. After a first failure nothing happens
// there any more, so that a play need not look at every step.
type Stage struct {
	ctx     context.Context
	cancel  context.CancelCauseFunc
	dir     string
	lang    phrase.Lang
	entries chan Entry

	actors  []*Actor
	clients int
}

// Say has the narrator say a sentence.
func (s *Stage) Say(p phrase.Phrase, args ...any) {
	if s.ctx.Err() == nil {
		s.entries <- Entry{Time: time.Now(), Actor: Narrator, Said: p.Format(s.lang, args...)}
	}
}

// Server starts the server of the play.
func (s *Stage) Server(program string, args ...string) *Actor {
	return s.start(0, program, slices.Concat([]string{"-addr", "127.0.0.1:0"}, args))
}

// Client starts the next client of the play.
func (s *Stage) Client(program string, args ...string) *Actor {
	s.clients++
	return s.start(s.clients, program, args)
}

func (s *Stage) start(number int, program string, args []string) *Actor {
	actor := &Actor{stage: s, program: program, begun: time.Now()}
	if s.ctx.Err() != nil {
		return actor
	}
	follow := func(e event.Event) {
		s.entries <- Entry{Time: e.Time, Actor: number, Event: e}
	}
	args = slices.Concat([]string{"-quiet", "-lang", string(s.lang)}, args)
	process, err := process.Start(s.ctx, follow, process.Program(s.dir, program), args...)
	if err != nil {
		s.cancel(err)
		return actor
	}
	actor.process = process
	s.actors = append(s.actors, actor)
	return actor
}

// File returns the path of a file that goes with the programs, in their folder.
func (s *Stage) File(name string) string { return filepath.Join(s.dir, name) }

// clear waits until all actors have left the stage: after a failure, they are
// killed.
func (s *Stage) clear() {
	for _, actor := range s.actors {
		actor.process.Wait(context.WithoutCancel(s.ctx))
	}
}

// An Actor is a server or a client of a play.
type Actor struct {
	stage   *Stage
	program string
	process *process.Process
	begun   time.Time
}

// Addr waits until the server listens, and returns where.
func (a *Actor) Addr() string { return a.Await(event.Listen).Local }

// Await waits for the actor's first event of a kind.
func (a *Actor) Await(op event.Op) event.Event { return a.AwaitNth(op, 1) }

// AwaitNth waits for the actor's nth event of a kind.
func (a *Actor) AwaitNth(op event.Op, n int) event.Event {
	if a.stage.ctx.Err() != nil {
		return event.Event{}
	}
	found, err := a.process.Await(a.stage.ctx, func(e event.Event) bool {
		if e.Op == op {
			n--
		}
		return n == 0
	})
	if err != nil {
		a.stage.cancel(fmt.Errorf("waiting for %s: %w", op, err))
	}
	return found
}

// Type types a line at the actor's terminal.
func (a *Actor) Type(line string) {
	if a.stage.ctx.Err() == nil {
		if err := a.process.Type(line); err != nil {
			a.stage.cancel(err)
		}
	}
}

// Ends waits for the actor's end, which must be with the exit code wanted,
// and returns how long it has lived.
func (a *Actor) Ends(wanted int) time.Duration {
	if a.stage.ctx.Err() != nil {
		return 0
	}
	code, err := a.process.Wait(a.stage.ctx)
	if err == nil && code != wanted {
		err = fmt.Errorf("%s ended with %d instead of %d: %s", a.program, code, wanted, a.process.Stderr())
	}
	if err != nil {
		a.stage.cancel(err)
	}
	return time.Since(a.begun)
}

// Stop presses Ctrl+C, after which a lesson ends well.
func (a *Actor) Stop() {
	if a.stage.ctx.Err() == nil {
		a.process.Signal(os.Interrupt)
		a.Ends(0)
	}
}
