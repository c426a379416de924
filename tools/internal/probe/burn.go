package probe

import (
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/spin"
)

// window is how long the server's use of the processor is looked at. The system
// counts it in steps of 10 ms, and on a busy machine the server gets little of it.
const window = 250 * time.Millisecond

// burning reports whether the server works though nobody asks anything of it,
// and how much of a core it takes.
func (t *trial) burning() (burns bool, cores float64) {
	if t.program == nil {
		return false, 0
	}
	before := t.program.CPU()
	free := spin.For(glance)
	t.rest(t.busy(window))
	if t.program.CPU() == before && free > glance/3 {
		return false, 0 // as nearly always
	}
	// It does something, or the machine is busy. Does it go on?
	cores = t.race(2, 3)
	if cores > 0 && len(t.clients) == 0 {
		t.rest(time.Second) // a program may be busy with its own beginning
		cores = t.race(1, 2)
	}
	return cores > 0, cores
}

// race has a loop of our own work at the same time, and looks whether the server
// comes near to it: so often, in so many rounds. On a busy machine, one that polls
// may fall behind in one of them. It returns how much of a core the server takes,
// or 0.
func (t *trial) race(near, rounds int) (cores float64) {
	before := t.program.CPU()
	for ; near > 0 && rounds >= near; rounds-- {
		now := t.round()
		switch {
		case now > 0:
			cores = now
			near--
		case t.program.CPU() == before:
			return 0 // it does nothing at all
		}
	}
	if near > 0 {
		return 0
	}
	return cores
}

// round is a round of a race. It returns how much of a core the server takes, or 0
// if that is far less than our loop. Where not even ours gets far, nothing is
// known of the server's.
func (t *trial) round() (cores float64) {
	before, begun := t.program.CPU(), clock.Now()
	var ours, theirs, took time.Duration
	for ours < enough && took < roundMost && t.ctx.Err() == nil {
		ours += spin.For(glance)
		theirs, took = t.program.CPU()-before, clock.Since(begun)
		if theirs == 0 && ours >= enough/2 {
			break // it will not catch up
		}
	}
	if ours < enough/2 || theirs < ours/10 {
		return 0
	}
	return theirs.Seconds() / took.Seconds()
}

const (
	glance    = 20 * time.Millisecond  // to see whether the machine is busy
	enough    = 120 * time.Millisecond // of the processor, to be compared
	roundMost = 5 * time.Second        // until a busy machine has given as much
)

// cpu returns how much processor time the program has used, as far as known.
func (t *trial) cpu() time.Duration {
	if t.program == nil {
		return 0
	}
	return t.program.CPU()
}
