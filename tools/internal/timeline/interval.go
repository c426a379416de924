package timeline

import (
	"cmp"
	"slices"
	"tcplab/shared/event"
	"time"
)

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
