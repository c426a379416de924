// Package load connects many clients to a server at the same time, all with the
// same messages, and records the events of the server and of the clients.
package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/shared/sockettable"
	"tcplab/tools/internal/timeline"
)

// An Observer follows a run while it goes on. Its methods are called one at a time.
type Observer interface {
	Begin(time.Time)  // the clients start
	Take(event.Event) // in the order in which they become known
}

// Run starts the server, runs the clients of the plan against it, and stops it.
// It fails if the server cannot be started, or if ctx is cancelled; the failures
// of clients, and of the server once it listens, are in the recording.
func Run(ctx context.Context, server Server, plan timeline.Plan, sizes Sizes, lang phrase.Lang, observer Observer) (timeline.Recording, error) {
	r := &recorder{ctx: ctx, observer: observer}
	release, err := reserve(plan.Clients + spare)
	var s *process.Process
	if err == nil {
		s, err = server.Start(ctx, lang, r.take)
		release()
	}
	if fault.NoDescriptors(err) {
		err = errors.New(fewDescriptors.Format(lang, plan.Clients, fault.Explain(err, event.Client).In(lang)))
	}
	if err != nil {
		return timeline.Recording{}, err
	}
	stop := sync.OnceFunc(func() { server.Stop(s) })
	defer stop()

	clients := make([]client, plan.Clients)
	for i := range clients {
		clients[i] = client{i + 1, script(plan.Messages), sizes, lang, r.take}
	}
	clock.Sleep(ctx, quiet)
	begun := r.begin()

	running, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	over := make(chan struct{})
	var checks sync.WaitGroup
	checks.Go(func() { r.cancelWhenSilent(timeout(plan), over, cancel) })
	checks.Go(func() { r.recordExit(s, over, lang) })
	checks.Go(func() { r.recordAccepts(s.Addr, over) })
	converseAll(running, clients, s.Addr, begun, plan.Stagger)
	close(over)
	checks.Wait()
	stop() // after that, no event is missing
	switch {
	case ctx.Err() != nil:
		return timeline.Recording{}, context.Cause(ctx)
	case context.Cause(running) == errSuspended:
		return timeline.Recording{}, errors.New(suspended.In(lang))
	case context.Cause(running) == errTooMuch:
		return timeline.Recording{}, errors.New(tooMuch.Format(lang, enough>>20))
	}
	return timeline.Recording{Plan: plan, Begun: begun.Round(0).UTC(), Events: r.end()}, nil
}

// converseAll starts the clients, one stagger after the other, and returns when all
// have ended. Without a stagger, each calls connect as soon as the one before has
// called it, even if that has not returned: so they queue in the order of their
// numbers.
func converseAll(ctx context.Context, clients []client, addr string, begun time.Time, stagger time.Duration) {
	var all sync.WaitGroup
	last := make(chan struct{}) // closed when the one before has called connect
	close(last)
	for i, c := range clients {
		turn, called := last, make(chan struct{})
		last = called
		all.Go(func() {
			<-turn
			clock.Sleep(ctx, time.Duration(i)*stagger-clock.Since(begun))
			c.converse(ctx, addr, sync.OnceFunc(func() { close(called) }))
		})
	}
	all.Wait()
}

// quiet is the time for whatever would disturb the run: the start of the server, and
// a terminal that is still drawing.
const quiet = 100 * time.Millisecond

// script is what each client sends.
func script(messages int) (lines []string) {
	names := []string{"Michael", "Tracy", "Sarah"}
	for i := range messages {
		if i < len(names) {
			lines = append(lines, names[i])
		} else {
			lines = append(lines, fmt.Sprintf("message %d", i+1))
		}
	}
	return lines
}

// timeout is how long nothing may happen to any client. In a server that computes,
// all replies may take as long as all computations together.
func timeout(p timeline.Plan) time.Duration {
	limit := 3*time.Second + 4*p.Delay + p.Stagger
	if p.Computes {
		limit += time.Duration(2*p.Clients) * p.Delay
	}
	return limit
}

// A recorder keeps the events of the server and the clients, and passes them on.
type recorder struct {
	ctx      context.Context // after it is cancelled, events are dropped
	observer Observer

	mu     sync.Mutex
	begun  time.Time
	events []event.Event
	over   bool
	kept   [3]int    // bytes of each kind, about
	last   time.Time // when a client had its last event
	failed bool      // a client has

	told atomic.Bool // the server writes events
}

// The kinds of events, and about how many bytes are kept of each: a server that
// never stops sending must not fill the memory.
const (
	ofClients     = iota
	ofConnections // accept, close and lost of a server, which the pictures need
	ofServer      // all others

	enough = 256 << 20
)

// keep reports whether there is room for an event of a kind.
func (r *recorder) keep(kind int, e event.Event) bool {
	if r.kept[kind] > enough {
		return false
	}
	r.kept[kind] += 256 + len(e.Text) + len(e.Msg) + len(e.Error)
	return true
}

