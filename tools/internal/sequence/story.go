package sequence

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/tools/internal/scenario"
	"tcplab/tools/internal/trace"
)

// A story is a play, told line by line: who takes part, what each has done, and
// what has led to what.
type story struct {
	lines  []*lifeline // from left to right
	server *lifeline   // where it accepts
	deeds  []*deed     // of all, in the order of their times
}

// A lifeline is someone who does one thing after the other: a client, a server,
// or the goroutine that a server has for a client.
type lifeline struct {
	role  role
	actor int // of the recording; for a goroutine, its client
	conn  int // of a goroutine
	place int // among the lifelines
	ports []string
	deeds []*deed
	last  *deed // that the next one follows
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

// A deed is what a lifeline has done at a time: a call, or a key that was
// pressed. A send is told when it was called, any other call when it returned.
type deed struct {
	at               time.Duration
	called, returned time.Duration
	line             *lifeline
	op               event.Op    // or one of the keys
	call             *trace.Call // nil for a key
	text             string
	bytes            int
	err              string

	from   *lifeline // where its arrow begins, if not here
	to     *lifeline // where its arrow leads
	takes  []*deed   // what came before it at the other end
	taken  *deed     // what took all of it, in turn
	swift  bool      // it was taken at once
	closed *deed     // the close of the other end
	goes   *lifeline // the goroutine that an accept is followed by
	lost   bool      // nobody is there to take it
}

// The keys.
const (
	typed   event.Op = "type"
	pressed event.Op = "Ctrl+C"
)

// tell makes a story of a recording.
func tell(s scenario.Scenario, r scenario.Recording) *story {
	t := &teller{
		story:  &story{server: &lifeline{role: serverRole}},
		actors: map[*trace.Process]int{}, deedOf: map[*trace.Call]*deed{},
		clients: map[int]*lifeline{}, goroutines: map[int]*lifeline{},
	}
	calls := s.Calls(r)
	for i, e := range r.Entries {
		if calls[i] != nil {
			t.actors[calls[i].Lane.Process] = e.Actor
		}
	}
	for i, e := range r.Entries {
		if i == 0 {
			t.begun = e.Time
		}
		t.take(e, calls[i])
	}
	t.link()
	t.arrange()
	return t.story
}

// A teller goes through a recording.
type teller struct {
	*story
	begun  time.Time
	actors map[*trace.Process]int
	deedOf map[*trace.Call]*deed

	clients    map[int]*lifeline // by their actors
	goroutines map[int]*lifeline // by the actors of their clients
	stopping   bool              // Ctrl+C was pressed at the server
}

func (t *teller) since(at time.Time) time.Duration { return at.Sub(t.begun) }

// take takes in an entry, and its call if it is one.
func (t *teller) take(e scenario.Entry, c *trace.Call) {
	d := &deed{at: t.since(e.Time), called: t.since(e.Called()), returned: t.since(e.Returned()), call: c}
	switch {
	case e.Step.Do == scenario.Type:
		d.op, d.text = typed, e.Step.Text
	case e.Step.Do == scenario.Press:
		d.op = pressed
		t.stopping = t.stopping || e.Actor == 0
	case c == nil, c.Op == event.Wait:
		return
	default:
		d.op, d.text, d.bytes, d.err = c.Op, c.Text, c.Bytes, console.Printable(c.Error)
		t.deedOf[c] = d
	}
	d.line = t.lineOf(e.Actor, c)
	t.wait(d)
	d.line.deeds = append(d.line.deeds, d)
	t.deeds = append(t.deeds, d)
	if d.op != pressed {
		d.line.last = d
	}
	if d.op == event.Accept {
		if d.goes = t.goroutine(c.Socket); d.goes != nil {
			d.goes.last = d
		}
	}
}

// lineOf returns the lifeline of an actor, which makes a call or presses a key.
func (t *teller) lineOf(actor int, c *trace.Call) *lifeline {
	line := t.server
	if actor > 0 {
		line = t.clients[actor]
	}
	if line == nil {
		line = &lifeline{role: clientRole, actor: actor}
		t.clients[actor] = line
	}
	switch {
	case c == nil:
	case c.Op == event.Listen, c.Op == event.Connect:
		line.port(c.Local)
	case actor > 0 && c.Role == event.Server:
		line.role = secondRole
	case c.Lane.Socket != nil:
		return cmp.Or(t.goroutine(c.Lane.Socket), line)
	}
	return line
}

// goroutine returns the goroutine that serves a client, if the server has one for
// each, or nil. One of a client that is not known is not told from main.
func (t *teller) goroutine(s *trace.Socket) *lifeline {
	client := s.Other()
	if client == nil || !s.Process.Concurrent {
		return nil
	}
	actor := t.actors[client.Process]
	g := t.goroutines[actor]
	if g == nil {
		g = &lifeline{role: goroutineRole, actor: actor, conn: s.Number}
		t.goroutines[actor] = g
	}
	return g
}

func (l *lifeline) port(addr string) {
	port := addr[strings.LastIndex(addr, ":")+1:]
	if port = ":" + port; !slices.Contains(l.ports, port) {
		l.ports = append(l.ports, port)
	}
}

// link finds out what has led to what.
func (t *teller) link() {
	for _, d := range t.deeds {
		switch {
		case d.call == nil:
		case d.call.Socket == nil:
			t.fail(d)
		default:
			t.meet(d)
		}
	}
	t.unnoticed()
	slices.SortStableFunc(t.deeds, func(a, b *deed) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(len(a.takes), len(b.takes)))
	})
}

