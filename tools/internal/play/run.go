package play

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// A run is a play that is being played.
type run struct {
	Setting
	ctx     context.Context
	cancel  context.CancelFunc
	once    sync.Once
	failure error
	dir     string // where the programs run, and save what they save
	entries chan Entry

	actors  []*actor
	closers []io.Closer // of what the play itself has opened
	muted   atomic.Bool // of the server, only the end is still shown
	clients int
	ports   map[uint16]int // of the clients by hand, by their ports
	addr    string         // where the server listens
	via     string         // where clients reach it, if that is through a network
	through atomic.Bool    // that it is
	relayed sync.Map       // the addresses of clients, by those under which the server knows them
	env     []string       // of the programs, besides that of this one
}

// OneCore has the programs that are started from now on use one core only.
func (s *run) OneCore() { s.env = append(s.env, "GOMAXPROCS=1") }

// fail ends the play, and the goroutine that calls it: the script. So a script need
// not look at each step.
func (s *run) fail(err error) {
	s.end(err)
	runtime.Goexit()
}

// must fails if there is an error.
func (s *run) must(err error) {
	if err != nil {
		s.fail(err)
	}
}

// end ends the play. The first failure is why.
func (s *run) end(err error) {
	s.once.Do(func() { s.failure = err })
	s.cancel()
}

// step notes what the script has done.
func (s *run) step(actor int, step Step) {
	s.must(context.Cause(s.ctx))
	s.entries <- Entry{Time: clock.Now(), Actor: actor, Step: step}
}

// Say has the narrator say a sentence.
func (s *run) Say(p phrase.Phrase, args ...any) {
	s.step(Narrator, Step{Do: Say, Text: p.Format(s.Lang, args...)})
}

// SayMeasured has the narrator say a sentence with figures that differ from run to
// run.
func (s *run) SayMeasured(p phrase.Phrase, figures ...float64) {
	s.step(Narrator, Step{Do: Say, Text: p.In(s.Lang), Measured: figures})
}

// moment is how long a play waits where nothing is to happen: that nothing comes
// is what there is to see.
const moment = 500 * time.Millisecond

// pause is how long a person takes to do the next thing.
func (s *run) pause() time.Duration {
	if s.Quick {
		return 100 * time.Millisecond
	}
	return 500 * time.Millisecond
}

// pass lets time pass.
func (s *run) pass(d time.Duration) {
	if !clock.Sleep(s.ctx, d) {
		s.fail(context.Cause(s.ctx))
	}
}

// Server starts the server of a lesson, and waits until it listens.
func (s *run) Server(n int, args ...string) *actor {
	l := course.Lessons[n-1]
	if !l.Runs() {
		s.fail(&NotHere{fmt.Sprint("lesson-", n), linuxOrMac, unixCalls})
	}
	if s.Quick && l.Delay > 0 && !slices.Contains(args, "-delay") {
		args = append(args, "-delay", "300ms")
	}
	server := s.lesson(0, n, args, "-addr", "127.0.0.1:0")
	s.addr = server.Await(event.Listen).Local
	return server
}

// Web starts the page server.
func (s *run) Web() *actor {
	server := s.launch(0, "web", howto.Make("web"), "-addr", "127.0.0.1:0")
	s.addr = server.Await(event.Listen).Local
	return server
}

// Client starts the client of lesson 05 as a student does, with -to N.
func (s *run) Client(args ...string) *actor {
	s.clients++
	return s.lesson(s.clients, 5, args, "-addr", cmp.Or(s.via, s.addr))
}

// Second starts a server that wants the address of the first one. It stands
// where a client would.
func (s *run) Second(n int) *actor {
	s.clients++
	return s.lesson(s.clients, n, nil, "-addr", s.addr)
}

// Get starts lesson 06, which fetches a page of the page server.
func (s *run) Get(page string) *actor {
	s.clients++
	return s.lesson(s.clients, 6, []string{"-url", "http://" + s.addr + page})
}

