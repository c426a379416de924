package figure

import (
	"cmp"
	"strings"
	"time"

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
	side     int // of the server: 0 left, 1 right
	track    int // beside those of others who wait
}

// swiftly is how soon things are as good as simultaneous: nobody in class can
// see less.
const swiftly = 20 * time.Millisecond

// wait notes for how long the call of a deed has blocked, and what its line has
// waited for before that.
func (t *teller) wait(d *deed) {
	last := t.last[d.line]
	switch {
	case d.op == event.Accept:
		t.accepting = nil
	case d.op == event.Stop && d.line == t.story.server && t.accepting != nil:
		// Ctrl+C has ended an accept that had not returned.
		d.line.wait(string(event.Accept), *t.accepting, d.at)
	case last == nil, d.op == pressed:
	case d.op == typed:
		d.line.wait(keyboard, last.returned, d.at)
	case d.line.role == clientRole:
	case last.op == event.Recv:
		d.line.wait(thinking, last.returned, d.called)
	case d.op == event.Close && last.op != event.EOF && t.stopping:
		// Ctrl+C has ended a recv, of which there is no event.
		d.line.wait(string(event.Recv), last.returned, d.at)
	}
	d.line.wait(d.call(), d.called, d.returned)
}

// wait notes a wait, if it is long enough to be seen.
func (l *lifeline) wait(why string, from, to time.Duration) {
	if to-from >= swiftly {
		l.waits = append(l.waits, wait{why, from, to})
	}
}

// call is the name of the call that a deed is of. An error begins with it, as Go
// calls it.
func (d *deed) call() string {
	if name, _, ok := strings.Cut(d.err, ":"); ok {
		return cmp.Or(map[string]string{"read": "recv", "write": "send", "dial": "connect"}[name], name)
	}
	if d.op == event.EOF {
		return string(event.Recv)
	}
	return string(d.op)
}
