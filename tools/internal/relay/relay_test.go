package relay_test

import (
	"io"
	"net"
	"syscall"
	"testing"
	"time"

	"tcplab/shared/fault"
	"tcplab/shared/peer"
	"tcplab/tools/internal/relay"
)

// through connects a client to a server through a relay.
func through(t *testing.T, n relay.Network) (client, server *net.TCPConn) {
	t.Helper()
	listen := func() net.Listener {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l
	}
	target, entry := listen(), listen()
	go n.Serve(entry, target.Addr().String(), nil, nil)
	near, err := net.Dial("tcp", entry.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	far, err := target.Accept()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []net.Conn{near, far} {
		t.Cleanup(func() { c.Close() })
		c.SetDeadline(time.Now().Add(30 * time.Second))
	}
	return near.(*net.TCPConn), far.(*net.TCPConn)
}

// Everything arrives, in pieces and late, also after one end sends no more.
func TestPieces(t *testing.T) {
	client, server := through(t, relay.Network{Delay: 20 * time.Millisecond, Split: 3})
	begun := time.Now()
	server.Write([]byte("Welcome!"))
	server.CloseWrite()
	buffer, pieces := make([]byte, 100), 0
	all := ""
	for {
		n, err := client.Read(buffer)
		if err != nil {
			break
		}
		all += string(buffer[:n])
		pieces++
	}
	if all != "Welcome!" || pieces < 2 || time.Since(begun) < 3*20*time.Millisecond {
		t.Errorf("%q came in %d pieces after %v", all, pieces, time.Since(begun))
	}
	client.Write([]byte("still here"))
	client.CloseWrite()
	if got, err := io.ReadAll(server); string(got) != "still here" || err != nil {
		t.Errorf("the server has received %q, %v", got, err)
	}
}

// A reset cuts both ends off, after exactly so many bytes.
func TestReset(t *testing.T) {
	client, server := through(t, relay.Network{Delay: 20 * time.Millisecond, ResetAfter: 5})
	server.Write([]byte("Welcome!"))
	got := make([]byte, 5)
	if _, err := io.ReadFull(client, got); string(got) != "Welco" || err != nil {
		t.Errorf("before the reset came %q, %v", got, err)
	}
	for name, end := range map[string]*net.TCPConn{"client": client, "server": server} {
		if _, err := end.Read(make([]byte, 1)); !fault.Reset(err) {
			t.Errorf("the %s is not reset: %v", name, err)
		}
	}
}

// Why a client is not connected is told, and the client is cut off.
func TestNoServer(t *testing.T) {
	entry, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer entry.Close()
	failed := make(chan error, 1)
	go relay.Network{}.Serve(entry, peer.FreeAddr(t), nil, func(err error) { failed <- err })
	if client, err := net.Dial("tcp", entry.Addr().String()); err == nil { // not cut off yet
		defer client.Close()
	}
	select {
	case err := <-failed:
		if !fault.Refused(err) {
			t.Errorf("it is told that %v", err)
		}
	case <-time.After(30 * time.Second):
		t.Error("nothing is told")
	}
}

// A listener without a descriptor for one more client accepts the next all the same.
func TestNoDescriptors(t *testing.T) {
	l := &short{calls: []error{syscall.EMFILE, syscall.EMFILE, net.ErrClosed}}
	told := 0
	if err := (relay.Network{}).Serve(l, "", nil, func(error) { told++ }); err != net.ErrClosed || told != 1 {
		t.Errorf("it was told %d times, and ended with %v", told, err)
	}
}

// A short listener has an error for each accept.
type short struct {
	net.Listener
	calls []error
}

func (s *short) Accept() (net.Conn, error) {
	err := s.calls[0]
	s.calls = s.calls[1:]
	return nil, err
}
