package lesson

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/clock"
	"tcplab/shared/console"
	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

// How long a lesson that is told to stop may take: grace to close its sockets,
// after which it is ended, and toTheEnd for that and the rest of its log, even
// if the terminal is paused.
const (
	grace    = 500 * time.Millisecond
	toTheEnd = 700 * time.Millisecond
)

// A program is what a server and a client have in common.
type program struct {
	lesson  course.Lesson
	role    string
	lang    phrase.Lang
	charset charset.Charset
	out     *output
	watch   *watch.Watch

	connecting time.Time // when a client called connect; zero once it has returned

	stopped atomic.Pointer[time.Time] // when it was told to stop
	ctx     context.Context           // done when the lesson is to stop
	fail    context.CancelCauseFunc   // stops it, for a fault or for nil
	onCtrlC atomic.Pointer[func()]    // what the first Ctrl+C does, if not stop it
	ending  chan struct{}             // closed when the end has begun
	once    sync.Once
}

// start opens the log and listens to Ctrl+C.
func start(p course.Lesson, role string, o *options) *program {
	out, err := openOutput(p.Name, role, o)
	if err != nil {
		fmt.Fprintf(console.Writer(os.Stderr), "%s: %s\n", p.Name, eventsFile.Format(o.Lang, err))
		os.Exit(1)
	}
	prog := &program{
		lesson:  p,
		role:    role,
		lang:    o.Lang,
		charset: o.charset,
		out:     out,
		ending:  make(chan struct{}),
	}
	prog.watch = watch.New(out.log, o.Lang, o.charset.Decode, prog.explain)
	// To the very end: a second Ctrl+C must not kill what the first has begun.
	told := make(chan os.Signal, 2)
	signal.Notify(told, console.Ending()...)
	prog.ctx, prog.fail = context.WithCancelCause(context.Background())
	context.AfterFunc(prog.ctx, prog.stop)
	go prog.obey(told)
	return prog
}

// obey stops the lesson when it is told to.
func (p *program) obey(told <-chan os.Signal) {
	sig := <-told
	if f := p.onCtrlC.Load(); f != nil && sig == os.Interrupt {
		p.out.coverEcho()
		p.out.note(onceMore.In(p.lang))
		go (*f)() // it may take its time
		<-told
	}
	p.fail(nil)
}

// stop makes the lesson's blocked calls return, so that it comes to its end
// by its own way; if it does not, stop ends it.
func (p *program) stop() {
	now := clock.Now()
	p.stopped.Store(&now)
	p.out.coverEcho()
	p.watch.Interrupt()
	select {
	case <-p.ending:
	case <-time.After(grace):
		p.Exit(nil)
	}
}

// Exit ends the program. It says what err means and what to do about it, says
// how much was done, and exits: with 0 if err is nil or Ctrl+C was the cause,
// else with 1.
func (p *program) Exit(err error) {
	p.once.Do(func() { // any other caller waits here for the end
		close(p.ending)
		os.Exit(p.end(err))
	})
}

func (p *program) end(err error) (code int) {
	if p.ctx.Err() != nil {
		err = nil // whatever came of the interruption
		if cause := (*fault.Error)(nil); errors.As(context.Cause(p.ctx), &cause) {
			err = cause
		}
	}
	p.watch.Interrupt()
	p.watch.Wait(grace)
	if err != nil {
		e := &event.Event{Time: clock.Now(), Op: event.Error, Error: fault.Text(err), Msg: p.explain(err)}
		if !p.connecting.IsZero() {
			e.Took = event.Seconds(e.Time.Sub(p.connecting).Seconds())
		}
		p.out.fatal(e, p.watch.Told(err))
		code = 1
	}
	p.out.log.Write(&event.Event{Time: clock.Now(), Op: event.Stop, Msg: p.summary(err)})
	p.out.close(p.left())
	return max(code, leaks())
}

// leaks returns the exit code for goroutines left over, which the tests look for.
var leaks = func() (code int) { return 0 }

// left returns how long the program may still write its log.
func (p *program) left() time.Duration {
	if told := p.stopped.Load(); told != nil {
		return max(toTheEnd-clock.Since(*told), 100*time.Millisecond)
	}
	return toTheEnd
}

// summary says how much was done.
func (p *program) summary(err error) string {
	n := p.watch.Conns()
	switch {
	case p.role == event.Server && err == nil && p.ctx.Err() == nil && n == 0:
		return notWatched.In(p.lang)
	case p.role == event.Client:
		return done.In(p.lang)
	case n == 1:
		return servedOne.In(p.lang)
	}
	return served.Format(p.lang, n)
}

// explain says what err means: in lesson 02, a failing send is the lesson.
func (p *program) explain(err error) string {
	if p.lesson.FailedSend != (phrase.Phrase{}) && fault.Gone(err) {
		return p.lesson.FailedSend.In(p.lang)
	}
	return fault.Explain(err, p.role).In(p.lang)
}

// patience is how long a client waits before it says that it is waiting: more
// than the second that a lesson's server thinks by default.
const patience = 1200 * time.Millisecond

// A caller is a program that connects, and says why if it has to wait.
type caller struct {
	*program
	slow *time.Timer // says that connect takes long
}

// call gets ready to connect, which the lesson does next. why tells, in a recv
// that takes long, what may be the reason.
func call(p *program, why func() phrase.Phrase) *caller {
	say := func(sentence phrase.Phrase) { p.out.note(sentence.In(p.lang)) }
	p.watch.OnSlow(patience, func() { say(why()) })
	p.connecting = clock.Now()
	return &caller{p, time.AfterFunc(patience, func() { say(noConnection) })}
}

// Watch returns conn, with every call on it in the log.
func (c *caller) Watch(conn net.Conn) net.Conn {
	c.slow.Stop()
	called := c.connecting
	c.connecting = time.Time{}
	return c.watch.Conn(conn, called)
}
