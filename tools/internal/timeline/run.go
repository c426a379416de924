// Package timeline tells what each client of a run did and when, from nothing
// but the events of the server and of the clients. Whatever is shown of a run,
// while it goes on or later, is read from here.
package timeline

import (
	"strings"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/trace"
)

// Never is the time of what has not happened.
const Never time.Duration = -1

// A Run is what happened, as far as the events tell. Times are counted from
// its beginning.
type Run struct {
	Plan    Plan
	Begun   time.Time
	Clients []*Client     // by their number, which begins with 1
	Marks   []Mark        // what the server told of its sockets
	Told    bool          // the server writes events
	Lost    int           // how many of these were lost on their way
	Trouble phrase.Phrase // why the server could not go on, or is not known well; empty if all is well

	trace    trace.Trace
	server   *trace.Process
	thoughts []stretch // from the return of recv to the call of send, as the server told
}

// A stretch is a part of the time.
type stretch struct{ from, to time.Duration }

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
	Called    time.Duration // when it called connect, or before that is known, when it is to
	Connected time.Duration // when connect(2) had returned
	FirstByte time.Duration // when recv first returned something
	Finished  time.Duration // when it had all its answers and closed

	Exchanges []Exchange
	FailedAt  time.Duration // when it gave up
	Error     string        // why, in the words of the system
	Meaning   string        // the same in a sentence

	run     *Run
	process *trace.Process
	socket  *trace.Socket // nil before it is connected
}

// An Exchange is a message and its answer: what the client has sent, and what it
// has received before it sent more.
type Exchange struct {
	Message, Answer string
	Sent, Answered  time.Duration
}

// NewRun returns a run of which nothing has happened yet.
func NewRun(p Plan, begun time.Time) *Run {
	p.Server = flat(p.Server)
	r := &Run{Plan: p, Begun: begun}
	r.server = r.trace.Process()
	r.server.Concurrent = true // at least, its calls on a connection follow each other
	for i := range p.Clients {
		r.Clients = append(r.Clients, &Client{
			Number: i + 1, Called: time.Duration(i) * p.Stagger,
			Connected: Never, FirstByte: Never, Finished: Never, FailedAt: Never, run: r, process: r.trace.Process(),
		})
	}
	return r
}

// Of returns the run that was recorded. A client whose end is not in it has
// failed, as far as anybody knows.
func Of(recording Recording) *Run {
	r := NewRun(recording.Plan, recording.Begun)
	last := time.Duration(0)
	for _, e := range recording.Events {
		r.Take(e)
		last = max(last, e.Time.Sub(r.Begun))
	}
	for _, c := range r.Clients {
		if !c.Over() {
			c.FailedAt, c.Error, c.Meaning = max(last, c.Called), "–", unfinished
		}
	}
	return r
}

// Take takes one event in. Those of one client, and those of the server, come
// in their order.
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
	r.Told = r.Told || e.Op != event.Error
	call := r.server.Take(e)
	switch e.Op {
	case event.Accept, event.Close:
		r.Marks = append(r.Marks, Mark{at, e.Op, e.Peer})
	case event.Send:
		if before := call.Before; before != nil && before.Op == event.Recv { // else it is the greeting, or more of an answer
			r.thoughts = append(r.thoughts, stretch{before.Time.Sub(r.Begun), at})
		}
	case event.Lost:
		r.Lost += e.Count
		if r.Trouble == (phrase.Phrase{}) {
			r.Trouble = eventsLost
		}
	case event.Error:
		if e.Conn == 0 {
			r.Trouble = phrase.Phrase{EN: flat(e.Msg), ZH: flat(e.Msg)} // it has one language
		}
	}
}

func (c *Client) take(at time.Duration, e event.Event) {
	last := len(c.Exchanges) - 1
	if c.Connected == Never { // so this tells of connect
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
			c.Exchanges[last].Answer += e.Text
		}
	case event.Error:
		if c.FailedAt == Never {
			c.FailedAt, c.Error, c.Meaning = at, flat(e.Error), flat(e.Msg)
		}
	case event.Close:
		if c.FailedAt == Never && c.answers() == c.run.Plan.Messages {
			c.Finished = at
		}
	}
}

// unfinished stands where nobody knows why a client had no end.
const unfinished = "…"

// flat returns a text of somebody else's as one line that can be shown.
func flat(text string) string {
	return console.Printable(strings.NewReplacer("。\n", "。", "\n", " ").Replace(text))
}

// answers is how many messages were answered.
func (c *Client) answers() (n int) {
	for _, e := range c.Exchanges {
		if e.Answered != Never {
			n++
		}
	}
	return n
}

// Accepted is when the server called the accept that took this client: perhaps
// before the client came, and at the earliest when the run began. It is Never if
// the server has not told.
func (c *Client) Accepted() time.Duration {
	if accept := c.socket.Accepted(); accept != nil {
		return max(0, accept.Called().Sub(c.run.Begun))
	}
	return Never
}

// Served is when the client left the queue: when the server called accept, or if
// it writes no events, with the first byte that came from it. There was no queue
// if accept had been called before.
func (c *Client) Served() time.Duration {
	if at := c.Accepted(); at != Never {
		return max(at, c.Connected)
	}
	return c.FirstByte
}

// left is when the client had left the server: with the server's close, or if that
// is not told, with its own end.
func (c *Client) left() time.Duration {
	if accept := c.socket.Accepted(); accept != nil && accept.Socket.Closed != nil {
		return accept.Socket.Closed.Time.Sub(c.run.Begun)
	}
	return max(c.Finished, c.FailedAt)
}

// Queued is how long the client was connected and not served, as far as that
// is over.
func (c *Client) Queued() time.Duration {
	if c.Connected == Never || c.Served() == Never {
		return Never
	}
	return c.Served() - c.Connected
}

// ByAddr returns the client at an address, or nil.
func (r *Run) ByAddr(addr string) *Client {
	for _, c := range r.Clients {
		if c.Addr == addr {
			return c
		}
	}
	return nil
}

// Over reports whether a client has nothing more to do.
func (c *Client) Over() bool { return c.Finished != Never || c.FailedAt != Never }

// Failures returns the clients that did not get all their answers.
func (r *Run) Failures() (clients []*Client) {
	for _, c := range r.Clients {
		if c.FailedAt != Never {
			clients = append(clients, c)
		}
	}
	return clients
}

// Makespan is how long it took until the last client had finished, of those
// that did; Never if none has.
func (r *Run) Makespan() time.Duration {
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
