// Package lessons_test runs the lessons as a class does: as processes, over
// real sockets. Readiness is an event, everything has a deadline, and every
// server must come to a good end, without a goroutine left over.
package lessons_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/process"
)

// greeting are the lessons of servers that speak first, and concurrent those of them
// that serve all clients at the same time. Lesson 07 is on systems that have its calls.
var greeting, concurrent = []string{"03-detect-close", "04-threaded"}, []string{"04-threaded"}

func init() {
	if course.Lessons[6].Runs() {
		greeting, concurrent = append(greeting, "07-event-loop"), append(concurrent, "07-event-loop")
	}
}

// deadline is for what takes milliseconds, on a machine that is busy.
const deadline = 30 * time.Second

// bin is where the lessons are, built to look for leaks: here, or by make test.
// make bench has built those that it measures, as a student does.
var bin = os.Getenv("LAB_BIN")

func TestMain(m *testing.M) {
	os.Exit(func() int {
		if bin != "" && !raceEnabled {
			return m.Run()
		}
		args := []string{"-tags", "leakcheck", "./lessons/...", "./lessons/testdata/plain", "./tools/web", "./tools/homework/..."}
		if raceEnabled {
			args = append([]string{"-race"}, args...)
			os.Setenv("GORACE", "atexit_sleep_ms=0") // it waits a second for each lesson
		}
		var err error
		if bin, err = process.Build(args...); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// A program is a running lesson, and the test it belongs to.
type program struct {
	*process.Process
	t   *testing.T
	ctx context.Context
}

// start starts a lesson.
func start(t *testing.T, name string, args ...string) *program {
	t.Helper()
	return run(t, process.Lab(process.Program(bin, name), args...))
}

// run starts a program that does not outlive the test.
func run(t *testing.T, c process.Command) *program {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*deadline)
	t.Cleanup(cancel)
	p, err := c.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	return &program{p, t, ctx}
}

// contains matches an output with text in it.
func contains(text string) func(string) bool {
	return func(output string) bool { return strings.Contains(output, text) }
}

// serve starts a server without think time that must end with 0 on Ctrl+C
// when the test is over, and returns its address.
func serve(t *testing.T, name string, args ...string) (*program, string) {
	t.Helper()
	args = append([]string{"-quiet", "-lang", "en", "-addr", "127.0.0.1:0", "-delay", "0"}, args...)
	p := start(t, name, args...)
	t.Cleanup(func() { p.stops(os.Interrupt) })
	return p, p.addr()
}

func (p *program) addr() string {
	p.t.Helper()
	if err := p.Listening(p.ctx); err != nil {
		p.t.Fatal(err)
	}
	return p.Addr
}

// await waits for the nth event of a kind.
func (p *program) await(op event.Op, n int) event.Event {
	p.t.Helper()
	e, err := p.Await(p.ctx, func(e event.Event) bool {
		if e.Op == op {
			n--
		}
		return n == 0
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return e
}

// ends waits for the program's end, and checks its exit code.
func (p *program) ends(want int) {
	p.t.Helper()
	code, err := p.Wait(p.ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	if code != want {
		p.t.Errorf("exit code %d, want %d; stderr: %s", code, want, p.Output())
	}
}

// stops sends a signal, if the program still runs; it must end with 0, and
// with the event that says so.
func (p *program) stops(sig os.Signal) {
	p.t.Helper()
	if err := p.Signal(sig); err != nil && err != os.ErrProcessDone {
		p.t.Fatal(err)
	}
	p.ends(0)
	events := p.Events()
	if last := events[len(events)-1]; last.Op != event.Stop {
		p.t.Errorf("the last event is %s, want stop", last.Op)
	}
}

// ops returns the kinds of the program's events, in one line.
func (p *program) ops() string {
	var ops []string
	for _, e := range p.Events() {
		ops = append(ops, string(e.Op))
	}
	return strings.Join(ops, " ")
}

// A client is a connection of the test to a server.
type client struct {
	*net.TCPConn
	t *testing.T
}

// dial connects to a server.
func dial(t *testing.T, addr string) *client {
	t.Helper()
	conn, err := net.DialTimeout("tcp", addr, deadline)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(deadline))
	return &client{conn.(*net.TCPConn), t}
}

// greeted connects to a server that says Welcome!
func greeted(t *testing.T, addr string) *client {
	t.Helper()
	c := dial(t, addr)
	c.recv("Welcome!")
	return c
}

func (c *client) send(text string) {
	c.t.Helper()
	if _, err := io.WriteString(c, text); err != nil {
		c.t.Fatal(err)
	}
}

// recv takes exactly the bytes of want, however many pieces they come in.
func (c *client) recv(want string) {
	c.t.Helper()
	got := make([]byte, len(want))
	if n, err := io.ReadFull(c, got); err != nil || string(got) != want {
		c.t.Fatalf("got %q, want %q (%v)", got[:n], want, err)
	}
}

// recvEnd checks that the server has closed, with nothing more to say.
func (c *client) recvEnd() {
	c.t.Helper()
	if rest, err := io.ReadAll(c); err != nil || len(rest) > 0 {
		c.t.Fatalf("got %q (%v), want the end", rest, err)
	}
}

// reset ends the connection as a crash does: with RST instead of FIN.
func (c *client) reset() {
	c.SetLinger(0)
	c.Close()
}

// each calls do with every i below n, from several goroutines at once, and with
// the number of the goroutine.
func each(t testing.TB, n, goroutines int, do func(goroutine, i int) error) {
	t.Helper()
	var next atomic.Int64
	errs := make([]error, goroutines)
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(n) && errs[g] == nil; i = next.Add(1) - 1 {
				errs[g] = do(g, int(i))
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// startIn starts a lesson that is spoken to by the environment, not by flags.
func startIn(t *testing.T, lang, name string, args ...string) *program {
	t.Helper()
	return run(t, process.Command{
		Args: append([]string{process.Program(bin, name)}, args...), Env: []string{"LAB_LANG=" + lang}, Events: true,
	})
}
