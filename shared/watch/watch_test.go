package watch_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"tcplab/shared/charset"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newWatch returns a watch and what it tells.
func newWatch(decode func([]byte) string) (*watch.Watch, *bytes.Buffer) {
	var b bytes.Buffer
	log := event.NewLog("test", event.Server, event.JSONLines(&b))
	return watch.New(log, phrase.English, decode, error.Error), &b
}

// told returns the events so far, and their kinds in one line.
func told(t *testing.T, b *bytes.Buffer) (ops string, events []event.Event) {
	t.Helper()
	for e, err := range event.Read(bytes.NewReader(b.Bytes())) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
		ops += " " + string(e.Op)
	}
	return strings.TrimSpace(ops), events
}

// pipe is one end of a net.Pipe with addresses as TCP has them.
type pipe struct{ net.Conn }

func (pipe) LocalAddr() net.Addr  { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9999} }
func (pipe) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 62140} }

func TestEveryCallIsTold(t *testing.T) {
	w, b := newWatch(charset.UTF8.Decode)
	near, far := net.Pipe()
	conn := w.Conn(pipe{near}, time.Now())
	go io.WriteString(far, "hi")
	conn.Read(make([]byte, 10))
	go io.ReadFull(far, make([]byte, 5))
	io.WriteString(conn, "hello")
	far.Close()
	if _, err := conn.Read(make([]byte, 10)); err != io.EOF {
		t.Errorf("Read at the end: %v", err)
	}
	conn.Write([]byte("anybody?"))
	conn.Close()
	conn.Close() // is no second event
	ops, events := told(t, b)
	if want := "connect recv send eof error close"; ops != want {
		t.Errorf("told %s, want %s", ops, want)
	}
	if e := events[1]; e.Text != "hi" || e.Bytes != 2 || e.Conn != 1 || e.Peer != "127.0.0.1:62140" || e.Msg != "2 bytes" {
		t.Errorf("recv is told as %+v", e)
	}
}

// What people read is cut between characters, and at 1,024 bytes.
func TestLongText(t *testing.T) {
	w, b := newWatch(charset.GBK.Decode)
	near, far := net.Pipe()
	conn := w.Conn(pipe{near}, time.Now())
	text, err := charset.GBK.Encode(strings.Repeat("好", 2000))
	if err != nil {
		t.Fatal(err)
	}
	go io.ReadFull(far, make([]byte, len(text)))
	conn.Write(text)
	conn.Close()
	far.Close()
	_, events := told(t, b)
	if e := events[1]; e.Bytes != 4000 || e.Text != strings.Repeat("好", 341) {
		t.Errorf("%d bytes, %d bytes of text: %q", e.Bytes, len(e.Text), e.Text)
	}
}

// everywhere is a listener that is open to the network, or would be.
type everywhere struct{ net.Listener }

func (everywhere) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4zero, Port: 9999} }

// Who opens the lab to the class is told where the class finds it.
func TestListenerOpenToTheNetwork(t *testing.T) {
	w, b := newWatch(charset.UTF8.Decode)
	w.Listener(everywhere{})
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	_, events := told(t, b)
	for _, addr := range addrs {
		ip, _, _ := net.ParseCIDR(addr.String())
		if ip.To4() == nil || ip.IsLinkLocalUnicast() {
			continue
		}
		if listed := strings.Contains(events[0].Msg+"\n", "\n"+ip.String()+":9999\n"); listed == ip.IsLoopback() {
			t.Errorf("%s in %q: %v", ip, events[0].Msg, listed)
		}
	}
}

// short is a listener in a process that has no file descriptor left.
type short struct {
	net.Listener
	calls atomic.Int64
	free  atomic.Bool
	conn  net.Conn
}

func (s *short) Addr() net.Addr { return pipe{}.LocalAddr() }
func (s *short) Close() error   { return nil }
func (s *short) Accept() (net.Conn, error) {
	s.calls.Add(1)
	if s.free.Load() {
		return s.conn, nil
	}
	return nil, &net.OpError{Op: "accept", Err: os.NewSyscallError("accept4", syscall.EMFILE)}
}