// meet finds out what a deed has to do with the other end of its connection.
func (t *teller) meet(d *deed) {
	if other := d.call.Socket.Other(); other != nil {
		d.closed = t.deedOf[other.Closed]
	}
	switch d.op {
	case event.Connect:
		d.to = t.server
		t.queue(d)
	case event.Send:
		d.to = t.other(d)
		d.lost = d.closed != nil && d.closed.at <= d.at
	case event.Accept, event.Recv, event.EOF:
		t.receive(d)
	case event.Error:
		t.fail(d)
	}
}

// other returns who is at the other end of a deed's connection, or nil.
func (t *teller) other(d *deed) *lifeline {
	other := d.call.Socket.Other()
	switch {
	case other == nil && d.line.role == clientRole:
		return t.server // has it in the queue
	case other == nil:
		return nil
	case t.actors[other.Process] > 0:
		return t.clients[t.actors[other.Process]]
	}
	return cmp.Or(t.goroutine(other), t.server)
}

// queue notes how long a client is in the accept queue.
func (t *teller) queue(connect *deed) {
	from, to := connect.call.Socket.Queue()
	connect.at = t.since(from)
	if to.Sub(from) < swiftly {
		return
	}
	s := stay{from: t.since(from), to: t.since(to), accept: t.deedOf[connect.call.Socket.Accepted()]}
	if s.accept != nil { // which is told when it has returned
		s.to = s.accept.at
	}
	connect.line.queue = append(connect.line.queue, s)
}

// receive notes what a deed takes: a client out of the queue, bytes, or an end.
func (t *teller) receive(d *deed) {
	for _, cause := range d.call.After() {
		before := t.deedOf[cause]
		again := d.op == event.EOF && before.taken != nil
		if cause.Lane.Process == d.call.Lane.Process || again {
			continue
		}
		if d.op == event.EOF {
			before.to = d.line
		}
		d.takes = append(d.takes, before)
		if cause.To <= d.call.To {
			before.taken = d
		}
	}
	if len(d.takes) != 1 {
		return
	}
	switch before := d.takes[0]; {
	case d.op == event.Accept:
		before.swift = d.called-before.at < swiftly // it may have been called long before
	case d.op == event.EOF, before.call.From == d.call.From && before.call.To == d.call.To:
		before.swift = d.awaits(before)
	}
}

// awaits reports whether a recv was called by the time at which what it takes was
// sent, or right after that.
func (d *deed) awaits(sent *deed) bool {
	if d.called-sent.at >= swiftly {
		return false
	}
	for _, between := range d.line.deeds {
		if between == d {
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
func (t *teller) fail(d *deed) {
	switch {
	case d.line.role != clientRole || d.op != event.Error:
	case d.call.Name() == event.Connect:
		d.to, d.lost = t.server, true
	case d.call.IsReset() && d.call.Socket != nil:
		d.from, d.to = t.other(d), d.line
	}
}

// unnoticed has a close lead to one who has not looked for a while: to whom it
// has come without being noticed.
func (t *teller) unnoticed() {
	for _, d := range t.deeds {
		if d.op == event.Close && d.taken == nil && d.closed != nil && d.closed.at-d.at >= swiftly {
			d.to = t.other(d)
		}
	}
}

// arrange sets the lifelines side by side: the server in the middle, and each
// goroutine between it and its client.
func (t *teller) arrange() {
	actors := slices.Sorted(maps.Keys(t.clients))
	half := max(1, len(actors)/2)
	for i, actor := range actors {
		if i == half {
			t.lines = append(t.lines, t.server)
		}
		pair := []*lifeline{t.clients[actor]}
		if g := t.goroutines[actor]; g != nil {
			pair = append(pair, g)
		}
		if i >= half {
			slices.Reverse(pair)
		}
		t.lines = append(t.lines, pair...)
	}
	if len(actors) <= half {
		t.lines = append(t.lines, t.server)
	}
	for i, line := range t.lines {
		line.place = i
	}
}
