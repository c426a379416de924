package main

import (
	"context"
	"errors"
	"net"
	"strconv"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/shared/sockettable"
	"tcplab/shared/watch"
	"tcplab/tools/internal/load"
)

// A choice is a server that the button starts.
type choice struct {
	load.Server
	name   phrase.Phrase
	greets bool
	played *class // the last one with a client; nil before the first
}

// A board knows which server runs, and its class.
type board struct {
	lang    phrase.Lang
	choices []*choice

	switching sync.Mutex // held while a server is stopped and another started

	mu      sync.Mutex
	addr    string // where the server is to listen
	playing int    // which of the choices
	process *process.Process
	class   *class
	trouble phrase.Phrase // why the server has ended, or the table cannot be read
	changed chan struct{} // closed, and replaced, with every change
}

// change wakes those who show the board; it is locked.
func (b *board) change() {
	close(b.changed)
	b.changed = make(chan struct{})
}

// play stops the server, if one runs, and starts one of the choices in its place,
// on the same port.
func (b *board) play(ctx context.Context, number int) error {
	if !b.switching.TryLock() {
		return errBusy
	}
	defer b.switching.Unlock()
	b.stop()
	b.mu.Lock()
	server := b.choices[number].Server
	server.Addr = b.addr
	b.mu.Unlock()
	next := newClass(clock.Now())
	next.told = server.Lesson
	p, err := server.Start(ctx, b.lang, func(e event.Event) { b.take(next, e) })
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.change()
	if err != nil {
		b.trouble = phrase.Same(err.Error())
		return err
	}
	b.class, b.playing, b.trouble = next, number, phrase.Phrase{}
	b.process, b.addr = p, p.Addr
	b.note(next) // somebody may have come already
	go b.awaitEnd(next, p)
	return nil
}

// close stops the server for the last time.
func (b *board) close() {
	b.switching.Lock() // and keeps it
	b.stop()
}

// stop stops the server, if one runs.
func (b *board) stop() {
	b.mu.Lock()
	p, server := b.process, b.choices[b.playing].Server
	b.process = nil
	b.mu.Unlock()
	if p == nil {
		return
	}
	server.Stop(p)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.class.end(clock.Now())
	b.change()
}

// awaitEnd notes when a server has ended, unless it was stopped.
func (b *board) awaitEnd(of *class, p *process.Process) {
	<-p.Exited()
	words := p.Diagnostic().Text
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.process != p {
		return
	}
	b.process = nil
	of.end(clock.Now())
	b.trouble = hasEnded.With(p.ExitCode())
	if words != "" {
		b.trouble = lastWords.With(b.trouble, words)
	}
	b.change()
}

// take takes in an event of the server of a class.
func (b *board) take(of *class, e event.Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	of.take(e)
	b.note(of)
}

// note remembers a class to which somebody has come; b is locked.
func (b *board) note(of *class) {
	if of == b.class && of.arrived > 0 {
		b.choices[b.playing].played = of
	}
	b.change()
}

// How often the table of sockets is read: every period, and so seldom that it takes
// at most this part of the time of one core.
const (
	period = 100 * time.Millisecond
	part   = 20
)

// watch reads the table of sockets from time to time, until ctx is done.
func (b *board) watch(ctx context.Context) {
	for wait := time.Duration(0); clock.Sleep(ctx, wait); {
		begun := clock.Now()
		b.look(begun)
		wait = max(period, part*clock.Since(begun))
	}
}

// look reads the table once.
func (b *board) look(at time.Time) {
	b.mu.Lock()
	of, p, addr := b.class, b.process, b.addr
	b.mu.Unlock()
	_, port, _ := net.SplitHostPort(addr)
	number, _ := strconv.ParseUint(port, 10, 16)
	if p == nil || number == 0 {
		return
	}
	rows, err := sockettable.Connections(uint16(number))
	b.mu.Lock()
	defer b.mu.Unlock()
	if of != b.class || b.process != p {
		return // the table is that of another server
	}
	switch {
	case err != nil:
		b.trouble = noTable.With(err)
	case of.look(at, rows):
		b.note(of)
	}
}

// errBusy is the error of those who switch while another does, or too late.
var errBusy = errors.New("busy")

// where is where the class connects to.
func (b *board) where() []string {
	b.mu.Lock()
	addr := b.addr
	b.mu.Unlock()
	tcp, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil || !tcp.IP.IsUnspecified() && tcp.IP != nil {
		return []string{addr}
	}
	if others := watch.Reachable(tcp); len(others) > 0 {
		return others
	}
	return []string{net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))}
}
