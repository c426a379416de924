package process

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tcplab/shared/event"
)

// keptEvents is how many events are kept at least, and half of how many at most.
const keptEvents = 50_000

// longestLine is more than an event takes.
const longestLine = 32 << 10

// A stream is what a program writes: output, or lines of which some or all are
// events, or both.
type stream struct {
	process        *Process
	output, events bool
	line           []byte // the beginning of one
	number         int
}

func (s *stream) Write(b []byte) (int, error) {
	n := len(b)
	if s.output {
		s.process.mu.Lock()
		s.process.output.Write(b)
		s.process.tell()
		s.process.mu.Unlock()
	}
	for s.events {
		piece, rest, whole := bytes.Cut(b, []byte("\n"))
		s.line = append(s.line, piece[:min(len(piece), longestLine-len(s.line))]...)
		if !whole {
			break
		}
		s.take()
		b = rest
	}
	return n, nil
}

// take takes in an event, if the line is one.
func (s *stream) take() {
	p := s.process
	s.number++
	var e event.Event
	err := json.Unmarshal(s.line, &e)
	s.line = s.line[:0]
	if err == nil && e.Op == "" {
		err = errors.New("it has no op")
	}
	if err != nil {
		if p.command.Events && p.broken == nil {
			p.broken = fmt.Errorf("event in line %d: %w", s.number, err)
		}
		return
	}
	if p.command.Follow != nil {
		p.command.Follow(e)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.events) == 2*keptEvents {
		p.events = append(p.events[:0], p.events[keptEvents:]...)
		p.dropped += keptEvents
	}
	p.events = append(p.events, e)
	p.tell()
}

// tell wakes those who wait for news; p is locked.
func (p *Process) tell() {
	close(p.news)
	p.news = make(chan struct{})
}

// Await returns the first event that match accepts, among those that came, as
// far as they are kept, and those to come. It fails when the program ends without
// one, or when ctx is done; the error then tells what the program did say.
func (p *Process) Await(ctx context.Context, match func(event.Event) bool) (event.Event, error) {
	var found event.Event
	seen := 0
	err := p.await(ctx, 0, func() bool {
		for seen = max(seen, p.dropped); seen < p.dropped+len(p.events); seen++ {
			if e := p.events[seen-p.dropped]; match(e) {
				found = e
				return true
			}
		}
		return false
	})
	return found, err
}

// Op matches events of one kind.
func Op(op event.Op) func(event.Event) bool {
	return func(e event.Event) bool { return e.Op == op }
}

// AwaitOutput waits until match accepts what the program has written so far. It looks
// every few milliseconds at most: a program may write without end.
func (p *Process) AwaitOutput(ctx context.Context, match func(output string) bool) error {
	return p.await(ctx, 5*time.Millisecond, func() bool { return match(p.output.String()) })
}

// await waits until come, which is called with p locked, reports true. It asks again
// after news, and a pause.
func (p *Process) await(ctx context.Context, pause time.Duration, come func() bool) error {
	for ended := false; ; {
		p.mu.Lock()
		done, news := come(), p.news
		p.mu.Unlock()
		switch {
		case done:
			return nil
		case ended:
			return p.fault("ended before that")
		}
		select {
		case <-news:
			time.Sleep(pause)
		case <-p.over:
			ended = true // look once more, at its last words
		case <-ctx.Done():
			return p.fault(context.Cause(ctx).Error())
		}
	}
}

// Events returns the events so far, the newest ones if there are very many.
func (p *Process) Events() []event.Event {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.events)
}

// fault is an error with what is known of the program.
func (p *Process) fault(what string) error {
	text := fmt.Sprintf("%s: %s", filepath.Base(p.cmd.Path), what)
	if events := p.Events(); len(events) > 0 {
		last := events[len(events)-1]
		text += fmt.Sprintf("; its last event: %s #%d %s", last.Op, last.Conn, last.Msg)
		lost := 0
		for _, e := range events {
			lost += e.Count
		}
		if lost > 0 {
			text += fmt.Sprintf("; %d of its events were lost, as they came faster than they were read", lost)
		}
	}
	if said := p.Output(); said != "" {
		text += "; it said: " + strings.TrimSpace(said)
	}
	return errors.New(text)
}

// A tail keeps the end of what is written to it, so that a program that prints without
// end does not fill the memory. Several goroutines may use it.
type tail struct {
	keep int // bytes

	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b[max(0, len(b)-t.keep):]...)
	if len(t.text) > 2*t.keep { // not for every line: it copies what is kept
		t.text = append(t.text[:0], t.text[len(t.text)-t.keep:]...)
	}
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text[max(0, len(t.text)-t.keep):])
}
