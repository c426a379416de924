package load

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/shared/sockettable"
	"tcplab/shared/spin"
	"tcplab/tools/internal/timeline"
)

var bin string

// The test is its own server: what it does is its first argument.
func TestMain(m *testing.M) {
	if len(os.Args) > 3 && os.Args[1] == "serve" {
		serve(os.Args[2], os.Args[3])
		return
	}
	os.Exit(func() int {
		var err error
		if bin, err = process.Build("./lessons/03-detect-close", "./lessons/04-threaded"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// serve serves all clients at the same time; how says which of them it fails.
func serve(how, addr string) {
	if how == "datagrams" {
		net.ListenPacket("udp", addr)
		time.Sleep(time.Minute) // more than anybody waits
		return
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for n := 1; ; n++ {
		conn, err := l.Accept()
		if err != nil {
			select {} // it no longer listens, and goes on
		}
		if how == "timeless" {
			fmt.Printf(`{"role":"server","op":"accept","conn":%d,"peer":"%s","local":"%s","took_s":-1e300}`+"\n", n, conn.RemoteAddr(), conn.LocalAddr())
		}
		if how == "refuses" && n == 2 {
			l.Close()
		}
		go speak(how, conn, n)
	}
}

const answer = "Hello, whoever you are!"

func speak(how string, conn net.Conn, n int) {
	defer conn.Close()
	if how != "silent" {
		io.WriteString(conn, "Welcome")
	}
	for how == "floods" {
		if _, err := io.WriteString(conn, "and so on "); err != nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	buffer := make([]byte, 1024)
	for messages := 1; ; messages++ {
		_, err := conn.Read(buffer)
		if err != nil {
			return
		}
		text := answer
		switch how {
		case "pieces":
			for _, piece := range []string{text[:5], text[5:10]} {
				io.WriteString(conn, piece)
				time.Sleep(10 * time.Millisecond)
			}
			text = text[10:]
		case "dies":
			if messages == 2 {
				fmt.Println("enough of this")
				os.Exit(7)
			}
		case "hangs":
			if messages == 2 {
				select {}
			}
		case "leaves":
			if n == 2 {
				return
			}
		case "counts":
			text += strings.Repeat("!", n)
		case "computes":
			spin.Work(context.Background(), 100*time.Millisecond)
		}
		io.WriteString(conn, text)
	}
}

// server is this test as a server.
func server(how string) Server {
	return Server{Name: how, Args: []string{os.Args[0], "serve", how, "{addr}"}}
}

func lessonServer(name, delay string) Server {
	return Server{Name: name, Args: []string{process.Program(bin, name), "-delay", delay}, Lesson: true}
}

// A noObserver ignores a run.
type noObserver struct{}

func (noObserver) Begin(time.Time)  {}
func (noObserver) Take(event.Event) {}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// measure runs so many clients with two messages each against a server. It learns
// the sizes of replies that come in pieces.
func measure(t *testing.T, s Server, clients int) *timeline.Run {
	t.Helper()
	ctx := deadline(t)
	r := Learned{Sizes: Sizes{Greeting: 1}}
	if s.Name == "pieces" {
		var err error
		if r, err = Learn(ctx, s, 2, phrase.English); err != nil {
			t.Fatal(err)
		}
	}
	plan := timeline.Plan{Server: s.Name, Clients: clients, Messages: 2, Delay: r.Delay, Cores: 1, Greets: r.Greeting > 0}
	return timeline.Of(record(t, s, plan, r.Sizes))
}

// record runs the clients of a plan, and once more if the machine has stood still
// meanwhile, as the user is told to do.
func record(t *testing.T, s Server, plan timeline.Plan, sizes Sizes) timeline.Recording {
	t.Helper()
	for ctx := deadline(t); ; {
		recording, err := Run(ctx, s, plan, sizes, phrase.English, noObserver{})
		if err == nil {
			return recording
		}
		if err.Error() != suspended.EN {
			t.Fatal(err)
		}
	}
}

// The lessons differ in what the server does: it accepts the next client
// when it has closed the last one, or while that one is there. The clients are
// connected before.
func TestLessons(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		delay  time.Duration
		atOnce int
		marks  string
	}{
		{"03-detect-close", 50 * time.Millisecond, 1, "accept close accept close accept close accept close"},
		{"04-threaded", 500 * time.Millisecond, 4, "accept accept accept accept close close close close"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			const messages = 2
			r := measure(t, lessonServer(test.name, test.delay.String()), 4)
			if got := r.AtOnce(); got != test.atOnce || len(r.Failures()) > 0 || !r.WritesEvents {
				t.Errorf("%d at once, %d failed", got, len(r.Failures()))
			}
			var marks []string
			for _, mark := range r.Marks {
				marks = append(marks, string(mark.Op))
			}
			if got := strings.Join(marks, " "); got != test.marks {
				t.Errorf("the server wrote %s", got)
			}
			// They may come in another order than that of their numbers.
			slices.SortFunc(r.Clients, func(a, b *timeline.Client) int { return cmp.Compare(a.Accepted(), b.Accepted()) })
			for i, c := range r.Clients {
				if c.Connected < 0 || c.Accepted() < 0 || c.Finished < c.FirstByte || len(c.Exchanges) != messages {
					t.Errorf("%+v", c)
				}
				if least := time.Duration(i) * messages * test.delay; test.atOnce == 1 && c.Accepted() < least {
					t.Errorf("client %d was accepted after %v, before the others were done", c.Number, c.Accepted())
				}
			}
		})
	}
}

// Clients come one stagger after the other.
func TestStagger(t *testing.T) {
	t.Parallel()
	s := lessonServer("04-threaded", "0s")
	plan := timeline.Plan{Server: "s", Clients: 3, Messages: 1, Stagger: 60 * time.Millisecond, Greets: true}
	for i, c := range timeline.Of(record(t, s, plan, Sizes{Greeting: 1})).Clients {
		if c.Connected < time.Duration(i)*plan.Stagger || c.Finished == timeline.Never {
			t.Errorf("client %d came after %v", i+1, c.Connected)
		}
	}
}

// An answer that comes in pieces is one answer.
func TestPieces(t *testing.T) {
	t.Parallel()
	r := measure(t, server("pieces"), 3)
	for _, c := range r.Clients {
		for _, e := range c.Exchanges {
			if e.Reply != answer {
				t.Errorf("client %d got %q", c.Number, e.Reply)
			}
		}
	}
}

// How long the replies of a server are is learned.
func TestLearn(t *testing.T) {
	t.Parallel()
	for how, want := range map[string]Learned{
		"greets":   {Sizes: Sizes{len("Welcome"), []int{len(answer), len(answer)}}},
		"silent":   {Sizes: Sizes{0, []int{len(answer), len(answer)}}},
		"pieces":   {Sizes: Sizes{len("Welcome"), []int{len(answer), len(answer)}}},
		"counts":   {Sizes: Sizes{len("Welcome"), nil}},
		"computes": {Sizes: Sizes{len("Welcome"), []int{len(answer), len(answer)}}, Computes: true},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			got, err := Learn(deadline(t), server(how), 2, phrase.English)
			if err != nil {
				t.Error(err)
			}
			if how == "computes" && got.Delay < 100*time.Millisecond {
				t.Errorf("it thinks for %v", got.Delay)
			}
			got.Delay = 0
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%+v, want %+v", got, want)
			}
		})
	}
}

// If nothing can be learned about a server, the error says why.
func TestNothingLearned(t *testing.T) {
	t.Parallel()
	for how, want := range map[string]string{"dies": "a client alone could not talk with it", "floods": "goes on and on"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			if _, err := Learn(deadline(t), server(how), 2, phrase.English); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v", err)
			}
		})
	}
}

