//go:build linux

package fault_test

import (
	"errors"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"

	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

func operation(op string, errno syscall.Errno, addr string) error {
	tcp, _ := net.ResolveTCPAddr("tcp", addr)
	return &net.OpError{Op: op, Net: "tcp", Addr: tcp, Err: os.NewSyscallError("call", errno)}
}

// What an error means, and the remedy, is told in both languages, to a server
// and to a client.
func TestExplain(t *testing.T) {
	const server, client = event.Server, event.Client
	for _, c := range []struct {
		err          error
		role         string
		text, en, zh string
	}{
		{operation("listen", syscall.EACCES, "127.0.0.1:443"), server, "listen: permission denied", "administrator rights.\nTake a higher one: -addr 127.0.0.1:8443", "管理员权限"},
		{operation("listen", syscall.EACCES, "127.0.0.1:60000"), server, "listen: permission denied", "-addr 127.0.0.1:0", "-addr 127.0.0.1:0"},
		{operation("listen", syscall.EADDRNOTAVAIL, "192.0.2.1:9999"), server, "listen: cannot assign requested address", "no address 192.0.2.1", "没有地址 192.0.2.1"},
		{operation("dial", syscall.ECONNREFUSED, "127.0.0.1:9999"), client, "dial: connection refused", "Nobody listens at 127.0.0.1:9999", "没有程序在 127.0.0.1:9999 监听"},
		{operation("dial", syscall.EHOSTUNREACH, "192.0.2.1:9999"), client, "dial: no route to host", "192.0.2.1:9999 cannot be reached", "无法到达 192.0.2.1:9999"},
		{operation("accept", syscall.EMFILE, "127.0.0.1:9999"), server, "accept: too many open files", "next client: it waits\nuntil another client leaves.\nulimit -n", "要等别的客户端离开。\nulimit -n"},
		{operation("dial", syscall.EMFILE, "127.0.0.1:9999"), client, "dial: too many open files", "fewer at a time.\nulimit -n", "减少同时打开的连接。\nulimit -n"},
		{&os.PathError{Op: "open", Path: "/dev/null", Err: syscall.EMFILE}, client, "open /dev/null: too many open files", "ulimit -n", "ulimit -n"},
		{operation("dial", syscall.EADDRNOTAVAIL, "127.0.0.1:9999"), client, "dial: cannot assign requested address", "no port left", "端口可用"},
		{operation("dial", syscall.EADDRNOTAVAIL, "[::1]:9999"), client, "dial: cannot assign requested address", "[::1]:9999 cannot be reached", "无法到达 [::1]:9999"},
		{operation("dial", syscall.ENOBUFS, "127.0.0.1:9999"), client, "dial: no buffer space available", "wait a few minutes", "等几分钟"},
		{operation("read", syscall.ECONNRESET, "127.0.0.1:9999"), client, "read: connection reset by peer", "the server closed or was\nkilled before it had read everything; bytes reached it\nafter it had closed; or it stopped listening", "服务器停止监听时，这个客户端还在排队"},
		{operation("read", syscall.ECONNRESET, "127.0.0.1:9999"), server, "read: connection reset by peer", "the client closed or was\nkilled before it had read everything; or bytes reached\nit after it had closed", "数据到达时，客户端已经关闭"},
		{&net.OpError{Op: "read", Net: "tcp", Err: os.ErrDeadlineExceeded}, server, "read: i/o timeout", "deadline that this program had set has passed", "时限已到"},
		{operation("write", syscall.EPROTOTYPE, "127.0.0.1:9999"), server, "write: protocol wrong type for socket", "The client had closed before", "客户端早已关闭"},
		{operation("write", syscall.EIO, "127.0.0.1:9999"), client, "write: input/output error", "write: input/output error", "write: input/output error"},
		{&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "nowhere", IsNotFound: true}}, client, "lookup nowhere: no such host", "no host called nowhere", "找不到主机 nowhere"},
		{&net.OpError{Op: "dial", Err: &net.DNSError{Err: "server misbehaving", Name: "nowhere"}}, client, "lookup nowhere: server misbehaving", "is there a network", "网络通吗"},
		{&fault.Error{Short: "stdin: EOF", Meaning: phrase.Phrase{EN: "It has ended.", ZH: "结束了。"}}, server, "stdin: EOF", "It has ended.", "结束了。"},
		{errors.New("something else"), server, "something else", "something else", "something else"},
	} {
		if text := fault.Text(c.err); text != c.text {
			t.Errorf("%v: Text is %q, want %q", c.err, text, c.text)
		}
		says(t, c.err, c.role, c.en, c.zh)
	}
}

// says wants the explanation of err to hold en and zh.
func says(t *testing.T, err error, role, en, zh string) {
	t.Helper()
	said := fault.Explain(err, role)
	for want, got := range map[string]string{en: said.EN, zh: said.ZH} {
		if !strings.Contains(got, want) {
			t.Errorf("%v, to a %s: %q is not in %q", err, role, want, got)
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
