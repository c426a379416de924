//go:build linux

package fault_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/fault"
)

// The test is a program of its own as well: a server that holds a port, or a
// client that has read all, or only a part.
func TestMain(m *testing.M) {
	if len(os.Args) < 4 || os.Args[1] != "child" {
		os.Exit(m.Run())
	}
	switch addr := os.Args[3]; os.Args[2] {
	case "listen":
		l, err := net.Listen("tcp", addr)
		must(err)
		fmt.Println(l.Addr())
		l.Accept()
	case "read":
		conn, err := net.Dial("tcp", addr)
		must(err)
		_, err = io.ReadFull(conn, make([]byte, 5))
		must(err)
		fmt.Println("has read")
		io.Copy(io.Discard, conn)
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// child starts this program as another one, and returns the line that it says.
func child(t *testing.T, args ...string) (cmd *exec.Cmd, line string) {
	t.Helper()
	cmd = exec.Command(os.Args[0], append([]string{"child"}, args...)...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	if line, err = bufio.NewReader(stdout).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	return cmd, strings.TrimSpace(line)
}

// listen opens a listener for one test.
func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	l.(*net.TCPListener).SetDeadline(time.Now().Add(30 * time.Second))
	return l
}

func dial(t *testing.T, addr net.Addr) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", addr.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(30 * time.Second))
	return conn
}

func accept(t *testing.T, l net.Listener) net.Conn {
	t.Helper()
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(30 * time.Second))
	return conn
}

// ends returns both ends of a connection, by the role of the program.
func ends(t *testing.T) map[string]net.Conn {
	l := listen(t)
	client := dial(t, l.Addr())
	return map[string]net.Conn{event.Client: client, event.Server: accept(t, l)}
}

// other is the role of the peer.
var other = map[string]string{event.Client: event.Server, event.Server: event.Client}

// fails wants a recv to return an error, and returns it.
func fails(t *testing.T, conn net.Conn) error {
	t.Helper()
	n, err := conn.Read(make([]byte, 10))
	if n > 0 || err == nil {
		t.Fatalf("recv returned %d bytes, %v", n, err)
	}
	return err
}

// A peer that has read everything and closes is not called an error, and above
// all a server is not told that it had closed itself.
func TestClosedByPeer(t *testing.T) {
	for role, want := range map[string][2]string{
		event.Server: {"The client has closed the connection", "客户端关闭了连接"},
		event.Client: {"The server has closed the connection without an answer", "服务器没有回复就关闭了连接"},
	} {
		conns := ends(t)
		conns[other[role]].Close()
		err := fails(t, conns[role])
		if text := fault.Text(err); text != "read: EOF" {
			t.Errorf("%s: Text is %q", role, text)
		}
		says(t, err, role, want[0], want[1])
		says(t, fmt.Errorf("serve: %w", err), role, want[0], want[1])
	}
}

// A peer that closes with bytes unread resets the connection.
func TestClosedUnread(t *testing.T) {
	for role, want := range map[string][2]string{
		event.Server: {"the client closed or was\nkilled before it had read everything", "客户端没读完数据\n就关闭了"},
		event.Client: {"the server closed or was\nkilled before it had read everything", "服务器没读完数据\n就关闭了"},
	} {
		conns := ends(t)
		conns[role].Write([]byte("hello"))
		conns[other[role]].Read(make([]byte, 1)) // so that the rest is there as well
		conns[other[role]].Close()
		says(t, fails(t, conns[role]), role, want[0], want[1])
	}
}

// The first send after the peer has closed is answered by a reset, of which
// Linux tells the second send, and no recv.
func TestSentAfterClose(t *testing.T) {
	for role, want := range map[string][2]string{
		event.Server: {"The client had closed before", "客户端早已关闭"},
		event.Client: {"The server had closed before", "服务器早已关闭"},
	} {
		conns := ends(t)
		conns[other[role]].Close()
		if err := fails(t, conns[role]); err != io.EOF {
			t.Errorf("%s: %v before the send", role, err)
		}
		var err error
		for err == nil { // until the reset is there
			_, err = conns[role].Write([]byte("hello"))
		}
		if !fault.Gone(err) {
			t.Errorf("%s: %v", role, err)
		}
		says(t, err, role, want[0], want[1])
	}
}

