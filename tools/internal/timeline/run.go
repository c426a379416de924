// Package timeline turns the events of a run, those of the server and those of its
// clients, into what each client did and when. Summarize computes from two runs
// all numbers that compare shows.
package timeline

import (
	"slices"
	"strings"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/trace"
)

// Observed is the lesson of a server's event that the server did not write: what
// became known of it otherwise.
const Observed = "compare"

// Never is the time of what has not happened.
const Never time.Duration = -1

// A Run is what happened, as far as the events tell. Times are counted from
// its beginning. It may still go on.
type Run struct {
	Plan    Plan
	Begun   time.Time
	Clients []*Client     // by their number, which begins with 1
	Marks   []Mark        // the server's calls of accept and close
	Lost    int           // events of the server
	Trouble phrase.Phrase // why the server ended, or is not known well; empty if neither

	WritesEvents bool // the server does

	trace    trace.Trace
	server   *trace.Process
	thinking []interval // from the return of recv to the call of send, by the server's events
}

// A Mark is a call of the server on the connection of a client.
type Mark struct {
	At   time.Duration
	Op   event.Op // accept or close
	Peer string
}

// A Client is what one client did and when.
type Client struct {
	Number    int
	Addr      string        // its own end of the connection
	Called    time.Duration // when it called connect, or will do so by the plan
	Connected time.Duration // when connect(2) returned
	FirstByte time.Duration // when recv first returned something
	Finished  time.Duration // when it closed, with all replies

	Exchanges []Exchange
	FailedAt  time.Duration // when it gave up
	Error     string        // why, in the words of the system
	Meaning   string        // the same in a sentence

	run     *Run
	process *trace.Process
	socket  *trace.Socket // nil before it is connected
}

// An Exchange is a message and the reply: what the client sent, and what it
// received before it sent more.
type Exchange struct {
	Message, Reply string
	Sent, Answered time.Duration
}

// NewRun returns a run in which nothing has happened yet.
func NewRun(p Plan, begun time.Time) *Run {
	p.Server = flat(p.Server)
	r := &Run{Plan: p, Begun: begun}
	r.server = r.trace.Process()
	r.server.Concurrent = true // perhaps: only its calls on one connection follow each other
	for i := range p.Clients {
		r.Clients = append(r.Clients, &Client{
			Number: i + 1, Called: time.Duration(i) * p.Stagger,
			Connected: Never, FirstByte: Never, Finished: Never, FailedAt: Never, run: r, process: r.trace.Process(),
		})
	}
	return r
}

// Of returns the run that was recorded. A client whose end is missing in it
// counts as failed.
func Of(recording Recording) *Run {
	r := NewRun(recording.Plan, recording.Begun)
	last := time.Duration(0)
	for _, e := range recording.Events {
		r.Take(e)
		last = max(last, e.Time.Sub(r.Begun))
	}
	for _, c := range r.Clients {
		if !c.Over() {
			c.fail(max(last, c.Called), "–", unfinished)
		}
	}
	return r
}

// Take adds an event. The events of one client come in their order, and so do
// those of the server.
func (r *Run) Take(e event.Event) {
	at := e.Time.Sub(r.Begun)
	switch {
	case e.Role == event.Server:
		r.takeServer(at, e)
	case e.Conn >= 1 && e.Conn <= len(r.Clients):
		r.Clients[e.Conn-1].take(at, e)
	}
}

func (r *Run) takeServer(at time.Duration, e event.Event) {
	r.WritesEvents = r.WritesEvents || e.Lesson != Observed
	call := r.server.Take(e)
	switch e.Op {
	case event.Accept, event.Close:
		r.Marks = append(r.Marks, Mark{at, e.Op, e.Peer})
	case event.Send:
		if before := call.Before; before != nil && before.Op == event.Recv { // else it is the greeting, or more of a reply
			r.thinking = append(r.thinking, interval{before.Time.Sub(r.Begun), at})
		}
	case event.Lost:
		r.Lost += e.Count
		if r.Trouble == (phrase.Phrase{}) {
			r.Trouble = eventsLost
		}
	case event.Error:
		if e.Conn == 0 {
			r.Trouble = phrase.Same(flat(e.Msg)) // it has one language
		}
	}
}

