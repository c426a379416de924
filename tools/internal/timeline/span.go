package timeline

import "time"

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
