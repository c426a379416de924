package sequence

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/tools/internal/trace"
)

// An interaction is what a diagram tells: who takes part, what each has done, and
// what has led to what.
type interaction struct {
	lines  []*lifeline // from left to right
	server *lifeline   // where it accepts
	steps  []*step     // of all, in the order of their times

	begun      time.Time
	polled     time.Duration // when the last poll has returned, of a server with an event loop
	stopping   bool          // Ctrl+C was pressed at the server
	packets    bool          // those that were sent have arrows, and not the calls
	actorOf    map[*trace.Process]int
	stepOf     map[*trace.Call]*step
	clients    map[int]*lifeline // by their actors
	goroutines map[int]*lifeline // by the actors of their clients
}

// A lifeline is someone who does one thing after the other: a client, a server,
// or the goroutine that a server has for a client.
type lifeline struct {
	role  role
	actor int // for a goroutine, its client
	conn  int // of a goroutine
	place int // among the lifelines
	ports []string
	steps []*step
	last  *step // that the next one follows
	waits []wait
	queue []stay // of a client
}

type role int

const (
	clientRole role = iota
	serverRole
	goroutineRole
	secondRole // a server that stands where a client would
)

// A step is what a lifeline has done at a time: a call, or a key that was
// pressed. A send is told when it was called, any other call when it returned.
type step struct {
	at               time.Duration
	called, returned time.Duration
	line             *lifeline
	op               event.Op    // or one of the acts
	call             *trace.Call // nil for an act
	text             string
	bytes            int
	err              string

	from   *lifeline // where its arrow begins, if not here
	to     *lifeline // where its arrow leads
	takes  []*step   // what came before it at the other end
	taken  *step     // what took all of it, in turn
	atOnce bool      // it was taken at once
	closed *step     // the close of the other end
	goes   *lifeline // the goroutine that an accept is followed by
	lost   bool      // nobody left to receive it
}

// newInteraction finds out what the steps of a diagram have to do with each other.
func newInteraction(d Diagram) *interaction {
	in := &interaction{
		begun: d.Begun, server: &lifeline{role: serverRole},
		actorOf: map[*trace.Process]int{}, stepOf: map[*trace.Call]*step{},
		clients: map[int]*lifeline{}, goroutines: map[int]*lifeline{},
	}
	for _, s := range d.Steps {
		if s.Call != nil {
			in.actorOf[s.Call.Thread.Process] = s.Actor
		}
		in.packets = in.packets || s.Act == Packet
	}
	for _, s := range d.Steps {
		in.take(s)
	}
	in.link()
	in.arrange()
	return in
}

// How many bytes of an error and of a port are drawn: a server that is not the lab's may
// write events with anything in them.
const (
	longestError = 200
	longestPort  = 5
)

func (in *interaction) since(at time.Time) time.Duration { return at.Sub(in.begun) }

// take takes in a step. A wait alone is nothing to be seen.
func (in *interaction) take(given Step) {
	s := &step{call: given.Call, op: given.Act, text: given.Text}
	switch c := given.Call; {
	case given.Act == Packet:
		s.atOnce, s.to = true, in.lineOf(given.To, nil)
	case c == nil:
		in.stopping = in.stopping || given.Act == Pressed && given.Actor == 0
	case c.Op == event.Wait:
		return
	case c.Op == event.Poll:
		in.poll(c)
		return
	default:
		given.Time = c.Time
		s.op, s.text, s.bytes, s.err = c.Op, c.Text, c.Bytes, console.Printable(event.Cut(c.Error, longestError))
		in.stepOf[c] = s
	}
	s.at = in.since(given.Time)
	s.called, s.returned = s.at, s.at
	if s.call != nil {
		s.called, s.returned = in.since(s.call.Called()), in.since(s.call.Returned())
	}
	s.line = in.lineOf(given.Actor, given.Call)
	if s.op != Packet {
		in.wait(s)
	}
	s.line.steps = append(s.line.steps, s)
	in.steps = append(in.steps, s)
	if s.op != Pressed && s.op != Packet {
		s.line.last = s
	}
	if s.op == event.Accept {
		if s.goes = in.goroutine(s.call.Socket); s.goes != nil {
			s.goes.last = s
		}
	}
}

// lineOf returns the lifeline of an actor who makes a call or presses a key.
func (in *interaction) lineOf(actor int, c *trace.Call) *lifeline {
	line := in.server
	if actor > 0 {
		line = in.clients[actor]
	}
	if line == nil {
		line = &lifeline{role: clientRole, actor: actor}
		in.clients[actor] = line
	}
	switch {
	case c == nil:
	case c.Op == event.Listen, c.Op == event.Connect:
		line.port(c.Local)
	case actor > 0 && c.Role == event.Server:
		line.role = secondRole
	case c.Thread.Socket != nil:
		return cmp.Or(in.goroutine(c.Thread.Socket), line)
	}
	return line
}

// goroutine returns the goroutine that serves a client, if the server has one for
// each, or nil. One of a client that is not known is not told from main.
func (in *interaction) goroutine(s *trace.Socket) *lifeline {
	client := s.Other()
	if client == nil || !s.Process.Concurrent {
		return nil
	}
	actor := in.actorOf[client.Process]
	if actor == 0 {
		return nil
	}
	g := in.goroutines[actor]
	if g == nil {
		g = &lifeline{role: goroutineRole, actor: actor, conn: s.Number}
		in.goroutines[actor] = g
	}
	return g
}

