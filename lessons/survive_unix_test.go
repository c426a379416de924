//go:build unix

package lessons_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tcplab/shared/conversation"
	"tcplab/shared/event"
	"tcplab/shared/peer"
	"tcplab/shared/process"
)

// shell starts a lesson through a line of shell, in which "$@" is the lesson
// with its flags.
func shell(t *testing.T, line, name string, args ...string) *program {
	t.Helper()
	args = append([]string{"sh", "-c", line, "sh", process.Program(bin, name), "-events", "-"}, args...)
	return run(t, process.Command{Args: args, Events: true})
}

// Sixty clients, where there are file descriptors for some thirty: the others
// wait, and are served as soon as some leave.
func TestNoFileDescriptorsLeft(t *testing.T) {
	t.Parallel()
	for _, name := range greeting {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := shell(t, `ulimit -n 40; exec "$@"`, name, "-quiet", "-addr", "127.0.0.1:0", "-delay", "0")
			addr := p.addr()
			var clients []*client
			for range 60 {
				clients = append(clients, dial(t, addr))
			}
			if slices.Contains(concurrent, name) {
				if e := p.await(event.Error, 1); !strings.HasPrefix(e.Error, "accept: ") || e.Conn != 0 {
					t.Errorf("the shortage is told as %+v", e)
				}
			}
			for _, c := range clients { // each leaves a place for another
				c.recv("Welcome!")
				c.send("exit")
				c.recvEnd()
			}
			if n := strings.Count(p.ops(), "error"); n > 1 {
				t.Errorf("the shortage was told %d times, want once", n)
			}
			stillServes(t, addr)
			p.stops(os.Interrupt)
		})
	}
}

func TestEventsOnAFullDisk(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("skipped: this system has no /dev/full, a disk that is always full")
	}
	for _, name := range greeting {
		ctx, cancel := context.WithTimeout(context.Background(), deadline)
		defer cancel()
		var stderr bytes.Buffer
		cmd := exec.CommandContext(ctx, process.Program(bin, name), "-lang", "en",
			"-color", "never", "-events", "/dev/full", "-addr", "127.0.0.1:0", "-delay", "0")
		cmd.Stderr = &stderr
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// For once the log must tell the address: the events have no room.
		log := bufio.NewScanner(stdout)
		var columns []string
		for len(columns) < 4 || columns[2] != "LISTEN" {
			if !log.Scan() {
				t.Fatal("the log does not tell the address")
			}
			columns = strings.Fields(log.Text())
		}
		go io.Copy(io.Discard, stdout)
		for range 3 {
			stillServes(t, columns[3])
		}
		cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
		if n := strings.Count(stderr.String(), "events cannot be written"); n != 1 {
			t.Errorf("told %d times, want once: %s", n, stderr.String())
		}
	}
}

// A full disk behind >log stops nobody.
func TestLogOnAFullDisk(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("skipped: this system has no /dev/full, a disk that is always full")
	}
	p := shell(t, `exec "$@" 2>/dev/full`, "04-threaded", "-addr", "127.0.0.1:0", "-delay", "0")
	stillServes(t, p.addr())
	p.stops(os.Interrupt)
}

// Nor does a pipe that nobody reads any more, as in log | head.
func TestLogIntoAClosedPipe(t *testing.T) {
	t.Parallel()
	fifo := filepath.Join(t.TempDir(), "log")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	p := shell(t, `exec "$@" 2>'`+fifo+`'`, "04-threaded", "-addr", "127.0.0.1:0", "-delay", "0")
	log, err := os.Open(fifo)
	if err != nil {
		t.Fatal(err)
	}
	addr := p.addr()
	log.Close()
	for range 3 {
		stillServes(t, addr)
	}
	p.stops(os.Interrupt)
}

// A log that nobody reads, such as that of a paused terminal, holds up neither
// the clients nor Ctrl+C. Once it is read again, it says what it has left out.
func TestLogThatNobodyReads(t *testing.T) {
	t.Parallel()
	for _, name := range greeting {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name != "04-threaded" {
				t.Skip("long: hundreds of clients, one after the other")
			}
			t.Parallel()
			fifo, log := openFIFO(t)
			p := shell(t, `exec "$@" 2>'`+fifo+`'`, name, "-lang", "en", "-addr", "127.0.0.1:0", "-delay", "0")
			addr := p.addr()
			const clients = 300 // more lines than the pipe and the queue hold
			for range clients {
				stillServes(t, addr)
			}
			begun := time.Now()
			p.Signal(os.Interrupt)
			if code, err := p.Wait(p.ctx); code != 0 || err != nil {
				t.Errorf("exit code %d, %v", code, err)
			}
			t.Logf("it ended %v after the signal", time.Since(begun))
			if n := strings.Count(p.ops(), "accept"); n != clients {
				t.Errorf("the events tell of %d clients, want %d", n, clients)
			}
			log.Close()
		})
	}
}

