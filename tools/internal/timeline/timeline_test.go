package timeline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
)

const ms = time.Millisecond

var begun = time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC)

// A script makes the events of a run, with times in milliseconds.
type script struct {
	plan   Plan
	events []event.Event
}

func (s *script) add(at int, role string, op event.Op, client int, text string) {
	e := event.Event{Time: begun.Add(time.Duration(at) * ms), Role: role, Op: op, Conn: client, Text: text}
	e.Local, e.Peer = addr(client), "127.0.0.1:9999"
	if role == event.Server {
		e.Local, e.Peer = e.Peer, e.Local
	}
	switch op {
	case event.Error:
		e.Error, e.Msg = text, "because"
	case event.Connect:
		e.Took = 0.001
	case event.Lost:
		e.Count = 7
	}
	s.events = append(s.events, e)
}

func addr(client int) string { return fmt.Sprintf("127.0.0.1:%d", 50000+client) }

// served adds a client that connects, is accepted, and gets its replies.
func (s *script) served(client, connected, accepted int) (finished int) {
	s.add(connected, event.Client, event.Connect, client, "")
	s.add(accepted, event.Server, event.Accept, client, "")
	at := accepted
	if s.plan.Greets {
		s.add(at+1, event.Client, event.Recv, client, "Welcome!")
	}
	for range s.plan.Messages {
		s.add(at+2, event.Client, event.Send, client, "Michael")
		at += 2 + int(s.plan.Delay/ms)
		s.add(at, event.Client, event.Recv, client, "Hello, Michael!")
	}
	s.add(at, event.Client, event.Close, client, "")
	s.add(at+1, event.Server, event.Close, client, "")
	return at
}

func (s *script) run() *Run { return Of(Recording{s.plan, begun, s.events}) }

// runOf is a run in which the server serves so many clients at the same time.
func runOf(plan Plan, room int) *Run {
	s := &script{plan: plan}
	free := make([]int, room)
	for i := range plan.Clients {
		comes := i * int(plan.Stagger/ms)
		free[i%room] = s.served(i+1, comes+1, max(comes+1, free[i%room]))
	}
	return s.run()
}

var plan = Plan{Server: "s", Clients: 4, Messages: 3, Delay: 100 * ms, Cores: 2, Greets: true}

// Each phase of a client ends where the next one begins.
func TestSpans(t *testing.T) {
	s := &script{plan: plan}
	s.plan.Messages = 2
	s.served(1, 2, 300)
	r := s.run()
	want := []Span{
		{Connecting, 1 * ms, 2 * ms, 0},
		{Queued, 2 * ms, 300 * ms, 0},
		{Greeting, 300 * ms, 301 * ms, 0},
		{Sending, 301 * ms, 302 * ms, 0},
		{Waiting, 302 * ms, 402 * ms, 1},
		{Sending, 402 * ms, 404 * ms, 0},
		{Waiting, 404 * ms, 504 * ms, 2},
	}
	c := r.Clients[0]
	if got := c.Spans(time.Second); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("spans:\n got %v\nwant %v", got, want)
	}
	if got := c.Spans(350 * ms); len(got) != 5 || got[4].To != 350*ms {
		t.Errorf("spans at 350 ms: %v", got)
	}
	if c.Queued() != 298*ms || c.Finished != 504*ms || c.Addr != addr(1) {
		t.Errorf("%+v", c)
	}
	for at, phase := range map[time.Duration]Phase{0: Coming, 1 * ms: Connecting, 100 * ms: Queued, 350 * ms: Waiting, 403 * ms: Sending, 504 * ms: Done} {
		if got := c.Phase(at); got != phase {
			t.Errorf("at %v it is in phase %d, not %d", at, got, phase)
		}
	}
	if count := CountOf(r.Clients, 350*ms); count != (Count{Coming: 3, Served: 1}) {
		t.Errorf("the count: %v", count)
	}
}

// A run that is still going on is as true: what has not happened is Never.
func TestLive(t *testing.T) {
	r := NewRun(plan, begun)
	c := r.Clients[0]
	take := func(role string, op event.Op, at int) {
		s := &script{}
		s.add(at, role, op, 1, "x")
		r.Take(s.events[0])
	}
	for _, step := range []struct {
		role  string
		op    event.Op
		phase Phase
	}{
		{event.Client, event.Connect, Queued},
		{event.Server, event.Accept, Greeting},
		{event.Client, event.Recv, Sending},
		{event.Client, event.Send, Waiting},
		{event.Client, event.Recv, Sending},
		{event.Client, event.Error, Failed},
		{event.Client, event.Close, Failed},
	} {
		take(step.role, step.op, 5)
		if got := c.Phase(20 * ms); got != step.phase {
			t.Errorf("after %s of the %s it is in phase %d, not %d", step.op, step.role, got, step.phase)
		}
	}
	if c.Finished != Never || !c.Over() || len(r.Failures()) != 1 || r.makespan() != Never {
		t.Errorf("%+v", c)
	}
}

