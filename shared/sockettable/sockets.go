package sockettable

import "net/netip"

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
