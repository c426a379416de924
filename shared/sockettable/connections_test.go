package sockettable_test

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"tcplab/shared/sockettable"
)

// connection returns that of a client, once it is as wanted.
func connection(t *testing.T, client net.Conn, wanted func(sockettable.Connection) bool) sockettable.Connection {
	t.Helper()
	server := client.RemoteAddr().(*net.TCPAddr).AddrPort()
	var last []sockettable.Connection
	for ctx := deadline(t); ctx.Err() == nil; time.Sleep(time.Millisecond) {
		all, err := sockettable.Connections(server.Port())
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			if c.Peer == client.LocalAddr().(*net.TCPAddr).AddrPort() && wanted(c) {
				return c
			}
		}
		last = all
	}
	t.Fatalf("%v is not as wanted in %+v", client.LocalAddr(), last)
	return sockettable.Connection{}
}

// A client that the server has not accepted is in the queue, with the bytes that
// it has sent, whether the server listens at one address or at all.
func TestConnections(t *testing.T) {
	if !sockettable.ShowsQueue {
		t.Skip("this system does not show the accept queue")
	}
	for _, addr := range []string{"127.0.0.1:0", ":0"} {
		t.Run(addr, func(t *testing.T) {
			l, err := net.Listen("tcp", addr)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			server := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), uint16(l.Addr().(*net.TCPAddr).Port))
			client, err := net.Dial("tcp", server.String())
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			client.Write([]byte("Michael"))
			queued := connection(t, client, func(c sockettable.Connection) bool { return c.Unread == 7 })
			if queued.Accepted || queued.State != "ESTABLISHED" || queued.Local != server || queued.Received.Segments != 1 || queued.Sent.Segments != 0 {
				t.Errorf("in the queue: %+v", queued)
			}

			accepted, err := l.Accept()
			if err != nil {
				t.Fatal(err)
			}
			defer accepted.Close()
			accepted.Read(make([]byte, 64))
			connection(t, client, func(c sockettable.Connection) bool {
				aTick := c.Received.Last >= 20*time.Millisecond // of the kernel's clock has passed
				return c.Accepted && c.Unread == 0 && c.Received.Last <= c.Sent.Last && aTick
			})
			accepted.Write([]byte("Hello"))
			connection(t, client, func(c sockettable.Connection) bool { return c.Sent.Segments == 1 && c.Sent.Last < c.Received.Last })
			client.Read(make([]byte, 64)) // else to close would reset the connection
			client.Close()
			connection(t, client, func(c sockettable.Connection) bool { return c.State == "CLOSE_WAIT" })
		})
	}
}

// The table of one port is read often, as by a page that shows it.
func BenchmarkConnections(b *testing.B) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	for b.Loop() {
		if _, err := sockettable.Connections(uint16(l.Addr().(*net.TCPAddr).Port)); err != nil {
			b.Fatal(err)
		}
	}
}
