package scenario

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"tcplab/shared/event"
)

// Differ returns in what two recordings of a scenario differ, other than in
// time and in an order that is free, or nil. Either must be possible.
func (s Scenario) Differ(a, b Recording) error {
	for _, r := range []Recording{a, b} {
		if err := s.Possible(r); err != nil {
			return err
		}
	}
	threadsA, threadsB := s.threads(a), s.threads(b)
	for _, name := range slices.Sorted(maps.Keys(threadsA)) {
		if err := differ(name.String(), threadsA[name], threadsB[name]); err != nil {
			return err
		}
	}
	if len(threadsA) != len(threadsB) {
		return fmt.Errorf("%d and %d took part", len(threadsA), len(threadsB))
	}
	if len(a.Terminals) != len(b.Terminals) {
		return fmt.Errorf("there were %d and %d terminals", len(a.Terminals), len(b.Terminals))
	}
	for i := range a.Terminals {
		if err := differ(a.Terminals[i].Command, a.Terminals[i].said(), b.Terminals[i].said()); err != nil {
			return err
		}
	}
	return nil
}

func differ(who string, a, b []string) error {
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(b):
			return fmt.Errorf("%s: no longer has %q", who, a[i])
		case i >= len(a):
			return fmt.Errorf("%s: now has %q besides", who, b[i])
		case a[i] != b[i]:
			return fmt.Errorf("%s: %q has become %q", who, a[i], b[i])
		}
	}
	return nil
}

// A thread is something that does one thing after the other: an actor, or a
// goroutine of a concurrent server. What several threads do may come in any
// order that is possible.
type thread string

func (t thread) String() string { return string(t) }

// threadOf returns whose an entry is. The calls that the play makes by hand are
// its own, as its steps are.
func (s Scenario) threadOf(e Entry, byHand map[int]bool) thread {
	switch {
	case e.Event.Op == "" || byHand[e.Actor]:
		return "script"
	case e.Actor > 0:
		return thread(fmt.Sprintf("client %c", 'A'+e.Actor-1))
	case s.Concurrent && e.Event.Conn > 0 && e.Event.Op != event.Accept:
		return thread(fmt.Sprint("goroutine ", e.Event.Conn))
	}
	return "server"
}

// threads returns what each thread has done, without the times. Whether bytes
// come in one recv or in two, one after the other, means nothing.
func (s Scenario) threads(r Recording) map[thread][]string {
	byHand := r.byHand()
	threads := map[thread][]string{}
	recv := map[thread]*event.Event{} // the last thing of a thread, if it was a recv
	for _, e := range r.Entries {
		name := s.threadOf(e, byHand)
		told := threads[name]
		switch last := recv[name]; {
		case e.Event.Op == event.Recv && last != nil && last.Conn == e.Event.Conn && last.Local == e.Event.Local:
			last.Bytes += e.Event.Bytes
			last.Text += e.Event.Text
			told[len(told)-1] = describe(e.Actor, *last)
			continue
		case e.Event.Op == event.Recv:
			merged := e.Event
			recv[name] = &merged
		default:
			recv[name] = nil
		}
		if e.Event.Op != "" {
			told = append(told, describe(e.Actor, e.Event))
		} else {
			told = append(told, fmt.Sprint(e.Step.Do, " ", e.Actor, " ", e.Step.Op, " ", e.Step.N, " ", measured.ReplaceAllString(e.Step.Text, "#")))
		}
		threads[name] = told
	}
	return threads
}

// measured is a number that was measured.
var measured = regexp.MustCompile(`\d+\.\d+`)

func describe(actor int, e event.Event) string {
	if e.Op == event.Recv {
		e.Msg = "" // it tells the size
	}
	return fmt.Sprint(actor, " ", e.Op, " #", e.Conn, " ", e.Local, " ", e.Peer, " ", e.Bytes, " ", e.Text, " ", e.Error, " ", e.Msg)
}

// said returns the lines of a terminal that no event tells, sorted, and without
// the notes of a client that waits for longer than it is used to.
func (t Terminal) said() (lines []string) {
	for line := range strings.Lines(t.Text) {
		if told := clock.MatchString(line); told || strings.TrimSpace(line) == "" {
			continue
		}
		lines = append(lines, strings.TrimRight(line, "\n"))
	}
	slices.Sort(lines)
	return lines
}

