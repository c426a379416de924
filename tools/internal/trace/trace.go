// Package trace finds out what the calls of several processes have to do with
// each other: which connect met which accept, which sends carried the bytes that
// a recv returned, and what must have come before what.
//
//	var t trace.Trace
//	server, client := t.Process(), t.Process()
//	call := server.Take(e) // and so on, in the order of each process
//	call.After()           // as far as it is known by then
//
// Each socket counts the bytes that it has sent and received. So a send and a
// recv cover a part of the same stream, and those that overlap belong together.
// The events of one process come in their order; those of another may come
// earlier or later. Who has waited, and in which call, is told by the times of a
// Call and by the one before it in its thread.
package trace

import (
	"slices"
	"sort"
	"strings"
	"time"

	"tcplab/shared/event"
)

// A Trace is of any number of processes. The zero Trace has none yet.
type Trace struct {
	clients, servers map[addrs][]*Socket // in their order: a port may be used again
}

// A Process is a program that writes events.
type Process struct {
	Concurrent bool      // a server with a goroutine for each client
	Started    time.Time // if that is known

	trace   *Trace
	main    Thread
	sockets map[int]*Socket // the last one of each number
	opened  []*Socket       // all
}

// A Thread does one thing after the other: a process, or a goroutine of a
// concurrent server.
type Thread struct {
	Process *Process
	Socket  *Socket // that the goroutine serves; nil for main
	last    *Call
}

// A Call is what an event tells. It was called and has returned at the times of
// the event, save for wait: that is an accept which has not returned.
type Call struct {
	event.Event
	Thread *Thread
	Before *Call   // in its thread, or nil
	Socket *Socket // of a connection, or nil

	// The part of the stream that a send or a recv covers. It is empty where the
	// stream ends, for the one that closes it and for the one that receives nothing.
	From, To int
}

// Shutdown is the op of a call that closes one direction. No program writes such
// an event: it is made where the call is known.
const Shutdown event.Op = "shutdown"

// Process adds a process.
func (t *Trace) Process() *Process {
	if t.clients == nil {
		t.clients, t.servers = map[addrs][]*Socket{}, map[addrs][]*Socket{}
	}
	p := &Process{trace: t, sockets: map[int]*Socket{}}
	p.main.Process = p
	return p
}

// Take takes in the next event of the process.
func (p *Process) Take(e event.Event) *Call {
	c := &Call{Event: e, Thread: &p.main}
	if e.Conn > 0 {
		c.Socket = p.socket(e)
		c.Socket.take(c)
		if p.Concurrent && e.Op != event.Accept {
			c.Thread = &c.Socket.goroutine
		}
	}
	c.Before, c.Thread.last = c.Thread.last, c
	return c
}

// socket returns the socket of an event. A call that opens a connection has a new
// one, even if its number was used before.
func (p *Process) socket(e event.Event) *Socket {
	s := p.sockets[e.Conn]
	opens := e.Op == event.Accept || e.Op == event.Connect
	if s == nil || opens && s.Opened != nil {
		s = p.trace.socket(p, e)
		p.sockets[e.Conn] = s
		p.opened = append(p.opened, s)
	}
	return s
}

// After returns the calls that had begun when c returned, however fast each
// process was, besides the one before c in its thread. So an order of calls is
// possible if none comes before those that it is after.
//
// Those of the other end of the connection have led to c: the connect that accept
// takes out of the queue, the sends whose bytes recv returns, the shutdown or close
// that a call comes upon.
func (c *Call) After() (after []*Call) {
	if c.Socket != nil && c.Socket.Opened != c {
		after = append(after, c.Socket.Opened)
	}
	other := c.Socket.Other()
	switch {
	case c.Op == event.Stop:
		for _, s := range c.Thread.Process.opened {
			after = append(after, s.Closed)
		}
	case other == nil:
	case c.Op == event.Accept:
		after = append(after, other.Opened)
	case c.Op == event.Recv:
		after = append(after, overlapping(other.sends, c)...)
	case c.Op == event.EOF:
		after = append(after, c.Socket.recvs[max(0, len(c.Socket.recvs)-1):]...) // nothing is left
		after = append(after, other.Shut)
	case c.IsReset():
		after = append(after, other.Closed)
	}
	return slices.DeleteFunc(after, func(c *Call) bool { return c == nil }) // not known
}

// overlapping returns the sends of which a recv has returned at least one byte.
func overlapping(sends []*Call, recv *Call) []*Call {
	from := sort.Search(len(sends), func(i int) bool { return sends[i].To > recv.From })
	to := sort.Search(len(sends), func(i int) bool { return sends[i].From >= recv.To })
	return sends[from:max(from, to)]
}

// Name is the name of the call, also of one that has returned nothing or an error.
func (c *Call) Name() event.Op {
	if c.Op == event.EOF {
		return event.Recv
	}
	name, _, failed := strings.Cut(c.Error, ":")
	switch {
	case !failed:
		return c.Op
	case name == "read": // as Go calls it
		return event.Recv
	case name == "write":
		return event.Send
	case name == "dial":
		return event.Connect
	}
	return event.Op(name)
}

// IsReset reports whether the call has failed because the other end was closed, or
// its process had ended.
func (c *Call) IsReset() bool {
	return slices.ContainsFunc(resets, func(text string) bool { return strings.Contains(c.Error, text) })
}

// resets are how systems call it.
var resets = []string{"reset", "broken pipe", "aborted", "forcibly closed"}
