package scenario

import (
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/watch"
)

// A hand is a client whose calls the play makes one by one, on a plain
// connection. Its calls are told as those of any client are.
type hand struct {
	stage  *stage
	number int
	conn   net.Conn
	plain  *net.TCPConn
}

// callTime is how long a call by hand may take.
const callTime = 10 * time.Second

// newHand begins a client, which is not connected yet.
func (s *stage) newHand() *hand {
	s.clients++
	h := &hand{stage: s, number: s.clients}
	s.step(h.number, Step{Do: Start})
	return h
}

// Hand connects a client.
func (s *stage) Hand() *hand {
	h := s.newHand()
	h.connect()
	s.keep(h.conn)
	return h
}

// HandWhile connects a client, whose connect does not return until more has
// happened, and returns how long it took.
func (s *stage) HandWhile(more func()) time.Duration {
	h := s.newHand()
	begun := clock.Now()
	returned := make(chan struct{})
	go func() {
		defer close(returned)
		h.connect()
	}()
	more()
	<-returned
	s.step(h.number, Step{Do: Await, Op: event.Connect, N: 1})
	s.keep(h.conn)
	return clock.Since(begun)
}

func (h *hand) connect() {
	s := h.stage
	if s.over() {
		return
	}
	called := clock.Now()
	conn, err := s.dial()
	if err != nil {
		s.fail(err)
		return
	}
	conn.SetDeadline(time.Now().Add(time.Minute)) // of the whole play
	h.plain = conn.(*net.TCPConn)
	h.conn = s.watch(h.number, event.Client).Conn(conn, called)
}

// dial connects to the server.
func (s *stage) dial() (net.Conn, error) {
	dialer := net.Dialer{Timeout: callTime}
	return dialer.DialContext(s.ctx, "tcp", s.addr)
}

// Crowd connects n clients at once, of which nothing is shown, and returns how
// many there are.
func (s *stage) Crowd(n int) (connected int) {
	s.muted.Store(true)
	for range n {
		if s.over() {
			return connected
		}
		conn, err := s.dial()
		if err == nil {
			s.keep(conn)
			conn.SetDeadline(time.Now().Add(callTime))
			_, err = conn.Read(make([]byte, 1024)) // it was accepted, and greeted
		}
		if err != nil {
			s.fail(err)
			return connected
		}
		connected++
	}
	return connected
}

// watch returns what tells the calls that the play makes for an actor.
func (s *stage) watch(actor int, role string) *watch.Watch {
	explain := func(err error) string { return fault.Explain(err, role).In(s.Lang) }
	return watch.New(event.NewLog("by hand", role, byHand{s, actor}), s.Lang, charset.UTF8.Decode, explain)
}

// byHand takes the events of an actor that is no program.
type byHand struct {
	stage *stage
	actor int
}

// Take shows an event.
func (b byHand) Take(e *event.Event) {
	b.stage.entries <- Entry{Time: e.Time, Actor: b.actor, Event: *e}
}

// Port returns the port of the hand's own end.
func (h *hand) Port() int {
	if h.plain == nil {
		return 0
	}
	return h.plain.LocalAddr().(*net.TCPAddr).Port
}

// Send calls send once.
func (h *hand) Send(text string) {
	if h.stage.over() {
		return
	}
	if _, err := h.conn.Write([]byte(text)); err != nil {
		h.stage.fail(err)
	}
}

// Recv calls recv, with a buffer of 1,024 bytes, until want has come: more often
// than once if it comes in pieces.
func (h *hand) Recv(want string) {
	buffer := make([]byte, 1024)
	for got := ""; got != want && !h.stage.over(); {
		n, err := h.conn.Read(buffer)
		got += string(buffer[:n])
		if err != nil || !strings.HasPrefix(want, got) {
			h.stage.fail(fmt.Errorf("client %d wants %q and has received %q (%v)", h.number, want, got, err))
		}
	}
}

// RecvEnd calls recv, which must return nothing.
func (h *hand) RecvEnd() {
	if h.stage.over() {
		return
	}
	if n, err := h.conn.Read(make([]byte, 1)); n > 0 || err != io.EOF {
		h.stage.fail(fmt.Errorf("client %d wants the end and has received %d bytes (%v)", h.number, n, err))
	}
}

// Shut closes the sending side: no more will come from here.
func (h *hand) Shut() {
	h.stage.step(h.number, Step{Do: Shut})
	if h.stage.over() {
		return
	}
	if err := h.plain.CloseWrite(); err != nil {
		h.stage.fail(err)
	}
}

// Close closes the connection.
func (h *hand) Close() {
	if !h.stage.over() {
		h.conn.Close()
	}
}
