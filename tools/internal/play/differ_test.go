package play_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/play"
)

// recorded returns the recording that the pages show.
func recorded(t *testing.T, name string) (play.Play, play.Recording) {
	t.Helper()
	s, ok := play.Find(name)
	if !ok {
		t.Fatalf("there is no play %s", name)
	}
	r, err := s.Recorded(filepath.Join("..", "..", ".."), phrase.English)
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

// find returns the place of the nth event of a kind of an actor, on a
// connection if conn is not 0.
func find(t *testing.T, r play.Recording, actor int, op event.Op, conn, n int) int {
	t.Helper()
	for i, e := range r.Entries {
		if e.Actor == actor && e.Event.Op == op && (conn == 0 || e.Event.Conn == conn) {
			if n--; n == 0 {
				return i
			}
		}
	}
	t.Fatalf("actor %d has no %s", actor, op)
	return 0
}

// move returns the recording with an entry at another place. No two entries have
// the same time then.
func move(r play.Recording, from, to int) play.Recording {
	e := r.Entries[from]
	r.Entries = slices.Insert(slices.Delete(slices.Clone(r.Entries), from, from+1), to, e)
	for i := range r.Entries {
		r.Entries[i].Time = r.Entries[0].Time.Add(time.Duration(i) * time.Millisecond)
	}
	return r
}

// step returns the place of the nth step of a kind of an actor.
func step(t *testing.T, r play.Recording, actor int, do play.Action, n int) int {
	t.Helper()
	for i, e := range r.Entries {
		if e.Actor == actor && e.Step.Do == do {
			if n--; n == 0 {
				return i
			}
		}
	}
	t.Fatalf("actor %d has no step %s", actor, do)
	return 0
}

// A recording is like itself, and so is one in which goroutines and clients
// were faster or slower.
func TestLegalOrders(t *testing.T) {
	t.Parallel()
	for _, s := range play.All {
		_, r := recorded(t, s.Name)
		if err := s.Differ(r, r); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
	s, r := recorded(t, "lesson-4")
	for name, other := range map[string]play.Recording{
		"main is slower than the goroutine":      move(r, find(t, r, 0, event.Wait, 0, 2), find(t, r, 0, event.Recv, 1, 1)),
		"the client is told after the server":    move(r, find(t, r, 1, event.Connect, 0, 1), find(t, r, 0, event.Send, 1, 1)),
		"one goroutine is slower than another":   move(r, find(t, r, 0, event.Send, 1, 2), min(find(t, r, 0, event.Recv, 2, 1), find(t, r, 1, event.Recv, 0, 2)-1)),
		"what one recv took is taken by two":     split(r, find(t, r, 1, event.Recv, 0, 1)),
		"the second client is told later":        move(r, find(t, r, 2, event.Connect, 0, 1), find(t, r, 0, event.Send, 2, 1)),
		"a server that is slow to close, too":    move(r, find(t, r, 0, event.Close, 1, 1), find(t, r, 0, event.Recv, 2, 4)),
		"main had come to the third accept late": move(r, find(t, r, 0, event.Wait, 0, 3), find(t, r, 0, event.Recv, 2, 1)),
	} {
		if err := s.Differ(r, other); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// split returns the recording with a recv of all bytes but one, and another of
// one.
func split(r play.Recording, at int) play.Recording {
	first, second := r.Entries[at], r.Entries[at]
	end := len(first.Event.Text) - 1
	first.Event.Bytes, first.Event.Text = end, first.Event.Text[:end]
	second.Event.Bytes, second.Event.Text = 1, second.Event.Text[end:]
	r.Entries = slices.Replace(slices.Clone(r.Entries), at, at+1, first, second)
	return r
}

// What cannot be, or is another play, is found.
func TestIllegalOrders(t *testing.T) {
	t.Parallel()
	four, r4 := recorded(t, "lesson-4")
	three, r3 := recorded(t, "lesson-3-flaw")
	half, rh := recorded(t, "half-close")
	rh = move(rh, find(t, rh, 0, event.Close, 1, 1), find(t, rh, 1, event.EOF, 0, 1)) // all was received before
	two, r2 := recorded(t, "lesson-2-flaw")
	one, r1 := recorded(t, "lesson-1-flaw")
	cpu, rc := recorded(t, "computing")
	changed := func(r play.Recording, at int, change func(*play.Entry)) play.Recording {
		r.Entries = slices.Clone(r.Entries)
		change(&r.Entries[at])
		return r
	}
	without := func(r play.Recording, at int) play.Recording {
		r.Entries = slices.Delete(slices.Clone(r.Entries), at, at+1)
		return r
	}
	for _, test := range []struct {
		name string
		play play.Play
		was  play.Recording
		is   play.Recording
		want string
	}{
		{"received before it was sent", four, r4, move(r4, find(t, r4, 0, event.Recv, 1, 1), find(t, r4, 1, event.Send, 0, 1)), "nobody has sent that much"},
		{"accepted before it was there", four, r4, move(r4, find(t, r4, 0, event.Accept, 2, 1), find(t, r4, 0, event.Accept, 1, 1)), "no such client yet"},
		{"served before it was accepted", four, r4, move(r4, find(t, r4, 0, event.Accept, 1, 1), find(t, r4, 0, event.Send, 1, 1)+1), "not accepted"},
		{"answered before it was asked", four, r4, move(r4, find(t, r4, 0, event.Send, 1, 2), find(t, r4, 0, event.Recv, 1, 1)), "goroutine 1"},
		{"two at a time, of a serial server", three, r3, move(r3, find(t, r3, 0, event.Accept, 2, 1), find(t, r3, 0, event.Close, 1, 1)), "server"},
		{"an end before the peer has closed", half, rh, move(rh, find(t, rh, 0, event.Close, 1, 1), find(t, rh, 1, event.EOF, 0, 1)), "nobody has closed"},
		{"an answer that nobody has typed", two, r2, move(r2, find(t, r2, 0, event.Send, 1, 1), find(t, r2, 0, event.Recv, 1, 1)+1), "nobody has typed"},
		{"awaited and not there", two, r2, move(r2, find(t, r2, 0, event.Recv, 1, 1), find(t, r2, 0, event.Recv, 1, 1)+2), "has not come yet"},
		{"another text", four, r4, changed(r4, find(t, r4, 0, event.Send, 1, 2), func(e *play.Entry) { e.Event.Text = "Hallo, Michael!" }), "has become"},
		{"another sentence", four, r4, changed(r4, find(t, r4, 0, event.Wait, 0, 1), func(e *play.Entry) { e.Event.Msg = "…" }), "has become"},
		{"something is missing", four, r4, without(r4, find(t, r4, 2, event.Stop, 0, 1)), "no longer has"},
		{"stopped before Ctrl+C", four, r4, move(r4, find(t, r4, 0, event.Stop, 0, 1), step(t, r4, 0, play.Press, 1)), "no reason to stop"},
		{"stopped before all was closed", one, r1, move(r1, find(t, r1, 0, event.Stop, 0, 1), find(t, r1, 0, event.Close, 0, 1)), "no reason to stop"},
		{"failed before it was typed", two, r2, move(r2, find(t, r2, 0, event.Error, 0, 1), step(t, r2, 0, play.Type, 3)), "nobody has typed"},
		{"reset by a server that lives", one, r1, move(r1, find(t, r1, 2, event.Error, 0, 1), find(t, r1, 0, event.Recv, 1, 1)), "has not ended"},
		{"accepted by a server that does not listen yet", cpu, rc, move(rc, find(t, rc, 0, event.Accept, 0, 3), step(t, rc, 0, play.Start, 2)), "has ended"},
		{"awaited of the server before", cpu, rc, move(rc, step(t, rc, 0, play.Await, 5), step(t, rc, 0, play.Start, 2)+1), "has not come yet"},
		{"an end, and not all was received", two, r2, move(r2, find(t, r2, 0, event.EOF, 1, 1), find(t, r2, 0, event.Recv, 1, 2)), "more to be received"},
		{"at no time", four, r4, changed(r4, 5, func(e *play.Entry) { e.Time = r4.Entries[0].Time.Add(-1) }), "not at its time"},
	} {
		err := test.play.Differ(test.was, test.is)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

// How long a call took is time, and differs from run to run. A recording that
// does not tell it is of another play.
func TestTook(t *testing.T) {
	t.Parallel()
	s, r := recorded(t, "lesson-3-flaw")
	for took, want := range map[event.Seconds]bool{0: false, 0.001: true, 17: true} {
		other := r
		other.Entries = slices.Clone(r.Entries)
		for i := range other.Entries {
			if v := &other.Entries[i].Event; v.Took > 0 {
				v.Took = took
			}
		}
		if err := s.Differ(r, other); (err == nil) != want {
			t.Errorf("%v s: %v", took, err)
		}
	}
}

// In a recording, someone who does one thing after the other calls nothing while
// an earlier call has not returned.
func TestCallsDoNotOverlap(t *testing.T) {
	t.Parallel()
	for _, s := range play.All {
		_, r := recorded(t, s.Name)
		last := map[string]play.Entry{}
		for _, e := range r.Entries {
			if e.Event.Op == "" || e.Event.Op == event.Stop { // main stops while others are at work
				continue
			}
			who := fmt.Sprint(e.Actor)
			if s.Concurrent && e.Event.Conn > 0 && e.Event.Op != event.Accept {
				who += fmt.Sprint(" goroutine ", e.Event.Conn)
			}
			called, returned := e.Timed().Called(), last[who].Timed().Returned()
			if called.Before(returned.Add(-2 * time.Microsecond)) { // they are rounded
				t.Errorf("%s: %s is called %v before %s returns", s.Name, e, returned.Sub(called), last[who])
			}
			last[who] = e
		}
	}
}

// A program that says something else is found, and a note is not: it comes when a
// client has to wait, or does not come.
func TestOutput(t *testing.T) {
	t.Parallel()
	s, r := recorded(t, "lesson-2-flaw")
	other := r
	other.Entries = slices.Clone(r.Entries)
	i := slices.IndexFunc(r.Entries, func(e play.Entry) bool { return e.Output != "" })
	other.Entries[i].Output = strings.Replace(other.Entries[i].Output, "your reply to", "your answer to", 1)
	if err := s.Differ(r, other); err == nil || !strings.Contains(err.Error(), "your answer") {
		t.Errorf("another question: %v", err)
	}
	s, r = recorded(t, "lesson-3-flaw")
	other = r
	other.Entries = slices.DeleteFunc(slices.Clone(r.Entries), func(e play.Entry) bool { return e.Note != "" })
	if err := s.Differ(r, other); err != nil || len(r.Entries) == len(other.Entries) {
		t.Errorf("without the note: %v", err)
	}
}
