package watch

import (
	"errors"
	"io"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
)

// A conn is a watched net.Conn.
type conn struct {
	net.Conn
	watch       *Watch
	number      int
	local, peer string // known if there is a log
	closed      atomic.Bool
}

// Read receives.
func (c *conn) Read(b []byte) (int, error) {
	if c.watch.onSlow != nil {
		timer := time.AfterFunc(c.watch.slow, c.watch.onSlow)
		defer timer.Stop()
	}
	if c.watch.log == nil {
		return c.Conn.Read(b)
	}
	called := clock.Now()
	n, err := c.Conn.Read(b)
	c.received(called, b[:n], err)
	return n, err
}

func (c *conn) received(called time.Time, b []byte, err error) {
	returned := clock.Now()
	switch {
	case len(b) > 0:
		c.tell(event.Recv, called, returned, c.watch.size(len(b)), b)
	case err == io.EOF:
		c.tell(event.EOF, called, returned, nothing.In(c.watch.lang), nil)
	case err != nil:
		c.fail(err, called)
	}
}

// Write sends. Its event has the time at which it was called: the peer may
// have received before this side knows that it has sent.
func (c *conn) Write(b []byte) (int, error) {
	if c.watch.log == nil {
		return c.Conn.Write(b)
	}
	called := clock.Now()
	n, err := c.Conn.Write(b)
	c.sent(called, b[:n], err)
	return n, err
}

func (c *conn) sent(called time.Time, b []byte, err error) {
	returned := clock.Now()
	if len(b) > 0 {
		c.tell(event.Send, called, returned, c.watch.size(len(b)), b)
	}
	if err != nil {
		c.fail(err, called)
	}
}

// Close closes.
func (c *conn) Close() error {
	if !c.closed.CompareAndSwap(false, true) {
		return c.Conn.Close()
	}
	if c.watch.log != nil {
		now := clock.Now()
		c.tell(event.Close, now, now, closing.In(c.watch.lang), nil)
	}
	err := c.Conn.Close()
	c.watch.forget(c)
	return err
}

// CloseWrite closes the sending direction only, as (*net.TCPConn).CloseWrite does. It
// has no event of its own: the other side's EOF shows it.
func (c *conn) CloseWrite() error {
	half, ok := c.Conn.(interface{ CloseWrite() error })
	if !ok {
		return errors.ErrUnsupported
	}
	return half.CloseWrite()
}

// SetDeadline, and those for one side, do not undo the deadline of Interrupt.
func (c *conn) SetDeadline(t time.Time) error      { return c.watch.set(c.Conn.SetDeadline, t) }
func (c *conn) SetReadDeadline(t time.Time) error  { return c.watch.set(c.Conn.SetReadDeadline, t) }
func (c *conn) SetWriteDeadline(t time.Time) error { return c.watch.set(c.Conn.SetWriteDeadline, t) }

func (w *Watch) set(deadline func(time.Time) error, t time.Time) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.interrupted() {
		t = past
	}
	return deadline(t)
}

// drafts holds events that can be used again. An event on the stack of each
// goroutine would double the memory of a client that is connected and silent.
var drafts = sync.Pool{New: func() any { return new(event.Event) }}

// tell writes an event of the connection, and the bytes that went through.
func (c *conn) tell(op event.Op, called, returned time.Time, msg string, b []byte) {
	e := drafts.Get().(*event.Event)
	e.Time, e.Op, e.Msg = returned, op, msg
	if op == event.Send {
		e.Time = called
	}
	e.Took = seconds(returned.Sub(called))
	e.Conn, e.Local, e.Peer = c.number, c.local, c.peer
	e.Bytes, e.Text = len(b), c.text(b)
	c.watch.log.Write(e)
	*e = event.Event{}
	drafts.Put(e)
}

// fail tells of a call that failed.
func (c *conn) fail(err error, called time.Time) {
	c.watch.fail(event.Event{Conn: c.number, Local: c.local, Peer: c.peer}, called, err)
}

// seconds is d as an event has it.
func seconds(d time.Duration) event.Seconds { return event.Seconds(d.Seconds()) }

// size says "7 bytes".
func (w *Watch) size(n int) string {
	var array [32]byte // so that the string is the only allocation
	b := strconv.AppendInt(array[:0], int64(n), 10)
	unit := manyBytes
	if n == 1 {
		unit = oneByte
	}
	return string(append(b, unit.In(w.lang)...))
}

// text decodes as much of b as an event holds. In GBK it grows by that.
func (c *conn) text(b []byte) string {
	return event.Cut(c.watch.decode(b[:min(len(b), event.MaxText)]), event.MaxText)
}
