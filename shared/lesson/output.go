package lesson

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

// An output is where a lesson writes, and for whom. A nil log is for nobody.
type output struct {
	log    *event.Log       // every event, for people and for programs
	people *event.Log       // the console; nil with -quiet
	events *event.Log       // JSON Lines; nil without -events
	alarm  *event.Log       // stderr, for what must be seen even with -quiet
	talk   io.Writer        // what is said to the operator, and a page's header
	screen *console.Console // of people; nil with -quiet
	file   *os.File         // of -events FILE

	onScreen bool // people look at the log in a terminal
	seen     bool // whoever sees stderr sees the log as well
}

// openOutput opens what the flags ask for. It fails if -events FILE cannot be
// created.
func openOutput(lesson, role string, o *options) (*output, error) {
	stderr, colored := console.Open(os.Stderr, o.color)
	out := &output{
		alarm: event.NewLog(lesson, role, console.New(stderr, colored).Fit(os.Stderr)),
		talk:  console.Writer(os.Stdout),
	}
	var all []event.Sink
	screen, stream := os.Stdout, os.Stdout
	switch o.events {
	case "":
	case "-":
		screen, out.talk = os.Stderr, console.Writer(os.Stderr)
	default:
		file, err := os.Create(o.events)
		if err != nil {
			return nil, err
		}
		stream, out.file = file, file
	}
	if o.events != "" {
		sink := event.JSONLines(out.sturdy(stream, lostEvents.Format(o.lang, o.events)))
		out.events = event.NewLog(lesson, role, sink)
		all = append(all, sink)
	}
	if !o.quiet {
		w, colored := console.Open(screen, o.color)
		out.screen = console.New(out.sturdy(w, lostConsole.In(o.lang)), colored).Fit(screen)
		out.onScreen = console.IsTerminal(screen)
		out.seen = out.onScreen || same(screen, os.Stderr)
		out.people = event.NewLog(lesson, role, out.screen)
		all = append(all, out.screen)
	}
	out.log = event.NewLog(lesson, role, all...)
	return out, nil
}

// same reports whether two open files are one.
func same(a, b *os.File) bool {
	infoA, errA := a.Stat()
	infoB, errB := b.Stat()
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// fatal tells why the lesson ends. If the log has told it already, only those
// learn it who may not see the log.
func (o *output) fatal(err error, meaning string, told bool) {
	e := event.Event{Time: time.Now(), Op: event.Error, Error: fault.Text(err), Msg: meaning}
	if !told || !o.seen {
		o.alarm.Write(e)
	}
	if !told {
		o.events.Write(e)
	}
}

// ask shows a question, or with an empty one that the last was answered. The
// console keeps it in sight; without a console it just stands there.
func (o *output) ask(question string) {
	if o.screen != nil {
		o.screen.Ask(question)
	} else {
		fmt.Fprint(o.talk, question)
	}
}

// close closes the file of the events.
func (o *output) close() {
	if o.file != nil {
		o.file.Close()
	}
}

// sturdy returns a writer to w that says meaning when it fails.
func (o *output) sturdy(w io.Writer, meaning string) *sturdy {
	return &sturdy{w: w, onFailure: func(err error) {
		if fault.ClosedPipe(err) {
			return // whoever read it has stopped, and knows
		}
		o.alarm.Write(event.Event{Time: time.Now(), Op: event.Error, Error: fault.Text(err), Msg: meaning})
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

var (
	lostEvents = phrase.Phrase{
		EN: "The events cannot be written to %s: those from here on are lost.\n" +
			"Make room on the disk and start again; until then the lesson goes on.",
		ZH: "事件无法写入 %s，此后的事件会丢失。\n" +
			"请清理磁盘后重新开始；在此之前本课照常运行。",
	}
	lostConsole = phrase.Phrase{
		EN: "The log cannot be written: its lines from here on are lost.\n" +
			"Make room on the disk and start again; until then the lesson goes on.",
		ZH: "日志无法写出，此后的内容会丢失。\n" +
			"请清理磁盘后重新开始；在此之前本课照常运行。",
	}
)
