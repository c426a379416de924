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

// starved reports whether the server is ready to run, and other programs have the
// processors. It may be far later then than a timer is, which needs little of them.
func (t *trial) starved() bool {
	return t.program != nil && t.program.Runnable() && t.free(glance) < glance/3
}

// tooLittle is of a second of a core what is too little to tell a slow server from one
// that does not answer.
const tooLittle = 40 * time.Millisecond

// overloaded reports whether a loop of ours gets less than that, and what it gets. A
// server may not be blamed for anything then.
func (x *examiner) overloaded() (ran time.Duration, is bool) {
	for begun := clock.Now(); clock.Since(begun) < time.Second; {
		if ran += x.free(glance); ran >= tooLittle {
			return ran, false
		}
	}
	return ran, true
}

// tick is how often the clock is looked at.
const tick = 10 * time.Millisecond

// watchClock notes how late timers wake: so late may the server be, too. What was
// long ago counts less and less. It also counts how often the machine has stood still.
func (x *examiner) watchClock() {
	for begun := clock.Now(); clock.Sleep(x.ctx, tick); begun = clock.Now() {
		late := clock.Since(begun) - tick
		x.late.Store(max(int64(late), x.late.Load()*99/100))
		if late > soon/4 {
			x.stalls.Add(1)
		}
	}
}

// stoodStill reports whether the machine has stood still since it had done so a number
// of times. What passed then is no time that the server had.
func (x *examiner) stoodStill(stalls int64) bool {
	clock.Sleep(x.ctx, 2*tick) // until the clock was looked at
	return x.stalls.Load() > stalls
}
