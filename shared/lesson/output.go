package lesson

import (
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/printable"
)

// How many events a slow reader may be behind: about twenty screens for
// people, and for programs what a thousand clients do at the same moment.
const (
	aheadOfPeople   = 500
	aheadOfPrograms = 16 << 10
)

// An output is where a lesson writes, and for whom. A nil log is for nobody.
type output struct {
	lesson, role string
	lang         phrase.Lang

	log    *event.Log       // every event, for people and for programs
	events *event.Log       // JSON Lines; nil without -events
	alarm  *event.Log       // stderr, for what must be seen even with -quiet
	screen *console.Console // the coloured log; nil with -quiet
	talk   *event.Lines     // beneath it: what is said to the operator, and a page's header
	queues []*event.Queue   // in front of what may block
	file   *os.File         // of -events FILE

	onScreen bool // people look at the log in a terminal
	seen     bool // anyone who sees stderr sees the log as well
}

// openOutput opens what the flags ask for. It fails if -events FILE cannot be
// created.
func openOutput(lesson, role string, o *options) (*output, error) {
	out := &output{lesson: lesson, role: role, lang: o.Lang}
	stderr, colored := console.Open(os.Stderr, o.Color)
	lines := event.NewLines(stderr)
	out.alarm = event.NewLog(lesson, role, out.decouple(os.Stderr, console.New(lines, colored, o.Lang).Fit(os.Stderr), lines, aheadOfPeople))

	var all []event.Sink
	screen, stream, name := os.Stdout, os.Stdout, o.events
	switch o.events {
	case "":
	case "-":
		screen, name = os.Stderr, "stdout"
	default:
		file, err := os.Create(o.events)
		if err != nil {
			return nil, err
		}
		stream, out.file = file, file
	}
	if o.events != "" {
		var w io.Writer = stream
		if console.IsTerminal(stream) {
			w = escaped{stream}
		}
		lines := event.NewLines(out.sturdy(w, lostEvents.Format(o.Lang, name)))
		sink := out.decouple(stream, event.JSONLines(lines), lines, aheadOfPrograms)
		out.events = event.NewLog(lesson, role, sink)
		all = append(all, sink)
	}
	w, colored := console.Open(screen, o.Color)
	out.talk = event.NewLines(out.sturdy(w, lostConsole.In(o.Lang)))
	if !o.quiet {
		out.screen = console.New(out.talk, colored, o.Lang).Fit(screen)
		out.onScreen = console.IsTerminal(screen)
		out.seen = out.onScreen || same(screen, os.Stderr)
		all = append(all, out.decouple(screen, out.screen, out.talk, aheadOfPeople))
	}
	out.log = event.NewLog(lesson, role, all...)
	return out, nil
}

// decouple returns a sink that hands events to sink, and flushes the lines it
// has written to file. A file on a disk takes every event at once; a terminal
// or a pipe may block, so a queue of at most ahead events stands before it.
func (o *output) decouple(file *os.File, sink event.Sink, lines *event.Lines, ahead int) event.Sink {
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
		return direct{sink, lines}
	}
	q := event.NewQueue(sink, lines.Flush, ahead, func(lost int) event.Event {
		return event.Event{
			Time: clock.Now(), Lesson: o.lesson, Role: o.role, Op: event.Lost,
			Count: lost, Msg: notShown.Format(o.lang, lost),
		}
	})
	o.queues = append(o.queues, q)
	return q
}

// An escaped writer lets JSON onto a terminal, and no control character of a
// client with it.
type escaped struct{ io.Writer }

func (w escaped) Write(b []byte) (int, error) {
	_, err := w.Writer.Write(printable.JSON(b))
	return len(b), err
}

// A direct sink writes each event before it returns.
type direct struct {
	event.Sink
	lines *event.Lines
}

func (d direct) Take(e *event.Event) {
	d.Sink.Take(e)
	d.lines.Flush()
}

// same reports whether two open files are one.
func same(a, b *os.File) bool {
	infoA, errA := a.Stat()
	infoB, errB := b.Stat()
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// fatal tells why the lesson ends, at the call that failed. If the log has
// told it already, only those learn it who may not see the log.
func (o *output) fatal(e *event.Event, told bool) {
	if !told || !o.seen {
		o.alarm.Write(e)
	}
	if !told {
		o.events.Write(e)
	}
}

// ask shows a question, or with an empty one that the last was answered. The
// console keeps it in sight; without a console it is just text.
func (o *output) ask(question string) {
	if o.screen != nil {
		o.screen.Ask(question)
		o.talk.Flush()
	} else {
		o.say(question)
	}
}

// say writes text for the operator, who is not part of the log.
func (o *output) say(text string) {
	io.WriteString(o.talk, text)
	o.talk.Flush()
}

// note adds a remark to the log that people see. It does not wait for a
// terminal that is paused.
func (o *output) note(sentence string) {
	if o.screen == nil {
		return
	}
	written := make(chan struct{})
	go func() {
		defer close(written)
		o.screen.Note(clock.Now(), o.role, sentence)
		o.talk.Flush()
	}()
	select {
	case <-written:
	case <-time.After(100 * time.Millisecond):
	}
}

// coverEcho has the next line cover the ^C that the terminal has echoed.
func (o *output) coverEcho() {
	if o.onScreen {
		o.screen.Cover()
	}
}

// close writes what is left, as long as limit allows, and closes the file of
// the events.
func (o *output) close(limit time.Duration) {
	var all sync.WaitGroup
	for _, q := range o.queues {
		all.Go(func() { q.Close(limit) })
	}
	all.Wait()
	if o.file != nil {
		o.file.Close()
	}
}

// sturdy returns a writer to w that says meaning when it fails.
func (o *output) sturdy(w io.Writer, meaning string) *sturdy {
	return &sturdy{w: w, onFailure: func(err error) {
		if fault.ClosedPipe(err) {
			return // the reader has stopped, and knows
		}
		o.alarm.Write(&event.Event{Time: clock.Now(), Op: event.Error, Error: fault.Text(err), Msg: meaning})
	}}
}

// A sturdy writer lets a lesson go on when its log has no room: it says so
// once and drops the rest.
type sturdy struct {
	w         io.Writer
	onFailure func(error)
	failed    atomic.Bool
}

// Write writes b whole, or nothing more after a first failure.
func (s *sturdy) Write(b []byte) (int, error) {
	if s.failed.Load() {
		return len(b), nil
	}
	if _, err := s.w.Write(b); err != nil && s.failed.CompareAndSwap(false, true) {
		s.onFailure(err)
	}
	return len(b), nil
}
