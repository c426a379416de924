package trace

import (
	"slices"
	"time"

	"tcplab/shared/event"
)

// A Socket is one end of a connection, as a process has it. What was not told is
// nil.
type Socket struct {
	Process *Process
	Number  int   // of the connection, as the process counts
	Opened  *Call // accept or connect
	Shut    *Call // the first after which this end sends no more: shutdown or close
	Closed  *Call
	Sent    int // bytes so far

	addrs            addrs
	called, returned time.Time // the first call
	left             *Call     // the first that failed, or close
	sends, recvs     []*Call
	received         int
	goroutine        Thread
}

// addrs are the addresses that identify a connection while it lasts.
type addrs struct{ client, server string }

// socket adds the socket of which e is the first event.
func (t *Trace) socket(p *Process, e event.Event) *Socket {
	s := &Socket{Process: p, Number: e.Conn, called: e.Called(), returned: e.Returned()}
	s.goroutine = Thread{Process: p, Socket: s}
	ends := t.clients
	s.addrs = addrs{client: e.Local, server: e.Peer}
	if e.Role == event.Server {
		ends = t.servers
		s.addrs = addrs{client: e.Peer, server: e.Local}
	}
	if s.addrs == (addrs{}) { // it has met nobody
		return s
	}
	before := ends[s.addrs]
	later := slices.IndexFunc(before, func(other *Socket) bool { return other.called.After(s.called) })
	if later < 0 {
		later = len(before)
	}
	ends[s.addrs] = slices.Insert(before, later, s)
	return s
}

// take takes in a call on the socket.
func (s *Socket) take(c *Call) {
	switch c.Op {
	case event.Accept, event.Connect:
		s.Opened = c
	case event.Send:
		c.From, c.To = s.Sent, s.Sent+c.Bytes
		s.Sent = c.To
		s.sends = append(s.sends, c)
	case event.Recv:
		c.From, c.To = s.received, s.received+c.Bytes
		s.received = c.To
		s.recvs = append(s.recvs, c)
	case event.EOF:
		c.From, c.To = s.received, s.received
	case Shutdown, event.Close:
		c.From, c.To = s.Sent, s.Sent
		if s.Shut == nil {
			s.Shut = c
		}
		if c.Op == event.Close {
			s.Closed = c
		}
	}
	if s.left == nil && (c.Op == event.Error || c.Op == event.Close) {
		s.left = c
	}
}

// Other returns the other end of the connection, or nil if nothing was told of
// it: a client may be in the accept queue.
func (s *Socket) Other() *Socket {
	if s == nil {
		return nil
	}
	t := s.Process.trace
	var taken *Socket
	for _, server := range slices.Backward(t.servers[s.addrs]) {
		client := server.clientAmong(t.clients[s.addrs])
		if client == taken { // by a later one
			client = nil
		}
		switch s {
		case server:
			return client
		case client:
			return server
		}
		taken = client
	}
	return nil
}

// clientAmong returns the client that a server has accepted: the last that had
// called connect by then, or if the times say that none had, the first.
func (s *Socket) clientAmong(clients []*Socket) (client *Socket) {
	for _, c := range clients {
		if client == nil || !c.called.After(s.returned) {
			client = c
		}
	}
	return client
}

// Accepted returns the accept that has taken a client's connection out of the
// queue, or nil.
func (s *Socket) Accepted() *Call {
	if other := s.Other(); other != nil {
		return other.Opened
	}
	return nil
}

// Queue returns since when a client's connection was in the accept queue, and
// until when: accept was called, or the client has left. If neither is known the
// end is zero. There was no queue if accept had been called before.
func (s *Socket) Queue() (from, to time.Time) {
	from = s.Opened.Returned()
	accept := s.Accepted()
	switch {
	case accept == nil && s.left == nil:
		return from, to
	case accept == nil:
		return from, s.left.Returned()
	}
	if accept.Returned().Before(from) { // the system had connected them by then
		from = accept.Returned()
	}
	if to = accept.Called(); to.Before(from) {
		to = from
	}
	return from, to
}
