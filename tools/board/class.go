package main

import (
	"cmp"
	"slices"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/timeline"
)

// A state is what a client waits for, seen from the server.
type state string

const (
	queued   state = "queued"   // in the accept queue
	served   state = "served"   // accepted, and the server waits for it
	thinking state = "thinking" // the server has its message, and has not answered yet
	gone     state = "gone"
)

// A client is one connection. Who connects again is another one.
type client struct {
	number   int // in the order of arrival, from 1
	conn     int // as the server counts; 0 if it does not say
	peer     string
	state    state
	since    time.Time // when the state began
	tcp      string    // as the system calls its state; empty if it has none any more
	name     string    // the first text: in the lessons, people say who they are
	said     string    // the last one
	messages int
	answered bool          // at least once
	unread   int           // bytes that the server has not received yet
	arrived  time.Time     // when the connection was there
	waited   time.Duration // in the queue, and for answers, before since
}

// waits reports whether the client waits for the server.
func (c *client) waits() bool { return c.state == queued || c.state == thinking }

// waiting is how long the client has waited for the server until now.
func (c *client) waiting(now time.Time) time.Duration {
	if c.waits() {
		return c.waited + max(0, now.Sub(c.since))
	}
	return c.waited
}

// keptThoughts is of how many messages it is known how long the server thought.
const keptThoughts = 10_000

// keptGone is how many of those that have gone are kept: the last ones.
const keptGone = 200

// A class is all clients of one server, from its start to its end.
type class struct {
	begun   time.Time
	present []*client // in the order of arrival
	gone    []*client // in the order of leaving, the last ones of them
	left    int       // how many have gone
	arrived int       // how many have come
	answers int       // how many of them were answered
	waited  time.Duration
	told    bool            // the server writes events
	thought []time.Duration // how long, of the first messages
	greets  bool            // it speaks first, as far as the table of sockets shows

	version int // grows with every change

	byPeer map[string]*client // the last one with an address
	byConn map[int]*client
	record record
}

func newClass(begun time.Time) *class {
	return &class{begun: begun, byPeer: map[string]*client{}, byConn: map[int]*client{}}
}

// waiting is how long all clients together have waited for the server.
func (c *class) waiting(now time.Time) time.Duration {
	sum := c.waited
	for _, one := range c.present {
		sum += one.waiting(now)
	}
	return sum
}

// come adds a client. If another had its address, that one must have gone.
func (c *class) come(peer string, at time.Time) *client {
	if before := c.byPeer[peer]; before != nil {
		c.leave(before, at)
	}
	c.arrived++
	c.version++
	one := &client{number: c.arrived, peer: peer, state: queued, since: at, arrived: at}
	c.present = append(c.present, one)
	c.byPeer[peer] = one
	c.record.add(one, event.Connect, at, at, "")
	return one
}

// enter sets the state of a client.
func (c *class) enter(one *client, next state, at time.Time) {
	if one.state == next {
		return
	}
	c.version++
	if at.Before(one.since) { // two clocks, or two witnesses
		at = one.since
	}
	one.waited = one.waiting(at)
	one.state, one.since = next, at
}

// accept takes a client out of the queue.
func (c *class) accept(one *client, called, at time.Time) {
	if one.state == queued {
		c.enter(one, served, at)
	}
	c.record.add(one, event.Accept, called, at, "")
}

// receive takes a message of a client.
func (c *class) receive(one *client, at time.Time, text string) {
	one.messages++
	c.version++
	if text != "" {
		one.said = event.Cut(text, longestText)
		one.name = cmp.Or(one.name, one.said)
	}
	if one.state != gone {
		c.enter(one, thinking, at)
	}
	c.record.add(one, event.Recv, at, at, text)
}

// longestText is how many bytes of a message are kept.
const longestText = 120

// answer sends something to a client.
func (c *class) answer(one *client, at time.Time, text string) {
	if one.state == thinking {
		if !one.answered {
			one.answered = true
			c.answers++
		}
		if len(c.thought) < keptThoughts {
			c.thought = append(c.thought, max(0, at.Sub(one.since)))
		}
		c.enter(one, served, at)
	}
	c.record.add(one, event.Send, at, at, text)
}

