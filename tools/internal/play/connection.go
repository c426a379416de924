package play

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/conversation"
	"tcplab/shared/event"
	"tcplab/shared/fault"
)

// A connection is a client whose calls the play makes one by one. They are told as
// those of any client are.
type connection struct {
	*conversation.Client
	run    *run
	number int
}

// callTime is how long a call by hand may take.
const callTime = 10 * time.Second

// newConnection begins a client, which is not connected yet.
func (s *run) newConnection() *connection {
	s.clients++
	c := &connection{run: s, number: s.clients}
	s.step(c.number, Step{Do: Start})
	return c
}

// Dial connects a client.
func (s *run) Dial() *connection {
	c := s.newConnection()
	c.connect()
	return c
}

// DialWhile connects a client, whose connect does not return until more has
// happened, and returns how long it took.
func (s *run) DialWhile(more func()) time.Duration {
	c := s.newConnection()
	begun := clock.Now()
	var connecting sync.WaitGroup
	connecting.Go(c.connect)
	defer connecting.Wait() // also if more fails
	more()
	connecting.Wait()
	s.step(c.number, Step{Do: Await, Op: event.Connect, N: 1})
	return clock.Since(begun)
}

func (c *connection) connect() {
	c.Client = c.run.connect(c.options())
	c.run.ports[uint16(c.Port())] = c.number
}

// options have the client's events shown.
func (c *connection) options() conversation.Options {
	s := c.run
	return conversation.Options{
		Number: 1, Program: "by hand", Lang: s.Lang,
		Follow: func(e event.Event) { s.entries <- Entry{Time: e.Time, Actor: c.number, Event: e} },
	}
}

// DialRefused calls connect where nobody listens.
func (s *run) DialRefused() {
	c := s.newConnection()
	o := c.options()
	o.Number, o.Timeout = 0, callTime
	if client, err := conversation.Connect(s.ctx, s.addr, o); err == nil {
		client.Close()
		s.fail(errors.New("somebody listens where nobody should"))
	}
}

// RecvReset calls recv, which must fail with a reset.
func (c *connection) RecvReset() {
	c.recv("a reset", conversation.Until{Size: 1}, func(_ string, err error) bool { return fault.Reset(err) })
}

// Abort closes the connection with a reset, and throws away what is not sent yet.
func (c *connection) Abort() {
	c.run.Call(c.number, "close (SO_LINGER 0)")
	c.run.must(c.Reset())
}

// connect connects a client, which is closed in the end.
func (s *run) connect(o conversation.Options) *conversation.Client {
	o.Timeout = callTime
	c, err := conversation.Connect(s.ctx, s.addr, o)
	s.opened(c, err)
	c.SetTimeout(time.Minute) // of the whole play
	return c
}

// Crowd connects n clients at once, of which nothing is shown.
func (s *run) Crowd(n int) {
	s.muted.Store(true)
	for range n {
		_, err := s.connect(conversation.Options{}).Recv(conversation.Until{Within: callTime, Size: 1})
		s.must(err) // it was accepted, and greeted
	}
}

// Port returns the port of the client's own end.
func (c *connection) Port() int { return c.LocalAddr().Port }

// Send calls send once.
func (c *connection) Send(text string) { c.run.must(c.Client.Send(text, 0)) }

// Recv calls recv, with a buffer of 1,024 bytes, until want has come: more often
// than once if it comes in pieces.
func (c *connection) Recv(want string) {
	complete := func(all string) bool { return all == want || !strings.HasPrefix(want, all) }
	c.recv(strconv.Quote(want), conversation.Until{Holds: complete}, func(got string, _ error) bool { return got == want })
}

// RecvEnd calls recv, which must return nothing.
func (c *connection) RecvEnd() {
	c.recv("the end", conversation.Until{Size: 1}, func(_ string, err error) bool { return err == io.EOF })
}

// recv receives what the play wants, and nothing else.
func (c *connection) recv(wanted string, until conversation.Until, right func(got string, err error) bool) {
	reply, err := c.Client.Recv(until)
	if !right(reply.Text, err) {
		c.run.fail(fmt.Errorf("client %d wants %s and has received %q (%v)", c.number, wanted, reply.Text, err))
	}
}

// Shut closes the sending side: no more will come from here.
func (c *connection) Shut() {
	c.run.step(c.number, Step{Do: Shut})
	c.run.must(c.CloseWrite())
}
