package figure

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/tools/internal/scenario"
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
	op               event.Op // or one of the deeds of the script
	conn             way      // to whom
	text             string
	bytes            int
	err              string

	from  *lifeline // where its arrow begins, if not here
	to    *lifeline // where its arrow leads
	takes []*deed   // what came before it at the other end
	taken *deed     // what took all of it, in turn
	swift bool      // it was taken at once
	goes  *lifeline // the goroutine that an accept is followed by
	lost  bool      // nobody is there to take it
}

// What the script does with an actor is told as deeds, too.
const (
	typed   event.Op = "type"
	pressed event.Op = "Ctrl+C"
	shut    event.Op = "shutdown"
)

// A way is a direction of a connection.
type way struct{ from, to string }

func (w way) back() way { return way{w.to, w.from} }

// tell makes a story of a recording.
func tell(s scenario.Scenario, r scenario.Recording) *story {
	t := &teller{
		scenario: s, recording: r, story: &story{},
		clients: map[int]*lifeline{}, goroutines: map[int]*lifeline{}, owners: map[string]*lifeline{},
		accepted: map[int]*lifeline{}, last: map[*lifeline]*deed{}, conns: map[int]way{},
	}
	t.story.server = &lifeline{role: serverRole}
	for _, e := range r.Entries { // a server may accept a client before that knows
		if e.Event.Op == event.Connect {
			t.owners[e.Event.Local] = t.lineOf(e)
		}
	}
	for _, e := range r.Entries {
		t.take(e)
	}
	t.link()
	t.arrange()
	return t.story
}

// A teller goes through a recording.
type teller struct {
	scenario  scenario.Scenario
	recording scenario.Recording
	story     *story

	clients    map[int]*lifeline    // by their actors
	goroutines map[int]*lifeline    // by the actors of their clients
	owners     map[string]*lifeline // clients, by their addresses
	accepted   map[int]*lifeline    // goroutines, by their number
	last       map[*lifeline]*deed
	conns      map[int]way    // of the clients
	accepting  *time.Duration // since when the server has been in accept
	stopping   bool           // Ctrl+C was pressed at the server
}

// take takes in an entry.
func (t *teller) take(e scenario.Entry) {
	since := func(at time.Time) time.Duration { return at.Sub(t.recording.Entries[0].Time) }
	d := &deed{at: since(e.Time), called: since(e.Called()), returned: since(e.Returned()), op: e.Event.Op}
	d.conn, d.text, d.bytes = way{e.Event.Local, e.Event.Peer}, e.Event.Text, e.Event.Bytes
	d.err = console.Printable(e.Event.Error)
	switch e.Step.Do {
	case scenario.Type:
		d.op, d.text = typed, e.Step.Text
	case scenario.Press:
		d.op = pressed
		t.stopping = t.stopping || e.Actor == 0
	case scenario.Shut:
		d.op, d.conn = shut, t.conns[e.Actor]
	}
	switch {
	case d.op == event.Wait:
		t.accepting = &d.at
	case d.op != "" && e.Actor >= 0:
		d.line = t.lineOf(e)
		t.wait(d)
		d.line.deeds = append(d.line.deeds, d)
		t.story.deeds = append(t.story.deeds, d)
		if d.op != pressed {
			t.last[d.line] = d
		}
		if g := t.accepted[e.Event.Conn]; d.op == event.Accept && g != nil {
			t.last[g], d.goes = d, g
		}
	}
}

// lineOf returns whose an entry is.
func (t *teller) lineOf(e scenario.Entry) *lifeline {
	v := e.Event
	if e.Actor == 0 {
		switch {
		case v.Op == event.Listen:
			t.story.server.port(v.Local)
		case v.Op == event.Accept && t.scenario.Concurrent:
			t.accepted[v.Conn] = t.goroutine(t.owners[v.Peer], v.Conn)
		case v.Conn > 0 && t.accepted[v.Conn] != nil:
			return t.accepted[v.Conn]
		}
		return t.story.server
	}
	line := t.clients[e.Actor]
	if line == nil {
		line = &lifeline{role: clientRole, actor: e.Actor}
		if v.Role == event.Server {
			line.role = secondRole
		}
		t.clients[e.Actor] = line
	}
	if v.Op == event.Connect {
		line.port(v.Local)
		t.conns[e.Actor] = way{v.Local, v.Peer}
	}
	return line
}

// goroutine returns the goroutine that a client is served by, or nil for one
// that is not known.
func (t *teller) goroutine(client *lifeline, number int) *lifeline {
	if client == nil {
		return nil
	}
	g := t.goroutines[client.actor]
	if g == nil {
		g = &lifeline{role: goroutineRole, actor: client.actor, conn: number}
		t.goroutines[client.actor] = g
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
	t.queue()
	sent := map[way][]*parcel{}
	closed := map[way]bool{} // who has closed that end
	for _, d := range t.story.deeds {
		switch d.op {
		case event.Connect:
			delete(closed, d.conn)
		case event.Send:
			d.to = t.other(d)
			if d.lost = closed[d.conn.back()]; !d.lost {
				sent[d.conn] = append(sent[d.conn], &parcel{d, d.bytes})
			}
		case event.Recv:
			sent[d.conn.back()] = d.receive(sent[d.conn.back()])
		case event.Close, shut:
			sent[d.conn] = append(sent[d.conn], &parcel{d, 0})
			closed[d.conn] = d.op == event.Close
		case event.EOF:
			t.end(d, sent[d.conn.back()])
		case event.Error:
			t.fail(d)
		}
	}
	t.unnoticed()
	slices.SortStableFunc(t.story.deeds, func(a, b *deed) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(len(a.takes), len(b.takes)))
	})
}