// lesson starts lesson n with the arguments of the class, and with those that
// only the play needs.
func (s *run) lesson(number, n int, args []string, ours ...string) *actor {
	p := course.Lessons[n-1]
	return s.launch(number, p.Name, p.Command(args...), slices.Concat(ours, args)...)
}

// launch starts a program, which the class starts by the command shown.
func (s *run) launch(number int, program, shown string, args ...string) *actor {
	if number > 0 {
		s.pass(s.pause())
	}
	a := &actor{run: s, number: number, program: program, begun: clock.Now(), seen: map[event.Op]int{}}
	s.step(number, Step{Do: Start, Text: shown})
	command := process.Lab(process.Program(s.Programs, program), append([]string{"-lang", string(s.Lang)}, args...)...)
	command.Dir, command.Env = s.dir, s.env
	command.Follow = func(e event.Event) {
		if e.Op == event.Lost {
			s.end(fmt.Errorf("%s has lost %d events", program, e.Count))
		}
		if number > 0 || !s.muted.Load() || e.Op == event.Stop {
			s.entries <- Entry{Time: e.Time, Actor: number, Event: s.direct(e)}
		}
	}
	var err error
	a.process, err = command.Start(s.ctx)
	s.must(err)
	s.actors = append(s.actors, a)
	return a
}

// opened has something closed in the end, or fails if it could not be opened.
func (s *run) opened(c io.Closer, err error) {
	s.must(err)
	s.closers = append(s.closers, c)
}

// clear waits until all actors have left the run: after a failure, they are
// killed.
func (s *run) clear() {
	for _, c := range s.closers {
		c.Close()
	}
	for _, a := range s.actors {
		a.process.Wait(context.WithoutCancel(s.ctx))
	}
}

// outputs returns what the programs have written besides their events.
func (s *run) outputs() (entries []Entry) {
	for _, a := range s.actors {
		for _, e := range besidesOf(a.process.Output(), a.process.Events(), s.Lang) {
			e.Actor = a.number
			if e.Time.Before(a.begun) { // above all events
				e.Time = a.begun
			}
			entries = append(entries, e)
		}
	}
	return entries
}

// An actor is a program that takes part.
type actor struct {
	run     *run
	number  int
	program string
	process *process.Process
	begun   time.Time
	seen    map[event.Op]int // how many events of a kind were awaited
}

// Await waits for the actor's next event of a kind.
func (a *actor) Await(op event.Op) event.Event {
	a.seen[op]++
	left := a.seen[op]
	found, err := a.process.Await(a.run.ctx, func(e event.Event) bool {
		if e.Op == op {
			left--
		}
		return left == 0
	})
	if err != nil {
		a.run.fail(fmt.Errorf("waiting for %s: %w", op, err))
	}
	a.run.step(a.number, Step{Do: Await, Op: op, N: a.seen[op]})
	return found
}

// Type types a line at the actor's terminal.
func (a *actor) Type(line string) {
	a.run.pass(a.run.pause())
	a.run.step(a.number, Step{Do: Type, Text: line})
	a.run.must(a.process.Type(line))
}

// Ends waits for the actor's end, which must be with the exit code wanted,
// and returns how long it has lived.
func (a *actor) Ends(wanted int) time.Duration {
	code, err := a.process.Wait(a.run.ctx)
	if err == nil && code != wanted {
		err = fmt.Errorf("%s ended with %d instead of %d: %s", a.program, code, wanted, a.process.Output())
	}
	a.run.must(err)
	a.run.step(a.number, Step{Do: Ended})
	return clock.Since(a.begun)
}

// Stop presses Ctrl+C, after which a lesson ends well.
func (a *actor) Stop() {
	a.run.pass(a.run.pause())
	a.run.step(a.number, Step{Do: Press})
	if err := a.process.Interrupt(); err != os.ErrProcessDone {
		a.run.must(err)
	}
	a.Ends(0)
}
