package timeline

import (
	"cmp"
	"slices"
	"time"

	"tcplab/shared/event"
)

// A Phase is a part of what a client goes through.
type Phase int

// The phases of a client, in their order. Sending and greeting are usually too
// short to be seen.
const (
	Coming     Phase = iota // it has not called connect yet
	Connecting              // in connect
	Queued                  // connected, but not accepted
	Greeting                // accepted, and waiting for the greeting
	Sending                 // between a reply and the next message
	Waiting                 // for the reply
	Done                    // closed, with all replies
	Failed                  // it has given up
)

// A Span is a phase of a client, for as long as it lasted.
type Span struct {
	Phase    Phase
	From, To time.Duration
	Exchange int // in Waiting: which one, from 1
}

// Spans returns the phases of the client up to now, in their order. Those that
// took no time are left out, and so are Coming, Done and Failed.
func (c *Client) Spans(now time.Duration) (spans []Span) {
	end := now
	for _, over := range []time.Duration{c.Finished, c.FailedAt} {
		if over != Never {
			end = min(end, over)
		}
	}
	at := c.Called
	spans = make([]Span, 0, 4+2*len(c.Exchanges))
	until := func(phase Phase, to time.Duration, exchange int) {
		if to == Never || to > end {
			to = end
		}
		if to > at {
			spans = append(spans, Span{phase, at, to, exchange})
			at = to
		}
	}
	until(Connecting, c.Connected, 0)
	if c.Connected == Never {
		return spans
	}
	until(Queued, c.Served(), 0)
	if c.Served() == Never {
		return spans
	}
	if c.run.Plan.Greets {
		until(Greeting, c.FirstByte, 0)
		if c.FirstByte == Never {
			return spans
		}
	}
	for i, e := range c.Exchanges {
		until(Sending, e.Sent, 0)
		until(Waiting, e.Answered, i+1)
	}
	until(Sending, Never, 0)
	return spans
}

// Phase returns the phase of the client at a time.
func (c *Client) Phase(now time.Duration) Phase {
	has := func(at time.Duration) bool { return at != Never && at <= now }
	switch {
	case has(c.FailedAt):
		return Failed
	case has(c.Finished):
		return Done
	case now < c.Called:
		return Coming
	}
	spans := c.Spans(now + 1) // what begins now has begun
	return spans[len(spans)-1].Phase
}

// A Count is how many clients are not connected yet, are queued, served, done,
// and have failed.
type Count struct{ Coming, Queued, Served, Done, Failed int }

// CountOf counts clients by their phase at a time.
func CountOf(clients []*Client, now time.Duration) (count Count) {
	for _, c := range clients {
		switch c.Phase(now) {
		case Coming, Connecting:
			count.Coming++
		case Queued:
			count.Queued++
		case Greeting, Sending, Waiting:
			count.Served++
		case Done:
			count.Done++
		case Failed:
			count.Failed++
		}
	}
	return count
}

// An interval is a part of the time of a run.
type interval struct{ from, to time.Duration }

// mostAtOnce returns how many of the intervals have a moment in common, at most.
func mostAtOnce(intervals []interval) (most int) {
	type step struct {
		at    time.Duration
		delta int
	}
	var steps []step
	for _, i := range intervals {
		steps = append(steps, step{i.from, 1}, step{i.to, -1})
	}
	slices.SortFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.at, b.at), a.delta-b.delta)
	})
	now := 0
	for _, s := range steps {
		now += s.delta
		most = max(most, now)
	}
	return most
}

// AtOnce returns how many clients were in the time between accept and close at
// the same moment, at most, as far as the events show it.
func (r *Run) AtOnce() int {
	var served []interval
	for _, c := range r.Clients {
		from, to := c.Served(), c.left()
		if from == Never || to == Never {
			continue
		}
		if !r.showsAccept() && r.Plan.Messages == 1 { // its first byte is all there is
			from = max(c.Connected, from-r.Plan.Delay)
		}
		// The end of one client and the beginning of the next may be seen by different
		// programs: a short overlap means nothing.
		served = append(served, interval{from, to - (to-from)/10})
	}
	return mostAtOnce(served)
}

// waits are the times in which the clients waited for a reply.
func (r *Run) waits() (waits []interval) {
	for _, c := range r.Clients {
		for i, e := range c.Exchanges {
			if e.Answered == Never || i == 0 && !r.showsAccept() {
				continue // it may have been queued in that time
			}
			waits = append(waits, interval{max(e.Sent, c.Served()), e.Answered})
		}
	}
	return waits
}

// queued reports whether a client waited in the queue for a good part of a
// conversation.
func (r *Run) queued() bool {
	limit := max(r.Plan.conversation(), r.Plan.Delay) / 5
	if !r.showsAccept() { // then the time in the queue seems to last until the first reply
		limit += r.Plan.Delay
	}
	return slices.ContainsFunc(r.Clients, func(c *Client) bool { return c.Queued() > limit })
}

// showsAccept reports whether it is known when a client left the queue.
func (r *Run) showsAccept() bool { return r.WritesEvents || r.Plan.Greets || r.Marked(event.Accept) }

// waited is how long all clients together have waited for the server.
func (r *Run) waited() (sum time.Duration) {
	for _, c := range r.Clients {
		for _, span := range c.Spans(r.End()) {
			if span.Phase == Queued || span.Phase == Greeting || span.Phase == Waiting {
				sum += span.To - span.From
			}
		}
	}
	return sum
}
