package main

import (
	"slices"
	"time"

	"tcplab/shared/sockettable"
)

// over are the states of a connection that the server has closed, or that was cut
// off: nobody waits for anything.
var over = []string{"FIN_WAIT_1", "FIN_WAIT_2", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "LAST_ACK", "CLOSING", "CLOSE", "CLOSED"}

// late is how old what the table shows may be when an event says something newer.
const late = time.Second

// look takes in the system's table of sockets, as it was at a time. What the server
// tells in its events is not guessed from the table. It reports whether anything
// has changed.
func (c *class) look(at time.Time, rows []sockettable.Connection) (changed bool) {
	before := c.version
	there := map[*client]bool{}
	slices.SortStableFunc(rows, func(a, b sockettable.Connection) int {
		return int(b.Sent.Last - a.Sent.Last) // of two in the queue, the elder first
	})
	for _, row := range rows {
		one := c.byPeer[row.Peer.String()]
		switch {
		case slices.Contains(over, row.State):
			if one == nil {
				continue
			}
			c.leave(one, at)
		case one == nil || one.state == gone && at.Sub(one.since) > late:
			arrived := at
			if !row.Accepted { // so that nothing was sent, and the clock runs from the handshake
				arrived = at.Add(-row.Sent.Last)
			}
			one = c.come(row.Peer.String(), arrived)
		case one.state == gone:
			continue
		}
		c.show(one, row.State, row.Unread)
		there[one] = true
		if !c.told {
			c.guess(one, row, at)
		}
	}
	for _, one := range slices.Clone(c.present) {
		if !there[one] && one.arrived.Before(at) {
			c.show(one, "", 0)
			c.leave(one, at)
		}
	}
	for _, one := range c.gone {
		if !there[one] && at.After(one.since) {
			c.show(one, "", 0)
		}
	}
	return c.version != before
}

// show notes what the system tells of a connection.
func (c *class) show(one *client, tcp string, unread int) {
	if one.tcp != tcp || one.unread != unread {
		c.version++
	}
	one.tcp, one.unread = tcp, unread
}

// guess finds out from the table what a server has done that writes no events: a
// process has the connection once it has accepted it; and it has answered if it
// has sent something after the last message.
func (c *class) guess(one *client, row sockettable.Connection, at time.Time) {
	if !row.Accepted || one.state == gone {
		return
	}
	if one.state == queued {
		c.accept(one, at, at)
	}
	received, sent := row.Received.Segments, row.Sent.Segments
	if received == one.messages && one.state == thinking && sent > received {
		c.greets = true // else there would be more answers than messages
	}
	for one.messages < received {
		c.receive(one, at.Add(-row.Received.Last), "")
	}
	if one.state == thinking && c.answered(row) {
		c.answer(one, at.Add(-row.Sent.Last), "")
	}
}

// answered reports whether the last thing that happened on a connection is that
// the server has sent something.
func (c *class) answered(row sockettable.Connection) bool {
	switch received, sent := row.Received, row.Sent; {
	case sent.Segments == 0:
		return false
	case sent.Last != received.Last:
		return sent.Last < received.Last
	case c.greets: // in the same tick of the clock: as many answers as messages, and one more
		return sent.Segments > received.Segments
	default:
		return sent.Segments >= received.Segments
	}
}
