package sockettable

import "time"

// A Connection is the server's end of a connection.
type Connection struct {
	Socket

	// Accepted reports whether a process has the connection: it is not in the accept
	// queue. Where ShowsQueue is false, all seem to be accepted.
	Accepted bool
	Unread   int // bytes that have come, and that the process has not read

	Received           uint64        // bytes in all
	LastReceived, Sent time.Duration // how long ago the last bytes came, and were sent
}

// Connections returns the connections of the server that listens at a port. They
// may include some that have just ended.
func Connections(port uint16) ([]Connection, error) { return connections(port) }
