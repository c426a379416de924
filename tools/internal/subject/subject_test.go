package subject

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/spin"
)

// The test is its own subject: what it does is its first argument.
func TestMain(m *testing.M) {
	if len(os.Args) < 3 || os.Args[1] != "subject" {
		os.Exit(m.Run())
	}
	switch args := os.Args[3:]; os.Args[2] {
	case "listen":
		if _, err := net.Listen("tcp", args[0]); err != nil {
			panic(err)
		}
		sleep()
	case "parent": // whose child listens
		child := exec.Command(os.Args[0], "subject", "listen", args[0])
		if err := child.Run(); err != nil {
			panic(err)
		}
	case "end":
		fmt.Println("once upon a time")
		fmt.Fprintln(os.Stderr, "the end")
		os.Exit(7)
	case "spin":
		go net.Listen("tcp", args[0])
		spin.For(time.Hour)
	case "operator":
		var answer string
		fmt.Scanln(&answer)
		fmt.Println(answer != "")
	}
	os.Exit(0)
}

// sleep waits for Ctrl+C.
func sleep() {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	<-interrupted
}

// start starts a subject, which does not outlive the test.
func start(t *testing.T, args ...string) *Program {
	t.Helper()
	p, err := Start(append([]string{os.Args[0], "subject"}, args...), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return p
}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// Listening is known without a connection, which would be the first client;
// also of a child, and at any address that takes connections to the one asked.
func TestListening(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"listen {addr}", "listen {host}:{port}", "listen 0.0.0.0:{port}", "listen :{port}", "parent {addr}"} {
		p := start(t, strings.Fields(command)...)
		if err := p.Listening(deadline(t)); err != nil {
			t.Errorf("%s: %v", command, err)
		}
		if !p.Listens() {
			t.Errorf("%s: it does not listen", command)
		}
		found := Find(p.Addr)
		if found == nil || command[0] == 'l' && found.root != p.root {
			t.Errorf("%s: found %+v", command, found)
		}
	}
}

// Why nobody listens is told.
func TestMissing(t *testing.T) {
	t.Parallel()
	var missing *Missing
	p := start(t, "end")
	if err := p.Listening(deadline(t)); !errors.As(err, &missing) || !missing.Exited {
		t.Errorf("of one that has ended: %+v", err)
	}
	if code, words := p.ExitCode(), p.LastWords(); code != 7 || words != "the end" {
		t.Errorf("it ended with %d and said %q", code, words)
	}
	p = start(t, "listen", "127.0.0.1:0")
	if err := p.Listening(deadline(t)); !errors.As(err, &missing) || len(missing.Elsewhere) != 1 {
		t.Errorf("of one that listens elsewhere: %+v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Listening(ctx); err != context.Canceled {
		t.Errorf("after Ctrl+C: %v", err)
	}
}

// Stop leaves nobody behind, and Ctrl+C is heard.
func TestStop(t *testing.T) {
	t.Parallel()
	p := start(t, "parent", "{addr}")
	if err := p.Listening(deadline(t)); err != nil {
		t.Fatal(err)
	}
	p.family = nil
	family := p.tree()
	if len(family) != 2 {
		t.Errorf("a family of %d", len(family))
	}
	p.Stop()
	for _, member := range family {
		if lives(member) {
			t.Errorf("process %d is still there", member.Pid)
		}
	}

	p = start(t, "listen", "{addr}")
	if err := p.Listening(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if err := p.Interrupt(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.Exited():
	case <-deadline(t).Done():
		t.Fatal("it does not hear Ctrl+C")
	}
	if code := p.ExitCode(); code != 0 {
		t.Errorf("after Ctrl+C it ended with %d", code)
	}
}

// What a program burns is known.
func TestCPU(t *testing.T) {
	t.Parallel()
	idle, busy := start(t, "listen", "{addr}"), start(t, "spin", "{addr}")
	for _, p := range []*Program{idle, busy} {
		if err := p.Listening(deadline(t)); err != nil {
			t.Fatal(err)
		}
	}
	before := idle.CPU()
	begun := busy.CPU()
	for busy.CPU() < begun+300*time.Millisecond {
		select {
		case <-time.After(10 * time.Millisecond):
		case <-deadline(t).Done():
			t.Fatal("a loop uses no processor time")
		}
	}
	if used := idle.CPU() - before; used > 100*time.Millisecond {
		t.Errorf("one that does nothing has used %v", used)
	}
}

// A program that reads its stdin gets a line.
func TestOperator(t *testing.T) {
	t.Parallel()
	p := start(t, "operator")
	p.Type(slices.Values([]string{"yes"}))
	select {
	case <-p.Exited():
	case <-deadline(t).Done():
		t.Fatal("it still waits for a line")
	}
	if words := p.LastWords(); words != "true" {
		t.Errorf("it got no line: %q", words)
	}
}
