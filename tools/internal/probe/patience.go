package probe

import (
	"time"

	"tcplab/shared/clock"
)

// How long to wait for an answer before there is none.
const (
	longAgo  = 6 * time.Second         // for the very first one
	anyTime  = 3 * time.Second         // while little is known of the server
	soon     = 1200 * time.Millisecond // besides what the server needs
	atMost   = 20 * time.Second        // whatever else
	busyMost = 5 * time.Second         // on a busy machine, in addition
)

// patience is how long to wait for an answer before there is none: several times as
// long as the slowest one so far, and longer on a machine that is busy, and while
// little is known of the server.
func (t *trial) patience() time.Duration {
	wait := soon + 4*t.habits.Slowest()
	switch {
	case len(t.habits.Replies) == 0:
		wait = max(wait, longAgo)
	case len(t.habits.Replies) < 3:
		wait = max(wait, anyTime)
	}
	return min(t.busy(wait), atMost)
}

// lateness is how many times as late as a timer a server may be.
const lateness = 20

// busy returns d, and more on a busy machine.
func (x *examiner) busy(d time.Duration) time.Duration {
	return d + min(lateness*time.Duration(x.late.Load()), busyMost)
}

// overloaded returns how late timers wake on a machine that is so busy that even
// busy does not wait long enough, and 0 on any other. A server there may not be
// blamed for anything.
func (x *examiner) overloaded() time.Duration {
	if late := time.Duration(x.lately.Load()); lateness*late > busyMost {
		return late
	}
	return 0
}

// watchClock notes how late timers wake: so late may the server be, too. What was
// long ago counts less and less.
func (x *examiner) watchClock() {
	const tick = 10 * time.Millisecond
	for begun := clock.Now(); clock.Sleep(x.ctx, tick); begun = clock.Now() {
		late := int64(clock.Since(begun) - tick)
		x.late.Store(max(late, x.late.Load()*99/100))
		x.lately.Add((late - x.lately.Load()) / 100)
	}
}
