//go:build unix

package process

import (
	"os"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

func init() {
	programs["raise"] = func(args []string) { // ends itself by a signal
		number, err := strconv.Atoi(args[0])
		if err != nil {
			panic(err)
		}
		syscall.Kill(syscall.Getpid(), syscall.Signal(number))
		select {}
	}
}

// The signal that ended a program is known, also if a shell reports it. A program
// that is not a shell may have an exit code above 128 of its own.
func TestEnding(t *testing.T) {
	t.Parallel()
	kill, pipe := strconv.Itoa(int(syscall.SIGKILL)), strconv.Itoa(int(syscall.SIGPIPE))
	for _, test := range []struct {
		args []string
		want Ending
	}{
		{[]string{"end"}, Ending{Code: 7}},
		{[]string{"raise", kill}, Ending{-1, "SIGKILL"}},
		{[]string{"sh", "-c", "kill -" + pipe + " $$"}, Ending{-1, "SIGPIPE"}},
		{[]string{"sh", "-c", `"$0" raise "$1"; exit $?`, os.Args[0], kill}, Ending{-1, "SIGKILL"}},
		{[]string{"sh", "-c", "exit 3"}, Ending{Code: 3}},
		{[]string{"sh", "-c", "exit 255"}, Ending{Code: 255}},
		{[]string{"env", "sh", "-c", "exit 137"}, Ending{Code: 137}},
	} {
		p := startAny(t, test.args)
		if _, err := p.Wait(deadline(t)); err != nil {
			t.Fatal(err)
		}
		if got := p.Ending(); got != test.want {
			t.Errorf("%q: %+v, want %+v", test.args, got, test.want)
		}
	}
	if p := start(t, "operator"); p.Ending() != (Ending{Code: -1}) {
		t.Errorf("while it runs: %+v", p.Ending())
	}
}

// startAny starts a program of the test, or one of the system.
func startAny(t *testing.T, args []string) *Process {
	t.Helper()
	if _, ours := programs[args[0]]; ours {
		return start(t, args...)
	}
	return run(t, Command{Args: args})
}

// Children that have ended and were not collected are counted.
func TestZombies(t *testing.T) {
	t.Parallel()
	p := start(t, "forgets", "3")
	if _, known := p.Zombies(); known != (runtime.GOOS == "linux") {
		t.Fatalf("known: %v", known)
	} else if !known {
		return
	}
	ctx := deadline(t)
	for n := 0; n != 3; n, _ = p.Zombies() {
		if n > 3 || ctx.Err() != nil {
			t.Fatalf("%d of 3", n)
		}
	}
	p = start(t, "collects")
	if err := p.AwaitOutput(ctx, contains("collected")); err != nil {
		t.Fatal(err)
	}
	if n, _ := p.Zombies(); n != 0 {
		t.Errorf("%d, though it collects them", n)
	}
}
