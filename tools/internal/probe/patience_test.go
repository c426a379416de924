package probe

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"tcplab/shared/conversation"
	"tcplab/shared/peer"
	"tcplab/shared/spin"
)

// newTrial returns one of an examiner that has not begun yet.
func newTrial(t *testing.T) *trial {
	ctx, cancel := context.WithCancelCause(t.Context())
	t.Cleanup(func() { cancel(nil) })
	x := &examiner{Target: Target{Show: func(Line) {}}, ctx: ctx, giveUp: cancel}
	return x.newTrial()
}

// slowReply adds a reply that took d.
func slowReply(trial *trial, d time.Duration) {
	now := time.Now()
	trial.habits.Replies = append(trial.habits.Replies, conversation.Reply{Called: now, First: now.Add(d)})
}

// Patience grows with what the server needs, and with how busy the machine is, but
// not without end.
func TestPatience(t *testing.T) {
	t.Parallel()
	trial := newTrial(t)
	first := trial.patience()
	trial.habits.Replies = make([]conversation.Reply, 3)
	if trial.patience() >= first {
		t.Errorf("the first answer may take %v, and the others %v", first, trial.patience())
	}
	for name, change := range map[string]func(){
		"a slow server":  func() { slowReply(trial, time.Second) },
		"a busy machine": func() { trial.late.Add(int64(50 * time.Millisecond)) },
	} {
		before := trial.patience()
		if change(); trial.patience() < before+time.Second {
			t.Errorf("with %s, patience grew from %v to %v", name, before, trial.patience())
		}
	}
	slowReply(trial, time.Hour)
	trial.late.Store(int64(time.Hour))
	if trial.patience() > time.Minute || trial.busy(time.Second) > time.Minute {
		t.Errorf("patience has no end: %v, %v", trial.patience(), trial.busy(time.Second))
	}
}

// On a machine that is so busy that no patience is enough, no server is blamed.
func TestOverloaded(t *testing.T) {
	t.Parallel()
	for share, blamed := range map[float64]bool{1: true, 0.1: true, 0.02: false} {
		trial := newTrial(t)
		trial.late.Store(int64(time.Minute)) // once, as after Ctrl+Z
		trial.free = func(d time.Duration) time.Duration {
			spin.For(d)
			return time.Duration(share * float64(d))
		}
		trial.fail(NoReply, sawSilence, 1.2, "")
		if trial.made(NoReply) != blamed {
			t.Errorf("with %v of a core, it found %v", share, trial.checks)
		}
		var failure *Failure
		if told := errors.As(context.Cause(trial.ctx), &failure); told == blamed {
			t.Errorf("with %v of a core, the work ended with %v", share, context.Cause(trial.ctx))
		}
	}
}

// A server that is ready to run is waited for again where the machine is busy or has stood
// still, and not where it has its core and does not answer.
func TestStarved(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells what is ready to run")
	}
	for _, test := range []struct {
		share  float64
		stalls int64 // meanwhile
		want   outcome
	}{
		{1, 0, silent}, {0.1, 0, answered}, {1, 1, answered},
	} {
		trial := newTrial(t)
		trial.Command = []string{peer.Python(t), "-S", "testdata/server.py", "spins", "{port}"}
		trial.free = func(d time.Duration) time.Duration { return time.Duration(test.share * float64(d)) }
		if !trial.fresh() {
			t.Fatal(context.Cause(trial.ctx))
		}
		defer trial.stop()
		c, got := trial.connect()
		if got != answered || !c.send("Michael\n") {
			t.Fatalf("it cannot connect: %v", got)
		}
		time.AfterFunc(soon/2, func() { trial.stalls.Add(test.stalls) })
		if _, got := c.recv(soon); got != test.want {
			t.Errorf("with %v of a core and %d stalls, the client got %v", test.share, test.stalls, got)
		}
	}
}