// leave notes that a connection has ended.
func (c *class) leave(one *client, at time.Time) {
	if one.state == gone {
		return
	}
	c.enter(one, gone, at)
	c.record.add(one, event.Close, at, at, "")
	c.left++
	c.waited += one.waited
	c.present = slices.DeleteFunc(c.present, func(other *client) bool { return other == one })
	if c.gone = append(c.gone, one); len(c.gone) > keptGone {
		c.forget(c.gone[0])
		c.gone = slices.Delete(c.gone, 0, 1)
	}
}

// forget frees the memory of a client that has gone.
func (c *class) forget(one *client) {
	if c.byPeer[one.peer] == one {
		delete(c.byPeer, one.peer)
	}
	if c.byConn[one.conn] == one {
		delete(c.byConn, one.conn)
	}
}

// end ends a class: the server has ended, and all connections with it.
func (c *class) end(at time.Time) {
	for len(c.present) > 0 {
		c.leave(c.present[len(c.present)-1], at)
	}
}

// take takes an event of the server.
func (c *class) take(e event.Event) {
	c.told = true
	if e.Conn == 0 {
		return
	}
	at := e.Returned()
	if e.Op == event.Accept {
		one := c.byPeer[e.Peer]
		if one == nil || one.state == gone || one.conn != 0 {
			one = c.come(e.Peer, at)
		}
		one.conn = e.Conn
		c.byConn[e.Conn] = one
		c.accept(one, e.Called(), at)
		return
	}
	one := c.byConn[e.Conn]
	if one == nil {
		return // lost, or forgotten
	}
	switch e.Op {
	case event.Recv:
		c.receive(one, at, e.Text)
	case event.Send:
		c.answer(one, e.Time, e.Text)
	case event.Close:
		c.leave(one, at)
	}
}

// A record is what happened in a class, as events of the server and of its clients, which
// do not say yet where the server listens.
type record []event.Event

// keptEvents is how many there may be.
const keptEvents = 200_000

// other is what a client has done when the server has called something.
var other = map[event.Op]event.Op{
	event.Connect: event.Connect, event.Recv: event.Send, event.Send: event.Recv, event.Close: event.Close,
}

// add notes what has happened to a client, as a load would have written it: so a class is
// drawn as a comparison is.
func (r *record) add(one *client, op event.Op, called, returned time.Time, text string) {
	if len(*r) >= keptEvents || one.number > timeline.MaxClients {
		return
	}
	text = event.Cut(text, longestText)
	e := event.Event{
		Time: returned.Round(0).UTC(), Lesson: "board", Role: event.Server, Op: op, Conn: one.number, Peer: one.peer,
		Bytes: len(text), Text: text, Took: event.Seconds(returned.Sub(called).Seconds()),
	}
	theirs := e
	theirs.Role, theirs.Op, theirs.Local, theirs.Peer, theirs.Took = event.Client, other[op], one.peer, "", 0
	switch op {
	case event.Connect:
		*r = append(*r, theirs)
	case event.Accept:
		*r = append(*r, e)
	case event.Recv: // a message is sent before it is received, and so is an answer
		*r = append(*r, theirs, e)
	default:
		*r = append(*r, e, theirs)
	}
}

// recording is the run of the class so far. It begins with its first client, and
// those who are still there seem to leave now.
func (c *class) recording(now time.Time, server, listen string, greets bool) (timeline.Recording, bool) {
	clients := min(c.arrived, timeline.MaxClients)
	if clients == 0 {
		return timeline.Recording{}, false
	}
	events := slices.Clone(c.record)
	for _, one := range c.present {
		events.add(one, event.Close, now, now, "")
	}
	for i := range events {
		if e := &events[i]; e.Role == event.Server {
			e.Local = listen
		} else {
			e.Peer = listen
		}
	}
	slices.SortStableFunc(events, func(a, b event.Event) int { return a.Time.Compare(b.Time) })
	return timeline.Recording{
		Plan:   timeline.Plan{Server: server, Clients: clients, Greets: greets, Delay: c.thinks()},
		Begun:  events[0].Time,
		Events: events,
	}, true
}

// thinks is how long the server thinks about a message, for most of them.
func (c *class) thinks() time.Duration {
	if len(c.thought) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(c.thought))
	return min(sorted[len(sorted)/2], timeline.MaxDelay)
}
