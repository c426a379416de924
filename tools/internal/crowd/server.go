package crowd

import (
	"bytes"
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
	cpu() time.Duration // that it has used, as far as known
	stop()              // returns when it is gone, and has told all
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
func (s *lesson) cpu() time.Duration      { return 0 }

func (s *lesson) ending() (int, string) {
	said := strings.TrimSpace(s.Stderr())
	first, _, _ := strings.Cut(said, "\n")
	return s.code, first
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
	for n := 0; ; n++ {
		s, err := c.startOnce(ctx, lang, follow)
		var missing *subject.Missing
		if n == 3 || !errors.As(err, &missing) || !missing.Taken {
			return s, c.explain(lang, err, s)
		}
	}
}

func (c Command) startOnce(ctx context.Context, lang phrase.Lang, follow func(event.Event)) (*command, error) {
	p, err := subject.StartAndHear(c.Args, "", &listener{follow: follow})
	if err != nil {
		return nil, errors.New(notStarted.Format(lang, subject.Explain(err)))
	}
	s := &command{p}
	listening := p.Listening
	if !strings.Contains(strings.Join(c.Args, " "), "{") {
		listening = p.ListeningAnywhere // it does not let us choose
	}
	if err := listening(ctx); err != nil {
		s.stop()
		return s, err
	}
	return s, nil
}

// explain puts the error of a start into a sentence.
func (c Command) explain(lang phrase.Lang, err error, s *command) error {
	var missing *subject.Missing
	if !errors.As(err, &missing) {
		return err
	}
	switch {
	case missing.Exited:
		code, words := s.ending()
		return errors.New(endedAtOnce.Format(lang, code, words))
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
		if json.Unmarshal(l.rest[:end], &e) == nil && e.Role == event.Server && e.Op != "" {
			l.follow(e)
		}
		l.rest = l.rest[end+1:]
	}
	if len(l.rest) > 1<<16 { // no event is as long
		l.rest = nil
	}
	return len(b), nil
}

type command struct{ *subject.Program }

func (s *command) addr() string            { return s.Addr }
func (s *command) exited() <-chan struct{} { return s.Exited() }
func (s *command) cpu() time.Duration      { return s.CPU() }
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
