package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/peer"
	"tcplab/shared/phrase"
)

// server accepts one client, and talks with it as it is told. It ends with
// the test.
func server(t *testing.T, talk func(conn *net.TCPConn)) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		conn.SetDeadline(time.Now().Add(time.Minute))
		talk(conn.(*net.TCPConn))
	}()
	t.Cleanup(func() {
		l.Close()
		<-done
	})
	return l.Addr().String()
}

// A journal keeps the events of a client.
type journal struct {
	mu     sync.Mutex
	events []event.Event
}

func (j *journal) take(e event.Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.events = append(j.events, e)
}

// String lists the events: the call, and what went through or failed.
func (j *journal) String() string {
	var list []string
	for _, e := range j.events {
		words := string(e.Op)
		if e.Text != "" {
			words += fmt.Sprintf(" %q", e.Text)
		}
		if e.Error != "" {
			words += " (" + e.Error + ")"
		}
		list = append(list, words)
	}
	return strings.Join(list, ", ")
}

func connect(t *testing.T, ctx context.Context, addr string) (*Client, *journal) {
	t.Helper()
	j := &journal{}
	c, err := Connect(ctx, addr, Options{Number: 7, Program: "test", Lang: phrase.English, Follow: j.take, Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetTimeout(time.Minute)
	return c, j
}

// A conversation is told as the client of lesson 05 tells it.
func TestEvents(t *testing.T) {
	t.Parallel()
	addr := server(t, func(conn *net.TCPConn) {
		io.WriteString(conn, "Welcome!")
		buffer := make([]byte, 100)
		n, _ := conn.Read(buffer)
		io.WriteString(conn, "Hello, "+string(buffer[:n])+"!")
	})
	c, j := connect(t, t.Context(), addr)
	greeting, err := c.Recv(Until{Size: len("Welcome!")})
	if err != nil || greeting.Text != "Welcome!" {
		t.Errorf("greeting %+v, %v", greeting, err)
	}
	reply, err := c.Say("Michael", Until{Size: 1})
	if err != nil || reply.Text != "Hello, Michael!" || reply.Took() < 0 || reply.GoesOn {
		t.Errorf("reply %+v, %v", reply, err)
	}
	if _, err := c.Recv(Until{}); err != io.EOF || !c.Ended() {
		t.Errorf("after the end: %v", err)
	}
	c.Close()
	const want = `connect, recv "Welcome!", send "Michael", recv "Hello, Michael!", eof, close`
	if got := j.String(); got != want {
		t.Errorf("it told %s\nwant    %s", got, want)
	}
	for _, e := range j.events {
		if e.Conn != 7 || e.Role != event.Client || e.Lesson != "test" || e.Local == "" {
			t.Errorf("%+v", e)
		}
	}
}

// A reply may come in pieces. Silence ends it, which is not an error; silence
// instead of it is one, and so is the end of the connection.
func TestReply(t *testing.T) {
	t.Parallel()
	next := make(chan string)
	addr := server(t, func(conn *net.TCPConn) {
		for piece := range next {
			io.WriteString(conn, piece)
		}
	})
	c, j := connect(t, t.Context(), addr)
	const soon, never = 20 * time.Millisecond, 30 * time.Second

	go func() { next <- "a" }()
	reply, err := c.Recv(Until{Within: never, Pause: soon})
	if err != nil || reply.Text != "a" || reply.Pieces != 1 {
		t.Errorf("one piece: %+v, %v", reply, err)
	}
	if _, err := c.Recv(Until{Within: soon, Pause: soon}); !IsTimeout(err) {
		t.Errorf("silence: %v", err)
	}
	go func() { next <- "x" }()
	reply, err = c.Recv(Until{Within: never, Holds: func(text string) bool {
		if len(text) < 3 {
			next <- string("xyz"[len(text)]) // the next piece, when this one has come
		}
		return text == "xyz"
	}})
	if err != nil || reply.Text != "xyz" || reply.Pieces != 3 {
		t.Errorf("three pieces: %+v, %v", reply, err)
	}
	close(next)
	if _, err := c.Recv(Until{Within: never}); err != io.EOF {
		t.Errorf("the end: %v", err)
	}
	const want = `connect, recv "a", error (read: i/o timeout), recv "x", recv "y", recv "z", eof`
	if got := j.String(); got != want {
		t.Errorf("it told %s\nwant    %s", got, want)
	}
}

// A server that goes on and on is cut short: by the time, or by the size.
func TestEndless(t *testing.T) {
	t.Parallel()
	for name, until := range map[string]Until{
		"time": {Pause: 10 * time.Second, AtMost: 1},
		"size": {Within: time.Minute, Pause: 10 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			addr := server(t, func(conn *net.TCPConn) {
				for {
					if _, err := conn.Write(make([]byte, 4096)); err != nil {
						return
					}
				}
			})
			c, _ := connect(t, t.Context(), addr)
			reply, err := c.Recv(until)
			if err != nil || !reply.GoesOn || len(reply.Text) > 2*maxReply {
				t.Errorf("%d bytes, goes on: %v, %v", len(reply.Text), reply.GoesOn, err)
			}
			c.Reset()
		})
	}
}

// What has arrived early is the beginning of the next reply.
func TestArrives(t *testing.T) {
	t.Parallel()
	addr := server(t, func(conn *net.TCPConn) {
		io.WriteString(conn, "early")
		conn.Read(make([]byte, 1))
	})
	c, _ := connect(t, t.Context(), addr)
	if !c.Arrives(time.Minute) || !c.Arrives(time.Millisecond) {
		t.Error("what has arrived was not seen, or forgotten")
	}
	if reply, err := c.Recv(Until{Size: 1}); err != nil || reply.Text != "early" {
		t.Errorf("%+v, %v", reply, err)
	}
}

// A half-close lets the replies through.
func TestCloseWrite(t *testing.T) {
	t.Parallel()
	addr := server(t, func(conn *net.TCPConn) {
		all, _ := io.ReadAll(conn)
		conn.Write(all)
	})
	c, _ := connect(t, t.Context(), addr)
	if err := c.Send("all of it", time.Minute); err != nil {
		t.Error(err)
	}
	if err := c.CloseWrite(); err != nil {
		t.Error(err)
	}
	if reply, err := c.Recv(Until{Size: len("all of it")}); err != nil || reply.Text != "all of it" {
		t.Errorf("%+v, %v", reply, err)
	}
}

// A reset reaches the server as one.
func TestReset(t *testing.T) {
	t.Parallel()
	got := make(chan error, 1)
	addr := server(t, func(conn *net.TCPConn) {
		_, err := conn.Read(make([]byte, 1))
		got <- err
	})
	c, _ := connect(t, t.Context(), addr)
	c.Reset()
	if err := <-got; err == nil || err == io.EOF {
		t.Errorf("the server got %v", err)
	}
}

// When its context is done, a call returns at once, with the cause, and says so.
func TestCancel(t *testing.T) {
	t.Parallel()
	why := errors.New("the class is over")
	ctx, cancel := context.WithCancelCause(t.Context())
	addr := server(t, func(conn *net.TCPConn) { conn.Read(make([]byte, 1)) })
	c, j := connect(t, ctx, addr)
	go cancel(why)
	if _, err := c.Recv(Until{}); err != why {
		t.Errorf("recv returned %v", err)
	}
	if _, err := c.Recv(Until{Within: time.Minute}); err != why {
		t.Errorf("and then %v", err)
	}
	if got := j.String(); !strings.HasPrefix(got, "connect, error (the class is over)") {
		t.Errorf("it told %s", got)
	}
}

// A connection that cannot be made is told with how long that took.
func TestRefused(t *testing.T) {
	t.Parallel()
	j := &journal{}
	if _, err := Connect(t.Context(), peer.FreeAddr(t), Options{Program: "test", Follow: j.take, Timeout: time.Minute}); err == nil {
		t.Error("somebody listens")
	}
	if len(j.events) != 1 || j.events[0].Op != event.Error || j.events[0].Took <= 0 || j.events[0].Msg == "" {
		t.Errorf("%+v", j.events)
	}
}
