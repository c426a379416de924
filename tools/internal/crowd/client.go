package crowd

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

// A client says its messages, and waits for the answer to each.
type client struct {
	manners  Manners
	messages []string
	watch    *watch.Watch
	log      *event.Log
	lang     phrase.Lang
	settling bool // it looks whether more of an answer comes
}

func newClient(number int, messages []string, m Manners, lang phrase.Lang, follow func(event.Event)) *client {
	c := &client{manners: m, messages: messages, lang: lang}
	c.log = event.NewLog("compare", event.Client, sink(func(e event.Event) {
		if e.Op == event.Error && c.settling {
			return // nothing more came, as is usual
		}
		e.Conn = number
		follow(e)
	}))
	c.watch = watch.New(c.log, lang, charset.UTF8.Decode, func(err error) string { return fault.Explain(err).In(lang) })
	return c
}

// A sink is a function that takes events.
type sink func(event.Event)

func (s sink) Take(e event.Event) { s(e) }

// visit goes to the server and comes back. An error is in the log then; that
// of ctx, when it was done first, is its cause. It calls connecting when it has
// a socket and is about to connect it, or cannot.
func (c *client) visit(ctx context.Context, addr string, connecting func()) {
	defer connecting()
	defer context.AfterFunc(ctx, c.watch.Interrupt)()
	dialer := net.Dialer{Control: func(string, string, syscall.RawConn) error {
		connecting()
		return nil
	}}
	err := c.talk(ctx, &dialer, addr)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		c.fail(context.Cause(ctx))
	case !c.watch.Told(err):
		c.fail(err)
	}
}

func (c *client) fail(err error) {
	c.log.Write(event.Event{Time: time.Now(), Op: event.Error, Error: fault.Text(err), Msg: fault.Explain(err).In(c.lang)})
}

// talk is the conversation: plain net calls, as in lesson 05.
func (c *client) talk(ctx context.Context, dialer *net.Dialer, addr string) error {
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	conn = c.watch.Conn(conn)
	defer conn.Close()

	buffer := make([]byte, 4096)
	if c.manners.Greeting > 0 {
		if err := c.receive(conn, buffer, c.manners.Greeting); err != nil {
			return err
		}
	}
	for i, message := range c.messages {
		if _, err := io.WriteString(conn, message); err != nil {
			return err
		}
		size := 1
		if i < len(c.manners.Answers) {
			size = c.manners.Answers[i]
		}
		if err := c.receive(conn, buffer, size); err != nil {
			return err
		}
	}
	return nil
}

// receive receives size bytes, in however many pieces they come. When the
// server pauses after the first of them, that is all: an answer may be shorter
// than it was in the rehearsal.
func (c *client) receive(conn net.Conn, buffer []byte, size int) error {
	defer func() { c.settling = false }()
	for got := 0; got < size; {
		if got > 0 {
			c.settling = true
			conn.SetReadDeadline(time.Now().Add(settle))
		}
		n, err := conn.Read(buffer)
		got += n
		if got > 0 && errors.Is(err, os.ErrDeadlineExceeded) {
			break
		}
		if err != nil {
			return err
		}
	}
	conn.SetReadDeadline(time.Time{})
	return nil
}

// settle is how long the pieces of one answer may be apart: Nagle's algorithm
// holds the second back until the first is acknowledged, which may take 200 ms.
const settle = 250 * time.Millisecond
