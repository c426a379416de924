// Package relay passes bytes on between clients and a server as a bad network does:
// late, in pieces, and not always to the end.
package relay

import (
	"io"
	"net"
	"sync"
	"time"

	"tcplab/shared/fault"
)

// A Network says what happens to bytes on their way, in both directions.
type Network struct {
	Delay      time.Duration // before each piece
	Split      int           // how many bytes a piece has at most; 0: as they come
	ResetAfter int           // so many bytes from the server, both ends are cut off; 0: never
}

// Serve accepts clients until l is closed, and connects each to the server at addr.
// Joined is told both ends' addresses of the connection to the server, and failed why
// a client is not connected; both may be nil.
func (n Network) Serve(l net.Listener, addr string, joined func(client, relay net.Addr), failed func(error)) error {
	if failed == nil {
		failed = func(error) {}
	}
	var all sync.WaitGroup
	defer all.Wait()
	for short := false; ; {
		client, err := l.Accept()
		if fault.NoDescriptors(err) { // until others leave
			if !short {
				failed(err)
			}
			short = true
			time.Sleep(100 * time.Millisecond)
			continue
		}
		if err != nil {
			return err
		}
		short = false
		all.Go(func() {
			defer client.Close()
			server, err := net.DialTimeout("tcp", addr, 10*time.Second)
			if err != nil {
				failed(err)
				abort(client)
				return
			}
			defer server.Close()
			if joined != nil {
				joined(client.RemoteAddr(), server.LocalAddr())
			}
			var up sync.WaitGroup
			up.Go(func() { n.pass(server, client, 0) })
			n.pass(client, server, n.ResetAfter)
			up.Wait()
		})
	}
}

// pass passes on what comes from one end to the other, until that end sends no more.
func (n Network) pass(to, from net.Conn, resetAfter int) {
	buffer := make([]byte, 64<<10)
	passed := 0
	for {
		count, err := from.Read(buffer)
		for rest := buffer[:count]; len(rest) > 0; {
			size := len(rest)
			if n.Split > 0 {
				size = min(size, n.Split)
			}
			if left := resetAfter - passed; resetAfter > 0 {
				size = min(size, left)
			}
			time.Sleep(n.Delay)
			if _, err := to.Write(rest[:size]); err != nil {
				abort(from)
				return
			}
			rest, passed = rest[size:], passed+size
			if passed == resetAfter {
				time.Sleep(n.Delay / 2) // before what the client says to that arrives
				abort(to)
				abort(from)
				return
			}
		}
		switch {
		case err == io.EOF:
			time.Sleep(n.Delay)
			to.(*net.TCPConn).CloseWrite()
			return
		case err != nil:
			abort(to)
			return
		}
	}
}

// abort closes a connection with a reset.
func abort(c net.Conn) {
	c.(*net.TCPConn).SetLinger(0)
	c.Close()
}
