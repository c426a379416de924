package play

import (
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/atomicfile"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// A recording reads back as it was written.
func TestReadsBack(t *testing.T) {
	t.Parallel()
	r := Recording{
		Entries: []Entry{
			{Time: opening, Actor: 0, Step: Step{Do: Start, Text: "make lesson-1"}},
			{Time: opening.Add(time.Microsecond), Actor: 1, Event: event.Event{Lesson: "x", Role: event.Client, Op: event.Recv, Conn: 1, Bytes: 3, Text: "<&\x00", Msg: "3 bytes"}},
			{Time: opening.Add(time.Second), Actor: Narrator, Step: Step{Do: Say, Text: "你好"}},
			{Time: opening.Add(time.Second), Actor: 1, Step: Step{Do: Await, Op: event.Recv, N: 2}},
			{Time: opening.Add(time.Second), Actor: 1, Output: "message: "},
			{Time: opening.Add(time.Second), Actor: 1, Note: "waiting"},
		},
	}
	p, root := Play{Name: "p"}, t.TempDir()
	recorded := func(text []byte) (Recording, error) {
		if err := atomicfile.WriteAll(filepath.Dir(p.File(root, phrase.English)), map[string][]byte{"p.jsonl": text}); err != nil {
			t.Fatal(err)
		}
		return p.Recorded(root, phrase.English)
	}
	if got, err := recorded(r.Lines()); !reflect.DeepEqual(got, r) || err != nil {
		t.Errorf("got  %+v (%v)\nwant %+v", got, err, r)
	}
	if _, err := recorded([]byte("{}\nnonsense")); err == nil {
		t.Error("nonsense is read")
	}
}

// What differs from run to run is told as in class, even past midnight, and
// with ports that are longer or shorter.
func TestNormalize(t *testing.T) {
	t.Parallel()
	begun := time.Date(2026, 5, 4, 23, 59, 59, 900_000_000, time.Local)
	addr, client := "127.0.0.1:43121", "127.0.0.1:38000"
	r := Recording{
		Entries: []Entry{
			{Time: begun, Actor: 0, Event: event.Event{Lesson: "web", Op: event.Listen, Local: addr}},
			{Time: begun.Add(300 * time.Millisecond), Actor: 1, Event: event.Event{Op: event.Connect, Conn: 1, Local: client, Peer: addr, Msg: "from port 38000"}},
			{Time: begun.Add(200 * time.Millisecond), Actor: 1, Event: event.Event{Op: event.Send, Bytes: 21, Text: "Host: " + addr, Took: 1.0034567, Msg: "21 bytes"}},
			{Time: begun.Add(400 * time.Millisecond), Actor: 2, Event: event.Event{Op: event.Error, Error: "in use", Msg: "43121: web (process 43121)\n端口：web（进程 5）"}},
			{Time: begun.Add(500 * time.Millisecond), Actor: 1, Step: Step{Text: "-url http://" + addr + "/"}, Output: "Host: " + addr + "\n"},
		},
	}
	r.normalize()
	connect, send := r.Entries[2], r.Entries[1] // in the order of their times
	if connect.Event.Local != "127.0.0.1:50001" || connect.Event.Peer != "127.0.0.1:8000" || connect.Event.Msg != "from port 50001" {
		t.Errorf("connect is %+v", connect)
	}
	if send.Event.Bytes != 20 || send.Event.Text != "Host: 127.0.0.1:8000" || send.Event.Msg != "20 bytes" || !send.Time.Equal(opening.Add(200*time.Millisecond)) {
		t.Errorf("send is %+v", send)
	}
	if send.Event.Took != 1.003457 {
		t.Errorf("send took %v s", send.Event.Took)
	}
	if got := r.Entries[3].Event.Msg; got != "8000: web (process 721)\n端口：web（进程 721）" {
		t.Errorf("the sentence about a port in use is %q", got)
	}
	if e := r.Entries[4]; e.Step.Text != "-url http://127.0.0.1:8000/" || e.Output != "Host: 127.0.0.1:8000\n" {
		t.Errorf("got %+v", e)
	}
}

// A terminal is the log of the events, with all else that was written in its
// place: a question that an event has interrupted, and a note, even past midnight.
func TestTerminals(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 5, 4, 23, 59, 59, 900_000_000, time.UTC)
	events := []event.Event{
		{Time: at, Role: event.Client, Op: event.Connect, Conn: 1, Peer: "127.0.0.1:8000", Msg: "from port 50001"},
		{Time: at.Add(time.Second), Role: event.Client, Op: event.Recv, Conn: 1, Bytes: 2, Text: "hi", Msg: "2 bytes"},
	}
	const text = `hello
23:59:59.900  client  CONNECT #1  127.0.0.1:8000   from port 50001
message:
00:00:00.100  client  … no greeting yet
00:00:00.900  client  RECV    #1  2 bytes "hi"
message: exit
`
	r := Recording{Entries: []Entry{{Time: at, Actor: 1, Step: Step{Do: Start, Text: "make lesson-5"}}}}
	for _, e := range events {
		r.Entries = append(r.Entries, Entry{Time: e.Time, Actor: 1, Event: e})
	}
	outputs := besidesOf(text, events, phrase.English)
	if note := outputs[2]; note.Note != "no greeting yet" || !note.Time.Equal(at.Add(200*time.Millisecond)) {
		t.Errorf("the note is %+v", note)
	}
	for _, e := range outputs {
		e.Actor = 1
		e.Time = later(e.Time, at)
		r.Entries = append(r.Entries, e)
	}
	r.normalize()
	want := strings.NewReplacer("23:59:59.900", "10:00:00.000", "00:00:00.100", "10:00:00.200", "00:00:00.900", "10:00:01.000", "hello\n", "").Replace(text)
	if all := r.Terminals(phrase.English); len(all) != 1 || all[0].Command != "make lesson-5" || strings.Replace(all[0].Text, "hello\n", "", 1) != want {
		t.Errorf("got %+v\nwant %s", all, want)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// A terminal that is paused, which shows nothing, does not hold up the play.
func TestPausedTerminal(t *testing.T) {
	t.Parallel()
	entries, paused, resume := make(chan Entry), make(chan bool), make(chan bool)
	go func() {
		defer close(entries)
		entries <- Entry{} // long ago: it is shown at once
		<-paused
		for n := range 100 {
			entries <- Entry{Time: time.Unix(int64(n), 0), Actor: n + 1}
		}
		close(resume)
	}()
	var got []int
	inOrder(entries, func(e Entry) {
		if e.Actor == 0 {
			close(paused)
			<-resume
		}
		got = append(got, e.Actor)
	})
	if len(got) != 101 || !slices.IsSorted(got) {
		t.Errorf("shown are %v", got)
	}
}

// Entries are shown in the order of their times, as far as they come in time.
func TestInOrder(t *testing.T) {
	t.Parallel()
	entries := make(chan Entry)
	go func() {
		defer close(entries)
		now := time.Now().Add(time.Minute) // so that all come in time, on a slow machine too
		for _, ms := range []int{3, 1, 2, 5, 4} {
			entries <- Entry{Time: now.Add(time.Duration(ms) * time.Millisecond), Actor: ms}
		}
	}()
	var got []int
	inOrder(entries, func(e Entry) { got = append(got, e.Actor) })
	if !reflect.DeepEqual(got, []int{1, 2, 3, 4, 5}) {
		t.Errorf("the order is %v", got)
	}
}

// The first failure ends a play and its script, also while a client connects.
func TestFailureEndsScript(t *testing.T) {
	t.Parallel()
	first := errors.New("first")
	p := Play{Name: "p", script: func(s *run) {
		s.Listen(0)
		s.DialWhile(func() { s.fail(first) })
		t.Error("the script goes on")
	}}
	if _, err := p.Run(t.Context(), Setting{}, func(Entry) {}); !errors.Is(err, first) {
		t.Errorf("the error is %v", err)
	}
}