func TestLogThatIsReadAgain(t *testing.T) {
	t.Parallel()
	fifo, log := openFIFO(t)
	p := shell(t, `exec "$@" 2>'`+fifo+`'`, "04-threaded", "-lang", "en", "-addr", "127.0.0.1:0", "-delay", "0")
	addr := p.addr()
	for range 300 {
		stillServes(t, addr)
	}
	shown, lost := 0, 0
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		if _, what, found := strings.Cut(lines.Text(), "LOST"); found {
			if _, err := fmt.Sscan(what, &lost); err != nil {
				t.Errorf("%q does not say how many lines are lost", lines.Text())
			}
			p.Signal(os.Interrupt)
		} else {
			shown++
		}
	}
	p.ends(0)
	if events := len(p.Events()); lost == 0 || shown+lost != events {
		t.Errorf("%d lines are shown and %d lost, of %d events", shown, lost, events)
	}
}

// A panic in a goroutine ends the program at once. The log has every call
// before it.
func TestLogBeforeAPanic(t *testing.T) {
	t.Parallel()
	dir := buildChanged(t, "04-threaded", "reply := lab.Reply(buffer[:n])",
		`if string(buffer[:n]) == "crash" { panic("crash") }
		reply := lab.Reply(buffer[:n])`)
	server := run(t, process.Lab(process.Program(dir, "04-threaded"), "-addr", "127.0.0.1:0", "-delay", "0"))
	addr := server.addr()
	var clients []*client
	for n := range 30 {
		c := greeted(t, addr)
		c.send(fmt.Sprint("client ", n))
		c.recv(fmt.Sprintf("Hello, client %d!", n))
		clients = append(clients, c)
	}
	// The reply comes before its line: another goroutine may panic in between.
	if err := server.AwaitOutput(server.ctx, contains("Hello, client 29!")); err != nil {
		t.Fatal(err)
	}
	clients[0].send("crash")
	server.ends(2)
	events := server.Events()
	if n := len(events); events[n-2].Text != "crash" || events[n-1].Op != event.Close { // by defer
		t.Errorf("the last events are %+v", events[n-2:])
	}
	log, _, found := strings.Cut(server.Output(), "panic: crash")
	if !found || strings.Count(log, "\n") != len(events) || !strings.Contains(log, `"crash"`) {
		t.Errorf("%d events, and this log:\n%s", len(events), server.Output())
	}
}