func (c *Client) take(at time.Duration, e event.Event) {
	last := len(c.Exchanges) - 1
	if c.Connected == Never { // so this is the event of connect
		c.Called = e.Called().Sub(c.run.Begun)
	}
	switch e.Op {
	case event.Connect:
		c.Connected, c.Addr, c.socket = at, e.Local, c.process.Take(e).Socket
	case event.Send:
		c.Exchanges = append(c.Exchanges, Exchange{Message: e.Text, Sent: at, Answered: Never})
	case event.Recv:
		if c.FirstByte == Never {
			c.FirstByte = at
		}
		if last >= 0 { // else it is the greeting
			c.Exchanges[last].Answered = at
			c.Exchanges[last].Reply += e.Text
		}
	case event.Error:
		c.fail(at, flat(e.Error), flat(e.Msg))
	case event.Close:
		switch free := c.run.Plan.Free(); {
		case c.FailedAt != Never:
		case free && c.Served() == Never:
			c.fail(at, "–", unfinished) // it was never accepted
		case free || c.answers() == c.run.Plan.Messages:
			c.Finished = at
		}
	}
}

// fail notes why a client got no further, the first time.
func (c *Client) fail(at time.Duration, why, meaning string) {
	if c.FailedAt == Never {
		c.FailedAt, c.Error, c.Meaning = at, why, meaning
	}
}

// unfinished stands for the reason if a recording ends before a client does.
const unfinished = "…"

// flat returns a text from outside as one line that is safe to print.
func flat(text string) string {
	return console.Printable(strings.NewReplacer("。\n", "。", "\n", " ").Replace(text))
}

// answers returns how many messages were answered.
func (c *Client) answers() (n int) {
	for _, e := range c.Exchanges {
		if e.Answered != Never {
			n++
		}
	}
	return n
}

// Accepted is when the server called the accept that took this client out of the
// queue, perhaps before the client came. It is Never if there is no such event,
// and not before the run began.
func (c *Client) Accepted() time.Duration {
	if accept := c.socket.Accepted(); accept != nil {
		return max(0, accept.Called().Sub(c.run.Begun))
	}
	return Never
}

// Served is when the client left the queue: when the server called accept, or if
// that is not known, when the first byte came from it. If accept was called before
// the client came, it never was in the queue; and if it was seen too late, the first
// byte came before.
func (c *Client) Served() time.Duration {
	at := c.Accepted()
	if at == Never || c.FirstByte != Never && c.FirstByte < at {
		return c.FirstByte
	}
	return max(at, c.Connected)
}

// left is when the server closed the client, or if no event shows that, when the
// client ended.
func (c *Client) left() time.Duration {
	if accept := c.socket.Accepted(); accept != nil && accept.Socket.Closed != nil {
		return accept.Socket.Closed.Time.Sub(c.run.Begun)
	}
	return max(c.Finished, c.FailedAt)
}

// Queued is how long the client was connected and not served; Never if it still is.
func (c *Client) Queued() time.Duration {
	if c.Connected == Never || c.Served() == Never {
		return Never
	}
	return c.Served() - c.Connected
}

// ByAddr returns the client with this address, or nil.
func (r *Run) ByAddr(addr string) *Client {
	for _, c := range r.Clients {
		if c.Addr == addr {
			return c
		}
	}
	return nil
}

// Marked reports whether any call of this kind is among the marks.
func (r *Run) Marked(op event.Op) bool {
	return slices.ContainsFunc(r.Marks, func(m Mark) bool { return m.Op == op })
}

// Over reports whether a client has nothing more to do.
func (c *Client) Over() bool { return c.Finished != Never || c.FailedAt != Never }

// Failures returns the clients that did not get all replies.
func (r *Run) Failures() (clients []*Client) {
	for _, c := range r.Clients {
		if c.FailedAt != Never {
			clients = append(clients, c)
		}
	}
	return clients
}

// makespan is how long it took until the last client had finished, of those
// that did; Never if none has.
func (r *Run) makespan() time.Duration {
	makespan := Never
	for _, c := range r.Clients {
		makespan = max(makespan, c.Finished)
	}
	return makespan
}

// End is when the last thing happened to a client.
func (r *Run) End() time.Duration {
	end := time.Duration(0)
	for _, c := range r.Clients {
		end = max(end, c.Finished, c.FailedAt)
	}
	return end
}