// A client in the accept queue is cut off when the listener is closed.
func TestClosedListener(t *testing.T) {
	l := listen(t)
	client := dial(t, l.Addr())
	client.Write([]byte("hello"))
	l.Close()
	says(t, fails(t, client), event.Client, "it stopped listening while this\nclient was still queued", "服务器停止监听时，这个客户端还在排队")
}

// A peer that is killed has closed, if it had read everything; otherwise it has
// reset the connection.
func TestKilledPeer(t *testing.T) {
	for _, sent := range []string{"hello", "hello world"} {
		l := listen(t)
		accepted := make(chan net.Conn, 1)
		go func() {
			conn, err := l.Accept()
			if err == nil {
				conn.Write([]byte("hello"))
			}
			accepted <- conn
		}()
		peer, _ := child(t, "read", l.Addr().String())
		conn := <-accepted
		defer conn.Close()
		conn.SetDeadline(time.Now().Add(30 * time.Second))
		if len(sent) > 5 {
			stop(t, peer) // so that it cannot read the rest
			conn.Write([]byte(sent[5:]))
		}
		peer.Process.Kill()
		want, zh := "The client has closed the connection", "客户端关闭了连接"
		if len(sent) > 5 {
			want, zh = "killed before it had read everything", "（或被强行结束）"
		}
		says(t, fails(t, conn), event.Server, want, zh)
	}
}

// stop stops a program, as Ctrl+Z does.
func stop(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(cmd.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil || !status.Stopped() {
		t.Fatalf("it is not stopped: %v, %v", status, err)
	}
}

// inUse wants the port at addr to be in use, and what is told about it.
func inUse(t *testing.T, addr, en, zh string) {
	t.Helper()
	l, err := net.Listen("tcp", addr)
	if err == nil {
		l.Close()
	}
	if !errors.Is(err, syscall.EADDRINUSE) {
		t.Fatalf("listen at %s: %v", addr, err)
	}
	says(t, err, event.Server, en, zh)
}

// Who has the port is told, and how to get it back: from a program that runs,
// from one that Ctrl+Z has stopped, from this one, from one that the system does not
// tell, and from a connection, open or in TIME_WAIT.
func TestPortInUse(t *testing.T) {
	holder, addr := child(t, "listen", "127.0.0.1:0")
	_, port, _ := net.SplitHostPort(addr)
	program := fmt.Sprintf("%s (process %d)", filepath.Base(os.Args[0]), holder.Process.Pid)
	programZH := fmt.Sprintf("%s（进程 %d）", filepath.Base(os.Args[0]), holder.Process.Pid)
	inUse(t, addr, "Port "+port+" is in use: "+program+" listens there.\nEnd it, with Ctrl+C", "端口 "+port+" 已被占用："+programZH+"正在那里监听")
	inUse(t, addr, "-addr 127.0.0.1:0", "-addr 127.0.0.1:0")
	stop(t, holder)
	inUse(t, addr, program+" still has it.\nCtrl+Z has only paused that program. In its terminal,\ntype fg, then press Ctrl+C", programZH+"还占着它。\nCtrl+Z 只是把那个程序暂停了。请在它的终端里输入 fg，\n再按 Ctrl+C")

	inUse(t, listen(t).Addr().String(), "by this program itself", "就是本程序")

	bound, port := bind(t)
	inUse(t, bound, "sudo ss -ltnp | grep :"+port, "sudo ss -ltnp | grep :"+port)
	inUse(t, bound, "Did you press Ctrl+Z?", "按过 Ctrl+Z 吗？")

	client := ends(t)[event.Client]
	end := client.LocalAddr().String()
	inUse(t, end, "Nobody listens there, but a\nconnection has it", "占着它的是一个连接")
	client.Close()
	inUse(t, strings.Replace(end, "127.0.0.1", "0.0.0.0", 1), "(TIME_WAIT). Wait until it is free, or\ntake any free port: -addr 0.0.0.0:0", "（TIME_WAIT）。请等它释放")
}

// bind takes a port without listening, so that no listener is in the table.
func bind(t *testing.T) (addr, port string) {
	t.Helper()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(fd) })
	if err := syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	name, err := syscall.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	port = fmt.Sprint(name.(*syscall.SockaddrInet4).Port)
	return "127.0.0.1:" + port, port
}