// buildChanged builds a lesson with a change in its code, and returns the folder.
func buildChanged(t *testing.T, name, before, after string) (dir string) {
	t.Helper()
	source, err := filepath.Abs(filepath.Join(name, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	code, err := os.ReadFile(source)
	if err != nil || !bytes.Contains(code, []byte(before)) {
		t.Fatalf("%s does not contain %s (%v)", source, before, err)
	}
	changed := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(changed, bytes.Replace(code, []byte(before), []byte(after), 1), 0o666); err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{source: changed}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(file, overlay, 0o666); err != nil {
		t.Fatal(err)
	}
	if dir, err = process.BuildTemporary("-overlay", file, "./lessons/"+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// openFIFO returns a pipe with a name, open for reading.
func openFIFO(t *testing.T) (path string, file *os.File) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "log")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return path, file
}

func TestStdinThatIsNotThere(t *testing.T) {
	t.Parallel()
	for _, name := range greeting {
		p := shell(t, `exec "$@" <&-`, name, "-quiet", "-addr", "127.0.0.1:0", "-delay", "0")
		stillServes(t, p.addr())
		p.stops(os.Interrupt)
	}
}

func TestPortBelow1024(t *testing.T) {
	t.Parallel()
	if b, err := os.ReadFile("/proc/sys/net/ipv4/ip_unprivileged_port_start"); err == nil {
		if first, _ := strconv.Atoi(strings.TrimSpace(string(b))); first <= 80 {
			t.Skip("skipped: this system lets everybody listen on port 80")
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	program := process.Program(bin, "04-threaded")
	var other *syscall.SysProcAttr
	if os.Getuid() == 0 { // who may do it: be somebody else, who cannot see the folders of root
		dir, err := os.MkdirTemp("", "tcplab-")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		// Copied by another process, as a file that this one writes cannot be started while
		// another test starts a program, which holds it open for a moment.
		there := process.Program(dir, "04-threaded")
		if err := errors.Join(os.Chmod(dir, 0o755), exec.CommandContext(ctx, "cp", program, there).Run()); err != nil {
			t.Fatal(err)
		}
		program = there
		other = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	cmd := exec.CommandContext(ctx, program, "-quiet", "-lang", "en", "-addr", "127.0.0.1:80")
	cmd.SysProcAttr, cmd.Dir = other, "/"
	said, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Errorf("exit code %d, want 1 (%v)", code, err)
	}
	if !bytes.Contains(said, []byte("below 1024")) || !bytes.Contains(said, []byte("-addr 127.0.0.1:8080")) {
		t.Errorf("no remedy: %s", said)
	}
}

func TestSignalsAtAnyMoment(t *testing.T) {
	t.Parallel()
	peer.TakeHangups(t) // under nohup a lesson ignores them, as it should
	moments := []struct {
		name   string
		args   []string
		moment func(p *program, addr string)
	}{
		{"before any client", nil, func(*program, string) {}},
		{"in recv", nil, func(p *program, addr string) { greeted(p.t, addr) }},
		{"while it thinks", []string{"-delay", "1h"}, func(p *program, addr string) {
			greeted(p.t, addr).send("hi")
			p.await(event.Recv, 1)
		}},
		{"in send", long, func(p *program, addr string) { deaf(p.t, addr) }},
		{"at the operator's prompt", []string{"-reply", ""}, func(p *program, addr string) {
			greeted(p.t, addr).send("hi")
			p.await(event.Recv, 1)
		}},
		{"with clients coming and going", nil, func(p *program, addr string) {
			for range 50 {
				dial(p.t, addr).send("hi")
			}
		}},
	}
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}
	for n, name := range greeting {
		for s, sig := range signals {
			for i, m := range moments {
				t.Run(name+"/"+sig.String()+"/"+m.name, func(t *testing.T) {
					if testing.Short() && (n+i)%len(signals) != s {
						t.Skip("long: every signal at every moment, and not only one")
					}
					t.Parallel()
					p, addr := serve(t, name, m.args...)
					m.moment(p, addr)
					p.stops(sig)
				})
			}
		}
	}
}

// A second signal does not kill what the first one has begun.
func TestManySignals(t *testing.T) {
	t.Parallel()
	times := 20
	if testing.Short() {
		times = 3
	}
	for range times {
		p, addr := serve(t, "04-threaded")
		greeted(t, addr)
		ended := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() {
			for {
				select {
				case <-ended:
					return
				default:
					p.Signal(syscall.SIGTERM)
				}
			}
		})
		p.ends(0)
		close(ended)
		wg.Wait()
	}
}

// The first lessons have their moments, too.
func TestSignalsInTheFirstLessons(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"01-single-client", "02-loop-clients"} {
		for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
			p, _ := serve(t, name) // in accept
			p.stops(sig)

			p, addr := serve(t, name) // in recv
			dial(t, addr)
			p.await(event.Accept, 1)
			p.stops(sig)

			p, addr = serve(t, name, "-reply", "") // at the prompt
			dial(t, addr).send("hi")
			p.await(event.Recv, 1)
			p.stops(sig)
		}
	}
}

func TestEightThousandClients(t *testing.T) {
	if testing.Short() {
		t.Skip("long: so many clients take seconds of both cores")
	}
	const clients = 8000
	needFiles(t, clients+200)
	_, addr := serve(t, "04-threaded")

	conns := make([]*conversation.Client, clients)
	each(t, clients, 64, func(_, i int) (err error) {
		conns[i], err = connect(addr)
		return err
	})
	t.Cleanup(func() {
		for _, conn := range conns {
			conn.Close()
		}
	})
	each(t, clients, 64, func(_, i int) error {
		name := fmt.Sprint("client ", i)
		return exchange(conns[i], name, "Hello, "+name+"!")
	})
}

// smallBuffer lets a socket keep only a little of what has come.
func smallBuffer(fd uintptr) error {
	return syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096)
}

// needFiles skips the test where it may not open n files.
func needFiles(t *testing.T, n uint64) {
	t.Helper()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	if uint64(limit.Cur) < n {
		t.Skipf("skipped: ulimit -n is %d here, and this takes %d", limit.Cur, n)
	}
}