// A lack of descriptors is waited out: without spinning, and without waiting
// longer than until a connection is closed.
func TestNoDescriptors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, b := newWatch(charset.UTF8.Decode)
		near, far := net.Pipe()
		defer far.Close()
		open := w.Conn(pipe{near}, time.Now())
		source := &short{conn: pipe{near}}
		listener := w.Listener(source)

		accepted := make(chan net.Conn)
		go func() {
			conn, err := listener.Accept()
			if err != nil {
				t.Error(err)
			}
			accepted <- conn
		}()
		time.Sleep(time.Minute) // of the bubble's own clock
		if n := source.calls.Load(); n < 30 || n > 61 {
			t.Errorf("%d calls of accept in a minute, want about one a second", n)
		}
		source.free.Store(true)
		begun := time.Now()
		open.Close()
		conn := <-accepted
		if waited := time.Since(begun); waited > 0 {
			t.Errorf("a free descriptor was found after %s", waited)
		}
		conn.Close()
		if ops, _ := told(t, b); strings.Count(ops, "error") != 1 {
			t.Errorf("the shortage is told as %s, want one error", ops)
		}
	})
}

func TestInterrupt(t *testing.T) {
	w, b := newWatch(charset.UTF8.Decode)
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener := w.Listener(tcp)
	client, err := net.Dial("tcp", tcp.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	conn, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 2)
	go func() {
		_, err := conn.Read(make([]byte, 1))
		conn.Close()
		ended <- err
	}()
	go func() {
		_, err := listener.Accept()
		ended <- err
	}()
	w.Interrupt()
	if !w.Wait(30 * time.Second) {
		t.Error("the connection was not closed")
	}
	for range 2 {
		if err := <-ended; !errors.Is(err, net.ErrClosed) && !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("a blocked call returned %v", err)
		}
	}
	if n := w.Conns(); n != 1 {
		t.Errorf("%d connections, want 1", n)
	}
	ops, _ := told(t, b)
	if strings.Contains(ops, "error") {
		t.Errorf("an interruption is no error: %s", ops)
	}
	// A connection that comes late finds the same, whatever deadline it sets.
	if _, err := w.Listener(tcp).Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("a listener after the interruption: %v", err)
	}
	late := w.Conn(client, time.Now())
	late.SetReadDeadline(time.Now().Add(time.Hour))
	if _, err := late.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a connection after the interruption: %v", err)
	}
}

// Who closes the listening socket knows why accept fails.
func TestListenerClosedOnPurpose(t *testing.T) {
	w, b := newWatch(charset.UTF8.Decode)
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener := w.Listener(tcp)
	listener.Close()
	if _, err := listener.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept: %v", err)
	}
	if ops, _ := told(t, b); ops != "listen wait" {
		t.Errorf("told %s, want listen and wait", ops)
	}
}

func TestOnSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := newWatch(charset.UTF8.Decode)
		var slow atomic.Int64
		w.OnSlow(time.Second, func() { slow.Add(1) })
		near, far := net.Pipe()
		conn := w.Conn(pipe{near}, time.Now())
		defer conn.Close()
		defer far.Close()
		for wait, want := range map[time.Duration]int64{999 * time.Millisecond: 0, 5 * time.Second: 1} {
			slow.Store(0)
			time.AfterFunc(wait, func() { io.WriteString(far, "x") })
			conn.Read(make([]byte, 1))
			if n := slow.Load(); n != want {
				t.Errorf("after %s it was told %d times, want %d", wait, n, want)
			}
		}
	})
}

// The sending direction alone can be closed, where the connection has one.
func TestCloseWrite(t *testing.T) {
	w, _ := newWatch(charset.UTF8.Decode)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	far, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	near, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	conn := w.Conn(near, time.Now())
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(30 * time.Second))
	far.SetDeadline(time.Now().Add(30 * time.Second))
	if err := conn.(interface{ CloseWrite() error }).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if _, err := far.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the other side reads %v", err)
	}
	io.WriteString(far, "x")
	if n, err := conn.Read(make([]byte, 1)); n != 1 {
		t.Errorf("this side reads %v", err)
	}

	one, other := net.Pipe()
	defer other.Close()
	whole := w.Conn(pipe{one}, time.Now())
	defer whole.Close()
	if err := whole.(interface{ CloseWrite() error }).CloseWrite(); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("of a pipe: %v", err)
	}
}
