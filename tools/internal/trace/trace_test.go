package trace

import (
	"cmp"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
)

var begun = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// A line is a call that was written by hand.
type line struct {
	who   string // S the server, or a client
	name  string // all but the time
	event event.Event
	after string // what After is to say
}

// parse reads lines: the millisecond, who calls, the op, for the server also the
// client, and bytes or an error; then < and the calls that it comes after. Clients
// with the same first letter have the same port.
func parse(text string) (lines []line) {
	conns := map[string]int{}
	for row := range strings.Lines(strings.TrimSpace(text)) {
		told, after, _ := strings.Cut(strings.TrimSpace(row), " < ")
		at, name, _ := strings.Cut(told, " ")
		words := strings.Fields(name)
		who, rest := words[0], words[2:]
		e := event.Event{Op: event.Op(words[1]), Role: event.Client}
		ms, _ := time.ParseDuration(at + "ms")
		e.Time = begun.Add(ms)
		client := who
		if who == "S" {
			e.Role, client = event.Server, ""
			if len(rest) > 0 {
				client, rest = rest[0], rest[1:]
			}
		}
		if e.Op == event.Error {
			e.Error = strings.Join(rest, " ")
		} else if len(rest) > 0 {
			fmt.Sscan(rest[0], &e.Bytes)
		}
		if client != "" && !strings.HasPrefix(e.Error, "dial") && e.Op != event.Stop {
			conns[client] = cmp.Or(conns[client], len(conns)+1)
			e.Conn, e.Local, e.Peer = 1, fmt.Sprint("127.0.0.1:", 50000+int(client[0])), "127.0.0.1:9999"
			if who == "S" {
				e.Conn, e.Local, e.Peer = conns[client], e.Peer, e.Local
			}
		}
		lines = append(lines, line{who, name, e, after})
	}
	return lines
}

// A told trace has the calls of lines.
type told struct {
	calls map[string]*Call // by name
	names map[*Call]string
}

// tell tells a trace the lines.
func tell(lines []line, concurrent bool) told {
	var trace Trace
	processes := map[string]*Process{}
	s := told{map[string]*Call{}, map[*Call]string{}}
	for _, l := range lines {
		p := processes[l.who]
		if p == nil {
			p = trace.Process()
			p.Concurrent = concurrent && l.who == "S"
			processes[l.who] = p
		}
		c := p.Take(l.event)
		s.calls[l.name], s.names[c] = c, l.name
	}
	return s
}

// after names the calls that a call comes after, other than what has opened its
// socket.
func (s told) after(c *Call) string {
	var names []string
	for _, before := range c.After() {
		if c.Socket == nil || before != c.Socket.Opened || before == c {
			names = append(names, s.names[before])
		}
	}
	return strings.Join(names, ", ")
}

// shuffled returns the lines in another order, in which those of each process keep
// theirs.
func shuffled(lines []line, rng *rand.Rand) []line {
	of := map[string][]line{}
	order := make([]string, len(lines))
	for i, l := range lines {
		of[l.who] = append(of[l.who], l)
		order[i] = l.who
	}
	rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	var mixed []line
	for _, who := range order {
		mixed = append(mixed, of[who][0])
		of[who] = of[who][1:]
	}
	return mixed
}

