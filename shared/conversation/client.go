// Package conversation is the client of the lab's own programs: the check, the
// load of compare, the plays and the benchmarks. It makes plain net calls and
// tells them as lesson 05 does.
package conversation

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"syscall"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

// Options say how to connect, and who is told of the calls.
type Options struct {
	From       string        // the address of this machine to connect from; any if empty
	Timeout    time.Duration // of connect; 0: that of the system
	Connecting func()        // is called when the socket exists and connect begins; may be nil

	Number  int               // of the connection, in its events
	Program string            // whose client it is, in its events
	Lang    phrase.Lang       // of their sentences
	Follow  func(event.Event) // takes the events; nil: there are none
	Explain func(error) phrase.Phrase
}

// A Client has one conversation with a server. Its methods are called one at a
// time, except that one may send while another receives.
type Client struct {
	options  Options
	ctx      context.Context
	plain    *net.TCPConn
	conn     net.Conn // the same, watched
	watch    *watch.Watch
	release  func() bool // ends the watch on ctx
	buffer   []byte
	early    []byte    // has come before it was to be received
	earlyAt  time.Time // and when
	deadline time.Time // of the conversation; zero: none
	ended    bool      // the server has closed, or reset the connection
	closed   bool      // and so has this client

	mu      sync.Mutex  // Send and Recv may be called at the same time
	failure event.Event // the last error, not told yet
}

// Connect connects a client to the server at addr. When ctx is done, every call
// returns with its cause.
func Connect(ctx context.Context, addr string, o Options) (*Client, error) {
	c := &Client{options: o, ctx: ctx, buffer: make([]byte, bufferSize)}
	var log *event.Log
	if o.Follow != nil {
		log = event.NewLog(o.Program, event.Client, c)
	}
	if c.options.Explain == nil {
		c.options.Explain = func(err error) phrase.Phrase { return fault.Explain(err, event.Client) }
	}
	c.watch = watch.New(log, o.Lang, charset.UTF8.Decode, error.Error)
	called := clock.Now()
	dialer := net.Dialer{Timeout: o.Timeout}
	if o.From != "" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.ParseIP(o.From)}
	}
	if o.Connecting != nil {
		dialer.Control = func(string, string, syscall.RawConn) error {
			o.Connecting()
			return nil
		}
	}
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		now := clock.Now()
		c.keep(event.Event{
			Time: now, Lesson: o.Program, Role: event.Client, Op: event.Error, Took: event.Seconds(now.Sub(called).Seconds()),
		})
		return nil, c.Fail(err)
	}
	c.plain = conn.(*net.TCPConn)
	c.conn = c.watch.Conn(conn, called)
	c.release = context.AfterFunc(ctx, c.watch.Interrupt)
	return c, nil
}

// Take passes an event on, as one of this connection. An error is told by the
// method that knows what it means.
func (c *Client) Take(e *event.Event) {
	if e.Op == event.Error {
		c.keep(*e)
		return
	}
	c.tell(*e)
}

func (c *Client) tell(e event.Event) {
	if c.options.Follow != nil {
		e.Conn = c.options.Number
		c.options.Follow(e)
	}
}

// keep keeps the event of an error until it is told, and failed returns it.
func (c *Client) keep(e event.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failure = e
}

func (c *Client) failed() event.Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.failure
	c.failure = event.Event{}
	return e
}

// Fail tells of an error, and returns it, or why ctx is done. Every call does so
// itself; but the end of a connection is an error only to a caller who wanted more.
func (c *Client) Fail(err error) error {
	e := c.failed()
	if e.Op == "" { // an interrupted watch tells no errors
		e = event.Event{Time: clock.Now(), Lesson: c.options.Program, Role: event.Client, Op: event.Error}
	}
	if c.ctx.Err() != nil {
		err = context.Cause(c.ctx)
	}
	e.Error, e.Msg = fault.Text(err), c.options.Explain(err).In(c.options.Lang)
	c.tell(e)
	return err
}

// SetTimeout gives all that is left of the conversation a time.
func (c *Client) SetTimeout(d time.Duration) {
	c.deadline = time.Now().Add(d)
	c.conn.SetDeadline(c.deadline)
}

// LocalAddr and RemoteAddr are the two ends of the connection.
func (c *Client) LocalAddr() *net.TCPAddr  { return c.plain.LocalAddr().(*net.TCPAddr) }
func (c *Client) RemoteAddr() *net.TCPAddr { return c.plain.RemoteAddr().(*net.TCPAddr) }

// Ended reports whether the server has closed, or reset the connection, as far
// as this client has received.
func (c *Client) Ended() bool { return c.ended }

// Send sends a message, within a time; 0: as long as the conversation.
func (c *Client) Send(message string, within time.Duration) error {
	if c.closed {
		return net.ErrClosed
	}
	if within > 0 {
		c.conn.SetWriteDeadline(time.Now().Add(within))
		defer c.conn.SetWriteDeadline(c.deadline)
	}
	if _, err := io.WriteString(c.conn, message); err != nil {
		return c.Fail(err)
	}
	return nil
}

// CloseWrite ends this client's side only: no more will come from here.
func (c *Client) CloseWrite() error { return c.plain.CloseWrite() }

// Close closes the connection. With what has not been received, the system
// resets it.
func (c *Client) Close() error {
	if c.closed {
		return nil
	}
	c.closed = true
	c.release()
	return c.conn.Close()
}

// Reset closes the connection as a crash does. No address stays in TIME_WAIT.
func (c *Client) Reset() error {
	if !c.closed {
		c.plain.SetLinger(0)
	}
	return c.Close()
}

// IsTimeout reports whether a call took too long.
func IsTimeout(err error) bool {
	timeout, ok := errors.AsType[net.Error](err)
	return ok && timeout.Timeout()
}