// What goes wrong in the middle is reported, and what was measured before is kept.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		how     string
		failed  int
		error   string
		trouble string
	}{
		{"dies", 3, "", "exit code 7 in the middle; it said last: enough of this"},
		{"hangs", 3, "read: no answer", ""},
		{"leaves", 1, "read: EOF", ""},
	} {
		t.Run(test.how, func(t *testing.T) {
			t.Parallel()
			r := measure(t, server(test.how), 3)
			for _, c := range r.Failures() {
				if !strings.Contains(c.Error, test.error) || c.Meaning == "" {
					t.Errorf("client %d failed with %q: %q", c.Number, c.Error, c.Meaning)
				}
			}
			if got := len(r.Failures()); got != test.failed {
				t.Errorf("%d clients failed, not %d", got, test.failed)
			}
			if trouble := r.Trouble.EN; !strings.Contains(trouble, test.trouble) || (trouble == "") != (test.trouble == "") {
				t.Errorf("the trouble of the server: %q", trouble)
			}
			if !slices.ContainsFunc(r.Clients, func(c *timeline.Client) bool { return c.FirstByte != timeline.Never }) {
				t.Error("what came before is lost")
			}
		})
	}
}

// Each client that is refused is reported as such. On a machine that stands still for a
// moment, the server may accept the second one when the third is in the queue already:
// then they come more slowly.
func TestRefused(t *testing.T) {
	t.Parallel()
	for stagger := 400 * time.Millisecond; ; stagger *= 4 {
		plan := timeline.Plan{Server: "s", Clients: 4, Messages: 1, Stagger: stagger, Greets: true}
		recording := record(t, server("refuses"), plan, Sizes{Greeting: 1})
		for _, e := range recording.Events {
			if e.Role == event.Client && e.Op != event.Close && e.Took <= 0 {
				t.Errorf("%s of client %d has no duration", e.Op, e.Conn)
			}
		}
		failed := timeline.Of(recording).Failures()
		if len(failed) == 2 && failed[0].Number == 3 && strings.Contains(failed[0].Error, "refused") {
			return
		}
		if stagger > 5*time.Second {
			t.Fatalf("failed: %+v", failed)
		}
	}
}

// If a server does not listen, the error says why.
func TestNoServer(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"Check the command":    {"/no/such/program"},
		"ended with exit code": {os.Args[0], "serve", "x", "nonsense {addr}"},
		"has a UDP socket":     {os.Args[0], "serve", "datagrams", "{addr}"},
	} {
		_, err := Run(deadline(t), Server{Name: "it", Args: args}, timeline.Plan{Clients: 1, Messages: 1}, Sizes{}, phrase.English, noObserver{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", args, err)
		}
	}
}

