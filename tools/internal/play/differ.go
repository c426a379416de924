package play

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"tcplab/shared/event"
)

// Differ returns in what two recordings of a play differ, other than in
// time and in an order that is free, or nil. Either must be possible. How long a
// call took is time as well, but either both must tell it or none.
func (p Play) Differ(a, b Recording) error {
	for _, r := range []Recording{a, b} {
		if err := p.Possible(r); err != nil {
			return err
		}
	}
	if a.tellsTook() != b.tellsTook() {
		return errors.New("only one of them tells how long the calls took")
	}
	threadsA, threadsB := p.threads(a), p.threads(b)
	for _, name := range slices.Sorted(maps.Keys(threadsA)) {
		if err := differ(string(name), threadsA[name], threadsB[name]); err != nil {
			return err
		}
	}
	if len(threadsA) != len(threadsB) {
		return fmt.Errorf("%d and %d took part", len(threadsA), len(threadsB))
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

// A thread does one thing after the other: an actor, a goroutine of a concurrent
// server, or what an event loop does for one client. What several threads do may come
// in any order that is possible.
type thread string

// thread returns whose a node is. The calls that the play makes by hand are its
// own, as its steps are, save for a connect that it awaits.
func (n *node) thread() thread {
	hand := n.program.byHand && !(n.program.awaited && n.Event.Op == event.Connect)
	switch {
	case n.Output != "":
		return thread("the terminal of " + ActorName(n.Actor).EN)
	case n.Event.Op == "", hand:
		return "script"
	case n.Actor > 0:
		return thread(ActorName(n.Actor).EN)
	case n.call.Thread.Socket != nil, n.program.polls && n.Event.Conn > 0:
		return thread(fmt.Sprint("goroutine ", n.Event.Conn))
	}
	return "server"
}

// threads returns what each thread has done, without the times. Whether bytes
// come in one recv or in two, one after the other, means nothing, and neither does
// the note of a client that has to wait, nor what is ready when a server polls.
func (p Play) threads(r Recording) map[thread][]string {
	done := map[thread][]*node{}
	for _, n := range p.nodes(r) {
		if n.Note != "" || n.Event.Op == event.Poll {
			continue
		}
		name := n.thread()
		if last := len(done[name]) - 1; last >= 0 && n.continues(done[name][last]) {
			done[name][last].Event.Bytes += n.Event.Bytes
			done[name][last].Event.Text += n.Event.Text
			continue
		}
		done[name] = append(done[name], n)
	}
	threads := map[thread][]string{}
	for name, nodes := range done {
		for _, n := range nodes {
			threads[name] = append(threads[name], n.describe())
		}
	}
	return threads
}

// continues reports whether a node is a recv that returns more of what the one
// before it has returned.
func (n *node) continues(before *node) bool {
	return n.Event.Op == event.Recv && before.Event.Op == event.Recv && n.call.Socket == before.call.Socket
}

// describe says what a node is, without its time and what was measured.
func (n *node) describe() string {
	e, step := n.Event, n.Step
	switch e.Op {
	case "":
		if n.Output != "" {
			return n.Output
		}
		return fmt.Sprint(step.Do, " ", n.Actor, " ", step.Op, " ", step.N, " ", step.Text)
	case event.Recv, event.Socket, event.Bind, event.Accept:
		e.Msg = "" // it tells the size, or which descriptor was free
	}
	return fmt.Sprint(n.Actor, " ", e.Op, " #", e.Conn, " ", e.Local, " ", e.Peer, " ", e.Bytes, " ", e.Text, " ", e.Error, " ", e.Msg)
}
