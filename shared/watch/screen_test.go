package watch_test

import (
	"bytes"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

// Every call of connection 99 takes one line of 80 columns, also with what is
// said of a call that has blocked; in a class, only a connect that has blocked
// may take two.
func TestCallsTakeOneLine(t *testing.T) {
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		for _, host := range []string{"127.0.0.1", "192.168.100.200"} {
			addr := &net.TCPAddr{IP: net.ParseIP(host), Port: 65535}
			var b bytes.Buffer
			screen := console.New(&b, false, lang)
			screen.SetWidth(80)
			makeCalls(t, lang, addr, func(e *event.Event) {
				b.Reset()
				if e.Took > 0 {
					e.Took = 1.003 // it has blocked
				}
				screen.Take(e)
				shown := b.String()
				most := 1
				if e.Op == event.Error || e.Op == event.Connect && host != "127.0.0.1" {
					most = 2
				}
				if n := strings.Count(shown, "\n"); n > most {
					t.Errorf("%s of connection %d takes %d lines:\n%s", e.Op, e.Conn, n, shown)
				}
				for line := range strings.Lines(shown) {
					if n := columns.Width(strings.TrimSuffix(line, "\n")); n > 80 {
						t.Errorf("%d columns: %s", n, line)
					}
				}
			})
		}
	}
}

// makeCalls makes each call that is told, on connection 99.
func makeCalls(t *testing.T, lang phrase.Lang, addr net.Addr, take func(*event.Event)) {
	t.Helper()
	for _, role := range []string{event.Server, event.Client} {
		log := event.NewLog("test", role, sink(take))
		w := watch.New(log, lang, charset.UTF8.Decode, error.Error)
		conn := &scripted{addr: addr, reads: []string{strings.Repeat("好", 341), ""}}
		for range 98 {
			w.Conn(conn, time.Now())
		}
		var last net.Conn
		if role == event.Client {
			last = w.Conn(conn, time.Now())
		} else {
			last, _ = w.Listener(queue{conn}).Accept()
		}
		buffer := make([]byte, 1024)
		last.Read(buffer)
		last.Write(buffer)
		last.Read(buffer)
		last.Read(buffer)
		last.Close()
	}
}

type sink func(*event.Event)

func (s sink) Take(e *event.Event) { s(e) }

// scripted is a connection that receives what it is told to, and then fails.
type scripted struct {
	net.Conn
	addr  net.Addr
	reads []string
}

func (s *scripted) LocalAddr() net.Addr  { return s.addr }
func (s *scripted) RemoteAddr() net.Addr { return s.addr }
func (s *scripted) Close() error         { return nil }

func (s *scripted) Write(b []byte) (int, error) { return len(b), nil }

func (s *scripted) Read(b []byte) (int, error) {
	if len(s.reads) == 0 {
		return 0, &net.OpError{Op: "read", Err: syscall.ECONNRESET}
	}
	n := copy(b, s.reads[0])
	if s.reads = s.reads[1:]; n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// queue is a listener with one client.
type queue struct{ conn *scripted }

func (q queue) Accept() (net.Conn, error) { return q.conn, nil }
func (q queue) Addr() net.Addr            { return q.conn.addr }
func (q queue) Close() error              { return nil }
