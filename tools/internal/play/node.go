package play

import (
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/trace"
)

// A node is an entry in the order of a play.
type node struct {
	Entry
	call    *trace.Call // nil for what is none
	program *program    // whose it is
	server  *program    // that ran then
	sends   int         // of the program, with this one, if it is a send
}

// A program is what an actor does from one start to the next.
type program struct {
	process *trace.Process
	nodes   []*node
	connect event.Event // the last one
	sends   int         // how often it has called send
	byHand  bool        // the play makes its calls
	awaited bool        // the play has waited for one of them
	polls   bool        // it serves all clients in an event loop
}

// Calls returns the calls of a recording: for each of its entries one, or nil for
// what is no call.
func (p Play) Calls(r Recording) (calls []*trace.Call) {
	for _, n := range p.nodes(r) {
		calls = append(calls, n.call)
	}
	return calls
}

// nodes returns the entries of a recording, and what belongs to them.
func (p Play) nodes(r Recording) (nodes []*node) {
	var t trace.Trace
	running := map[int]*program{} // by actors
	for _, e := range r.Entries {
		prog := running[e.Actor]
		if prog == nil || e.Step.Do == Start {
			prog = &program{process: t.Process()}
			prog.process.Concurrent = p.Concurrent && e.Actor == 0
			running[e.Actor] = prog
		}
		n := &node{Entry: e, program: prog, server: running[0]}
		prog.take(n)
		nodes = append(nodes, n)
	}
	return nodes
}

// take takes in the next node of the program.
func (p *program) take(n *node) {
	p.nodes = append(p.nodes, n)
	v := n.Timed()
	switch n.Step.Do {
	case Start:
		p.process.Started, p.byHand = n.Time, n.Step.Text == ""
	case Await:
		p.awaited = true
	case Shut:
		v = p.connect
		v.Time, v.Op, v.Took = n.Time, trace.Shutdown, 0
	}
	if v.Op == "" {
		return
	}
	n.call = p.process.Take(v)
	p.polls = p.polls || v.Op == event.Poll
	switch {
	case v.Op == event.Connect:
		p.connect = v
	case n.call.Name() == event.Send:
		p.sends++
		n.sends = p.sends
	}
}

// never is the time of what has not come at all.
var never = time.Unix(1<<40, 0)

// nth returns when the program's nth step or event of a kind came.
func (p *program) nth(do Action, op event.Op, n int) time.Time {
	for _, e := range p.nodes {
		if e.Step.Do == do && e.Event.Op == op {
			if n--; n == 0 {
				return e.Time
			}
		}
	}
	return never
}