func (l *lifeline) port(addr string) {
	port := console.Printable(event.Cut(addr[strings.LastIndex(addr, ":")+1:], longestPort))
	if port = ":" + port; !slices.Contains(l.ports, port) {
		l.ports = append(l.ports, port)
	}
}

// link finds out what has led to what.
func (in *interaction) link() {
	for _, s := range in.steps {
		switch {
		case s.call == nil:
		case s.call.Socket == nil:
			in.fail(s)
		default:
			in.meet(s)
		}
	}
	in.unnoticed()
	depths := map[*step]int{}
	for _, s := range in.steps {
		s.depth(depths)
	}
	slices.SortStableFunc(in.steps, func(a, b *step) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(depths[a], depths[b]))
	})
}

// depth notes how many steps at the very same time a step follows: those before it in
// its line, and those that it takes. Where a coarse clock makes them a circle, it ends.
func (s *step) depth(known map[*step]int) int {
	if d, ok := known[s]; ok {
		return d
	}
	known[s] = 0
	causes := slices.Clone(s.takes)
	if n := slices.Index(s.line.steps, s); n > 0 {
		causes = append(causes, s.line.steps[n-1])
	}
	for _, cause := range causes {
		if cause.at == s.at {
			known[s] = max(known[s], cause.depth(known)+1)
		}
	}
	return known[s]
}

// meet finds out what a step has to do with the other end of its connection.
func (in *interaction) meet(s *step) {
	if other := s.call.Socket.Other(); other != nil {
		s.closed = in.stepOf[other.Closed]
	}
	switch s.op {
	case event.Connect:
		if !in.packets {
			s.to = in.server
		}
		in.queue(s)
	case event.Send:
		s.to = in.other(s)
		s.lost = s.closed != nil && s.closed.at <= s.at
	case event.Accept, event.Recv, event.EOF:
		in.receive(s)
	case event.Error:
		in.fail(s)
	}
}

// other returns who is at the other end of a step's connection, or nil.
func (in *interaction) other(s *step) *lifeline {
	other := s.call.Socket.Other()
	switch {
	case other == nil && s.line.role == clientRole:
		return in.server // has it in the queue
	case other == nil:
		return nil
	case in.actorOf[other.Process] > 0:
		return in.clients[in.actorOf[other.Process]]
	}
	return cmp.Or(in.goroutine(other), in.server)
}

// queue notes how long a client is in the accept queue.
func (in *interaction) queue(connect *step) {
	from, to := connect.call.Socket.Queue()
	connect.at = in.since(from)
	if to.Sub(from) < instant {
		return
	}
	s := stay{from: in.since(from), to: in.since(to), accept: in.stepOf[connect.call.Socket.Accepted()]}
	if s.accept != nil { // which is told when it has returned
		s.to = s.accept.at
	}
	connect.line.queue = append(connect.line.queue, s)
}

// receive notes what a step takes: a client out of the queue, bytes, or an end.
func (in *interaction) receive(s *step) {
	for _, cause := range s.call.After() {
		before := in.stepOf[cause]
		again := s.op == event.EOF && before.taken != nil
		if cause.Thread.Process == s.call.Thread.Process || again {
			continue
		}
		if s.op == event.EOF && !in.packets {
			before.to = s.line
		}
		s.takes = append(s.takes, before)
		if cause.To <= s.call.To {
			before.taken = s
		}
	}
	if len(s.takes) != 1 {
		return
	}
	switch before := s.takes[0]; {
	case s.op == event.Accept:
		before.atOnce = s.called-before.at < instant // it may have been called long before
	case s.op == event.EOF && in.packets: // a FIN comes first
	case s.op == event.EOF, before.call.From == s.call.From && before.call.To == s.call.To:
		before.atOnce = s.awaits(before)
	}
}

// awaits reports whether a recv was called by the time at which what it takes was
// sent, or right after that.
func (s *step) awaits(sent *step) bool {
	if s.called-sent.at >= instant {
		return false
	}
	for _, between := range s.line.steps {
		if between == s {
			break
		}
		known := between.op == event.Connect || between.op == event.Accept // it tells late of what was before
		if between.at > sent.at && !known {
			return false
		}
	}
	return true
}

// fail finds the arrow of an error: of a client that nobody listens to, or that
// the server's system has cut off.
func (in *interaction) fail(s *step) {
	switch {
	case s.line.role != clientRole || s.op != event.Error || in.packets:
	case s.call.Name() == event.Connect:
		s.to, s.lost = in.server, true
	case s.call.IsReset() && s.call.Socket != nil:
		s.from, s.to = in.other(s), s.line
	}
}

// unnoticed has a close lead to one who has not looked for a while: to whom it
// has come without being noticed.
func (in *interaction) unnoticed() {
	for _, s := range in.steps {
		if !in.packets && s.op == event.Close && s.taken == nil && s.closed != nil && s.closed.at-s.at >= instant {
			s.to = in.other(s)
		}
	}
}

// arrange sets the lifelines side by side: the server in the middle, and each
// goroutine between it and its client.
func (in *interaction) arrange() {
	actors := slices.Sorted(maps.Keys(in.clients))
	half := max(1, len(actors)/2)
	for i, actor := range actors {
		if i == half {
			in.lines = append(in.lines, in.server)
		}
		pair := []*lifeline{in.clients[actor]}
		if g := in.goroutines[actor]; g != nil {
			pair = append(pair, g)
		}
		if i >= half {
			slices.Reverse(pair)
		}
		in.lines = append(in.lines, pair...)
	}
	if len(actors) <= half {
		in.lines = append(in.lines, in.server)
	}
	for i, line := range in.lines {
		line.place = i
	}
}
