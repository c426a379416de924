package play

import (
	"fmt"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/trace"
)

// Possible returns an error if the order of the entries cannot be: if one has come
// before what it depends on. What has happened at the same time, as far as the
// clock can tell, may have happened in any order.
func (p Play) Possible(r Recording) error {
	last := time.Time{}
	for _, n := range p.nodes(r) {
		if n.Time.Before(last) {
			return fmt.Errorf("%s is not at its time", n)
		}
		last = n.Time
		if p.Network && n.call != nil && n.call.IsReset() {
			continue // neither end has closed
		}
		for _, need := range n.needs() {
			if need.at.After(n.Time) {
				return fmt.Errorf("%s: %s", n, need.missing)
			}
		}
	}
	return nil
}

// String names an entry in an error.
func (e Entry) String() string {
	if e.Event.Op != "" {
		return fmt.Sprintf("%s of actor %d", e.Event.Op, e.Actor)
	}
	return fmt.Sprintf("step %q of actor %d", e.Step.Do, e.Actor)
}

// A need is what a node does not come before.
type need struct {
	at      time.Time // when it came
	missing string    // what to say of a node that came earlier
}

// needs returns what a node does not come before.
func (n *node) needs() (needs []need) {
	p := n.program
	switch {
	case n.Step.Do == Await:
		return []need{{p.nth("", n.Step.Op, n.Step.N), "it has not come yet"}}
	case n.Step.Do == Ended:
		for _, e := range p.nodes {
			if e.Event.Op != "" {
				needs = append(needs, need{e.Time, fmt.Sprintf("it has ended before %s", e)})
			}
		}
		return needs
	case n.Event.Op == "":
		return nil
	}
	needs = append(needs, need{p.nth(Start, "", 1), "it has not begun"})
	switch {
	case n.sends > 0 && p.nth(Type, "", 1) != never:
		needs = append(needs, need{p.nth(Type, "", n.sends), "nobody has typed it"})
	case n.Event.Op == event.Stop:
		needs = append(needs, p.end("it has no reason to stop")...)
	case n.call.IsReset() && n.call.Socket != nil && n.call.Socket.Other() == nil && n.server != nil: // it was in the queue
		needs = append(needs, n.server.end("the server has not ended")...)
	}
	return append(needs, callNeeds(n.call)...)
}

// end returns what the program does not end before.
func (p *program) end(missing string) (needs []need) {
	if pressed := p.nth(Press, "", 1); pressed != never {
		return []need{{pressed, missing}}
	}
	for _, n := range p.nodes {
		if n.Event.Op == event.Stop {
			for _, before := range n.call.After() {
				needs = append(needs, need{before.Time, missing})
			}
		}
	}
	return needs
}

// callNeeds returns what a call does not come before in any play.
func callNeeds(c *trace.Call) (needs []need) {
	switch other := c.Socket.Other(); {
	case c.Op != event.Recv && c.Op != event.EOF:
	case other == nil || other.Sent < c.To:
		return []need{{never, missing[event.Send]}}
	case c.Op == event.EOF && other.Shut == nil:
		return []need{{never, missing[event.Close]}}
	}
	for _, before := range c.After() {
		if c.Op == event.Accept { // which may return before connect does
			needs = append(needs, need{before.Thread.Process.Started, "there is no such client yet"})
			continue
		}
		needs = append(needs, need{before.Time, missing[before.Op]})
	}
	return needs
}

// missing says which call has not come.
var missing = map[event.Op]string{
	event.Connect:  "it is not connected",
	event.Accept:   "it was not accepted",
	event.Send:     "nobody has sent that much",
	event.Recv:     "there is more to be received",
	event.Close:    "nobody has closed",
	trace.Shutdown: "nobody has closed",
}
