package lessons_test

import (
	"fmt"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"

	"tcplab/shared/event"
)

// The rows of the lesson table, as a client sees them.

func TestOneClientOneMessage(t *testing.T) {
	t.Parallel()
	p := start(t, "01-single-client", "-quiet", "-addr", "127.0.0.1:0")
	addr := p.addr()
	c := dial(t, addr)
	c.send("hi")
	c.recv("你好,同志!")
	c.recvEnd()
	p.ends(0)
	if got, want := p.ops(), "listen wait accept recv send close stop"; got != want {
		t.Errorf("events: %s\n  want: %s", got, want)
	}
	if conn, err := net.Dial("tcp", addr); err == nil {
		conn.Close()
		t.Error("a second client was let in")
	}
}

func TestLoopServesTheSameClientAgain(t *testing.T) {
	t.Parallel()
	p := start(t, "02-loop-clients", "-quiet", "-addr", "127.0.0.1:0", "-reply", "ok")
	c := dial(t, p.addr())
	for range 5 {
		c.send("again")
		c.recv("ok")
	}
	c.Close()
	p.ends(1)
}

// The flaw of lesson 02: a ghost is answered until a send fails, and those in
// the queue are lost.
func TestLoopDiesOfAGhost(t *testing.T) {
	t.Parallel()
	p := start(t, "02-loop-clients", "-quiet", "-lang", "en", "-addr", "127.0.0.1:0")
	addr := p.addr()
	c := dial(t, addr)
	c.send("hi")
	p.await(event.Recv, 1)
	p.Type("hello")
	c.recv("hello")
	queued := dial(t, addr)
	c.Close()
	p.await(event.EOF, 1)
	p.Type("anybody there?")
	p.await(event.EOF, 2)
	p.Type("hello?")
	p.ends(1)
	if _, err := queued.Read(make([]byte, 1)); err == nil {
		t.Error("the queued client was served")
	}
	if got, want := p.ops(), "listen wait accept recv send eof send eof error close stop"; got != want {
		t.Errorf("events: %s\n  want: %s", got, want)
	}
	if said := p.Output(); !strings.Contains(said, "Lesson 03") {
		t.Errorf("stderr does not name lesson 03: %s", said)
	}
}

// An echo server answers a ghost as well: with an empty line, since nothing
// cannot be sent. So it ends, instead of spinning.
func TestLoopThatEchoesDiesOfAGhost(t *testing.T) {
	t.Parallel()
	p := start(t, "02-loop-clients", "-quiet", "-addr", "127.0.0.1:0", "-reply", "%s")
	c := dial(t, p.addr())
	c.send("hi")
	c.recv("hi")
	c.Close()
	p.ends(1)
}

func TestReplies(t *testing.T) {
	t.Parallel()
	const lone = "\xe4\xbd" // the first two bytes of 你
	long := strings.Repeat("x", 1024)
	for _, lesson := range []struct{ name, reply string }{
		{"03-detect-close", "Received %s;"},
		{"04-threaded", "Hello, %s!"},
		{"07-event-loop", "Hello, %s!"},
	} {
		if !slices.Contains(greeting, lesson.name) {
			continue
		}
		_, addr := serve(t, lesson.name)
		for _, message := range []string{
			"Michael", "你好", "\xc4\xe3\xba\xc3", "\xff\xfe", "a\x00b", "\x1b[2J\x1b]0;owned\a",
			"exit now", "EXIT", " ", lone, "%s", "%d%n",
		} {
			t.Run(fmt.Sprintf("%s/%q", lesson.name, message), func(t *testing.T) {
				c := greeted(t, addr)
				answer := strings.Replace(lesson.reply, "%s", message, 1)
				c.send(message)
				c.recv(answer)
				c.send(message + "\n")
				c.recv(answer + "\n")
				c.send(message + "\r\n")
				c.recv(answer + "\n")
				c.send("exit")
				c.recvEnd()
			})
		}
		t.Run(lesson.name+"/cut at 1024", func(t *testing.T) {
			c := greeted(t, addr)
			c.send(long[:1022] + "你") // its last byte comes with the next recv
			c.recv(strings.Replace(lesson.reply, "%s", long[:1022]+lone, 1))
			c.recv(strings.Replace(lesson.reply, "%s", "\xa0", 1))
			c.send("exit")
			c.recvEnd()
		})
	}
}

func TestExitWithAndWithoutNewline(t *testing.T) {
	t.Parallel()
	for _, name := range greeting {
		_, addr := serve(t, name)
		for _, word := range []string{"exit", "exit\n", "exit\r\n"} {
			c := greeted(t, addr)
			c.send(word)
			c.recvEnd()
		}
	}
}