// unnoticed has a close lead to one who has not looked for a while: to whom it
// has come without being noticed.
func (t *teller) unnoticed() {
	for _, d := range t.story.deeds {
		if d.op != event.Close || d.taken != nil || d.err != "" {
			continue
		}
		other := t.other(d)
		if other == nil || other == t.story.server && t.scenario.Concurrent {
			continue
		}
		if end := other.closes(d.conn.back()); end != nil && end.at-d.at >= swiftly {
			d.to = other
		}
	}
}

// closes returns the deed with which a line has closed its end of a connection,
// or nil.
func (l *lifeline) closes(end way) *deed {
	for _, d := range l.deeds {
		if d.op == event.Close && d.conn == end {
			return d
		}
	}
	return nil
}

// A parcel is something on its way.
type parcel struct {
	by   *deed
	left int // bytes that were not received yet
}

// queue pairs connect with accept, between which a client is in the queue.
func (t *teller) queue() {
	for _, d := range t.story.deeds {
		if d.op != event.Connect {
			continue
		}
		d.to = t.story.server
		i := slices.IndexFunc(t.story.server.deeds, func(a *deed) bool {
			return a.op == event.Accept && a.conn.to == d.conn.from && a.taken == nil
		})
		until := t.dropped(d)
		if i >= 0 {
			accept := t.story.server.deeds[i]
			// The system had connected it when accept returned, whoever told first.
			d.at = min(d.at, accept.at)
			d.taken, accept.takes, until = accept, []*deed{d}, accept.at
			d.swift = accept.called-d.at < swiftly // it may have been called long before
		}
		if until-d.at >= swiftly && !d.swift {
			d.line.queue = append(d.line.queue, stay{from: d.at, to: until})
		}
	}
}

// dropped returns when a client that was never accepted has left the queue.
func (t *teller) dropped(connect *deed) time.Duration {
	for _, d := range connect.line.deeds {
		if d.at > connect.at && (d.op == event.Error || d.op == event.Close) {
			return d.at
		}
	}
	return connect.at
}

// other returns who is at the other end of a deed's connection.
func (t *teller) other(d *deed) *lifeline {
	if d.line.role != clientRole {
		if client := t.owners[d.conn.to]; client != nil {
			return client
		}
		return t.clients[d.line.actor]
	}
	if g := t.goroutines[d.line.actor]; g != nil {
		return g
	}
	return t.story.server
}

// receive takes the bytes of a recv, and returns what is left on the way.
func (d *deed) receive(sent []*parcel) []*parcel {
	left := d.bytes
	whole := true
	for left > 0 && len(sent) > 0 && sent[0].by.op == event.Send {
		p := sent[0]
		whole = whole && p.left == p.by.bytes
		n := min(left, p.left)
		left, p.left = left-n, p.left-n
		d.takes = append(d.takes, p.by)
		if p.left > 0 {
			return sent
		}
		p.by.taken = d
		sent = sent[1:]
	}
	if len(d.takes) == 1 && whole {
		d.takes[0].swift = d.awaits(d.takes[0])
	}
	return sent
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

// end pairs recv that has returned nothing with what closed that direction.
func (t *teller) end(d *deed, sent []*parcel) {
	for _, p := range sent {
		if p.by.op != event.Send && p.by.taken == nil {
			p.by.to, p.by.taken, d.takes = d.line, d, []*deed{p.by}
			p.by.swift = d.awaits(p.by)
			return
		}
	}
}

// fail finds the arrow of an error: of a client that nobody listens to, or that
// the server's system has cut off.
func (t *teller) fail(d *deed) {
	switch {
	case d.line.role != clientRole:
	case strings.HasPrefix(d.err, "dial"):
		d.to, d.lost = t.story.server, true
	case strings.Contains(d.err, "reset"):
		d.from, d.to = t.other(d), d.line
	}
}

// arrange sets the lifelines side by side: the server in the middle, and each
// goroutine between it and its client.
func (t *teller) arrange() {
	actors := slices.Sorted(maps.Keys(t.clients))
	half := max(1, len(actors)/2)
	for i, actor := range actors {
		if i == half {
			t.story.lines = append(t.story.lines, t.story.server)
		}
		pair := []*lifeline{t.clients[actor]}
		if g := t.goroutines[actor]; g != nil {
			pair = append(pair, g)
		}
		if i >= half {
			slices.Reverse(pair)
		}
		t.story.lines = append(t.story.lines, pair...)
	}
	if len(actors) <= half {
		t.story.lines = append(t.story.lines, t.story.server)
	}
	for i, line := range t.story.lines {
		line.place = i
	}
}
