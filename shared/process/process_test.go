package process

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
)

// prints prints lines, in the order and to where they say, and then reads one.
func prints(script []string) {
	for line := range strings.Lines(script[0]) {
		if text, ok := strings.CutPrefix(line, "stderr "); ok {
			fmt.Fprint(os.Stderr, text)
		} else if text, ok := strings.CutPrefix(line, "flood "); ok {
			for range flood / 100 {
				fmt.Print(strings.Repeat(text, 100))
				fmt.Fprint(os.Stderr, strings.Repeat("and so on\n", 100))
			}
		} else {
			fmt.Print(line)
		}
	}
	var answer string
	fmt.Scanln(&answer)
	if answer == "fail" {
		os.Exit(7)
	}
}

// show starts a program of the lab that prints script, and then reads a line.
func show(t *testing.T, script string) (*Process, context.Context) {
	t.Helper()
	return run(t, Command{Args: []string{os.Args[0], "prints", script}, Events: true}), deadline(t)
}

// contains matches an output with text in it.
func contains(text string) func(string) bool {
	return func(output string) bool { return strings.Contains(output, text) }
}

func TestAwait(t *testing.T) {
	p, ctx := show(t, `{"op":"listen","local":"127.0.0.1:9999"}`+"\n"+`{"op":"lost","count":3}`+"\n"+`{"op":"wait"}`+"\nstderr careful\n")
	if err := p.Listening(ctx); err != nil || p.Addr != "127.0.0.1:9999" {
		t.Errorf("Listening: %q, %v", p.Addr, err)
	}
	if _, err := p.Await(ctx, Op(event.Wait)); err != nil {
		t.Error(err)
	}
	if err := p.AwaitOutput(ctx, contains("careful")); err != nil {
		t.Error(err)
	}
	short, cancel := context.WithTimeoutCause(ctx, time.Millisecond, fmt.Errorf("patience is over"))
	defer cancel()
	_, err := p.Await(short, Op(event.Accept))
	for _, want := range []string{"patience is over", "last event: wait", "3 of its events were lost", "careful"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not tell %q: %v", want, err)
		}
	}
	p.Type("fail")
	if code, err := p.Wait(ctx); code != 7 || err != nil {
		t.Errorf("it ended with %d, %v", code, err)
	}
	if _, err := p.Await(ctx, Op(event.Accept)); err == nil || !strings.Contains(err.Error(), "ended before that") {
		t.Errorf("after the end: %v", err)
	}
	if n := len(p.Events()); n != 3 {
		t.Errorf("%d events, want 3", n)
	}
}

// flood is how many events are more than are kept.
const flood = 2*keptEvents + 10_000

// A program that goes on and on is followed to its end, but not all of it is
// kept.
func TestFlood(t *testing.T) {
	if testing.Short() {
		t.Skip("long: more events than are kept")
	}
	p, ctx := show(t, `{"op":"accept"}`+"\n"+`flood {"op":"wait"}`+"\n"+`{"op":"listen","local":"127.0.0.1:9999"}`+"\n"+"stderr the end")
	if err := p.Listening(ctx); err != nil || p.Addr != "127.0.0.1:9999" {
		t.Errorf("Listening: %q, %v", p.Addr, err)
	}
	if err := p.AwaitOutput(ctx, contains("the end")); err != nil {
		t.Error(err)
	}
	events := p.Events()
	if n := len(events); n >= flood || n < 50_000 || events[n-1].Op != event.Listen {
		t.Errorf("%d of %d events are kept", n, flood)
	}
	if n := len(p.Output()); n > 1<<20 {
		t.Errorf("%d bytes of the output are kept", n)
	}
	p.EndInput()
	if _, err := p.Wait(ctx); err != nil {
		t.Error(err)
	}
	if _, err := p.Await(ctx, Op(event.Accept)); err == nil {
		t.Error("an event that is no longer kept was found")
	}
}

func TestWhatIsNoEvent(t *testing.T) {
	p, ctx := show(t, "Hello!\n")
	p.EndInput()
	if _, err := p.Wait(ctx); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("Wait: %v", err)
	}
}

func TestProgramThatIsNotThere(t *testing.T) {
	_, err := Lab(Program(t.TempDir(), "nothing")).Start(deadline(t))
	if err == nil || !strings.Contains(Explain(err), "nothing") {
		t.Errorf("%v", err)
	}
}

// Events are found in what a program writes, in however many pieces it does so,
// and what else it writes is kept.
func TestMixedOutput(t *testing.T) {
	t.Parallel()
	var got []event.Op
	p := &Process{
		command: Command{Follow: func(e event.Event) { got = append(got, e.Op) }},
		output:  tail{keep: keptOutput}, news: make(chan struct{}),
	}
	text := "hello\n{\"role\":\"server\",\"op\":\"listen\"}\n{no event}\n{\"op\":\"\"}\n\n{\"role\":\"client\",\"op\":\"wait\"}\n" +
		strings.Repeat("x", 100_000) + `{"role":"server","op":"recv","text":"` + strings.Repeat("x", 100_000) + "\"}\n{\"role\":\"server\",\"op\":\"stop\"}"
	lines := &stream{process: p, output: true, events: true}
	for rest := text; len(rest) > 0; {
		n := min(7, len(rest))
		lines.Write([]byte(rest[:n]))
		rest = rest[n:]
	}
	lines.take()
	if fmt.Sprint(got) != "[listen wait stop]" || len(p.Events()) != 3 {
		t.Errorf("heard %v", got)
	}
	if p.Output() != text || p.broken != nil {
		t.Errorf("%d of %d bytes are kept; %v", len(p.Output()), len(text), p.broken)
	}
}

// An error that ends only a thread is known while the program runs.
func TestDiagnosticOfOneThatRuns(t *testing.T) {
	t.Parallel()
	const trace = "Exception in thread \"Thread-0\" java.lang.RuntimeException: no\n\tat Server.serve(Server.java:12)\nstill serving\n"
	p := run(t, Command{Args: []string{os.Args[0], "prints", trace}})
	if err := p.AwaitOutput(deadline(t), contains("still serving")); err != nil {
		t.Fatal(err)
	}
	m := p.Diagnostic()
	if !m.Error || !strings.HasSuffix(m.Text, "RuntimeException: no") || m.Source.String() != "Server.java:12" {
		t.Errorf("%+v", m)
	}
}
