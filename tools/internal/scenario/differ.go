package scenario

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"tcplab/shared/event"
)

// Differ returns in what two recordings of a scenario differ, other than in
// time and in an order that is free, or nil. Either must be possible. How long a
// call took is time as well, but either both must tell it or none.
func (s Scenario) Differ(a, b Recording) error {
	for _, r := range []Recording{a, b} {
		if err := s.Possible(r); err != nil {
			return err
		}
	}
	if a.tellsTook() != b.tellsTook() {
		return errors.New("only one of them tells how long the calls took")
	}
	threadsA, threadsB := s.threads(a), s.threads(b)
	for _, name := range slices.Sorted(maps.Keys(threadsA)) {
		if err := differ(string(name), threadsA[name], threadsB[name]); err != nil {
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

// threadOf returns whose an entry is. The calls that the play makes by hand are
// its own, as its steps are, save for a connect that it awaits.
func (s Scenario) threadOf(e Entry, hands map[int]handed) thread {
	hand, byHand := hands[e.Actor]
	switch {
	case e.Event.Op == "", byHand && !(hand.awaited && e.Event.Op == event.Connect):
		return "script"
	case e.Actor > 0:
		return thread(ActorName(e.Actor).EN)
	case s.Concurrent && e.Event.Conn > 0 && e.Event.Op != event.Accept:
		return thread(fmt.Sprint("goroutine ", e.Event.Conn))
	}
	return "server"
}

// threads returns what each thread has done, without the times. Whether bytes
// come in one recv or in two, one after the other, means nothing.
func (s Scenario) threads(r Recording) map[thread][]string {
	hands := r.hands()
	threads := map[thread][]string{}
	recv := map[thread]*event.Event{} // the last thing of a thread, if it was a recv
	for _, e := range r.Entries {
		name := s.threadOf(e, hands)
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

// said returns the lines of a terminal that have no clock, sorted: questions, what
// is typed, and sentences. What the others say stands in the events, save for
// what depends on the time: how long a call has blocked, which is said of some
// only, and the note of a client that has to wait.
func (t Terminal) said() (lines []string) {
	for line := range strings.Lines(t.Text) {
		if told := timeOfDay.MatchString(line); told || strings.TrimSpace(line) == "" {
			continue
		}
		lines = append(lines, strings.TrimRight(line, "\n"))
	}
	slices.Sort(lines)
	return lines
}

// handed is an actor whose calls the play has made.
type handed struct{ awaited bool } // whether it has awaited its connect

// hands returns the actors whose calls the play has made: they have no terminal.
func (r Recording) hands() map[int]handed {
	hands := map[int]handed{}
	for _, e := range r.Entries {
		if _, ok := r.Terminal(e.Actor); !ok {
			hand := hands[e.Actor]
			hand.awaited = hand.awaited || e.Step.Do == Await
			hands[e.Actor] = hand
		}
	}
	return hands
}
