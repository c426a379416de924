package scenario

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/lesson"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// A Stage is where a play takes place. After a first failure nothing happens
// there any more, so that a play need not look at every step.
type Stage struct {
	Setting
	ctx     context.Context
	cancel  context.CancelCauseFunc
	dir     string // where the programs run, and save what they save
	entries chan Entry

	actors  []*Actor
	closers []io.Closer // of what the play itself has opened
	muted   atomic.Bool // of the server, only the end is still shown
	clients int
	addr    string   // where the server listens
	env     []string // of the programs, besides that of this one
}

// OneCore has the programs that are started from now on use one core only.
func (s *Stage) OneCore() { s.env = append(s.env, "GOMAXPROCS=1") }

// over reports whether nothing happens any more.
func (s *Stage) over() bool { return s.ctx.Err() != nil }

// fail ends the play.
func (s *Stage) fail(err error) { s.cancel(err) }

// step notes what the script has done.
func (s *Stage) step(actor int, step Step) {
	if !s.over() {
		s.entries <- Entry{Time: time.Now(), Actor: actor, Step: step}
	}
}

// Say has the narrator say a sentence.
func (s *Stage) Say(p phrase.Phrase, args ...any) {
	s.step(Narrator, Step{Do: Say, Text: p.Format(s.Lang, args...)})
}

// Look lets a moment pass, in which nothing is to happen. The play does not
// wait for anything then: that nothing comes is what there is to see.
func (s *Stage) Look() {
	select {
	case <-time.After(500 * time.Millisecond):
	case <-s.ctx.Done():
	}
}

// beat lets as much time pass as a person takes to do the next thing.
func (s *Stage) beat() {
	beat := 500 * time.Millisecond
	if s.Quick {
		beat = 100 * time.Millisecond
	}
	select {
	case <-time.After(beat):
	case <-s.ctx.Done():
	}
}

// Server starts the server of a lesson, and waits until it listens.
func (s *Stage) Server(n int, args ...string) *Actor {
	if s.Quick && lesson.Profiles[n-1].Delay > 0 {
		args = append(args, "-delay", "300ms")
	}
	server := s.launch(0, lesson.Profiles[n-1].Name, fmt.Sprint("make lesson-", n), args, "-addr", "127.0.0.1:0")
	s.addr = server.Await(event.Listen).Local
	return server
}

// Web starts the page server.
func (s *Stage) Web() *Actor {
	server := s.launch(0, "web", "make web", nil, "-addr", "127.0.0.1:0")
	s.addr = server.Await(event.Listen).Local
	return server
}

// Client starts the client of lesson 05 as a student does, with -to N.
func (s *Stage) Client(args ...string) *Actor {
	s.clients++
	return s.launch(s.clients, "05-client", "make lesson-5", args, "-addr", s.addr)
}

// Second starts a server that wants the address of the first one. It stands
// where a client would.
func (s *Stage) Second(n int) *Actor {
	s.clients++
	return s.launch(s.clients, lesson.Profiles[n-1].Name, fmt.Sprint("make lesson-", n), nil, "-addr", s.addr)
}

// Get starts lesson 06, which fetches a page of the page server.
func (s *Stage) Get(page string) *Actor {
	s.clients++
	return s.launch(s.clients, "06-http-get", "make lesson-6", []string{"-url", "http://" + s.addr + page})
}

// launch starts a program with the arguments of the class, and with those that
// only the play needs.
func (s *Stage) launch(number int, program, command string, args []string, ours ...string) *Actor {
	if len(args) > 0 {
		command += fmt.Sprintf(" ARGS=%q", inWords(args))
	}
	if number > 0 {
		s.beat()
	}
	a := &Actor{stage: s, number: number, program: program, command: command, begun: time.Now(), seen: map[event.Op]int{}}
	s.step(number, Step{Do: Start, Text: command})
	if s.over() {
		return a
	}
	cmd := exec.CommandContext(s.ctx, process.Program(s.Programs, program),
		slices.Concat([]string{"-events", "-", "-lang", string(s.Lang)}, ours, args)...)
	cmd.Dir = s.dir
	cmd.Env = slices.Concat(os.Environ(), s.env)
	var err error
	a.process, err = process.Run(cmd, func(e event.Event) {
		if number > 0 || !s.muted.Load() || e.Op == event.Stop {
			s.entries <- Entry{Time: e.Time, Actor: number, Event: e}
		}
	})
	if err != nil {
		s.fail(err)
		return a
	}
	s.actors = append(s.actors, a)
	return a
}

// keep has something closed in the end. It may be nil.
func (s *Stage) keep(c io.Closer) {
	if c != nil {
		s.closers = append(s.closers, c)
	}
}

// inWords writes arguments as a shell reads them.
func inWords(args []string) string {
	words := slices.Clone(args)
	for i, word := range words {
		if strings.Contains(word, " ") {
			words[i] = "'" + word + "'"
		}
	}
	return strings.Join(words, " ")
}

// clear waits until all actors have left the stage: after a failure, they are
// killed.
func (s *Stage) clear() {
	for _, c := range s.closers {
		c.Close()
	}
	for _, a := range s.actors {
		a.process.Wait(context.WithoutCancel(s.ctx))
	}
}

// terminals returns what stands in the terminals.
func (s *Stage) terminals() (all []Terminal) {
	for _, a := range s.actors {
		all = append(all, Terminal{Actor: a.number, Command: a.command, Text: a.process.Stderr()})
	}
	return all
}

// An Actor is a program on the stage.
type Actor struct {
	stage   *Stage
	number  int
	program string
	command string
	process *process.Process
	begun   time.Time
	seen    map[event.Op]int // how many events of a kind were awaited
}

// Await waits for the actor's next event of a kind.
func (a *Actor) Await(op event.Op) event.Event {
	if a.stage.over() {
		return event.Event{}
	}
	a.seen[op]++
	left := a.seen[op]
	found, err := a.process.Await(a.stage.ctx, func(e event.Event) bool {
		if e.Op == op {
			left--
		}
		return left == 0
	})
	if err != nil {
		a.stage.fail(fmt.Errorf("waiting for %s: %w", op, err))
	}
	a.stage.step(a.number, Step{Do: Await, Op: op, N: a.seen[op]})
	return found
}

// Type types a line at the actor's terminal.
func (a *Actor) Type(line string) {
	a.stage.beat()
	a.stage.step(a.number, Step{Do: Type, Text: line})
	if !a.stage.over() {
		if err := a.process.Type(line); err != nil {
			a.stage.fail(err)
		}
	}
}

// Ends waits for the actor's end, which must be with the exit code wanted,
// and returns how long it has lived.
func (a *Actor) Ends(wanted int) time.Duration {
	if a.stage.over() {
		return 0
	}
	code, err := a.process.Wait(a.stage.ctx)
	if err == nil && code != wanted {
		err = fmt.Errorf("%s ended with %d instead of %d: %s", a.program, code, wanted, a.process.Stderr())
	}
	if err != nil {
		a.stage.fail(err)
	}
	a.stage.step(a.number, Step{Do: Ended})
	return time.Since(a.begun)
}

// Stop presses Ctrl+C, after which a lesson ends well.
func (a *Actor) Stop() {
	a.stage.beat()
	a.stage.step(a.number, Step{Do: Press})
	if !a.stage.over() {
		a.process.Signal(os.Interrupt)
		a.Ends(0)
	}
}
