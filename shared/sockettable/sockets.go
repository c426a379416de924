package sockettable

import (
	"net/netip"
	"time"
)

// A Socket is a row of the system's table of TCP sockets: a listening one, or one
// end of a connection.
type Socket struct {
	State       string // LISTEN, ESTABLISHED, TIME_WAIT …, as the system calls it
	Local, Peer netip.AddrPort
	Queue       int // of a listening one: how many clients are in the accept queue
	Backlog     int // and how many it takes
}

// Sockets returns the TCP sockets of this machine with a port, at either end. It
// fails on systems that do not tell how long the accept queue is.
func Sockets(port uint16) ([]Socket, error) { return sockets(port) }

// A Connection is the server's end of a connection.
type Connection struct {
	Socket

	// Accepted reports whether a process has the connection: it is not in the accept
	// queue. Where ShowsQueue is false, all seem to be accepted.
	Accepted bool
	Unread   int // bytes that have come, and that the process has not read

	Received, Sent Flow
}

// A Flow is what has gone through a connection in one direction.
type Flow struct {
	Segments int           // with data
	Last     time.Duration // how long ago the last one was, or if there was none, the handshake
}

// Connections returns the connections of the server that listens at a port. They
// may include some that have just ended.
func Connections(port uint16) ([]Connection, error) { return connections(port) }