// How long the server thought is in its own events. Its clients may have waited for
// longer, as they are slow themselves.
func TestThinking(t *testing.T) {
	const delay = 100
	for _, test := range []struct {
		name     string
		thinks   func(client int) (from, to int) // about the message that was sent at 1
		answered int
		want     string
	}{
		{"clients that are slow", func(int) (int, int) { return 2, 2 + delay }, 8 * delay, "all 4 clients at the same time"},
		{"a lock", func(client int) (int, int) { return 2, client * delay }, 4 * delay, "thinks for about 1 at a time"},
		{"an event loop that computes", func(client int) (int, int) { return client * delay, (client + 1) * delay }, 5 * delay, "thinks for about 1 at a time"},
	} {
		s := &script{plan: plan}
		s.plan.Messages = 1
		for client := 1; client <= plan.Clients; client++ {
			s.add(1, event.Client, event.Connect, client, "")
			s.add(1, event.Server, event.Accept, client, "")
			s.add(1, event.Server, event.Send, client, "Welcome!")
			s.add(1, event.Client, event.Send, client, "Michael")
			from, to := test.thinks(client)
			s.add(from, event.Server, event.Recv, client, "Michael")
			s.add(to, event.Server, event.Send, client, "Hello,")
			s.add(to+1, event.Server, event.Send, client, " Michael!")
			s.add(test.answered, event.Client, event.Recv, client, "Hello, Michael!")
			s.add(test.answered, event.Client, event.Close, client, "")
		}
		if got := serverOf("A", s.run()).Serving.EN; !strings.Contains(got, test.want) {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// Two conversations that overlap while the thinking does not prove nothing: the run
// took as long as one after the other.
func TestThoughtsApart(t *testing.T) {
	s := &script{plan: plan}
	s.plan.Clients, s.plan.Messages = 2, 1
	for client, at := range map[int]int{1: 0, 2: 101} {
		s.add(at, event.Client, event.Connect, client, "")
		s.add(at, event.Server, event.Accept, client, "")
		s.add(at+20, event.Client, event.Send, client, "Michael")
		s.add(at+20, event.Server, event.Recv, client, "Michael")
		s.add(at+120, event.Server, event.Send, client, "Hello, Michael!")
		s.add(at+120, event.Client, event.Recv, client, "Hello, Michael!")
		s.add(at+120, event.Client, event.Close, client, "")
	}
	if got := serverOf("A", s.run()).Serving.EN; got != "each client as soon as it comes" {
		t.Error(got)
	}
}

// A client is not queued by a server that has called accept already, however long
// that takes to return.
func TestWaitsInAccept(t *testing.T) {
	s := &script{plan: plan}
	for client, calledAt := range map[int]int{1: -50, 2: 60} {
		s.add(20, event.Client, event.Connect, client, "")
		s.add(90, event.Server, event.Accept, client, "")
		s.events[len(s.events)-1].Took = event.Seconds(90-calledAt) / 1000
	}
	r := s.run()
	for i, want := range []time.Duration{0, 40 * ms} {
		if got := r.Clients[i].Queued(); got != want || r.Clients[i].Accepted() < 0 {
			t.Errorf("client %d was queued for %v, not %v", i+1, got, want)
		}
	}
}

// Of a server some of whose events were lost, nothing is said that they may
// contradict.
func TestLost(t *testing.T) {
	s := &script{plan: plan}
	for i := range plan.Clients {
		s.served(i+1, 1, 1)
	}
	s.add(9, event.Server, event.Lost, 0, "")
	c := Summarize(runOf(plan, 1), s.run())
	if b := c.Servers[1]; b.Run.Lost != 7 || !strings.Contains(b.Run.Trouble.EN, "lost") || b.Known || b.AtOnce != 0 {
		t.Errorf("%d lost: %q, %+v", b.Run.Lost, b.Run.Trouble.EN, b)
	}
	if got := c.Verdict.EN; !strings.Contains(got, "B: unknown, because 7 events were lost.") {
		t.Errorf("the verdict: %s", got)
	}
}

// A server without events: the queue ends with the first byte.
func TestWithoutServerEvents(t *testing.T) {
	s := &script{plan: plan}
	s.plan.Greets = false
	s.served(1, 1, 50)
	for i, e := range s.events {
		if e.Role == event.Server {
			s.events[i].Op = ""
			s.events[i].Role = ""
		}
	}
	r := s.run()
	if c := r.Clients[0]; r.WritesEvents || c.Served() != c.FirstByte || c.Queued() != 151*ms {
		t.Errorf("events: %v, queued for %v", r.WritesEvents, c.Queued())
	}
}

// The system shows when a server without events has accepted a client, but perhaps a
// little late.
func TestAcceptsOfTheSystem(t *testing.T) {
	s := &script{plan: plan}
	s.plan.Greets = false
	for i, accepted := range []int{1, 40, 90} {
		s.add(1, event.Client, event.Connect, i+1, "")
		s.add(2, event.Client, event.Send, i+1, "Michael")
		s.add(accepted, event.Server, event.Accept, i+1, "")
		s.add(80, event.Client, event.Recv, i+1, "Hello, Michael!")
	}
	for i := range s.events {
		if s.events[i].Role == event.Server {
			s.events[i].Lesson = Observed
		}
	}
	r := s.run()
	for i, want := range []time.Duration{0, 39 * ms, 79 * ms} {
		if got := r.Clients[i].Queued(); got != want {
			t.Errorf("client %d was queued for %v, want %v", i+1, got, want)
		}
	}
	if note := (Server{Letter: "A", Run: r}).Note().EN; r.WritesEvents || !strings.Contains(note, "system's table") {
		t.Errorf("events: %v; %s", r.WritesEvents, note)
	}
}

// A client that notices late that it is done is not served at the same time as the
// next one: the server's events say when it closed the one and accepted the other.
func TestAtOnceOnBusyMachine(t *testing.T) {
	s := &script{plan: plan}
	for i := range plan.Clients {
		accepted := 1 + 300*i
		s.add(1, event.Client, event.Connect, i+1, "")
		s.add(accepted, event.Server, event.Accept, i+1, "")
		for range plan.Messages {
			s.add(accepted, event.Client, event.Send, i+1, "Michael")
			s.add(accepted+400, event.Client, event.Recv, i+1, "Hello, Michael!")
		}
		s.add(accepted+299, event.Server, event.Close, i+1, "")
		s.add(accepted+400, event.Client, event.Close, i+1, "")
	}
	if got := s.run().AtOnce(); got != 1 {
		t.Errorf("%d clients were served at the same time", got)
	}
}

// Theory is N·M·d, and M·d; with a stagger, and with computing, it is what the
// last client has to wait for.
func TestTheory(t *testing.T) {
	for _, test := range []struct {
		clients            int
		stagger            time.Duration
		computes           bool
		serial, concurrent time.Duration
	}{
		{1, 0, false, 300 * ms, 300 * ms},
		{4, 0, false, 1200 * ms, 300 * ms},
		{4, 50 * ms, false, 1200 * ms, 450 * ms},
		{4, 500 * ms, false, 1800 * ms, 1800 * ms},
		{4, 0, true, 1200 * ms, 600 * ms},
		{1, 0, true, 300 * ms, 300 * ms},
		{4, 500 * ms, true, 1800 * ms, 1800 * ms},
	} {
		p := plan
		p.Clients, p.Stagger, p.Computes = test.clients, test.stagger, test.computes
		if p.Serial() != test.serial || p.Concurrent() != test.concurrent {
			t.Errorf("%+v: %v and %v", test, p.Serial(), p.Concurrent())
		}
	}
}

// The verdict is right whichever servers are compared.
func TestVerdict(t *testing.T) {
	with := func(change func(*Plan)) Plan {
		p := plan
		change(&p)
		return p
	}
	failing := func(p Plan) *Run {
		s := &script{plan: p}
		s.served(1, 1, 1)
		for i := 2; i <= p.Clients; i++ {
			s.add(5, event.Client, event.Error, i, "dial: connection refused")
		}
		return s.run()
	}
	alone := with(func(p *Plan) { p.Clients = 1 })
	quick := with(func(p *Plan) { p.Delay = ms })
	apart := with(func(p *Plan) { p.Stagger = 400 * ms })
	slower := with(func(p *Plan) { p.Delay = 300 * ms })
	computing := with(func(p *Plan) { p.Computes = true })
	manyCores := with(func(p *Plan) { p.Computes, p.Cores = true, 8 })
	staggered := with(func(p *Plan) { p.Stagger = 150 * ms })
	almost := with(func(p *Plan) { p.Stagger = 290 * ms })
	// All are let in, and each takes so many times as long as alone.
	slow := func(p Plan, times int) *Run {
		s := &script{plan: p}
		s.plan.Delay *= time.Duration(times)
		for i := range p.Clients {
			s.served(i+1, 1, 1)
		}
		s.plan = p
		return s.run()
	}
	for _, test := range []struct {
		name string
		a, b *Run
		want string
	}{
		{"as planned", runOf(plan, 1), runOf(plan, 4), "B is 4.0 times as fast as A, because it serves clients at the same time, and their waiting overlaps. A: one client at a time. B: all 4 clients at the same time."},
		{"with a stagger", runOf(staggered, 1), runOf(staggered, 4), "B: each client as soon as it comes."},
		{"both serial", runOf(plan, 1), runOf(plan, 1), "B is not concurrent: it is 1.0 times as fast as A"},
		{"the wrong way round", runOf(plan, 4), runOf(plan, 1), "B is not concurrent: it is 0.3 times as fast as A, and its clients wait for each other. A: all 4 clients at the same time. B: one client at a time."},
		{"a pool", runOf(plan, 1), runOf(plan, 2), "B: up to 2 clients at the same time."},
		{"both concurrent", runOf(plan, 2), runOf(plan, 4), "B is 2.0 times as fast as A"},
		{"twice the same", runOf(plan, 4), runOf(plan, 4), "B is 1.0 times as fast as A. A serves clients at the same time as well"},
		{"one client", runOf(alone, 1), runOf(alone, 1), "Here a serial server does as well as a concurrent one: in theory the clients take 0.300 s one after the other, and 0.300 s at the same time."},
		{"no thinking", runOf(quick, 1), runOf(quick, 4), "A thinks for 1.0 ms about a message, and B for 1.0 ms: that is too short"},
		{"one thinks", runOf(plan, 1), runOf(quick, 4), "and B for 1.0 ms: that is too short"},
		{"far apart", runOf(apart, 1), runOf(apart, 4), "Here a serial server does as well"},
		{"hardly in time", runOf(almost, 1), runOf(almost, 4), "Here a serial server does as well"},
		{"one fails", runOf(plan, 1), failing(plan), "0 clients failed with A and 3 with B, out of 4"},
		{"nothing", runOf(plan, 1), Of(Recording{Plan: plan, Begun: begun}), "0 clients failed with A and 4 with B, out of 4"},
		{"computing", runOf(plan, 1), slow(computing, 2), "B is 2.0 times as fast as A: this thinking is computing, and the number of cores is 2."},
		{"computing on a busy machine", runOf(plan, 1), slow(computing, 4), "B: accepts up to 4 clients, thinks for about 1 at a time."},
		{"not computing after all", runOf(plan, 1), runOf(computing, 4), "their waiting overlaps."},
		{"more cores than clients", runOf(plan, 1), runOf(manyCores, 4), "B is 4.0 times as fast as A: this thinking is computing, and the number of cores is 8."},
		{"a lock", runOf(plan, 1), slow(plan, 4), "B: accepts up to 4 clients, thinks for about 1 at a time. The clients are accepted"},
		{"both with a lock", slow(plan, 4), slow(plan, 4), "B is not concurrent: it is 1.0"},
		{"A with a lock", slow(plan, 4), runOf(plan, 4), "A: accepts up to 4 clients, thinks for about 1 at a time. B: all 4"},
		{"half a lock", runOf(plan, 1), slow(plan, 2), "B: accepts up to 4 clients, thinks for about 2 at a time."},
		{"unlike thinking", runOf(slower, 1), runOf(plan, 4), "A takes 300.0 ms for a message, B 100.0 ms"},
	} {
		if got := Summarize(test.a, test.b).Verdict; !strings.Contains(got.EN, test.want) {
			t.Errorf("%s: %s", test.name, got.EN)
		}
	}
	c := Summarize(runOf(plan, 1), failing(plan))
	if c.Speedup != 0 || c.SpeedupCell() != "–" || c.Servers[1].Cells()[2] != "–" {
		t.Errorf("with failures: a speed-up of %v, ratio %v", c.Speedup, c.Servers[1].Ratio)
	}
}

// Conversations with a server that does not think and writes no events may seem to
// overlap, and the learned time may be too long, as the machine was busy. Nothing is
// claimed then.
func TestHardlyThinks(t *testing.T) {
	for _, learned := range []time.Duration{ms, 40 * ms} {
		s := &script{plan: plan}
		s.plan.Greets, s.plan.Delay = false, learned
		for client := 1; client <= plan.Clients; client++ {
			s.add(1, event.Client, event.Connect, client, "")
			for i := range plan.Messages {
				s.add(client+i, event.Client, event.Send, client, "Michael")
				s.add(client+i+1, event.Client, event.Recv, client, "Hello, Michael!")
			}
			s.add(client+4, event.Client, event.Close, client, "")
		}
		c := Summarize(runOf(plan, 1), s.run())
		if b := c.Servers[1]; b.Known || b.AtOnce != 0 || b.Ratio != 0 || c.Speedup != 0 || !strings.Contains(b.Serving.EN, "hardly thinks") {
			t.Errorf("learned %v: %+v, speed-up %v", learned, b, c.Speedup)
		}
		if got := c.Verdict.EN; !strings.Contains(got, "and B for 1.0 ms: that is too short") {
			t.Errorf("learned %v: %s", learned, got)
		}
	}
}

// A server that writes no events is serial if it is no faster than one after the
// other, even if the ends of conversations are seen late.
func TestOverlapByLateEnds(t *testing.T) {
	s := &script{plan: plan}
	for client := 1; client <= plan.Clients; client++ {
		at := 300 * (client - 1)
		s.add(1, event.Client, event.Connect, client, "")
		s.add(at+2, event.Client, event.Recv, client, "Welcome!")
		for range plan.Messages {
			s.add(at+3, event.Client, event.Send, client, "Michael")
			at += 100
			s.add(at, event.Client, event.Recv, client, "Hello, Michael!")
		}
		s.add(at+100, event.Client, event.Close, client, "")
	}
	if b := serverOf("B", s.run()); b.Run.AtOnce() != 2 || b.AtOnce != 1 || b.Serving != servingOne {
		t.Errorf("%d at once, %s", b.AtOnce, b.Serving.EN)
	}
}

// A recording reads back as it was.
func TestRecording(t *testing.T) {
	s := &script{plan: plan}
	s.served(1, 1, 1)
	file := Recording{s.plan, begun, s.events}.Lines()
	for i, line := range bytes.Split(bytes.TrimSpace(file), []byte("\n")) {
		for _, key := range []string{`"time"`, `"lesson"`, `"role"`, `"op"`, `"msg"`} {
			if !bytes.Contains(line, []byte(key)) {
				t.Errorf("line %d has no %s: %s", i+1, key, line)
			}
		}
	}
	got, err := Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got.Plan != s.plan || !got.Begun.Equal(begun) || len(got.Events) != len(s.events) {
		t.Errorf("it reads back as %+v, with %d events of %d", got.Plan, len(got.Events), len(s.events))
	}
	if Of(got).makespan() != s.run().makespan() {
		t.Error("the makespan differs")
	}
}

// What is not a recording is refused.
func TestReadRefuses(t *testing.T) {
	const first = `{"op":"start","run":{"clients":2,"messages":1,"cores":1}}` + "\n"
	for _, text := range []string{"", "nonsense", `{"op":"listen"}`, strings.Replace(first, "2", "0", 1), strings.Replace(first, "2", "99999999", 1)} {
		if _, err := Read(strings.NewReader(text)); !errors.Is(err, ErrNoRecording) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := Read(strings.NewReader(first + "nonsense")); err == nil {
		t.Error("a line that is not an event is read")
	}
	endless := &countingReader{r: io.MultiReader(strings.NewReader(`{"op":"start","x":"`), zeros{})}
	if _, err := Read(endless); !errors.Is(err, ErrNoRecording) || endless.n > 1<<20 {
		t.Errorf("a line without an end: %v, after %d bytes", err, endless.n)
	}
	if r, err := Read(strings.NewReader(first)); err != nil || r.Plan.Clients != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

// zeros is a text without an end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = '0'
	}
	return len(b), nil
}

// A countingReader counts what is read.
type countingReader struct {
	r io.Reader
	n int
}

func (c *countingReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += n
	return n, err
}
