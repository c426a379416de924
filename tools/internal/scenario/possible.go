package scenario

import (
	"fmt"
	"strings"

	"tcplab/shared/event"
)

// Possible returns an error if the order of the entries cannot be: if something
// has come before what it depends on. What has happened at the same time, as far
// as the clock can tell, may have happened in any order.
func (s Scenario) Possible(r Recording) error {
	p := newPast(r)
	for left := r.Entries; len(left) > 0; {
		n := 1
		for n < len(left) && left[n].Time.Equal(left[0].Time) {
			n++
		}
		if n < len(left) && left[n].Time.Before(left[0].Time) {
			return fmt.Errorf("%s is not at its time", left[n])
		}
		if err := p.takeAll(left[:n]); err != nil {
			return err
		}
		left = left[n:]
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

// A past is what has happened so far in a play, of which the rest is known.
type past struct {
	began, left, pressed, failed map[int]bool // actors
	typed                        map[int]int  // lines at an actor's terminal
	calls                        map[call]int // how often
	onTheWay                     map[way]int  // bytes
	shut                         map[way]bool // nothing more will come this way
	closed                       map[way]bool // nor will what comes the other way be taken
	ways                         map[int]way  // in which a client sends

	actors   map[string]int  // by their addresses
	operated map[int]bool    // actors that send what is typed
	runs     map[int]int     // how often an actor has begun
	presses  map[[2]int]bool // whether Ctrl+C is pressed in an actor's nth run
}

// A call is one of an actor, on one of its connections or on any.
type call struct {
	actor int
	op    event.Op
	conn  int
}

// anyConn is the connection of a call on whichever.
const anyConn = -1

// A way is a direction of a connection.
type way struct{ from, to string }

func newPast(r Recording) *past {
	p := &past{
		began: map[int]bool{}, left: map[int]bool{}, pressed: map[int]bool{}, failed: map[int]bool{},
		typed: map[int]int{}, calls: map[call]int{},
		onTheWay: map[way]int{}, shut: map[way]bool{}, closed: map[way]bool{}, ways: map[int]way{},
		actors: map[string]int{}, operated: map[int]bool{}, runs: map[int]int{}, presses: map[[2]int]bool{},
	}
	runs := map[int]int{}
	for _, e := range r.Entries {
		switch {
		case e.Event.Op == event.Connect:
			p.actors[e.Event.Local] = e.Actor
		case e.Step.Do == Start:
			runs[e.Actor]++
		case e.Step.Do == Type:
			p.operated[e.Actor] = true
		case e.Step.Do == Press:
			p.presses[[2]int{e.Actor, runs[e.Actor]}] = true
		}
	}
	return p
}

// takeAll takes in what has happened at one time, in an order that can be.
func (p *past) takeAll(entries []Entry) error {
	for left := entries; len(left) > 0; {
		next := 0
		for next < len(left) && p.forbids(left[next]) != "" {
			next++
		}
		if next == len(left) {
			return fmt.Errorf("%s: %s", left[0], p.forbids(left[0]))
		}
		p.take(left[next])
		rest := append([]Entry(nil), left[:next]...)
		left = append(rest, left[next+1:]...)
	}
	return nil
}

// forbids says why something cannot happen now, or nothing.
func (p *past) forbids(e Entry) string {
	v := e.Event
	here, there := way{v.Local, v.Peer}, way{v.Peer, v.Local}
	sends := v.Op == event.Send || v.Op == event.Error && strings.HasPrefix(v.Error, "write")
	switch {
	case e.Step.Do == Await && p.calls[call{e.Actor, e.Step.Op, anyConn}] < e.Step.N:
		return "it has not come yet"
	case v.Op == "":
		return ""
	case !p.began[e.Actor]:
		return "it has not begun"
	case p.left[e.Actor]:
		return "it has ended"
	case v.Op == event.Accept && !p.knows(v.Peer):
		return "there is no such client yet"
	case v.Role == event.Server && v.Conn > 0 && v.Op != event.Accept && p.calls[call{e.Actor, event.Accept, v.Conn}] == 0:
		return "it was not accepted"
	case v.Op == event.Recv && p.onTheWay[there] < v.Bytes:
		return "nobody has sent that much"
	case v.Op == event.EOF && p.onTheWay[there] > 0:
		return "there is more to be received"
	case v.Op == event.EOF && !p.shut[there]:
		return "nobody has closed"
	case v.Conn > 0 && p.closed[here], v.Op == event.Send && p.shut[here]:
		return "it is closed"
	case sends && p.operated[e.Actor] && p.sent(e.Actor) >= p.typed[e.Actor]:
		return "nobody has typed it"
	case v.Op == event.Error && strings.Contains(v.Error, "reset") && v.Role == event.Client && !p.ends(0):
		return "the server has not ended"
	case v.Op == event.Stop && !p.ends(e.Actor):
		return "it has no reason to stop"
	}
	return ""
}

// knows reports whether the client at an address has begun.
func (p *past) knows(addr string) bool {
	actor, ok := p.actors[addr]
	return ok && p.began[actor]
}

// sent is how often an actor has called send, with success or without.
func (p *past) sent(actor int) int {
	return p.calls[call{actor, event.Send, anyConn}] + p.calls[call{actor, sendFailed, anyConn}]
}

// sendFailed counts what is an event.Error.
const sendFailed event.Op = "send failed"

// ends reports whether an actor comes to its end: it has closed what it has
// opened, and if it is to end by Ctrl+C, that was pressed.
func (p *past) ends(actor int) bool {
	opened := p.calls[call{actor, event.Accept, anyConn}] + p.calls[call{actor, event.Connect, anyConn}]
	waits := p.presses[[2]int{actor, p.runs[actor]}] && !p.pressed[actor]
	return p.failed[actor] || !waits && p.calls[call{actor, event.Close, anyConn}] == opened
}

// take takes in what has happened.
func (p *past) take(e Entry) {
	v := e.Event
	here, there := way{v.Local, v.Peer}, way{v.Peer, v.Local}
	switch e.Step.Do {
	case Start:
		p.begin(e.Actor)
	case Type:
		p.typed[e.Actor]++
	case Press:
		p.pressed[e.Actor] = true
	case Ended:
		p.left[e.Actor] = true
	case Shut:
		p.shut[p.ways[e.Actor]] = true
	}
	p.calls[call{e.Actor, v.Op, anyConn}]++
	p.calls[call{e.Actor, v.Op, v.Conn}]++
	switch v.Op {
	case event.Connect:
		p.ways[e.Actor] = here
	case event.Send:
		p.onTheWay[here] += v.Bytes
	case event.Recv:
		p.onTheWay[there] -= v.Bytes
	case event.Close:
		p.shut[here], p.closed[here] = true, true
	case event.Error:
		p.failed[e.Actor] = true
		if strings.HasPrefix(v.Error, "write") {
			p.calls[call{e.Actor, sendFailed, anyConn}]++
		}
	}
}

// begin has an actor begin, perhaps not for the first time.
func (p *past) begin(actor int) {
	p.began[actor] = true
	p.left[actor], p.pressed[actor], p.failed[actor] = false, false, false
	p.typed[actor] = 0
	p.runs[actor]++
	for c := range p.calls {
		if c.actor == actor {
			delete(p.calls, c)
		}
	}
}
