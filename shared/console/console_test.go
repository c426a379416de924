package console_test

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

var at = time.Date(2026, 3, 4, 15, 4, 5, 6_000_000, time.Local)

// lines returns what a console shows of events.
func lines(colored bool, events ...event.Event) string {
	var b bytes.Buffer
	c := console.New(&b, colored, phrase.English)
	for _, e := range events {
		e.Time, e.Role = at, event.Server
		c.Take(&e)
	}
	return b.String()
}

func TestLines(t *testing.T) {
	const here, there = "127.0.0.1:45586", "127.0.0.1:62140"
	got := lines(false,
		event.Event{Op: event.Listen, Local: here, Msg: "ready"},
		event.Event{Op: event.Wait, Msg: "accept waits"},
		event.Event{Op: event.Accept, Conn: 1, Local: here, Peer: there, Msg: "a new socket"},
		event.Event{Op: event.Recv, Conn: 1, Local: here, Peer: there, Msg: "7 bytes", Bytes: 7, Text: "Michael"},
		event.Event{Op: event.Send, Conn: 1, Local: here, Peer: there, Msg: "6 bytes", Bytes: 6, Text: "你好"},
		event.Event{Op: event.Recv, Conn: 1, Local: here, Peer: there, Msg: "1024 bytes", Bytes: 1024, Text: "x" + strings.Repeat("好", 341)},
		event.Event{Op: event.Error, Conn: 12, Local: here, Peer: "192.168.100.7:62140",
			Error: "read: connection reset by peer", Msg: "The peer was killed.\nTake care."},
	)
	want := `15:04:05.006  server  LISTEN      127.0.0.1:45586  ready
15:04:05.006  server  WAIT        accept waits
15:04:05.006  server  ACCEPT  #1  127.0.0.1:62140  a new socket
15:04:05.006  server  RECV    #1  7 bytes "Michael"
15:04:05.006  server  SEND    #1  6 bytes "你好"
15:04:05.006  server  RECV    #1  1024 bytes "x` + strings.Repeat("好", 25) + `"…
15:04:05.006  server  ERROR   #12 read: connection reset by peer
                      The peer was killed.
                      Take care.
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestReceivedTextIsEscaped(t *testing.T) {
	got := lines(false,
		event.Event{Op: event.Recv, Text: "\x1b[2J\x9b\r\n\x00\u202e\"你好"},
		event.Event{Op: event.Recv, Msg: "\x1b[31m"},
		event.Event{Op: event.Error, Error: "\x1b[32m"},
	)
	for _, escaped := range []string{`"\x1b[2J\x9b\r\n\x00\u202e\"你好"`, `\x1b[31m`, `\x1b[32m`} {
		if !strings.Contains(got, escaped) {
			t.Errorf("%s is not in:\n%q", escaped, got)
		}
	}
	if strings.ContainsAny(got, "\x1b\u009b\r\x00\u202e") {
		t.Errorf("something was not escaped: %q", got)
	}
	if got := console.Printable("a\n\x1b[2J\nb"); got != "a\n\\x1b[2J\nb" {
		t.Errorf("Printable: %q", got)
	}
}

// A question stays below the events, until it is answered.
func TestQuestionStaysInSight(t *testing.T) {
	for colored, before := range map[bool]string{false: "\n", true: "\r\x1b[K"} {
		var b bytes.Buffer
		c := console.New(&b, colored, phrase.English)
		c.Ask("your reply? ")
		c.Take(&event.Event{Time: at, Role: event.Server, Op: event.Wait, Msg: "one"})
		c.Ask("")
		c.Take(&event.Event{Time: at, Role: event.Server, Op: event.Wait, Msg: "two"})
		want := "your reply? " + before +
			"15:04:05.006  server  WAIT        one\n" +
			"your reply? " +
			"15:04:05.006  server  WAIT        two\n"
		if got := b.String(); got != want {
			t.Errorf("in colour %v: got:\n%q\nwant:\n%q", colored, got, want)
		}
	}
}

// A line is one Write, so that lines of several writers never mix.
func TestOneWritePerLine(t *testing.T) {
	w := &counting{}
	c := console.New(w, true, phrase.English)
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for range 100 {
				c.Take(&event.Event{Time: at, Op: event.Recv, Conn: n + 1, Msg: "7 bytes", Text: "Michael"})
			}
		})
	}
	wg.Wait()
	if w.writes != 800 || w.broken > 0 {
		t.Errorf("%d writes, %d of them not one line; want 800", w.writes, w.broken)
	}
}

type counting struct{ writes, broken int } // unlocked: the console has the lock

func (c *counting) Write(b []byte) (int, error) {
	c.writes++
	if bytes.Count(b, []byte("\n")) != 1 || b[len(b)-1] != '\n' {
		c.broken++
	}
	return len(b), nil
}

func TestWhenToColour(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for mode, want := range map[console.Mode]bool{console.Auto: false, console.Always: true, console.Never: false} {
		if _, colored := console.Open(file, mode); colored != want {
			t.Errorf("a file with %s: colour is %v", mode, colored)
		}
	}
}
