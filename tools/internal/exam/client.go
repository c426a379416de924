package exam

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
)

// A client is one of the exam's own.
type client struct {
	x      *examiner
	number int
	quiet  bool // one of a crowd: it is not shown, and teaches nothing
	from   *net.TCPAddr
	conn   *net.TCPConn
	heard  time.Time // when the first byte of the last recv came
	early  []byte    // what has come before it was to be received
	ended  bool      // the server has closed
	closed bool      // and so has this client
	forget func() bool
}

// An outcome is what a client got.
type outcome int

const (
	answered outcome = iota // at least a byte
	silent                  // nothing, for as long as it waited
	cut                     // the server closed, or reset
	refused                 // nobody listened
)

// names is what the clients say.
var names = []string{"Michael", "Tracy", "Sarah", "Robert", "Lily"}

// connect connects the next client.
func (x *examiner) connect() (*client, outcome) { return x.connectFrom("") }

// connectFrom connects the next client from an address of this machine.
func (x *examiner) connectFrom(ip string) (*client, outcome) {
	c := &client{x: x, number: len(x.clients) + 1}
	if ip != "" {
		c.from = &net.TCPAddr{IP: net.ParseIP(ip)}
	}
	x.clients = append(x.clients, c)
	return c, c.connect(x.patience())
}

func (c *client) connect(patience time.Duration) outcome {
	// A system may try for a while before it believes that nobody listens.
	dialer := net.Dialer{Timeout: max(patience, 3*time.Second)}
	if c.from != nil {
		dialer.LocalAddr = c.from
	}
	conn, err := dialer.DialContext(c.x.ctx, "tcp", dialable(c.x.addr))
	switch {
	case err == nil:
		c.conn = conn.(*net.TCPConn)
		c.forget = context.AfterFunc(c.x.ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })
		c.show("connect", conn.LocalAddr().String())
		return answered
	case isTimeout(err):
		c.show("connect", noAnswer.In(c.x.Lang))
		return silent
	case fault.Refused(err):
		c.show("connect", refusedWord.In(c.x.Lang))
		return refused
	case fault.Reset(err):
		c.show("connect", errorWords(err))
		return cut
	}
	c.x.giveUp(&Failure{fault.Explain(err, event.Client).In(c.x.Lang)})
	return refused
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// dialable returns where to connect to a server that listens on every address.
func dialable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err == nil && (host == "" || ip != nil && ip.IsUnspecified()) {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return addr
}

// shy is how long the first client waits for a greeting. Whether one comes is
// known from then on.
const shy = 500 * time.Millisecond

// greeting takes what a server says that speaks first.
func (c *client) greeting(patience time.Duration) outcome {
	x := c.x
	switch {
	case !x.known:
		text, got := c.recv(x.busy(shy))
		x.known, x.greets, x.greeting = true, got == answered, text
		if got == silent {
			return answered
		}
		return got
	case x.greets:
		_, got := c.recv(patience)
		return got
	}
	return answered
}

// visit connects the next client, and takes its greeting.
func (x *examiner) visit() (*client, outcome) {
	c, got := x.connect()
	if got == answered {
		got = c.greeting(x.patience())
	}
	return c, got
}

// served has the next client visit the server and ask one thing.
func (x *examiner) served() (*client, outcome) {
	c, got := x.visit()
	if got == answered {
		got = c.ask()
	}
	return c, got
}

// servedNext is served for the next client behind one that has just left. A
// server may turn it away before it has noticed that.
func (x *examiner) servedNext() (*client, outcome) {
	begun := clock.Now()
	for {
		c, got := x.served()
		if got != cut || x.gone(0) || clock.Since(begun) > 3*x.patience() || x.ctx.Err() != nil {
			return c, got
		}
		c.close()
		x.rest(50 * time.Millisecond)
	}
}

// ask sends a name and waits for an answer.
func (c *client) ask() outcome {
	name := names[(c.number-1)%len(names)]
	reply, got := c.say(name+"\n", c.x.patience())
	if got == answered && strings.Contains(reply, name) && !c.quiet {
		c.x.repeats = true
	}
	return got
}

// say sends a message and returns the answer.
func (c *client) say(message string, patience time.Duration) (reply string, got outcome) {
	begun := clock.Now()
	if !c.send(message) {
		return "", cut
	}
	if c.x.answers == 0 && c.x.program != nil && !c.x.operated && c.operate() {
		c.x.operated = true
	}
	reply, got = c.recv(patience)
	if got == answered && !c.quiet {
		c.x.learn(c.heard.Sub(begun))
	}
	return reply, got
}

// operate finds out whether an operator has to type the answers: if none comes
// by itself, but one does when a line is typed. A line too many might be taken
// for the Enter that is to stop the server, so nothing is typed before.
func (c *client) operate() bool {
	if c.arrives(c.x.busy(300 * time.Millisecond)) {
		return false
	}
	c.x.program.TypeAll(func(yield func(string) bool) { yield(operatorSays) })
	if !c.arrives(c.x.busy(200 * time.Millisecond)) {
		return false
	}
	c.x.program.TypeAll(operator)
	return true
}

