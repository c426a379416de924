package watch

import (
	"io"
	"net"
	"strconv"
	"sync/atomic"
	"time"

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
	n, err := c.Conn.Read(b)
	switch {
	case c.watch.log == nil:
	case n > 0:
		c.tell(time.Now(), event.Recv, c.watch.size(n), b[:n])
	case err == io.EOF:
		c.tell(time.Now(), event.EOF, nothing.In(c.watch.lang), nil)
	case err != nil:
		c.fail(err)
	}
	return n, err
}

// Write sends. Its event has the time at which it was called: the peer may
// have received before this side knows that it has sent.
func (c *conn) Write(b []byte) (int, error) {
	if c.watch.log == nil {
		return c.Conn.Write(b)
	}
	called := time.Now()
	n, err := c.Conn.Write(b)
	if n > 0 {
		c.tell(called, event.Send, c.watch.size(n), b[:n])
	}
	if err != nil {
		c.fail(err)
	}
	return n, err
}

// Close closes.
func (c *conn) Close() error {
	if !c.closed.CompareAndSwap(false, true) {
		return c.Conn.Close()
	}
	c.tell(time.Now(), event.Close, closing.In(c.watch.lang), nil)
	err := c.Conn.Close()
	c.watch.forget(c)
	return err
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

// tell writes an event of the connection, and the bytes that went through.
func (c *conn) tell(at time.Time, op event.Op, msg string, b []byte) {
	if c.watch.log == nil {
		return
	}
	c.watch.log.Write(event.Event{
		Time: at, Op: op, Conn: c.number, Local: c.local, Peer: c.peer,
		Bytes: len(b), Text: c.text(b), Msg: msg,
	})
}

// fail tells of a call that failed.
func (c *conn) fail(err error) {
	c.watch.fail(event.Event{Conn: c.number, Local: c.local, Peer: c.peer}, err)
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
		EN: "open to the network at:%s",
		ZH: "已对网络开放，请连接：%s",
	}
	waiting = phrase.Phrase{
		EN: "accept waits for a client",
		ZH: "accept 阻塞，等待客户端",
	}
	accepted = phrase.Phrase{
		EN: "new socket",
		ZH: "新建套接字",
	}
	connected = phrase.Phrase{
		EN: "from port %s",
		ZH: "本地端口 %s",
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
