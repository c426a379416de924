package main

import (
	"slices"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/timeline"
)

// A record is what happened in a class, as the server saw it.
type record struct {
	peers   []string // of the clients, by their number less one
	moments []moment
	lost    int
}

// A moment is a call of the server, or that a client has connected. It is small, as
// there may be many.
type moment struct {
	at   time.Time
	took time.Duration
	op   event.Op
	conn int // the number of the client
	text string
}

// keptMoments is how many there may be.
const keptMoments = 100_000

// add notes what has happened to a client.
func (r *record) add(one *client, op event.Op, called, returned time.Time, text string) {
	if len(r.moments) == keptMoments || one.number > timeline.MaxClients {
		r.lost++
		return
	}
	if op == event.Connect {
		r.peers = append(r.peers, one.peer)
	}
	r.moments = append(r.moments, moment{returned, returned.Sub(called), op, one.number, event.Cut(text, longestText)})
}

// other is what a client has done when the server has called something.
var other = map[event.Op]event.Op{
	event.Connect: event.Connect, event.Recv: event.Send, event.Send: event.Recv, event.Close: event.Close,
}

// events are those of the server and of its clients, as a load would have written
// them: so a class is drawn as a comparison is.
func (r *record) events(listen string) (all []event.Event) {
	for _, m := range r.moments {
		e := event.Event{
			Time: m.at.Round(0).UTC(), Lesson: "board", Op: m.op, Conn: m.conn, Bytes: len(m.text), Text: m.text,
			Took: event.Seconds(m.took.Seconds()),
		}
		peer := r.peers[m.conn-1]
		theirs := e
		theirs.Role, theirs.Op, theirs.Local, theirs.Peer, theirs.Took = event.Client, other[m.op], peer, listen, 0
		e.Role, e.Local, e.Peer = event.Server, listen, peer
		switch m.op {
		case event.Connect:
			all = append(all, theirs)
		case event.Accept:
			all = append(all, e)
		case event.Recv: // a message is sent before it is received, and so is an answer
			all = append(all, theirs, e)
		default:
			all = append(all, e, theirs)
		}
	}
	slices.SortStableFunc(all, func(a, b event.Event) int { return a.Time.Compare(b.Time) })
	return all
}

// recording is the run of the class so far. It begins with its first client, and
// those who are still there seem to leave now.
func (c *class) recording(now time.Time, server, listen string, greets bool) (timeline.Recording, bool) {
	clients := min(c.arrived, timeline.MaxClients)
	if clients == 0 {
		return timeline.Recording{}, false
	}
	r := record{peers: c.record.peers, moments: slices.Clone(c.record.moments)}
	for _, one := range c.present {
		r.add(one, event.Close, now, now, "")
	}
	events := r.events(listen)
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
