package lessons_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tcplab/shared/event"
	"tcplab/shared/peer"
)

// Real peers: the programs with which a class comes.

// A peerProcess is a running program that is not ours.
type peerProcess struct {
	t      *testing.T
	ctx    context.Context
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	stdout *bufio.Reader
}

// call starts the program at path.
func call(t *testing.T, path string, args ...string) *peerProcess {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &peerProcess{t, ctx, cmd, stdin, bufio.NewReader(stdout)}
	t.Cleanup(func() {
		cancel()
		cmd.Wait()
	})
	return p
}

func (p *peerProcess) types(text string) {
	p.t.Helper()
	if _, err := io.WriteString(p.stdin, text); err != nil {
		p.t.Fatal(err)
	}
}

// shows reads what the peer prints, up to and with text.
func (p *peerProcess) shows(text string) {
	p.t.Helper()
	var all strings.Builder
	for !strings.HasSuffix(all.String(), text) {
		b, err := p.stdout.ReadByte()
		if err != nil {
			p.t.Fatalf("%s printed %q (%v), want %q", p.cmd.Path, all.String(), err, text)
		}
		all.WriteByte(b)
	}
}

// ends closes the peer's input and waits for its own end.
func (p *peerProcess) ends() {
	p.t.Helper()
	p.stdin.Close() // nc stays as long as somebody may type
	if _, err := io.ReadAll(p.stdout); err != nil || p.ctx.Err() != nil {
		p.t.Fatalf("%s does not end: %v", p.cmd.Path, err)
	}
}

func TestNetcatAndTelnet(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its telnet needs a console")
	}
	t.Parallel()
	for _, program := range []string{"nc", "telnet"} {
		for lesson, answer := range map[string]string{"03-detect-close": "Received Michael;\n", "04-threaded": "Hello, Michael!\n"} {
			t.Run(program+"/"+lesson, func(t *testing.T) {
				t.Parallel()
				server, addr := serve(t, lesson)
				host, port, _ := net.SplitHostPort(addr)
				p := call(t, peer.Find(t, program), host, port)
				p.shows("Welcome!")
				p.types("Michael\n")
				p.shows(answer)
				p.types("exit\n")
				server.await(event.Close, 1)
				p.ends()
			})
		}
	}
}

func TestNetcatAtTheFirstLesson(t *testing.T) {
	t.Parallel()
	server := start(t, "01-single-client", "-quiet", "-addr", "127.0.0.1:0")
	host, port, _ := net.SplitHostPort(server.addr())
	p := call(t, peer.Find(t, "nc"), host, port)
	p.types("hello\n")
	p.shows("你好,同志!\n")
	server.ends(0)
	p.ends()
}

func TestPythonClients(t *testing.T) {
	t.Parallel()
	for lesson, answer := range map[string]string{"03-detect-close": "Received %s;\n", "04-threaded": "Hello, %s!\n"} {
		t.Run(lesson, func(t *testing.T) {
			t.Parallel()
			_, addr := serve(t, lesson)
			_, port, _ := net.SplitHostPort(addr)
			p := call(t, peer.Python(t), filepath.Join("testdata", "client.py"), port, "Michael", "你好", "Sarah")
			p.shows("Welcome!\n")
			for _, message := range []string{"Michael", "你好", "Sarah"} {
				p.shows(strings.Replace(answer, "%s", message, 1))
			}
			p.ends()
		})
	}
}

// It leaves without reading, so that its end may come as a reset: no server
// may die of it.
func TestPythonClientInGBK(t *testing.T) {
	t.Parallel()
	server, addr := serve(t, "03-detect-close", "-encoding", "gbk")
	host, port, _ := net.SplitHostPort(addr)
	p := call(t, peer.Python(t), filepath.Join("testdata", "client_gbk.py"))
	p.types(host + "\n" + port + "\n你好,同志!\n")
	if e := server.await(event.Recv, 1); e.Text != "你好,同志!" || e.Bytes != 10 {
		t.Errorf("received %+v", e)
	}
	server.await(event.Close, 1)
	p.ends()
	stillServes(t, addr)
}

func TestPythonServers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		server []string // its arguments
		client []string
	}{
		{"utf-8", []string{"utf-8", "Welcome!"}, nil},
		{"gbk", []string{"gbk", "欢迎"}, []string{"-encoding", "gbk"}},
		{"gbk, no greeting", []string{"gbk"}, []string{"-encoding", "gbk", "-greeting=false"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := call(t, peer.Python(t), append([]string{filepath.Join("testdata", "server.py")}, c.server...)...)
			port, err := server.stdout.ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			addr := net.JoinHostPort("127.0.0.1", strings.TrimSpace(port))
			for range 2 { // one after the other
				p := start(t, "05-client", append(append([]string{"-quiet", "-addr", addr}, c.client...), "同志")...)
				p.ends(0)
				events := p.Events()
				reply := events[len(events)-4] // then exit, close, stop
				if reply.Op != event.Recv || reply.Text != "你好, 同志!" {
					t.Errorf("the reply is %+v", reply)
				}
			}
		})
	}
}
