package load

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// A Server is how to start a server, which happens for every run.
type Server struct {
	Name   string
	Args   []string // the words of its command; {addr} stands for its address
	Lesson bool     // it is one of the lab, and so writes events and has its flags
	Addr   string   // where it is to listen; empty: a free address on loopback
}

// Start returns when the server listens. If it writes events, follow gets them.
func (s Server) Start(ctx context.Context, lang phrase.Lang, follow func(event.Event)) (*process.Process, error) {
	begun := clock.Now()
	command := process.Command{Args: s.Args, Addr: s.Addr, Follow: func(e event.Event) {
		if e.Role == event.Server {
			follow(timely(e, begun, clock.Now()))
		}
	}}
	if s.Lesson {
		args := append([]string{"-addr", cmp.Or(s.Addr, "127.0.0.1:0"), "-quiet", "-lang", string(lang)}, s.Args[1:]...)
		lab := process.Lab(s.Args[0], args...)
		command.Args, command.Events = lab.Args, lab.Events
	}
	for n := 0; ; n++ {
		p, err := command.Start(context.WithoutCancel(ctx)) // so that the events of its end come, too
		if fault.NoDescriptors(err) {
			return nil, err // the caller explains it
		}
		if err != nil {
			return nil, errors.New(notStarted.Format(lang, process.Explain(err)))
		}
		if err = s.listening(ctx, p); err == nil {
			return p, nil
		}
		s.Stop(p)
		missing, isMissing := errors.AsType[*process.Missing](err)
		switch {
		case n < 3 && p.LostAddr(err):
		case isMissing:
			return nil, explainMissing(missing, lang, p)
		default:
			return nil, explainEvent(err, p)
		}
	}
}

// timely is an event of a server that has run from begun until now. One without a time, or
// with that of another zone, as a program that is not the lab's may write it, has happened
// now.
func timely(e event.Event, begun, now time.Time) event.Event {
	const skew = time.Second // what clocks may differ by
	begun, end := begun.Add(-skew), now.Add(skew)
	if e.Time.Before(begun) || e.Time.After(end) {
		e.Time = now
	}
	if took := e.Took.Duration(); took < 0 || took > end.Sub(begun) {
		e.Took = 0
	}
	return e
}

// listening waits until the server listens: at any address, if its command does not
// take one.
func (s Server) listening(ctx context.Context, p *process.Process) error {
	chosen := func(arg string) bool { return strings.Contains(arg, "{addr}") || strings.Contains(arg, "{port}") }
	if s.Lesson || slices.ContainsFunc(s.Args, chosen) {
		return p.Listening(ctx)
	}
	return p.ListeningAnywhere(ctx)
}

// Stop interrupts the server as Ctrl+C does, so that it can write its last events,
// and then kills it. A lesson is sure to end by itself.
func (s Server) Stop(p *process.Process) {
	if s.Lesson {
		p.Stop(5 * time.Second)
	} else {
		p.Stop(500 * time.Millisecond)
	}
}

// explainEvent says what a server of the lab has told before it ended, if it did.
func explainEvent(err error, p *process.Process) error {
	for _, e := range p.Events() {
		if e.Op == event.Error && e.Conn == 0 {
			return errors.New(e.Error + "\n" + e.Msg)
		}
	}
	return err
}

// explainMissing says why the server does not listen.
func explainMissing(missing *process.Missing, lang phrase.Lang, p *process.Process) error {
	code, words := p.ExitCode(), p.Diagnostic().Text
	switch {
	case missing.Exited && missing.Taken && code == 0:
		return errors.New(wentAway.In(lang))
	case missing.Exited:
		return errors.New(endedAtOnce.Format(lang, code, cmp.Or(words, "–")))
	case missing.UDP != "":
		return errors.New(hasUDP.Format(lang, p.Addr, missing.UDP))
	case len(missing.Elsewhere) > 0:
		return errors.New(listensElsewhere.Format(lang, missing.Elsewhere[0]))
	}
	return errors.New(nobodyListens.Format(lang, p.Addr, missing.Waited.Seconds()))
}
