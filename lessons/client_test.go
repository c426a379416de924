package lessons_test

import (
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tcplab/shared/event"
)

// listen opens a server of the test's own.
func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener
}

// accept waits for the client under test.
func accept(t *testing.T, listener net.Listener) *client {
	t.Helper()
	listener.(*net.TCPListener).SetDeadline(time.Now().Add(deadline))
	conn, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(deadline))
	return &client{conn.(*net.TCPConn), t}
}

// startClient starts lesson 05 against a server of the test.
func startClient(t *testing.T, listener net.Listener, args ...string) *program {
	t.Helper()
	args = append([]string{"-lang", "en", "-addr", listener.Addr().String()}, args...)
	return start(t, "05-client", args...)
}

func TestClientSaysItsPart(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	p := startClient(t, listener)
	server := accept(t, listener)
	server.send("Welcome!")
	for _, name := range []string{"Michael", "Tracy", "Sarah"} {
		server.recv(name)
		server.send("Hello, " + name + "!")
	}
	server.recv("exit")
	server.recvEnd()
	p.ends(0)
	if got, want := p.ops(), "connect recv send recv send recv send recv send close stop"; got != want {
		t.Errorf("events: %s\n  want: %s", got, want)
	}
}

func TestClientAgainstEachLesson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ to, server, want string }{
		{"1", "01-single-client", "你好,同志!"},
		{"3", "03-detect-close", "Received Michael;"},
		{"4", "04-threaded", "Hello, Sarah!"},
	} {
		server := start(t, c.server, "-quiet", "-addr", "127.0.0.1:0", "-delay", "0")
		p := start(t, "05-client", "-quiet", "-addr", server.addr(), "-to", c.to)
		p.ends(0)
		var heard []string
		for _, e := range p.Events() {
			if e.Op == event.Recv {
				heard = append(heard, e.Text)
			}
		}
		if all := strings.Join(heard, " "); !strings.Contains(all, c.want) {
			t.Errorf("lesson %s said %q, want %q among it", c.to, all, c.want)
		}
	}
}

func TestClientSpeaksGBK(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("你好,同志!")
	if err != nil {
		t.Fatal(err)
	}
	listener := listen(t)
	p := startClient(t, listener, "-quiet", "-greeting=false", "-encoding", "gbk", "你好,同志!")
	server := accept(t, listener)
	server.recv(gbk)
	server.send(gbk)
	server.recv("exit")
	p.ends(0)
	if e := p.await(event.Recv, 1); e.Text != "你好,同志!" || e.Bytes != len(gbk) {
		t.Errorf("the reply is shown as %+v", e)
	}
}

func TestClientTyping(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	host, port, _ := net.SplitHostPort(listener.Addr().String())
	p := start(t, "05-client", "-lang", "en", "-i", "-encoding", "gbk")
	for _, line := range []string{host, "port", port} {
		p.Type(line)
	}
	server := accept(t, listener)
	server.send("Welcome!")
	for _, line := range []string{"Michael", "", "☃", "two words"} {
		p.Type(line)
	}
	server.recv("Michael")
	server.send("Hello, Michael!")
	server.recv("two words") // the empty line and what GBK has not were refused
	server.send("Hello, two words!")
	p.EndInput()
	server.recv("exit")
	server.recvEnd()
	p.ends(0)
	for _, want := range []string{"server ip", "server port", "a port is a number", "message (exit", "TCP has no such thing", `"☃" cannot be written in gbk`} {
		if err := p.AwaitOutput(p.ctx, contains(want)); err != nil {
			t.Errorf("the dialogue lacks %q: %v", want, err)
		}
	}
}

func TestClientTypesExitOnce(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	p := startClient(t, listener, "-quiet", "-i", "-greeting=false")
	server := accept(t, listener)
	p.Type("exit")
	server.recv("exit")
	server.recvEnd()
	p.ends(0)
}

// exit is the end, also among the messages.
func TestClientIsToldToSayExit(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	p := startClient(t, listener, "-quiet", "-greeting=false", "Michael", "exit", "Tracy")
	server := accept(t, listener)
	server.recv("Michael")
	server.send("Hello, Michael!")
	server.recv("exit")
	server.recvEnd()
	p.ends(0)
}

// After -- a message may look like a flag.
func TestClientSaysAFlag(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	p := startClient(t, listener, "-quiet", "-greeting=false", "--", "-to")
	server := accept(t, listener)
	server.recv("-to")
	server.send("Hello, -to!")
	server.recv("exit")
	p.ends(0)
}

func TestClientTellsThatItWaits(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	p := startClient(t, listener, "-color", "never")
	if err := p.AwaitOutput(p.ctx, contains("no greeting yet: queued")); err != nil {
		t.Fatal(err)
	}
	server := accept(t, listener)
	server.send("Welcome!")
	server.recv("Michael")
	p.stops(os.Interrupt)
}

func TestClientWhoseServerLeaves(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*client){
		"at once":              func(c *client) { c.CloseWrite() },
		"after its greeting":   func(c *client) { c.send("Welcome!"); c.CloseWrite() },
		"with a reset":         func(c *client) { c.send("Welcome!"); c.recv("Michael"); c.reset() },
		"in the middle of all": func(c *client) { c.send("Welcome!"); c.recv("Michael"); c.send("Hel"); c.CloseWrite() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listener := listen(t)
			p := startClient(t, listener, "-quiet")
			leave(accept(t, listener))
			p.ends(1)
			if !strings.Contains(p.Output(), "closed the connection without an answer") &&
				!strings.Contains(p.Output(), "Reset, for one of") {
				t.Errorf("not explained: %s", p.Output())
			}
			if n := strings.Count(p.ops(), "error"); n > 1 {
				t.Errorf("%d error events, want one at most: %s", n, p.ops())
			}
		})
	}
}

func TestClientInterrupted(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	p := startClient(t, listener, "-quiet")
	p.await(event.Connect, 1)
	p.stops(os.Interrupt)

	p = startClient(t, listener, "-quiet", "-i", "-greeting=false")
	p.await(event.Connect, 1)
	p.stops(os.Interrupt)
}

// A greeting in pieces does not confuse the client: it still says one thing at
// a time, and goodbye at the end.
func TestClientHearsPieces(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	p := startClient(t, listener, "-quiet", "Michael")
	server := accept(t, listener)
	server.send("Wel")
	server.recv("Michael")
	server.send("come!")
	server.recv("exit")
	server.recvEnd()
	p.ends(0)
}
