package scenario

import (
	"fmt"
	"io"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/conversation"
	"tcplab/shared/event"
)

// A hand is a client whose calls the play makes one by one. They are told as
// those of any client are.
type hand struct {
	*conversation.Client
	stage  *stage
	number int
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
	return clock.Since(begun)
}

func (h *hand) connect() {
	s := h.stage
	if s.over() {
		return
	}
	h.Client = s.connect(conversation.Options{
		Number: 1, Program: "by hand", Lang: s.Lang,
		Follow: func(e event.Event) { s.entries <- Entry{Time: e.Time, Actor: h.number, Event: e} },
	})
}

// connect connects a client, which is closed in the end. It returns nil after
// the play has failed.
func (s *stage) connect(o conversation.Options) *conversation.Client {
	o.Timeout = callTime
	c, err := conversation.Connect(s.ctx, s.addr, o)
	if err != nil {
		s.fail(err)
		return nil
	}
	c.SetTimeout(time.Minute) // of the whole play
	s.keep(c)
	return c
}

// Crowd connects n clients at once, of which nothing is shown, and returns how
// many there are.
func (s *stage) Crowd(n int) (connected int) {
	s.muted.Store(true)
	for range n {
		if s.over() {
			return connected
		}
		c := s.connect(conversation.Options{})
		if c == nil {
			return connected
		}
		if _, err := c.Recv(conversation.Until{Within: callTime, Size: 1}); err != nil { // it was accepted, and greeted
			s.fail(err)
			return connected
		}
		connected++
	}
	return connected
}

// Port returns the port of the hand's own end.
func (h *hand) Port() int {
	if h.Client == nil {
		return 0
	}
	return h.LocalAddr().Port
}

// Send calls send once.
func (h *hand) Send(text string) {
	if h.stage.over() {
		return
	}
	if err := h.Client.Send(text, 0); err != nil {
		h.stage.fail(err)
	}
}

// Recv calls recv, with a buffer of 1,024 bytes, until want has come: more often
// than once if it comes in pieces.
func (h *hand) Recv(want string) {
	if h.stage.over() {
		return
	}
	reply, err := h.Client.Recv(conversation.Until{Holds: func(all string) bool {
		return all == want || !strings.HasPrefix(want, all)
	}})
	if reply.Text != want {
		h.stage.fail(fmt.Errorf("client %d wants %q and has received %q (%v)", h.number, want, reply.Text, err))
	}
}

// RecvEnd calls recv, which must return nothing.
func (h *hand) RecvEnd() {
	if h.stage.over() {
		return
	}
	if reply, err := h.Client.Recv(conversation.Until{Size: 1}); err != io.EOF {
		h.stage.fail(fmt.Errorf("client %d wants the end and has received %q (%v)", h.number, reply.Text, err))
	}
}

// Shut closes the sending side: no more will come from here.
func (h *hand) Shut() {
	h.stage.step(h.number, Step{Do: Shut})
	if h.stage.over() {
		return
	}
	if err := h.CloseWrite(); err != nil {
		h.stage.fail(err)
	}
}

// Close closes the connection.
func (h *hand) Close() {
	if !h.stage.over() {
		h.Client.Close()
	}
}
