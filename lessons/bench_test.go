package lessons_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/shirou/gopsutil/v4/cpu"
	ps "github.com/shirou/gopsutil/v4/process"

	"tcplab/shared/conversation"
	"tcplab/shared/process"
	"tcplab/shared/sockettable"
)

// The benchmarks show what the log costs: lesson 04 beside testdata/plain, the
// same protocol with nothing but package net. make bench runs them in turns,
// and knows the targets.

// A variant is a way to run one of the servers.
type variant struct {
	name, program string
	args          []string
	piped         bool // its log goes into a pipe that is read slowly, not to the null device
}

var (
	plain  = variant{name: "plain", program: "plain"}
	quiet  = variant{name: "quiet", program: "04-threaded", args: []string{"-delay", "0", "-quiet"}}
	logged = variant{name: "log", program: "04-threaded", args: []string{"-delay", "0"}}
	piped  = variant{name: "pipe", program: "04-threaded", args: []string{"-delay", "0"}, piped: true}
)

// shuffled returns variants in a random order, as the first one is at a
// disadvantage on a busy machine.
func shuffled(variants ...variant) []variant {
	rand.Shuffle(len(variants), func(i, j int) { variants[i], variants[j] = variants[j], variants[i] })
	return variants
}

// A server is a running variant. It writes no events, as their cost would be
// measured, too.
type server struct {
	addr string
	pid  int32
	stop func()
}

// start starts a server that ends with the benchmark, even if a signal ends
// that.
func (v variant) start(t testing.TB) server {
	t.Helper()
	ctx, cancel := signal.NotifyContext(t.Context(), os.Interrupt, syscall.SIGTERM)
	cmd := exec.CommandContext(ctx, process.Program(bin, v.program), append(v.args, "-addr", "127.0.0.1:0")...)
	cmd.Stderr = os.Stderr // and stdout, not set, is the null device
	if v.piped {
		log, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		go readSlowly(log)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop := sync.OnceFunc(func() {
		cancel()
		cmd.Wait()
	})
	t.Cleanup(stop)
	pid := int32(cmd.Process.Pid)
	return server{listens(ctx, t, pid), pid, stop}
}

// listens waits until a process listens, and returns where. It reads that from
// the system's table of sockets, as there are no events.
func listens(ctx context.Context, t testing.TB, pid int32) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if all := sockettable.Listeners(ctx, pid); len(all) > 0 {
			return all[0].Addr.String()
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("process %d does not listen: %v", pid, context.Cause(ctx))
		}
	}
}

// readSlowly reads a log at about the speed of a person who scrolls: a screen
// every tenth of a second.
func readSlowly(log io.Reader) {
	screen := make([]byte, 2<<10)
	for range time.Tick(100 * time.Millisecond) {
		if _, err := log.Read(screen); err != nil {
			return
		}
	}
}

// connect connects to a server and reads its greeting. It has one timeout for
// the whole conversation, as one for each call would be measured, too.
func connect(addr string) (*conversation.Client, error) {
	c, err := conversation.Connect(context.Background(), addr, conversation.Options{Timeout: deadline})
	if err != nil {
		return nil, err
	}
	c.SetTimeout(2 * deadline)
	return c, received("Welcome!")(c.Recv(conversation.Until{Size: len("Welcome!")}))
}

// exchange sends a message, and receives exactly want.
func exchange(c *conversation.Client, message, want string) error {
	return received(want)(c.Say(message, conversation.Until{Size: len(want)}))
}

// received wants a reply to be exactly want.
func received(want string) func(conversation.Reply, error) error {
	return func(got conversation.Reply, err error) error {
		if got.Text != want {
			return fmt.Errorf("got %q, want %q: %v", got.Text, want, err)
		}
		return nil
	}
}

// measure reports how many things are done in a second, and in a second of
// processor time, of the server and the clients together. While they keep all
// cores busy, the two say the same; but other programs on the machine change
// the second one little. others-% is the part of the machine that those had.
func measure(b *testing.B, s server, things string, do func(b *testing.B)) {
	used, all := processorTimes(b, s)
	b.ResetTimer()
	do(b)
	b.StopTimer()
	usedNow, allNow := processorTimes(b, s)
	used, all = usedNow-used, allNow-all
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), things+"/s")
	b.ReportMetric(float64(b.N)/used, things+"/cpu-s")
	b.ReportMetric(100*(all-used)/b.Elapsed().Seconds()/float64(runtime.NumCPU()), "others-%")
	b.ReportMetric(0, "ns/op") // it says the same as the first
}