func (r *recorder) take(e event.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over || r.ctx.Err() != nil {
		return
	}
	kind := ofServer
	if e.Role == event.Server && e.Lesson != timeline.Observed {
		r.told.Store(true)
	}
	switch {
	case e.Role == event.Client:
		kind = ofClients
		r.last = clock.Now()
		r.failed = r.failed || e.Op == event.Error
	case e.Op == event.Accept || e.Op == event.Close || e.Op == event.Lost:
		kind = ofConnections
	}
	if !r.keep(kind, e) {
		return
	}
	r.events = append(r.events, e)
	r.observer.Take(e)
}

// begin sets the time at which the clients start.
func (r *recorder) begin() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.begun = clock.Now()
	r.last = r.begun
	r.observer.Begin(r.begun)
	return r.begun
}

// end returns all events in the order of their times. Later ones are dropped.
func (r *recorder) end() []event.Event {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = true
	wall := r.begun.Round(0)
	for i, e := range r.events {
		// The monotonic clock counts for the clients, even if the wall clock is set
		// meanwhile.
		r.events[i].Time = wall.Add(e.Time.Sub(r.begun)).UTC()
	}
	slices.SortStableFunc(r.events, func(a, b event.Event) int { return a.Time.Compare(b.Time) })
	return r.events
}

// Why a run is cancelled.
var (
	errTooMuch   = errors.New("more was sent than can be kept")
	errSuspended = errors.New("suspended") // the clients stood still, as after Ctrl+Z: their times mean nothing
)

// cancelWhenSilent cancels the clients when none has had an event for the time of
// the timeout, when there are too many events, and when this process stood still.
func (r *recorder) cancelWhenSilent(timeout time.Duration, over <-chan struct{}, cancel context.CancelCauseFunc) {
	period := timeout / 20
	tick := time.NewTicker(period)
	defer tick.Stop()
	for looked := clock.Now(); ; looked = clock.Now() {
		ended := false
		select {
		case <-tick.C:
		case <-over:
			ended = true
		}
		if clock.Since(looked) > period+2*time.Second {
			cancel(errSuspended) // even if the clients ended right after it
			return
		}
		if ended {
			return
		}
		r.mu.Lock()
		silent, full := clock.Since(r.last), r.kept[ofClients] > enough
		r.mu.Unlock()
		if full {
			cancel(errTooMuch)
			return
		}
		if silent > timeout {
			cancel(&fault.Error{Short: "read: no answer", Meaning: noAnswer.With(timeout.Seconds())})
			return
		}
	}
}

// recordExit records if the server ended before its clients had all replies. If a
// client has failed, the server may be about to end, so it waits for that.
func (r *recorder) recordExit(s *process.Process, over <-chan struct{}, lang phrase.Lang) {
	ended := false
	select {
	case <-s.Exited():
		ended = true
		<-over
	case <-over:
	}
	r.mu.Lock()
	failed := r.failed
	r.mu.Unlock()
	if !failed {
		return
	}
	if !ended {
		select {
		case <-s.Exited():
		case <-time.After(time.Second):
			return
		}
	}
	code, words := s.ExitCode(), s.Diagnostic().Text
	exit := event.Event{
		Time: clock.Now(), Lesson: timeline.Observed, Role: event.Server, Op: event.Error,
		Error: fmt.Sprintf("exit code %d", code), Msg: killed.In(lang),
	}
	if code >= 0 {
		exit.Msg = endedMidway.Format(lang, code, cmp.Or(words, "–"))
	}
	r.take(exit)
}

// spare is how many descriptors a program needs in addition to those of clients.
const spare = 24

// reserve opens as many descriptors as a run needs, and returns a function that
// closes them. It fails if the system does not allow so many.
//
// When a process outgrows its table of descriptors, at 64, 128, 256 …, Linux makes
// it wait for up to about twenty milliseconds, which would be measured as well. A
// program that is started while the descriptors are open gets a table as large as
// ours.
func reserve(n int) (release func(), err error) {
	var files []*os.File
	release = func() {
		for _, file := range files {
			file.Close()
		}
	}
	for range n {
		file, err := os.Open(os.DevNull)
		if err != nil {
			release()
			return nil, err
		}
		files = append(files, file)
	}
	return release, nil
}

// recordAccepts records when a server that writes no events accepts its clients, as
// the system's table of sockets shows it, at most a period later.
func (r *recorder) recordAccepts(server string, over <-chan struct{}) {
	addr, err := netip.ParseAddrPort(server)
	if !sockettable.ShowsQueue || err != nil {
		return
	}
	const period = 10 * time.Millisecond
	tick := time.NewTicker(period)
	defer tick.Stop()
	accepted := map[netip.AddrPort]bool{}
	for !r.told.Load() {
		connections, err := sockettable.Connections(addr.Port())
		if err != nil {
			return // what it cannot tell now, it will not tell later
		}
		now := clock.Now()
		for _, c := range connections {
			if !c.Accepted || accepted[c.Peer] {
				continue
			}
			accepted[c.Peer] = true
			r.take(event.Event{
				Time: now, Lesson: timeline.Observed, Role: event.Server, Op: event.Accept,
				Conn: len(accepted), Local: c.Local.String(), Peer: c.Peer.String(),
			})
		}
		select {
		case <-tick.C:
		case <-over:
			return
		}
	}
}
