package relay_test

import (
	"errors"
	"io"
	"net"
	"syscall"
	"testing"
	"time"

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
	go n.Serve(entry, target.Addr().String(), nil)
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
		if _, err := end.Read(make([]byte, 1)); !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("the %s is not reset: %v", name, err)
		}
	}
}
