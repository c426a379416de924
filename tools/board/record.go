package main

import (
	"slices"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/timeline"
)

// A record is what happened in a class, as the events of a run with the clients as
// a load would have written them: so it is drawn as a comparison is.
type record struct {
	events []event.Event
	lost   int
}

// keptEvents is how many there may be.
const keptEvents = 200_000

// client notes a call of a client.
func (r *record) client(one *client, op event.Op, at time.Time, text string) {
	r.add(event.Event{
		Time: at, Lesson: "board", Role: event.Client, Op: op, Conn: one.number,
		Local: one.peer, Bytes: len(text), Text: event.Cut(text, longestText),
	})
}

// server notes a call of the server.
func (r *record) server(one *client, op event.Op, called, returned time.Time, text string) {
	e := event.Event{
		Time: returned, Lesson: "board", Role: event.Server, Op: op, Conn: one.number,
		Peer: one.peer, Bytes: len(text), Text: event.Cut(text, longestText),
	}
	e.Took = event.Seconds(returned.Sub(called).Seconds())
	r.add(e)
}

func (r *record) add(e event.Event) {
	if len(r.events) == keptEvents || e.Conn > timeline.MaxClients {
		r.lost++
		return
	}
	r.events = append(r.events, e)
}

// recording is the run of the class so far. It begins with its first client.
func (c *class) recording(now time.Time, server, listen string, greets bool) (timeline.Recording, bool) {
	clients := min(c.arrived, timeline.MaxClients)
	if clients == 0 {
		return timeline.Recording{}, false
	}
	events := slices.Clone(c.record.events)
	for _, one := range c.present { // as if the class ended now
		events = append(events, event.Event{Time: now, Lesson: "board", Role: event.Client, Op: event.Close, Conn: one.number, Local: one.peer})
	}
	for i, e := range events {
		events[i].Time = e.Time.Round(0).UTC() // as it is written
		if e.Role == event.Client {
			events[i].Peer = listen
		} else {
			events[i].Local = listen
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
