package process_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/process"
)

// The test is its own program: what it prints is in the environment.
func TestMain(m *testing.M) {
	script, isProgram := os.LookupEnv("PROCESS_TEST")
	if !isProgram {
		os.Exit(m.Run())
	}
	for line := range strings.Lines(script) {
		if text, ok := strings.CutPrefix(line, "stderr "); ok {
			fmt.Fprint(os.Stderr, text)
		} else if text, ok := strings.CutPrefix(line, "flood "); ok {
			for range flood {
				fmt.Print(text)
				fmt.Fprintln(os.Stderr, "and so on")
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

// run starts a program that prints script, and then reads a line.
func run(t *testing.T, script string) (*process.Process, context.Context) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), "PROCESS_TEST="+script)
	p, err := process.Run(cmd, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		p.Wait(context.Background())
	})
	return p, ctx
}

func TestAwait(t *testing.T) {
	p, ctx := run(t, `{"op":"listen","local":"127.0.0.1:9999"}`+"\n"+`{"op":"lost","count":3}`+"\n"+`{"op":"wait"}`+"\nstderr careful\n")
	if addr, err := p.Addr(ctx); err != nil || addr != "127.0.0.1:9999" {
		t.Errorf("Addr: %q, %v", addr, err)
	}
	if _, err := p.Await(ctx, process.Op(event.Wait)); err != nil {
		t.Error(err)
	}
	if err := p.AwaitStderr(ctx, "careful"); err != nil {
		t.Error(err)
	}
	short, cancel := context.WithTimeoutCause(ctx, time.Millisecond, fmt.Errorf("patience is over"))
	defer cancel()
	_, err := p.Await(short, process.Op(event.Accept))
	for _, want := range []string{"patience is over", "last event: wait", "3 of its events were lost", "careful"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not tell %q: %v", want, err)
		}
	}
	p.Type("fail")
	if code, err := p.Wait(ctx); code != 7 || err != nil {
		t.Errorf("it ended with %d, %v", code, err)
	}
	if _, err := p.Await(ctx, process.Op(event.Accept)); err == nil || !strings.Contains(err.Error(), "ended before that") {
		t.Errorf("after the end: %v", err)
	}
	if n := len(p.Events()); n != 3 {
		t.Errorf("%d events, want 3", n)
	}
}

// flood is how many events are more than are kept.
const flood = 120_000

// A program that goes on and on is followed to its end, but not all of it is
// kept.
func TestFlood(t *testing.T) {
	p, ctx := run(t, `{"op":"accept"}`+"\n"+`flood {"op":"wait"}`+"\n"+`{"op":"listen","local":"127.0.0.1:9999"}`+"\n"+"stderr the end")
	if addr, err := p.Addr(ctx); err != nil || addr != "127.0.0.1:9999" {
		t.Errorf("Addr: %q, %v", addr, err)
	}
	if err := p.AwaitStderr(ctx, "the end"); err != nil {
		t.Error(err)
	}
	events := p.Events()
	if n := len(events); n >= flood || n < 50_000 || events[n-1].Op != event.Listen {
		t.Errorf("%d of %d events are kept", n, flood)
	}
	if n := len(p.Stderr()); n > 1<<20 {
		t.Errorf("%d bytes of stderr are kept", n)
	}
	p.EndInput()
	if _, err := p.Wait(ctx); err != nil {
		t.Error(err)
	}
	if _, err := p.Await(ctx, process.Op(event.Accept)); err == nil {
		t.Error("an event that is no longer kept was found")
	}
}

func TestWhatIsNoEvent(t *testing.T) {
	p, ctx := run(t, "Hello!\n")
	p.EndInput()
	if _, err := p.Wait(ctx); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("Wait: %v", err)
	}
}

func TestProgramThatIsNotThere(t *testing.T) {
	if _, err := process.Start(context.Background(), nil, process.Program(t.TempDir(), "nothing")); err == nil {
		t.Error("no error")
	}
}
