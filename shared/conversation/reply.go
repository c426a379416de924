package conversation

import (
	"io"
	"net"
	"time"

	"tcplab/shared/clock"
)

// bufferSize is that of the lessons: a recv returns no more than so many bytes.
const bufferSize = 1024

// A Reply is what a server has said, in one piece or in several.
type Reply struct {
	Text   string
	Pieces int       // one for each recv
	Called time.Time // when the client began to wait for it
	First  time.Time // when the first piece came
	Last   time.Time // when the last one did
	GoesOn bool      // the server was still speaking when it was cut short
}

// Took returns how long the client waited for the first piece.
func (r Reply) Took() time.Duration { return r.First.Sub(r.Called) }

// Until says when a reply is complete.
type Until struct {
	Within time.Duration          // for the first piece; without Pause, for all of them. 0: no limit
	Pause  time.Duration          // how far apart the pieces may be
	AtMost time.Duration          // how long the server may go on, after Within; 0: no limit
	Size   int                    // so many bytes are enough; 0: no number is
	Holds  func(text string) bool // or such a text is; may be nil
}

// maxReply is more than any reply of the course has.
const maxReply = 64 << 10

// complete reports whether text is all that was waited for.
func (u Until) complete(text []byte) bool {
	return u.Size > 0 && len(text) >= u.Size || u.Holds != nil && u.Holds(string(text))
}

// exceeded reports whether r goes on for too long.
func (u Until) exceeded(r Reply, size int) bool {
	return size > maxReply || u.AtMost > 0 && r.Last.Sub(r.Called) > u.Within+u.AtMost
}

// Say sends a message and receives the reply to it, whose time counts from the
// send.
func (c *Client) Say(message string, until Until) (Reply, error) {
	called := clock.Now()
	if err := c.Send(message, until.Within); err != nil {
		return Reply{}, err
	}
	reply, err := c.Recv(until)
	reply.Called = called
	return reply, err
}

// Recv receives a reply. It ends when it is complete, or when nothing more comes;
// an error is one only if nothing came at all. What ends the connection after
// a reply is the error of the next Recv.
func (c *Client) Recv(until Until) (Reply, error) {
	r := Reply{Called: clock.Now()}
	if c.closed {
		return r, net.ErrClosed
	}
	if until.Within > 0 || until.Pause > 0 { // else there is no call, as a benchmark would measure it
		defer c.conn.SetReadDeadline(c.deadline)
	}
	c.wait(until.Within)
	var text []byte
	for {
		piece, at, err := c.read()
		if len(piece) > 0 {
			text = append(text, piece...)
			if r.Pieces++; r.Pieces == 1 {
				r.First = at
			}
			r.Last = at
		}
		c.ended = err != nil && !IsTimeout(err)
		switch {
		case err == io.EOF && len(text) == 0:
			return r, err // an event of its own, and perhaps no error
		case err != nil && len(text) == 0:
			return r, c.Fail(err)
		case err != nil, until.complete(text):
			r.Text = string(text)
			return r, nil
		case until.exceeded(r, len(text)):
			r.Text, r.GoesOn = string(text), true
			return r, nil
		case until.Pause > 0:
			c.wait(until.Pause)
		}
	}
}

// Arrives reports whether anything comes within d, and leaves it to the next Recv.
func (c *Client) Arrives(d time.Duration) bool {
	if len(c.early) > 0 {
		return true
	}
	c.wait(d)
	piece := make([]byte, bufferSize)
	n, err := c.conn.Read(piece)
	c.early, c.earlyAt = piece[:n], clock.Now()
	c.conn.SetReadDeadline(c.deadline)
	return !IsTimeout(err)
}

// read receives one piece.
func (c *Client) read() (piece []byte, at time.Time, err error) {
	if len(c.early) > 0 {
		piece, c.early = c.early, nil
		return piece, c.earlyAt, nil
	}
	n, err := c.conn.Read(c.buffer)
	if IsTimeout(err) && c.ctx.Err() == nil { // it came just then, perhaps
		failure := c.failed()
		c.wait(time.Millisecond)
		if n, err = c.conn.Read(c.buffer); IsTimeout(err) {
			c.keep(failure)
		}
	}
	return c.buffer[:n], clock.Now(), err
}

// wait sets how long the calls of recv may take from now on; 0: as long as the
// conversation.
func (c *Client) wait(d time.Duration) {
	if d > 0 {
		c.conn.SetReadDeadline(time.Now().Add(d))
	}
}

// Habits are what conversations with a server have shown of it.
type Habits struct {
	Known    bool    // whether it speaks first is known
	Greeting Reply   // with no pieces if it does not
	Replies  []Reply // so far, to one message each
}

// Greets reports whether the server speaks first, as far as known.
func (h *Habits) Greets() bool { return h.Greeting.Pieces > 0 }

// Slowest and Fastest return how long the replies took; 0 if there are none.
func (h *Habits) Slowest() (d time.Duration) {
	for _, r := range h.Replies {
		d = max(d, r.Took())
	}
	return d
}

func (h *Habits) Fastest() (d time.Duration) {
	for i, r := range h.Replies {
		if i == 0 || r.Took() < d {
			d = r.Took()
		}
	}
	return d
}
