package crowd

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/subject"
)

// A Server is started afresh for every run.
type Server interface {
	Name() string
	// start returns when the server listens. What it tells of its sockets, if
	// it does, goes to follow.
	start(ctx context.Context, lang phrase.Lang, follow func(event.Event)) (running, error)
}

// running is a server that listens.
type running interface {
	addr() string
	exited() <-chan struct{}
	ending() (code int, lastWords string)
	stop() // returns when it is gone, and has told all
}

// A Lesson is a server of the lab.
type Lesson struct {
	Title   string
	Program string   // where it is
	Args    []string // its flags
}

// Name returns the name of the lesson.
func (l Lesson) Name() string { return l.Title }

func (l Lesson) start(ctx context.Context, lang phrase.Lang, follow func(event.Event)) (running, error) {
	args := append([]string{"-addr", "127.0.0.1:0", "-quiet", "-lang", string(lang)}, l.Args...)
	p, err := process.Start(ctx, follow, l.Program, args...)
	if err != nil {
		return nil, err
	}
	s := &lesson{Process: p, gone: make(chan struct{})}
	go func() {
		s.code, _ = p.Wait(context.WithoutCancel(ctx))
		close(s.gone)
	}()
	if s.at, err = p.Addr(ctx); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

type lesson struct {
	*process.Process
	at   string
	gone chan struct{}
	code int
}

func (s *lesson) addr() string            { return s.at }
func (s *lesson) exited() <-chan struct{} { return s.gone }

func (s *lesson) ending() (int, string) {
	said := strings.TrimSpace(s.Stderr())
	return s.code, said[strings.LastIndexByte(said, '\n')+1:]
}

// stop presses Ctrl+C, and kills a server that does not hear it.
func (s *lesson) stop() {
	s.Signal(os.Interrupt)
	select {
	case <-s.gone:
	case <-time.After(5 * time.Second):
		s.Signal(os.Kill)
		<-s.gone
	}
}

// A Command is any server, in any language.
type Command struct {
	Line string   // as the user has typed it
	Args []string // its words; {addr} stands for the address
}

// Name returns the command.
func (c Command) Name() string { return c.Line }

func (c Command) start(ctx context.Context, lang phrase.Lang, follow func(event.Event)) (running, error) {
	s, err := c.launch(ctx, lang, follow)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// launch is start.
func (c Command) launch(ctx context.Context, lang phrase.Lang, follow func(event.Event)) (*command, error) {
	for n := 0; ; n++ {
		s, err := c.startOnce(ctx, lang, follow)
		if err == nil {
			return s, nil
		}
		var missing *subject.Missing
		if !errors.As(err, &missing) {
			return nil, err
		}
		code, _ := s.ending()
		if n == 3 || !missing.Taken || code == 0 {
			return nil, explainMissing(missing, lang, s)
		}
		// Somebody was faster there: then at another address.
	}
}

// startOnce returns a program that was stopped with a *subject.Missing.
func (c Command) startOnce(ctx context.Context, lang phrase.Lang, follow func(event.Event)) (*command, error) {
	p, err := subject.StartAndHear(c.Args, "", &listener{follow: follow})
	if err != nil {
		return nil, errors.New(notStarted.Format(lang, subject.Explain(err)))
	}
	s := &command{p}
	listening := p.ListeningAnywhere // one that does not let us choose
	for _, arg := range c.Args {
		if strings.Contains(arg, "{addr}") || strings.Contains(arg, "{port}") {
			listening = p.Listening
		}
	}
	if err := listening(ctx); err != nil {
		s.stop()
		return s, err
	}
	return s, nil
}

// explainMissing says why the server does not listen.
func explainMissing(missing *subject.Missing, lang phrase.Lang, s *command) error {
	code, words := s.ending()
	switch {
	case missing.Exited && missing.Taken && code == 0:
		return errors.New(wentAway.In(lang))
	case missing.Exited:
		return errors.New(endedAtOnce.Format(lang, code, cmp.Or(words, "–")))
	case len(missing.Elsewhere) > 0:
		return errors.New(listensElsewhere.Format(lang, missing.Elsewhere[0]))
	}
	return errors.New(nobodyListens.Format(lang, s.addr(), missing.Waited.Seconds()))
}

// A listener takes the events out of what a server says: lines of JSON, as
// servers of the lab write them with -events -.
type listener struct {
	follow func(event.Event)
	rest   []byte // the beginning of a line
}

func (l *listener) Write(b []byte) (int, error) {
	l.rest = append(l.rest, b...)
	for {
		end := bytes.IndexByte(l.rest, '\n')
		if end < 0 {
			break
		}
		var e event.Event
		if line := l.rest[:end]; len(line) < longestLine && json.Unmarshal(line, &e) == nil && e.Role == event.Server && e.Op != "" {
			l.follow(e)
		}
		l.rest = l.rest[end+1:]
	}
	if len(l.rest) > longestLine {
		l.rest = l.rest[:longestLine] // what it was is lost, and its end is found
	}
	return len(b), nil
}

// longestLine is more than an event takes, and less than a reader of events
// refuses.
const longestLine = 32 << 10

type command struct{ *subject.Program }

func (s *command) addr() string            { return s.Addr }
func (s *command) exited() <-chan struct{} { return s.Exited() }
func (s *command) ending() (int, string)   { return s.ExitCode(), s.LastWords() }

// stop presses Ctrl+C, so that a server that writes events can tell its last,
// and then ends whatever is left.
func (s *command) stop() {
	if s.Interrupt() == nil {
		select {
		case <-s.Exited():
		case <-time.After(500 * time.Millisecond):
		}
	}
	s.Stop()
	s.LastWords() // and what came before them was heard
}
