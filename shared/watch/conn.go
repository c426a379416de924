package watch

import (
	"io"
	"net"
	"strconv"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
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
	returned := clock.Now()
	took := seconds(returned.Sub(called))
	switch {
	case n > 0:
		c.tell(event.Event{Time: returned, Op: event.Recv, Took: took, Msg: c.watch.size(n)}, b[:n])
	case err == io.EOF:
		c.tell(event.Event{Time: returned, Op: event.EOF, Took: took, Msg: nothing.In(c.watch.lang)}, nil)
	case err != nil:
		c.fail(err, returned, took)
	}
	return n, err
}

// Write sends. Its event has the time at which it was called: the peer may
// have received before this side knows that it has sent.
func (c *conn) Write(b []byte) (int, error) {
	if c.watch.log == nil {
		return c.Conn.Write(b)
	}
	called := clock.Now()
	n, err := c.Conn.Write(b)
	returned := clock.Now()
	took := seconds(returned.Sub(called))
	if n > 0 {
		c.tell(event.Event{Time: called, Op: event.Send, Took: took, Msg: c.watch.size(n)}, b[:n])
	}
	if err != nil {
		c.fail(err, returned, took)
	}
	return n, err
}

// Close closes.
func (c *conn) Close() error {
	if !c.closed.CompareAndSwap(false, true) {
		return c.Conn.Close()
	}
	if c.watch.log != nil {
		c.tell(event.Event{Time: clock.Now(), Op: event.Close, Msg: closing.In(c.watch.lang)}, nil)
	}
	err := c.Conn.Close()
	c.watch.forget(c)
	return err
}

// seconds is d as an event has it.
func seconds(d time.Duration) event.Seconds { return event.Seconds(d.Seconds()) }

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

// tell writes e, an event of the connection, and the bytes that went through.
func (c *conn) tell(e event.Event, b []byte) {
	e.Conn, e.Local, e.Peer = c.number, c.local, c.peer
	e.Bytes, e.Text = len(b), c.text(b)
	c.watch.log.Write(e)
}

// fail tells of a call that failed.
func (c *conn) fail(err error, at time.Time, took event.Seconds) {
	c.watch.fail(event.Event{Time: at, Conn: c.number, Local: c.local, Peer: c.peer, Took: took}, err)
}

// size says "7 bytes".
func (w *Watch) size(n int) string {
	if n < len(w.sizes) {
		return w.sizes[n]
	}
	return sizeIn(w.lang, n)
}

func sizeIn(lang phrase.Lang, n int) string {
	var array [32]byte // so that the string is the only allocation
	b := strconv.AppendInt(array[:0], int64(n), 10)
	if n == 1 {
		return string(append(b, oneByte.In(lang)...))
	}
	return string(append(b, manyBytes.In(lang)...))
}

// text decodes as much of b as an event holds. In GBK it grows by that.
func (c *conn) text(b []byte) string {
	return event.Cut(c.watch.decode(b[:min(len(b), event.MaxText)]), event.MaxText)
}

var (
	listening = phrase.Phrase{
		EN: "clients can connect now",
		ZH: "客户端可以连接了",
	}
	listeningOpen = phrase.Phrase{
		EN: "open to the network; others connect to%s",
		ZH: "对网络开放，其他人请连接%s",
	}
	waiting = phrase.Phrase{
		EN: "accept waits for a client",
		ZH: "accept 阻塞，等待客户端",
	}
	accepted = phrase.Phrase{
		EN: "a new socket for this client",
		ZH: "为这个客户端新建套接字",
	}
	connected = phrase.Phrase{
		EN: "connected from port %s",
		ZH: "已连接，本地端口 %s",
	}
	nothing = phrase.Phrase{
		EN: "recv returned nothing: closed",
		ZH: "recv 返回空：对方已关闭",
	}
	closing = phrase.Phrase{
		EN: "this socket is closed",
		ZH: "关闭这个套接字",
	}
	oneByte   = phrase.Phrase{EN: " byte", ZH: " 字节"}
	manyBytes = phrase.Phrase{EN: " bytes", ZH: " 字节"}
)
