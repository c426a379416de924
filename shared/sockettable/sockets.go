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