// processorTimes returns the seconds of processor time that the server and the
// clients, which are in this process, have used so far, and those of all
// processes.
func processorTimes(b *testing.B, s server) (used, all float64) {
	system, err := cpu.Times(false)
	if err != nil {
		b.Fatal(err)
	}
	for _, pid := range []int32{s.pid, int32(os.Getpid())} {
		times, err := (&ps.Process{Pid: pid}).Times()
		if err != nil {
			b.Fatal(err)
		}
		used += times.User + times.System
	}
	return used, system[0].User + system[0].Nice + system[0].System + system[0].Steal
}

// BenchmarkRoundTrips has 32 clients, each of which waits for a reply before
// it sends again.
func BenchmarkRoundTrips(b *testing.B) {
	const clients = 32
	for _, v := range shuffled(plain, quiet, logged, piped) {
		s := v.start(b)
		var conns [clients]*conversation.Client
		each(b, clients, clients, func(_, i int) (err error) {
			conns[i], err = connect(s.addr)
			return err
		})
		trips := func(b *testing.B, n int) {
			each(b, n, clients, func(worker, _ int) error {
				return exchange(conns[worker], "Michael", "Hello, Michael!")
			})
		}
		trips(b, 1000) // fill the pipe, and use up what a log may be waited for
		b.Run("server="+v.name, func(b *testing.B) {
			measure(b, s, "trips", func(b *testing.B) { trips(b, b.N) })
		})
	}
}

// BenchmarkConnections has 16 clients at a time, each of which connects, sends
// one message, and leaves.
func BenchmarkConnections(b *testing.B) {
	for _, v := range shuffled(plain, quiet) {
		s := v.start(b)
		b.Run("server="+v.name, func(b *testing.B) {
			measure(b, s, "conns", func(b *testing.B) {
				each(b, b.N, 16, func(_, _ int) error { return converse(s.addr) })
			})
		})
	}
}

func converse(addr string) error {
	conn, err := connect(addr)
	if err != nil {
		return err
	}
	defer conn.Reset() // no address stays in TIME_WAIT, which would use up the ports
	if err := exchange(conn, "Michael", "Hello, Michael!"); err != nil {
		return err
	}
	if got, err := conn.Say("exit", conversation.Until{Size: 1}); err != io.EOF {
		return fmt.Errorf("after exit: %q, %v; want the end", got.Text, err)
	}
	return nil
}

// BenchmarkMemory shows how much memory a server has while 8,000 clients are
// connected and silent.
func BenchmarkMemory(b *testing.B) {
	const clients = 8000
	for _, v := range shuffled(plain, quiet, logged) {
		b.Run("server="+v.name, func(b *testing.B) {
			var total float64
			for b.Loop() {
				s := v.start(b) // a new one each time: the memory of clients that have left stays
				var conns [clients]*conversation.Client
				each(b, clients, 16, func(_, i int) (err error) {
					conns[i], err = connect(s.addr)
					return err
				})
				memory, err := (&ps.Process{Pid: s.pid}).MemoryInfo()
				if err != nil {
					b.Fatal(err)
				}
				total += float64(memory.RSS)
				for _, conn := range conns {
					conn.Reset()
				}
				s.stop()
			}
			b.ReportMetric(total/float64(b.N)/1e6, "MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// A yardstick that speaks another protocol would measure something else.
func TestYardstickSpeaksTheProtocolOfLesson04(t *testing.T) {
	t.Parallel()
	for _, v := range []variant{plain, quiet} {
		t.Run(v.name, func(t *testing.T) {
			c := greeted(t, v.start(t).addr)
			for _, line := range []struct{ message, reply string }{
				{"Michael", "Hello, Michael!"},
				{"Tracy\n", "Hello, Tracy!\n"},
				{"Sarah\r\n", "Hello, Sarah!\n"},
			} {
				c.send(line.message)
				c.recv(line.reply)
			}
			c.send("exit")
			c.recvEnd()
		})
	}
}
