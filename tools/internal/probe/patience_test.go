package probe

import (
	"context"
	"errors"
	"testing"
	"time"

	"tcplab/shared/conversation"
)

// newExaminer returns one that has not begun yet.
func newExaminer(t *testing.T) *examiner {
	ctx, cancel := context.WithCancelCause(t.Context())
	t.Cleanup(func() { cancel(nil) })
	return &examiner{Target: Target{Show: func(Line) {}}, ctx: ctx, giveUp: cancel}
}

// slowReply adds a reply that took d.
func slowReply(x *examiner, d time.Duration) {
	now := time.Now()
	x.habits.Replies = append(x.habits.Replies, conversation.Reply{Called: now, First: now.Add(d)})
}

// Patience grows with what the server needs, and with how busy the machine is, but
// not without end.
func TestPatience(t *testing.T) {
	t.Parallel()
	x := newExaminer(t)
	first := x.patience()
	x.habits.Replies = make([]conversation.Reply, 3)
	if x.patience() >= first {
		t.Errorf("the first answer may take %v, and the others %v", first, x.patience())
	}
	for name, change := range map[string]func(){
		"a slow server":  func() { slowReply(x, time.Second) },
		"a busy machine": func() { x.late.Add(int64(50 * time.Millisecond)) },
	} {
		before := x.patience()
		if change(); x.patience() < before+time.Second {
			t.Errorf("with %s, patience grew from %v to %v", name, before, x.patience())
		}
	}
	slowReply(x, time.Hour)
	x.late.Store(int64(time.Hour))
	if x.patience() > time.Minute || x.busy(time.Second) > time.Minute {
		t.Errorf("patience has no end: %v, %v", x.patience(), x.busy(time.Second))
	}
}

// On a machine that is so busy that no patience is enough, no server is blamed.
func TestOverloaded(t *testing.T) {
	t.Parallel()
	for late, blamed := range map[time.Duration]bool{0: true, 200 * time.Millisecond: true, time.Second: false} {
		x := newExaminer(t)
		x.late.Store(int64(time.Minute)) // once, as after Ctrl+Z
		x.lately.Store(int64(late))
		trial := &trial{examiner: x}
		trial.fail(NoReply, sawSilence, 1.2)
		if trial.made(NoReply) != blamed {
			t.Errorf("with timers late by %v, it found %v", late, trial.checks)
		}
		var failure *Failure
		if told := errors.As(context.Cause(x.ctx), &failure); told == blamed {
			t.Errorf("with timers late by %v, the work ended with %v", late, context.Cause(x.ctx))
		}
	}
}
