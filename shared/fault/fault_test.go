//go:build linux

package fault_test

import (
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"

	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

func operation(op string, errno syscall.Errno, addr string) error {
	tcp, _ := net.ResolveTCPAddr("tcp", addr)
	return &net.OpError{Op: op, Net: "tcp", Addr: tcp, Err: os.NewSyscallError("call", errno)}
}

// The port is privileged only below 1024, and never blamed for what it is not.
func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err        error
		text, says string
	}{
		{io.EOF, "read: EOF", "closed the connection without an answer"},
		{operation("listen", syscall.EADDRINUSE, "127.0.0.1:9999"), "listen: address already in use", "-addr 127.0.0.1:0"},
		{operation("listen", syscall.EACCES, "127.0.0.1:443"), "listen: permission denied", "-addr 127.0.0.1:8443"},
		{operation("listen", syscall.EACCES, "127.0.0.1:60000"), "listen: permission denied", "-addr 127.0.0.1:0"},
		{operation("listen", syscall.EADDRNOTAVAIL, "192.0.2.1:9999"), "listen: cannot assign requested address", "no address 192.0.2.1"},
		{operation("dial", syscall.ECONNREFUSED, "127.0.0.1:9999"), "dial: connection refused", "Nobody listens at 127.0.0.1:9999"},
		{operation("dial", syscall.EHOSTUNREACH, "192.0.2.1:9999"), "dial: no route to host", "no way to 192.0.2.1:9999"},
		{operation("accept", syscall.EMFILE, "127.0.0.1:9999"), "accept: too many open files", "ulimit -n"},
		{operation("read", syscall.ECONNRESET, "127.0.0.1:9999"), "read: connection reset by peer", "Reset: the peer was killed"},
		{&net.OpError{Op: "read", Net: "tcp", Err: os.ErrDeadlineExceeded}, "read: i/o timeout", "before the deadline"},
		{operation("write", syscall.EPIPE, "127.0.0.1:9999"), "write: broken pipe", "had closed before"},
		{operation("write", syscall.EIO, "127.0.0.1:9999"), "write: input/output error", "write: input/output error"},
		{&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "nowhere", IsNotFound: true}}, "lookup nowhere: no such host", "no host called nowhere"},
		{&net.OpError{Op: "dial", Err: &net.DNSError{Err: "server misbehaving", Name: "nowhere"}}, "lookup nowhere: server misbehaving", "is there a network"},
		{&fault.Error{Short: "stdin: EOF", Meaning: phrase.Phrase{EN: "It has ended."}}, "stdin: EOF", "It has ended."},
		{errors.New("something else"), "something else", "something else"},
	} {
		if text := fault.Text(c.err); text != c.text {
			t.Errorf("%v: Text is %q, want %q", c.err, text, c.text)
		}
		if says := fault.Explain(c.err).EN; !strings.Contains(says, c.says) {
			t.Errorf("%v: %q is not in %q", c.err, c.says, says)
		}
	}
}

// Only a send finds out that the peer has gone; a recv is told.
func TestGone(t *testing.T) {
	for op, want := range map[string]bool{"write": true, "read": false} {
		if got := fault.Gone(operation(op, syscall.ECONNRESET, "127.0.0.1:9999")); got != want {
			t.Errorf("Gone of %s: %v", op, got)
		}
	}
}
