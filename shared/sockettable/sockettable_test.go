package sockettable_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/sockettable"
)

// The test is its own server: it listens where its argument says.
func TestMain(m *testing.M) {
	if len(os.Args) < 3 || os.Args[1] != "listen" {
		os.Exit(m.Run())
	}
	l, err := net.Listen("tcp", os.Args[2])
	if err != nil {
		panic(err)
	}
	fmt.Println(l.Addr())
	l.Accept()
}

// listen starts a server in a process of its own.
func listen(t *testing.T, addr string) (cmd *exec.Cmd, at string) {
	t.Helper()
	cmd = exec.Command(os.Args[0], "listen", addr)
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
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return cmd, strings.TrimSpace(line)
}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// The listener of another process is found, also one that listens at every
// address of the machine, with the process and the name of its program.
func TestFindHolder(t *testing.T) {
	for _, addr := range []string{"127.0.0.1:0", "0.0.0.0:0"} {
		cmd, at := listen(t, addr)
		_, port, _ := net.SplitHostPort(at)
		for _, asked := range []string{"127.0.0.1:" + port, "0.0.0.0:" + port, ":" + port} {
			holder, found := sockettable.FindHolder(deadline(t), asked)
			want := sockettable.Holder{PID: int32(cmd.Process.Pid), Name: filepath.Base(os.Args[0])}
			if !found || holder != want {
				t.Errorf("%s, of a listener at %s: %+v, %v, want %+v", asked, addr, holder, found, want)
			}
		}
	}
}

// Where nobody listens, nobody is found: neither a neighbour with the same port
// nor one who has only connected from it.
func TestFindNobody(t *testing.T) {
	_, at := listen(t, "127.0.0.1:0")
	conn, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, port, _ := net.SplitHostPort(at)
	for _, addr := range []string{"127.0.0.2:" + port, conn.LocalAddr().String(), "no address"} {
		if holder, found := sockettable.FindHolder(deadline(t), addr); found {
			t.Errorf("%s: %+v", addr, holder)
		}
	}
}

// The table of one process has its own listeners only.
func TestListeners(t *testing.T) {
	other, at := listen(t, "127.0.0.1:0")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	has := func(pid int, addr string) bool {
		return slices.ContainsFunc(sockettable.Listeners(deadline(t), int32(pid)), func(l sockettable.Listener) bool {
			return l.Addr.String() == addr
		})
	}
	if !has(os.Getpid(), l.Addr().String()) || !has(other.Process.Pid, at) || !has(0, at) {
		t.Error("a listener is missing")
	}
	if has(os.Getpid(), at) {
		t.Error("the listener of another process is in the table of this one")
	}
	for _, addr := range []string{"0.0.0.0:0", "[::]:0", "[::1]:0"} {
		l, err := net.Listen("tcp", addr)
		if err != nil {
			t.Logf("without %s: %v", addr, err)
			continue
		}
		defer l.Close()
		here := l.Addr().(*net.TCPAddr).AddrPort()
		if !has(os.Getpid(), here.String()) {
			t.Errorf("%v is missing in %v", here, sockettable.Listeners(deadline(t), int32(os.Getpid())))
		}
	}
}

// A connection is found when it was accepted, and not before.
func TestConnectedTo(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	client, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	found := func() int {
		peer := client.LocalAddr().(*net.TCPAddr).AddrPort()
		return len(sockettable.ConnectedTo(deadline(t), int32(os.Getpid()), peer))
	}
	if n := found(); n != 0 && runtime.GOOS != "windows" { // which lists those in the accept queue as well
		t.Errorf("before accept, %d sockets are connected to the client", n)
	}
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if n := found(); n != 1 {
		t.Errorf("after accept, %d sockets are connected to the client", n)
	}
}

// A UDP socket that takes datagrams from anybody is found, and not one that is
// connected to a single peer.
func TestUDP(t *testing.T) {
	bound, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer bound.Close()
	connected, err := net.Dial("udp", bound.LocalAddr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connected.Close()
	var got []string
	for _, l := range sockettable.UDP(deadline(t), int32(os.Getpid())) {
		got = append(got, l.Addr.String())
	}
	if !slices.Contains(got, bound.LocalAddr().String()) || slices.Contains(got, connected.LocalAddr().String()) {
		t.Errorf("%q; %s is bound, and %s connected", got, bound.LocalAddr(), connected.LocalAddr())
	}
}
