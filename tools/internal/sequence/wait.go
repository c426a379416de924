package sequence

import (
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
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
	accept   *deed // that has ended it, or nil
	side     int   // of the server: 0 left, 1 right
	track    int   // beside those of others who wait
}

// swiftly is how soon things are as good as simultaneous: nobody in class can
// see less.
const swiftly = 20 * time.Millisecond

// wait notes for how long the call of a deed has blocked, and what its line has
// waited for before that.
func (t *teller) wait(d *deed) {
	last := d.line.last
	switch {
	case d.op == event.Stop && d.line == t.server && d.call.Before != nil && d.call.Before.Op == event.Wait:
		// Ctrl+C has ended an accept that had not returned.
		d.line.wait(string(event.Accept), t.since(d.call.Before.Time), d.at)
	case last == nil, d.op == pressed, d.op == event.Accept:
	case d.op == typed:
		d.line.wait(keyboard, last.returned, d.at)
	case d.line.role == clientRole:
	case last.op == event.Recv:
		d.line.wait(thinking, last.returned, d.called)
	case d.op == event.Close && last.op != event.EOF && t.stopping:
		// Ctrl+C has ended a recv, of which there is no event.
		d.line.wait(string(event.Recv), last.returned, d.at)
	}
	if d.call != nil {
		d.line.wait(console.Printable(string(d.call.Name())), d.called, d.returned)
	}
}

// wait notes a wait, if it is long enough to be seen.
func (l *lifeline) wait(why string, from, to time.Duration) {
	if to-from >= swiftly {
		l.waits = append(l.waits, wait{why, from, to})
	}
}