// byHand returns the actors whose calls the play has made: they have no
// terminal.
func (r Recording) byHand() map[int]bool {
	byHand := map[int]bool{}
	for _, e := range r.Entries {
		if _, ok := r.Terminal(e.Actor); !ok {
			byHand[e.Actor] = true
		}
	}
	return byHand
}

// Possible returns an error if the order of the entries cannot be: if something
// has come before what it depends on.
func (s Scenario) Possible(r Recording) error {
	p := newPast(r)
	for i, e := range r.Entries {
		if i > 0 && e.Time.Before(r.Entries[i-1].Time) {
			return fmt.Errorf("entry %d is not at its time", i+1)
		}
		if why := p.forbids(e); why != "" {
			return fmt.Errorf("entry %d, %s%s of actor %d: %s", i+1, e.Event.Op, e.Step.Do, e.Actor, why)
		}
		p.take(e)
	}
	return nil
}

// A past is what has happened so far in a play, of which the rest is known.
type past struct {
	began, left map[int]bool // actors
	done        map[deed]int // how often
	typed       map[int]int  // lines at an actor's terminal
	onTheWay    map[way]int  // bytes
	shut        map[way]bool // nothing more will come this way
	closed      map[way]bool // nor will what comes the other way be taken

	actors   map[string]int // by their addresses
	operated map[int]bool   // actors that send what is typed
}

// A deed is a call of an actor, on one of its connections or on any.
type deed struct {
	actor int
	op    event.Op
	conn  int
}

// anyConn is the connection of a deed on whichever.
const anyConn = -1

// A way is a direction of a connection.
type way struct{ from, to string }

func newPast(r Recording) *past {
	p := &past{
		began: map[int]bool{}, left: map[int]bool{}, done: map[deed]int{}, typed: map[int]int{},
		onTheWay: map[way]int{}, shut: map[way]bool{}, closed: map[way]bool{},
		actors: map[string]int{}, operated: map[int]bool{},
	}
	for _, e := range r.Entries {
		if e.Event.Op == event.Connect {
			p.actors[e.Event.Local] = e.Actor
		}
		if e.Step.Do == Type {
			p.operated[e.Actor] = true
		}
	}
	return p
}

// forbids says why something cannot happen now, or nothing.
func (p *past) forbids(e Entry) string {
	v := e.Event
	here, there := way{v.Local, v.Peer}, way{v.Peer, v.Local}
	switch {
	case e.Step.Do == Await && p.done[deed{e.Actor, e.Step.Op, anyConn}] < e.Step.N:
		return "it has not come yet"
	case v.Op == "":
		return ""
	case !p.began[e.Actor]:
		return "it has not begun"
	case p.left[e.Actor]:
		return "it has ended"
	case v.Op == event.Accept && !p.began[p.actors[v.Peer]]:
		return "there is no such client yet"
	case v.Role == event.Server && v.Conn > 0 && v.Op != event.Accept && p.done[deed{e.Actor, event.Accept, v.Conn}] == 0:
		return "it was not accepted"
	case v.Op == event.Recv && p.onTheWay[there] < v.Bytes:
		return "nobody has sent that much"
	case v.Op == event.EOF && !p.shut[there]:
		return "nobody has closed"
	case v.Conn > 0 && p.closed[here]:
		return "it is closed"
	case v.Op == event.Send && p.operated[e.Actor] && p.done[deed{e.Actor, event.Send, anyConn}] >= p.typed[e.Actor]:
		return "nobody has typed it"
	}
	return ""
}

// take takes in what has happened.
func (p *past) take(e Entry) {
	v := e.Event
	here, there := way{v.Local, v.Peer}, way{v.Peer, v.Local}
	switch e.Step.Do {
	case Start:
		p.began[e.Actor], p.left[e.Actor] = true, false
	case Type:
		p.typed[e.Actor]++
	case Ended:
		p.left[e.Actor] = true
	case Shut:
		p.shut[p.wayOf(e.Actor)] = true
	}
	p.done[deed{e.Actor, v.Op, anyConn}]++
	p.done[deed{e.Actor, v.Op, v.Conn}]++
	switch v.Op {
	case event.Send:
		p.onTheWay[here] += v.Bytes
	case event.Recv:
		p.onTheWay[there] -= v.Bytes
	case event.Close:
		p.shut[here], p.closed[here] = true, true
	}
}

// wayOf returns the direction in which an actor has sent.
func (p *past) wayOf(actor int) way {
	for w := range p.onTheWay {
		if p.actors[w.from] == actor && w.from != "" {
			return w
		}
	}
	return way{}
}
