package sockettable

import "time"

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