// Each call comes after those that have led to it, in whichever order the events of
// different processes are told.
func TestAfter(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a conversation": `
			0 S listen
			1 A connect
			2 S accept A < A connect
			3 S send A 8
			4 A recv 8 < S send A 8
			5 A send 7
			6 S recv A 7 < A send 7
			7 A close
			8 S eof A < S recv A 7, A close
			9 S close A
			9 S stop < S close A`,
		"one send comes in pieces": `
			1 A connect
			2 S accept A < A connect
			3 A send 2500
			4 S recv A 1024 < A send 2500
			5 S recv A 1023 < A send 2500
			6 S recv A 453 < A send 2500`,
		"two sends come as one, and a third in two": `
			1 A connect
			2 S accept A < A connect
			3 A send 5
			3 A send 4
			3 A send 10
			4 S recv A 9 < A send 5, A send 4
			5 S recv A 6 < A send 10
			6 A send 3
			7 S recv A 7 < A send 10, A send 3`,
		"one direction is closed, the other is not": `
			1 A connect
			2 S accept A < A connect
			3 A send 7
			4 A shutdown
			5 S recv A 7 < A send 7
			6 S eof A < S recv A 7, A shutdown
			7 S send A 17
			8 A recv 17 < S send A 17
			9 S close A
			10 A eof < A recv 17, S close A
			11 A close
			12 A stop < A close`,
		"the server closes before it has received all": `
			1 A connect
			2 S accept A < A connect
			3 A send 7
			4 S close A
			5 A error read: connection reset by peer < S close A
			6 A close`,
		"the client leaves, and the server goes on sending": `
			1 A connect
			2 S accept A < A connect
			3 A close
			4 S send A 3
			5 S eof A < A close
			6 S error A write: broken pipe < A close
			7 S close A`,
		"nobody listens": `
			1 A error dial: connection refused
			2 A stop`,
		"a client is in the queue until the server ends": `
			1 A connect
			1 B connect
			2 S accept A < A connect
			3 B send 5
			4 S close A
			5 B error read: connection reset by peer
			6 B close
			6 S stop < S close A`,
		"two clients at a time": `
			1 A connect
			1 B connect
			2 S accept B < B connect
			3 S accept A < A connect
			4 A send 1
			5 B send 2
			6 S recv A 1 < A send 1
			7 S recv B 2 < B send 2
			8 S close A
			9 S close B
			9 S stop < S close B, S close A`,
		"a port is used again": `
			1 A1 connect
			2 S accept A1 < A1 connect
			3 A1 send 1
			4 A1 close
			5 S recv A1 1 < A1 send 1
			6 S eof A1 < S recv A1 1, A1 close
			10 A2 connect
			11 A2 close
			20 A3 connect
			21 S accept A3 < A3 connect
			22 A3 send 3
			23 S recv A3 3 < A3 send 3`,
		"accept was told before connect": `
			1 S accept A < A connect
			2 S send A 8
			3 A connect
			4 A recv 8 < S send A 8`,
		"events were lost": `
			1 A connect
			2 S accept A < A connect
			3 A send 7
			4 S lost
			5 S recv A 10 < A send 7
			6 S recv A 4
			7 A eof
			8 B recv 5
			9 S recv C 2
			9 S eof C
			10 S accept D1
			11 D2 connect
			12 S accept D2 < D2 connect
			13 D2 send 1
			14 S recv D2 1 < D2 send 1`,
	} {
		lines := parse(text)
		rng := rand.New(rand.NewSource(1))
		for n := range 50 {
			mixed := lines
			if n > 0 {
				mixed = shuffled(lines, rng)
			}
			for _, concurrent := range []bool{false, true} {
				s := tell(mixed, concurrent)
				for _, l := range lines {
					if got := s.after(s.calls[l.name]); got != l.after {
						t.Fatalf("%s: %q comes after %q, want %q", name, l.name, got, l.after)
					}
				}
			}
		}
	}
}

// Whatever the pieces are in which a stream is sent and received, a recv comes
// after the sends of the bytes that it has returned.
func TestStream(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewSource(1))
	for range 200 {
		var trace Trace
		client, server := trace.Process(), trace.Process()
		call := func(p *Process, op event.Op, bytes int) *Call {
			e := event.Event{Time: begun, Op: op, Role: event.Client, Conn: 1, Local: "a", Peer: "b", Bytes: bytes}
			if p == server {
				e.Role, e.Local, e.Peer = event.Server, e.Peer, e.Local
			}
			return p.Take(e)
		}
		call(client, event.Connect, 0)
		call(server, event.Accept, 0)
		sentBy := []*Call{} // each byte
		for range rng.Intn(20) {
			send := call(client, event.Send, 1+rng.Intn(9))
			for range send.Bytes {
				sentBy = append(sentBy, send)
			}
		}
		for at := 0; at < len(sentBy); {
			n := min(1+rng.Intn(9), len(sentBy)-at)
			recv := call(server, event.Recv, n)
			var want []*Call
			for _, send := range sentBy[at : at+n] {
				if !slices.Contains(want, send) {
					want = append(want, send)
				}
			}
			if got := recv.After()[1:]; !slices.Equal(got, want) || recv.From != at || recv.To != at+n {
				t.Fatalf("the bytes %d to %d are of %d sends, not %d", at, at+n, len(got), len(want))
			}
			at += n
		}
	}
}

// A server's main and its goroutines each do one thing after the other.
func TestThreads(t *testing.T) {
	t.Parallel()
	lines := parse(`
		0 S listen
		1 S wait
		2 S accept A
		3 S wait2
		4 S send A 8
		5 S accept B
		6 S send B 9
		7 S recv A 1
		8 S close A
		9 S stop`)
	for concurrent, want := range map[bool]string{
		false: "S listen; S wait; S accept A; S wait2; S send A 8; S accept B; S send B 9; S recv A 1; S close A; S stop",
		true:  "S listen; S wait; S accept A; S wait2; S accept B; S stop | S send A 8; S recv A 1; S close A | S send B 9",
	} {
		s := tell(lines, concurrent)
		var threads []string
		for _, last := range []string{"S stop", "S close A", "S send B 9"} {
			c := s.calls[last]
			if !concurrent && last != "S stop" {
				if c.Thread != s.calls["S stop"].Thread {
					t.Errorf("%s has a thread of its own", last)
				}
				continue
			}
			var thread []string
			for ; c != nil; c = c.Before {
				thread = append([]string{s.names[c]}, thread...)
			}
			threads = append(threads, strings.Join(thread, "; "))
		}
		if got := strings.Join(threads, " | "); got != want {
			t.Errorf("concurrent %v:\n got %s\nwant %s", concurrent, got, want)
		}
	}
}

// A client is in the queue from its connect until accept is called, or until it
// leaves. One for whom accept had been called never was.
func TestQueue(t *testing.T) {
	t.Parallel()
	lines := parse(`
		1 A connect
		2 B connect
		3 C connect
		5 S accept A
		6 S accept D
		7 D connect
		8 B error read: connection reset by peer
		9 B close
		10 E connect
		20 S accept E
		21 F connect
		30 S accept F`)
	for i, l := range lines {
		if l.name == "S accept E" || l.name == "S accept F" {
			lines[i].event.Took = 0.009
		}
	}
	s := tell(lines, false)
	for name, want := range map[string][2]int{"A": {1, 5}, "B": {2, 8}, "C": {3, -1}, "D": {6, 6}, "E": {10, 11}, "F": {21, 21}} {
		socket := s.calls[name+" connect"].Socket
		from, to := socket.Queue()
		if to.IsZero() {
			to = begun.Add(-time.Millisecond)
		}
		got := [2]int{int(from.Sub(begun).Milliseconds()), int(to.Sub(begun).Milliseconds())}
		if got != want || (socket.Accepted() == nil) != (name == "B" || name == "C") {
			t.Errorf("%s is in the queue from and to %v, want %v", name, got, want)
		}
	}
}

// A call has its name, also when it fails.
func TestNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		e     event.Event
		name  event.Op
		reset bool
	}{
		{event.Event{Op: event.EOF}, event.Recv, false},
		{event.Event{Op: event.Send}, event.Send, false},
		{event.Event{Op: event.Error, Error: "read: connection reset by peer"}, event.Recv, true},
		{event.Event{Op: event.Error, Error: "write: broken pipe"}, event.Send, true},
		{event.Event{Op: event.Error, Error: "dial: connection refused"}, event.Connect, false},
		{event.Event{Op: event.Error, Error: "accept: too many open files"}, event.Accept, false},
		{event.Event{Op: event.Error, Error: "read: wsarecv: An existing connection was forcibly closed by the remote host."}, event.Recv, true},
	} {
		c := new(Trace).Process().Take(test.e)
		if c.Name() != test.name || c.IsReset() != test.reset {
			t.Errorf("%v: %s, reset %v", test.e, c.Name(), c.IsReset())
		}
	}
}
