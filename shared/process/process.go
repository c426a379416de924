// Package process starts programs of the lab, and follows what they tell in
// their events, so that nobody has to read their log or to guess when a
// server is ready.
//
// It serves the tools, and the tests of the lessons; no lesson uses it.
package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"tcplab/shared/capture"
	"tcplab/shared/event"
)

// How much is kept of what a program has written. One that goes on and on must
// not fill the memory of the tool that started it.
const (
	keptEvents = 50_000
	keptOutput = 1 << 20 // bytes of stderr
)

// A Process is a running program and the events it has written so far.
type Process struct {
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	follow func(event.Event)

	mu      sync.Mutex
	events  []event.Event // the newest ones
	dropped int           // how many came before them
	stderr  capture.Tail
	news    chan struct{} // closed, and replaced, with whatever comes

	exited chan struct{} // closed when the program is gone and all was read
	broken error         // what was wrong with the stream of events
}

// Start starts a program with -events -, before args. The program is killed
// when ctx is done. If follow is not nil, it is called with each event.
func Start(ctx context.Context, follow func(event.Event), program string, args ...string) (*Process, error) {
	cmd := exec.CommandContext(ctx, program, append([]string{"-events", "-"}, args...)...)
	return Run(cmd, follow)
}

// Run starts cmd, which must write its events to stdout. Its log is in UTF-8,
// whatever the locale.
func Run(cmd *exec.Cmd, follow func(event.Event)) (*Process, error) {
	p := &Process{
		cmd: cmd, follow: follow,
		news:   make(chan struct{}),
		exited: make(chan struct{}),
		stderr: capture.Tail{Keep: keptOutput},
	}
	cmd.Env = append(cmd.Environ(), "LAB_CHARSET=utf-8") // which is what it is read as
	cmd.Stderr = (*stderr)(p)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if p.stdin, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	prepare(cmd)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go p.read(stdout)
	return p, nil
}

// read takes in the events until the program is gone.
func (p *Process) read(stdout io.Reader) {
	for e, err := range event.Read(stdout) {
		if err != nil {
			p.broken = err
			io.Copy(io.Discard, stdout) // it must not block in write
			break
		}
		if p.follow != nil {
			p.follow(e)
		}
		p.mu.Lock()
		p.keep(e)
		p.tell()
		p.mu.Unlock()
	}
	p.cmd.Wait() // its result is in ProcessState
	close(p.exited)
}

// keep keeps an event, and drops the oldest ones at times; p is locked.
func (p *Process) keep(e event.Event) {
	if len(p.events) == 2*keptEvents {
		p.events = append(p.events[:0], p.events[keptEvents:]...)
		p.dropped += keptEvents
	}
	p.events = append(p.events, e)
}

// tell wakes those who wait for news; p is locked.
func (p *Process) tell() {
	close(p.news)
	p.news = make(chan struct{})
}

// Await returns the first event that match accepts, among those that came, as
// far as they are kept, and those to come. It fails when the program ends without one, or when ctx is
// done; the error then tells what the program did say.
func (p *Process) Await(ctx context.Context, match func(event.Event) bool) (event.Event, error) {
	var found event.Event
	seen := 0
	err := p.await(ctx, func() bool {
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

// AwaitStderr waits until the program has written text to stderr.
func (p *Process) AwaitStderr(ctx context.Context, text string) error {
	return p.await(ctx, func() bool { return strings.Contains(p.stderr.String(), text) })
}

// await waits until come, which is called with p locked, reports true.
func (p *Process) await(ctx context.Context, come func() bool) error {
	for gone := false; ; {
		p.mu.Lock()
		done, news := come(), p.news
		p.mu.Unlock()
		switch {
		case done:
			return nil
		case gone:
			return p.fault("ended before that")
		}
		select {
		case <-news:
		case <-p.exited:
			gone = true // look once more, at its last words
		case <-ctx.Done():
			return p.fault(context.Cause(ctx).Error())
		}
	}
}

// Op matches events of one kind.
func Op(op event.Op) func(event.Event) bool {
	return func(e event.Event) bool { return e.Op == op }
}

// Addr waits until the program listens, and returns where.
func (p *Process) Addr(ctx context.Context) (string, error) {
	e, err := p.Await(ctx, Op(event.Listen))
	return e.Local, err
}

// Events returns the events so far, the newest ones if there are very many.
func (p *Process) Events() []event.Event {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.events)
}

// Stderr returns what the program has written there so far, or the end of it.
func (p *Process) Stderr() string { return p.stderr.String() }

// Type writes a line to the program's stdin, as an operator would.
func (p *Process) Type(line string) error { return p.TypeRaw(line + "\n") }

// TypeRaw writes text to the program's stdin, without an end of line.
func (p *Process) TypeRaw(text string) error {
	_, err := io.WriteString(p.stdin, text)
	return err
}

// EndInput closes the program's stdin.
func (p *Process) EndInput() error { return p.stdin.Close() }

// Signal sends a signal, or what the system has in its place. A program that
// cannot be reached so is killed.
func (p *Process) Signal(sig os.Signal) {
	if signal(p.cmd.Process, sig) != nil {
		p.cmd.Process.Kill()
	}
}

// Wait waits until the program has ended and all its events are read, and
// returns its exit code. It fails when ctx is done first, and when a line was
// no event.
func (p *Process) Wait(ctx context.Context) (code int, err error) {
	select {
	case <-p.exited:
		return p.cmd.ProcessState.ExitCode(), p.broken
	case <-ctx.Done():
		return -1, p.fault("still running: " + context.Cause(ctx).Error())
	}
}

// Stop interrupts the program, as Ctrl+C does, and waits for its end.
func (p *Process) Stop(ctx context.Context) (code int, err error) {
	p.Signal(os.Interrupt)
	return p.Wait(ctx)
}

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
	if said := p.Stderr(); said != "" {
		text += "; it said: " + strings.TrimSpace(said)
	}
	return errors.New(text)
}

// stderr is a Process as the writer of its own stderr.
type stderr Process

func (s *stderr) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer (*Process)(s).tell()
	return s.stderr.Write(b)
}