// arrives reports whether anything comes within d, and leaves it to the next
// recv.
func (c *client) arrives(d time.Duration) bool {
	c.waitAtMost(d)
	buffer := make([]byte, 1024)
	n, err := c.conn.Read(buffer)
	c.early, c.heard = buffer[:n], clock.Now()
	return !isTimeout(err)
}

func (c *client) send(message string) bool {
	if c.conn == nil || c.closed {
		return false
	}
	c.conn.SetWriteDeadline(time.Now().Add(c.x.patience()))
	_, err := io.WriteString(c.conn, message)
	if err != nil {
		c.show("error", errorWords(err))
		return false
	}
	c.show("send", quote(message))
	return true
}

// pause is how long the pieces of one reply may be apart. A crowd is quicker:
// whether it is answered is all that counts.
const (
	pause      = 25 * time.Millisecond
	crowdPause = 5 * time.Millisecond
)

// speaks is how long a server may go on speaking, at whatever pace.
const speaks = 3 * time.Second

// recv waits for the first byte, and takes what follows it at once.
func (c *client) recv(patience time.Duration) (string, outcome) {
	together := pause
	if c.quiet {
		together = crowdPause
	}
	return c.recvUntil(patience, func(string) bool {
		c.waitAtMost(together)
		return false
	})
}

// recvUntil receives until enough has come, or nothing more does. A reply may
// come in pieces.
func (c *client) recvUntil(patience time.Duration, enough func(all string) bool) (string, outcome) {
	if c.conn == nil || c.closed {
		return "", cut
	}
	c.waitAtMost(patience)
	end := time.Now().Add(patience + speaks)
	all := c.early
	c.early = nil
	if len(all) > 0 && enough(string(all)) {
		c.show("recv", quote(string(all)))
		return string(all), answered
	}
	buffer := make([]byte, 64<<10)
	for {
		n, err := c.conn.Read(buffer)
		if isTimeout(err) { // it came just then, perhaps
			c.waitAtMost(time.Millisecond)
			n, err = c.conn.Read(buffer)
		}
		if len(all) == 0 {
			c.heard = clock.Now()
		}
		all = append(all, buffer[:n]...)
		if len(all) > 0 && (err != nil || len(all) > cap(buffer) || time.Now().After(end) || enough(string(all))) {
			c.show("recv", quote(string(all)))
			c.ended = err != nil && !isTimeout(err) // the next recv tells
			return string(all), answered
		}
		switch {
		case err == nil:
		case isTimeout(err):
			c.show("", nothingIn.Format(c.x.Lang, patience.Seconds()))
			return "", silent
		default:
			c.ended = true
			if err == io.EOF {
				c.show("eof", closedWord.In(c.x.Lang))
			} else {
				c.show("error", errorWords(err))
			}
			return "", cut
		}
	}
}

// waitAtMost sets how long a recv may take, unless all is over.
func (c *client) waitAtMost(d time.Duration) {
	c.conn.SetReadDeadline(time.Now().Add(d))
	if c.x.ctx.Err() != nil {
		c.conn.SetReadDeadline(time.Unix(1, 0))
	}
}

// halfClose ends the client's side, and reports whether the server then closes
// too. It counts the bytes that still come.
func (c *client) halfClose(patience time.Duration) (closed bool, more int) {
	c.show("close", halfClosed.In(c.x.Lang))
	return c.finish(patience)
}

// leave closes, as a client does that has finished. What the server still
// sends is read first, as a close would reset the connection otherwise.
func (c *client) leave() {
	c.show("close", "")
	c.finish(100 * time.Millisecond)
	c.close()
}

func (c *client) finish(patience time.Duration) (closed bool, more int) {
	if c.conn == nil || c.closed || c.ended {
		return true, 0
	}
	c.conn.CloseWrite()
	c.waitAtMost(patience)
	buffer := make([]byte, 64<<10)
	for more < flood {
		n, err := c.conn.Read(buffer)
		more += n
		if err != nil {
			c.ended = !isTimeout(err)
			break
		}
	}
	return c.ended, more
}

// isClosed reports whether the server closes, whatever it says before.
func (c *client) isClosed(patience time.Duration) bool {
	end := time.Now().Add(patience + speaks)
	for got := answered; got == answered && !c.ended && time.Now().Before(end); {
		_, got = c.recv(patience)
	}
	return c.ended
}

// flood is more than any farewell.
const flood = 1 << 20

// reset ends the connection as a crash does.
func (c *client) reset() {
	c.show("reset", "")
	if c.conn != nil {
		c.conn.SetLinger(0)
	}
	c.close()
}

// close closes the socket. Where the server has closed first, the system would
// keep its port busy for a minute, and a server that is to listen there once
// more could not: a reset frees the port.
func (c *client) close() {
	if c.conn == nil || c.closed {
		return
	}
	c.closed = true
	c.forget()
	if c.ended && c.x.Addr != "" {
		c.conn.SetLinger(0)
	}
	c.conn.Close()
}

func (c *client) show(op, text string) {
	if !c.quiet {
		c.x.show(Line{Kind: Client, Client: c.number, Op: op, Text: text})
	}
}
