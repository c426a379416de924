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
	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

// A client says its messages, and waits for the answer to each.
type client struct {
	number   int
	manners  Manners
	messages []string
	watch    *watch.Watch
	follow   func(event.Event)
	lang     phrase.Lang
}

func newClient(number int, messages []string, m Manners, lang phrase.Lang, follow func(event.Event)) *client {
	c := &client{number: number, manners: m, messages: messages, follow: follow, lang: lang}
	log := event.NewLog("compare", event.Client, sink(func(e event.Event) {
		if e.Op != event.Error { // not each is one: visit tells them
			c.tell(e)
		}
	}))
	c.watch = watch.New(log, lang, charset.UTF8.Decode, error.Error)
	return c
}

// tell passes an event on as one of this client.
func (c *client) tell(e event.Event) {
	e.Conn = c.number
	c.follow(e)
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
	if err == nil {
		return
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	c.tell(event.Event{
		Time: clock.Now(), Lesson: "compare", Role: event.Client, Op: event.Error,
		Error: fault.Text(err), Msg: explain(err).In(c.lang),
	})
}

// explain says what an error means, where the server is one that we have started.
func explain(err error) phrase.Phrase {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" && !fault.NoDescriptors(err) {
		return notConnected
	}
	return fault.Explain(err)
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
// server pauses after the first of them, that is all: what comes in pieces may be
// shorter than it was in the rehearsal.
func (c *client) receive(conn net.Conn, buffer []byte, size int) error {
	for got := 0; got < size; {
		if got > 0 {
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
