package trace

import (
	"slices"
	"sort"
	"strings"

	"tcplab/shared/event"
)

// After returns the calls that had begun when c returned, however fast each
// process was, besides the one before c in its thread. So an order of calls is
// possible if none comes before those that it is after.
//
// Those of the other end of the connection have led to c: the connect that accept
// takes out of the queue, the sends whose bytes recv returns, the shutdown or close
// that a call comes upon.
func (c *Call) After() (after []*Call) {
	if c.Socket != nil && c.Socket.Opened != c {
		after = append(after, c.Socket.Opened)
	}
	other := c.Socket.Other()
	switch {
	case c.Op == event.Stop:
		for _, s := range c.Thread.Process.opened {
			after = append(after, s.Closed)
		}
	case other == nil:
	case c.Op == event.Accept:
		after = append(after, other.Opened)
	case c.Op == event.Recv:
		after = append(after, overlapping(other.sends, c)...)
	case c.Op == event.EOF:
		after = append(after, c.Socket.recvs[max(0, len(c.Socket.recvs)-1):]...) // nothing is left
		after = append(after, other.Shut)
	case c.IsReset():
		after = append(after, other.Closed)
	}
	return slices.DeleteFunc(after, func(c *Call) bool { return c == nil }) // not known
}

// overlapping returns the sends of which a recv has returned at least one byte.
func overlapping(sends []*Call, recv *Call) []*Call {
	from := sort.Search(len(sends), func(i int) bool { return sends[i].To > recv.From })
	to := sort.Search(len(sends), func(i int) bool { return sends[i].From >= recv.To })
	return sends[from:max(from, to)]
}

// Name is the name of the call, also of one that has returned nothing or an error.
func (c *Call) Name() event.Op {
	if c.Op == event.EOF {
		return event.Recv
	}
	name, _, failed := strings.Cut(c.Error, ":")
	switch {
	case !failed:
		return c.Op
	case name == "read": // as Go calls it
		return event.Recv
	case name == "write":
		return event.Send
	case name == "dial":
		return event.Connect
	}
	return event.Op(name)
}

// IsReset reports whether the call has failed because the other end was closed, or
// its process had ended.
func (c *Call) IsReset() bool {
	return slices.ContainsFunc(resets, func(text string) bool { return strings.Contains(c.Error, text) })
}

// resets are how systems call it.
var resets = []string{"reset", "broken pipe", "aborted", "forcibly closed"}