// A server may choose its address itself, if the command names none.
func TestAnywhere(t *testing.T) {
	t.Parallel()
	r, err := Learn(deadline(t), Server{Name: "it", Args: []string{os.Args[0], "serve", "greets", ":0"}}, 1, phrase.English)
	if err != nil || r.Greeting == 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// A command that writes events shows when it accepts.
func TestCommandWithEvents(t *testing.T) {
	t.Parallel()
	args := []string{process.Program(bin, "04-threaded"), "-addr", "{addr}", "-delay", "0s", "-events", "-"}
	plan := timeline.Plan{Server: "s", Clients: 3, Messages: 1, Greets: true}
	r := timeline.Of(record(t, Server{Name: "it", Args: args}, plan, Sizes{Greeting: 1}))
	for _, c := range r.Clients {
		if c.Accepted() == timeline.Never {
			t.Errorf("client %d was not accepted", c.Number)
		}
	}
	if len(r.Marks) != 6 {
		t.Errorf("%d marks: a close is missing", len(r.Marks))
	}
}

// An event without a time, or with an impossible one, has happened when it came. So what is
// recorded of it can be read again.
func TestTimelessEvents(t *testing.T) {
	t.Parallel()
	plan := timeline.Plan{Server: "s", Clients: 2, Messages: 1, Cores: 1}
	recording := record(t, server("timeless"), plan, Sizes{Greeting: len("Welcome")})
	for _, e := range recording.Events {
		if at := e.Time.Sub(recording.Begun); at.Abs() > time.Minute || e.Took < 0 {
			t.Errorf("%s at %v, which took %v", e.Op, at, e.Took)
		}
	}
	if _, err := timeline.Read(bytes.NewReader(recording.Lines())); err != nil {
		t.Error(err)
	}
}

// The system shows when a server without events accepts its clients.
func TestAcceptsOfTheSystem(t *testing.T) {
	t.Parallel()
	if !sockettable.ShowsQueue {
		t.Skip("this system does not show the accept queue")
	}
	plan := timeline.Plan{Server: "s", Clients: 3, Messages: 2}
	args := []string{process.Program(bin, "03-detect-close"), "-addr", "{addr}", "-delay", "200ms", "-quiet"}
	r := timeline.Of(record(t, Server{Name: "it", Args: args}, plan, Sizes{}))
	if r.WritesEvents {
		t.Error("the server seems to write events")
	}
	slices.SortFunc(r.Clients, func(a, b *timeline.Client) int { return cmp.Compare(a.FirstByte, b.FirstByte) })
	for i, c := range r.Clients[1:] { // the first one may be gone before anybody looks
		before := r.Clients[i].Exchanges[plan.Messages-1].Answered
		if c.Accepted() == timeline.Never || c.Served() < before {
			t.Errorf("accepted %v, and served from %v, although another was answered at %v", c.Accepted(), c.Served(), before)
		}
	}
}

// A run that is cancelled ends at once, and so does its server.
func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(deadline(t))
	plan := timeline.Plan{Server: "s", Clients: 3, Messages: 1, Delay: time.Hour, Greets: true}
	a := &canceller{cancel: cancel}
	_, err := Run(ctx, lessonServer("03-detect-close", "1h"), plan, Sizes{Greeting: 1}, phrase.English, a)
	if err != context.Canceled {
		t.Errorf("it ended with %v", err)
	}
	if conn, err := net.DialTimeout("tcp", a.server, 5*time.Second); err == nil {
		conn.Close()
		t.Error("the server still listens")
	}
}

// A canceller cancels the run when the server has its first message.
type canceller struct {
	cancel context.CancelFunc
	server string
}

func (c *canceller) Begin(time.Time) {}

func (c *canceller) Take(e event.Event) {
	if e.Role == event.Server && e.Op == event.Recv {
		c.server = e.Local
		c.cancel()
	}
}

// A server that never stops sending or writing events does not fill the memory, and
// one kind of events takes no room from the others. A run in which the clients get
// too much is cancelled.
func TestEndlessEvents(t *testing.T) {
	r := &recorder{ctx: t.Context(), observer: noObserver{}}
	text := strings.Repeat("x", 32<<10)
	for n, e := range []event.Event{
		{Role: event.Server, Op: event.Recv, Text: text},
		{Role: event.Server, Op: event.Accept, Text: text},
		{Role: event.Client, Op: event.Recv, Text: text},
	} {
		before := len(r.events)
		for range 20_000 {
			r.take(e)
		}
		if kept := len(r.events) - before; kept < 5000 || kept > 10_000 {
			t.Errorf("%d: %d events are kept", n, kept)
		}
	}
	r.begin()
	ctx, cancel := context.WithCancelCause(deadline(t))
	r.cancelWhenSilent(time.Second, make(chan struct{}), cancel)
	if err := context.Cause(ctx); err != errTooMuch {
		t.Errorf("the run goes on: %v", err)
	}
}
