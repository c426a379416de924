package process

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tcplab/shared/spin"
)

// programs are what the test can be, by its first argument.
var programs = map[string]func(args []string){
	"prints": prints,
	"listen": func(args []string) {
		if _, err := net.Listen("tcp", args[0]); err != nil {
			panic(err)
		}
		sleep()
	},
	"parent": func(args []string) { // whose child listens
		child := exec.Command(os.Args[0], "listen", args[0])
		if err := child.Run(); err != nil {
			panic(err)
		}
	},
	"end": func([]string) {
		fmt.Println("once upon a time")
		fmt.Fprintln(os.Stderr, "the end")
		os.Exit(7)
	},
	"spin": func(args []string) {
		go net.Listen("tcp", args[0])
		spin.For(time.Hour)
	},
	"loop": func([]string) { spin.For(time.Hour) },
	"operator": func([]string) {
		var answer string
		fmt.Scanln(&answer)
		fmt.Println(answer != "")
	},
	"udp": func(args []string) {
		if _, err := net.ListenPacket("udp", args[0]); err != nil {
			panic(err)
		}
		sleep()
	},
	"forgets": func(args []string) { // its children
		n, _ := strconv.Atoi(args[0])
		for range n {
			exec.Command(os.Args[0], "end").Start()
		}
		sleep()
	},
	"collects": func([]string) { // its child
		exec.Command(os.Args[0], "end").Run()
		fmt.Println("collected")
		sleep()
	},
	"deaf": func(args []string) { // to Ctrl+C
		signal.Ignore(os.Interrupt)
		if _, err := net.Listen("tcp", args[0]); err != nil {
			panic(err)
		}
		select {}
	},
}

func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if program, ok := programs[os.Args[1]]; ok {
			signal.Notify(interrupted, os.Interrupt) // before anybody knows that it runs
			program(os.Args[2:])
			os.Exit(0)
		}
	}
	os.Unsetenv("LAB_BIN") // what Build builds is tested
	os.Exit(m.Run())
}

// interrupted is sent Ctrl+C in a program.
var interrupted = make(chan os.Signal, 1)

// sleep waits for Ctrl+C.
func sleep() { <-interrupted }

// start starts a program, which does not outlive the test.
func start(t *testing.T, args ...string) *Process {
	t.Helper()
	return run(t, Command{Args: append([]string{os.Args[0]}, args...)})
}

func run(t *testing.T, c Command) *Process {
	t.Helper()
	p, err := c.Start(deadline(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
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
	if code, words := p.ExitCode(), p.Diagnostic().Text; code != 7 || words != "the end" {
		t.Errorf("it ended with %d and said %q", code, words)
	}
	p = start(t, "listen", "127.0.0.1:0")
	if err := p.Listening(deadline(t)); !errors.As(err, &missing) || len(missing.Elsewhere) != 1 {
		t.Errorf("of one that listens elsewhere: %+v", err)
	}
	p = start(t, "udp", "{addr}")
	if err := p.Listening(deadline(t)); !errors.As(err, &missing) || missing.UDP != p.Addr || len(missing.Elsewhere) > 0 {
		t.Errorf("of one with a UDP socket at %s: %+v", p.Addr, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Listening(ctx); err != context.Canceled {
		t.Errorf("after Ctrl+C: %v", err)
	}
}

// A program that loops before it listens is not waited for as long as a compiler.
func TestLoops(t *testing.T) {
	defer func(d time.Duration) { endless = d }(endless)
	endless = 200 * time.Millisecond
	p := start(t, "loop")
	var missing *Missing
	if err := p.Listening(deadline(t)); !errors.As(err, &missing) || !missing.Loops {
		t.Errorf("of one that loops: %+v", err)
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
	p.Kill()
	for _, member := range family {
		if lives(member) {
			t.Errorf("process %d is still there", member.Pid)
		}
	}

	// One that hears Ctrl+C has the time to end by itself.
	for does, ended := range map[string]bool{"listen": true, "deaf": false} {
		p = start(t, does, "{addr}")
		if err := p.Listening(deadline(t)); err != nil {
			t.Fatal(err)
		}
		limit := time.Millisecond
		if ended {
			limit = 30 * time.Second
		}
		p.Stop(limit)
		if code := p.ExitCode(); ended != (code == 0) {
			t.Errorf("%s ended with %d", does, code)
		}
		if err := p.Interrupt(); err != os.ErrProcessDone {
			t.Errorf("%s, after its end: %v", does, err)
		}
	}
}

// A program ends with the context that it was started in, and so does its child.
func TestContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(deadline(t))
	p, err := Command{Args: []string{os.Args[0], "parent", "{addr}"}}.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	if err := p.Listening(ctx); err != nil {
		t.Fatal(err)
	}
	p.family = nil
	family := p.tree()
	if len(family) != 2 {
		t.Errorf("a family of %d", len(family))
	}
	cancel()
	if _, err := p.Wait(deadline(t)); err != nil { // until the child has closed the pipe
		t.Error(err)
	}
	p.Kill()
	for _, member := range family {
		if lives(member) {
			t.Errorf("process %d is still there", member.Pid)
		}
	}
	if _, err := (Command{Args: []string{os.Args[0], "end"}}).Start(ctx); err != context.Canceled {
		t.Errorf("after the end: %v", err)
	}
}

// What a program burns is known, and on Linux whether it is ready to run.
func TestCPU(t *testing.T) {
	t.Parallel()
	idle, busy := start(t, "listen", "{addr}"), start(t, "spin", "{addr}")
	for _, p := range []*Process{idle, busy} {
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
	if got := busy.Runnable(); got != (runtime.GOOS == "linux") {
		t.Errorf("a loop is ready to run: %v", got)
	}
	for ctx := deadline(t); idle.Runnable(); { // it may just have woken up
		if ctx.Err() != nil {
			t.Fatal("one that does nothing is ready to run")
		}
	}
}

// A program that reads its stdin gets a line.
func TestOperator(t *testing.T) {
	t.Parallel()
	p := start(t, "operator")
	p.TypeAll(slices.Values([]string{"yes"}))
	select {
	case <-p.Exited():
	case <-deadline(t).Done():
		t.Fatal("it still waits for a line")
	}
	if words := p.Diagnostic().Text; words != "true" {
		t.Errorf("it got no line: %q", words)
	}
}

// A program of this folder starts by its name, where the system looks there: Windows
// always does.
func TestProgramOfThisFolder(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Dir(self))
	t.Setenv("PATH", ".")
	p := run(t, Command{Args: []string{filepath.Base(self), "end"}})
	if code, err := p.Wait(deadline(t)); err != nil || code != 7 {
		t.Errorf("exit code %d, %v", code, err)
	}
}