func TestSerialServesOneAfterTheOther(t *testing.T) {
	t.Parallel()
	p, addr := serve(t, "03-detect-close")
	first := greeted(t, addr)
	second := dial(t, addr) // connected, though nobody has accepted
	second.send("early")
	for range 3 {
		first.send("Michael")
		first.recv("Received Michael;")
	}
	first.send("exit")
	second.recv("Welcome!Received early;")
	second.Close()
	p.await(event.Close, 2)

	events := p.Events()
	firstGone := slices.IndexFunc(events, func(e event.Event) bool { return e.Op == event.Close })
	secondIn := slices.IndexFunc(events, func(e event.Event) bool { return e.Op == event.Accept && e.Conn == 2 })
	if secondIn < firstGone {
		t.Error("the second client was accepted while the first was there")
	}
}

func TestConcurrentServesThirtyInterleaved(t *testing.T) {
	t.Parallel()
	for _, name := range concurrent {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			serveThirty(t, name)
		})
	}
}

func serveThirty(t *testing.T, name string) {
	_, addr := serve(t, name)
	var clients []*client
	for range 30 {
		clients = append(clients, greeted(t, addr))
	}
	for round := range 3 {
		for i, c := range slices.Backward(clients) {
			c.send(fmt.Sprintf("%d-%d", round, i))
		}
		for i, c := range clients {
			c.recv(fmt.Sprintf("Hello, %d-%d!", round, i))
		}
	}
}

// The loop makes the system calls itself, and poll comes before each that could wait.
func TestEventLoop(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		p := start(t, "07-event-loop", "-lang", "en")
		if p.ends(2); !strings.Contains(p.Output(), "04-threaded") {
			t.Errorf("it does not say what to do instead: %s", p.Output())
		}
		return
	}
	p, addr := serve(t, "07-event-loop")
	c := greeted(t, addr)
	c.send("Michael")
	c.recv("Hello, Michael!")
	c.CloseWrite()
	c.recvEnd()
	p.await(event.Close, 1)
	ops := strings.ReplaceAll(p.ops(), "poll poll", "poll") // a reply is due, and then there is room for it
	if want := "socket bind listen poll accept poll send poll recv poll send poll eof close"; ops != want {
		t.Errorf("events: %s\n  want: %s", ops, want)
	}
}

// While the loop thinks about one reply, it serves others; if it computes, it does not.
func TestLoopThinks(t *testing.T) {
	t.Parallel()
	if !slices.Contains(concurrent, "07-event-loop") {
		t.Skip("lesson 07 needs system calls that this system does not have")
	}
	for think, args := range map[string][]string{
		"sleep": {"-delay", "1h"},
		"cpu":   {"-delay", "300ms", "-think", "cpu"},
	} {
		t.Run(think, func(t *testing.T) {
			t.Parallel()
			p, addr := serve(t, "07-event-loop", args...)
			greeted(t, addr).send("Michael")
			p.await(event.Recv, 1)
			greeted(t, addr)
			second := p.await(event.Send, 2) // after Welcome! for the first
			if overlaps := second.Conn == 2; overlaps != (think == "sleep") {
				t.Errorf("with -think %s, the second send is %+v", think, second)
			}
		})
	}
}

// Every call is in the stream, with both ends of its connection.
func TestEventsOfAConversation(t *testing.T) {
	t.Parallel()
	p, addr := serve(t, "03-detect-close")
	c := greeted(t, addr)
	c.send("Michael\n")
	c.recv("Received Michael;\n")
	c.CloseWrite()
	c.recvEnd()
	p.await(event.Close, 1)

	type row struct {
		op    event.Op
		conn  int
		bytes int
		text  string
	}
	want := []row{
		{event.Listen, 0, 0, ""}, {event.Wait, 0, 0, ""}, {event.Accept, 1, 0, ""},
		{event.Send, 1, 8, "Welcome!"}, {event.Recv, 1, 8, "Michael\n"},
		{event.Send, 1, 18, "Received Michael;\n"}, {event.EOF, 1, 0, ""}, {event.Close, 1, 0, ""},
	}
	for i, e := range p.Events()[:len(want)] {
		if got := (row{e.Op, e.Conn, e.Bytes, e.Text}); got != want[i] {
			t.Errorf("event %d: %+v, want %+v", i, got, want[i])
		}
		if e.Lesson != "03-detect-close" || e.Role != event.Server || e.Msg == "" || e.Time.IsZero() {
			t.Errorf("event %d lacks something: %+v", i, e)
		}
		if e.Conn > 0 && (e.Local != addr || e.Peer != c.LocalAddr().String()) {
			t.Errorf("event %d: from %s to %s, want from %s to %s", i, e.Peer, e.Local, c.LocalAddr(), addr)
		}
	}
}
