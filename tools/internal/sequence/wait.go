package sequence

import (
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/tools/internal/trace"
)

// A wait is a time in which a call does not return, or a server thinks.
type wait struct {
	why      string // the call, or one of the words below
	from, to time.Duration
}

const (
	thinking = "thinking"
	keyboard = "keyboard"
)

// A stay is a time in the accept queue.
type stay struct {
	from, to time.Duration
	accept   *step // that has ended it, or nil
	side     int   // of the server: 0 left, 1 right
	track    int   // beside those of others who wait
}

// instant is how soon things are as good as simultaneous: nobody in class can
// see less.
const instant = 20 * time.Millisecond

// wait notes for how long the call of a step has blocked, and what its line has
// waited for before that.
func (in *interaction) wait(s *step) {
	last := s.line.last
	switch {
	case s.op == event.Stop && s.line == in.server && s.call.Before != nil && s.call.Before.Op == event.Wait:
		// Ctrl+C has ended an accept that had not returned.
		s.line.wait(string(event.Accept), in.since(s.call.Before.Time), s.at)
	case last == nil, s.op == Pressed, s.op == event.Accept:
	case s.op == event.Stop && s.line == in.server && in.polled > 0:
		s.line.wait(string(event.Poll), in.polled, s.at) // Ctrl+C has ended it
	case s.op == Typed:
		s.line.wait(keyboard, last.returned, s.at)
	case s.line.role == clientRole:
	case last.op == event.Recv && in.polled < last.returned:
		s.line.wait(thinking, last.returned, s.called)
	case s.op == event.Close && last.op != event.EOF && in.stopping:
		// Ctrl+C has ended a recv, of which there is no event.
		s.line.wait(string(event.Recv), last.returned, s.at)
	}
	if s.call != nil {
		s.line.wait(console.Printable(string(s.call.Name())), s.called, s.returned)
	}
}

// poll notes how long a server with an event loop has waited for all its clients. A
// reply that it has computed before that has made all of them wait.
func (in *interaction) poll(c *trace.Call) {
	line, called := in.server, in.since(c.Called())
	if last := line.last; last != nil && last.op == event.Recv && in.polled < last.returned {
		line.wait(thinking, last.returned, called)
	}
	in.polled = in.since(c.Returned())
	line.wait(string(event.Poll), called, in.polled)
}

// wait notes a wait, if it is long enough to be seen.
func (l *lifeline) wait(why string, from, to time.Duration) {
	if to-from >= instant {
		l.waits = append(l.waits, wait{why, from, to})
	}
}
