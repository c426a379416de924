package main

import (
	"slices"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/timeline"
)

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
