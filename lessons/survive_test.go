package lessons_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"tcplab/shared/event"
)

// What a server must survive. Each test ends with the proof that it still
// serves.

func bothServers(t *testing.T, test func(t *testing.T, p *program, addr string)) {
	t.Parallel()
	for _, name := range greeting {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, addr := serve(t, name)
			test(t, p, addr)
		})
	}
}

// stillServes holds one more conversation.
func stillServes(t *testing.T, addr string) {
	t.Helper()
	c := greeted(t, addr)
	c.send("Sarah")
	c.recvContains("Sarah")
	c.send("exit")
	c.recvEnd()
}

// recvContains receives until text has come.
func (c *client) recvContains(text string) {
	c.t.Helper()
	var all []byte
	buffer := make([]byte, 4096)
	for !bytes.Contains(all, []byte(text)) {
		n, err := c.Read(buffer)
		all = append(all, buffer[:n]...)
		if err != nil {
			c.t.Fatalf("got %q (%v), want %q", all, err, text)
		}
	}
	if all[len(all)-1] != ';' && all[len(all)-1] != '!' {
		io.ReadFull(c, buffer[:1])
	}
}

func TestResetWhileIdle(t *testing.T) {
	bothServers(t, func(t *testing.T, p *program, addr string) {
		greeted(t, addr).reset()
		if e := p.await(event.Error, 1); e.Conn != 1 || !strings.HasPrefix(e.Error, "read: ") {
			t.Errorf("the reset is told as %+v", e)
		}
		p.await(event.Close, 1)
		stillServes(t, addr)
	})
}

func TestResetMidMessage(t *testing.T) {
	bothServers(t, func(t *testing.T, p *program, addr string) {
		c := greeted(t, addr)
		c.send(strings.Repeat("x", 500_000)) // more than it can answer unread
		c.reset()
		p.await(event.Close, 1)
		stillServes(t, addr)
	})
}

func TestConnectAndCloseAtOnce(t *testing.T) {
	bothServers(t, func(t *testing.T, p *program, addr string) {
		for i := range 200 {
			c := dial(t, addr)
			if i%2 == 0 {
				c.reset()
			} else {
				c.Close()
			}
		}
		p.await(event.Close, 200)
		stillServes(t, addr)
	})
}

func TestHalfCloseStillGetsItsReply(t *testing.T) {
	t.Parallel()
	for _, name := range greeting {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, addr := serve(t, name, "-reply", "got %s", "-delay", "50ms")
			c := greeted(t, addr)
			c.send("last words")
			c.CloseWrite()
			c.recv("got last words")
			c.recvEnd()
		})
	}
}

// The console shows junk, escaped; nothing of it reaches the terminal.
func TestJunkNeverReachesTheTerminal(t *testing.T) {
	t.Parallel()
	for _, name := range greeting {
		p := start(t, name, "-color", "never", "-addr", "127.0.0.1:0", "-delay", "0")
		c := greeted(t, p.addr())
		for _, junk := range []string{"\x1b[2J", "\x1b]0;t\a", "\x00\x07\b\r", "\xff\xfe\xc3", "\u202e\u0085\u009b31m", "\xc4\xe3"} {
			c.send(junk)
			c.recvContains(junk)
		}
		c.send("exit")
		c.recvEnd()
		p.stops(os.Interrupt)
		log := p.Output() // where the console is when the events are on stdout
		for i, b := range []byte(log) {
			if b < ' ' && b != '\n' || b == 0x7f || b == 0xff {
				t.Fatalf("byte %#02x of the log is %#02x: %q", i, b, log[max(0, i-40):i+1])
			}
		}
		for _, r := range "\u202e\u0085\u009b" {
			if strings.ContainsRune(log, r) {
				t.Errorf("the log holds %U", r)
			}
		}
		for _, escaped := range []string{`\x1b[2J`, `\x00\a\b\r`, `\xff\xfe\xc3`} {
			if !strings.Contains(log, escaped) {
				t.Errorf("the log lacks %s:\n%s", escaped, log)
			}
		}
	}
}

func TestLongMessageIsAnsweredInFull(t *testing.T) {
	bothServers(t, func(t *testing.T, p *program, addr string) {
		message := bytes.Repeat([]byte("0123456789"), 10_000)
		c := greeted(t, addr)
		go func() {
			c.Write(message)
			c.CloseWrite()
		}()
		answer, err := io.ReadAll(c)
		if err != nil {
			t.Fatal(err)
		}
		digits := bytes.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r
			}
			return -1
		}, answer)
		if !bytes.Equal(digits, message) {
			t.Errorf("%d of %d bytes were answered", len(digits), len(message))
		}
	})
}

func TestClosedStdin(t *testing.T) {
	bothServers(t, func(t *testing.T, p *program, addr string) {
		p.EndInput()
		stillServes(t, addr)
	})
}

func TestClientThatNeverReadsDelaysNobody(t *testing.T) {
	t.Parallel()
	for _, name := range concurrent {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			neverReads(t, name)
		})
	}
}

// deaf is greeted by a server, and then sends and reads no reply, until the server
// blocks in send and so receives no more. With a small buffer from the beginning, the
// server's own stays small, and with long replies this takes few messages: all their
// events are read before a test ends.
func deaf(t *testing.T, addr string) {
	t.Helper()
	dialer := net.Dialer{Control: func(_, _ string, raw syscall.RawConn) (err error) {
		if failed := raw.Control(func(fd uintptr) { err = smallBuffer(fd) }); failed != nil {
			return failed
		}
		return err
	}}
	conn, err := dialer.DialContext(t.Context(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	c := &client{conn.(*net.TCPConn), t}
	c.recv("Welcome!")
	for message := make([]byte, 1024); ; {
		c.SetWriteDeadline(time.Now().Add(500 * time.Millisecond))
		if _, err := c.Write(message); errors.Is(err, os.ErrDeadlineExceeded) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// long makes replies long.
var long = []string{"-reply", strings.Repeat("long ", 4000) + "%s!"}

func neverReads(t *testing.T, name string) {
	p, addr := serve(t, name, long...)
	deaf(t, addr)
	for range 10 {
		stillServes(t, addr)
	}
	p.stops(os.Interrupt) // and the client does not keep the server from ending
}
