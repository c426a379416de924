package exam

import (
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/spin"
)

// window is how long the server's use of the processor is looked at.
const window = 250 * time.Millisecond

// burning reports whether the server works though nobody asks anything of it,
// and how much of a core it takes.
func (x *examiner) burning() (burns bool, cores float64) {
	if x.program == nil {
		return false, 0
	}
	before := x.program.CPU()
	free := spin.For(glance)
	x.rest(window)
	if x.program.CPU() == before && free > glance/3 {
		return false, 0 // as nearly always
	}
	// It does something, or the machine is busy. Does it go on?
	cores = x.race(2, 3)
	if cores > 0 && len(x.clients) == 0 {
		x.rest(time.Second) // a program may be busy with its own beginning
		cores = x.race(1, 2)
	}
	return cores > 0, cores
}

// race has a loop of our own work at the same time, and looks whether the server
// comes near to it: so often, in so many rounds. On a busy machine, one that polls
// may fall behind in one of them. It returns how much of a core the server takes,
// or 0.
func (x *examiner) race(near, rounds int) (cores float64) {
	before := x.program.CPU()
	for ; near > 0 && rounds >= near; rounds-- {
		now := x.round()
		switch {
		case now > 0:
			cores = now
			near--
		case x.program.CPU() == before:
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
func (x *examiner) round() (cores float64) {
	before, begun := x.program.CPU(), clock.Now()
	var ours, theirs, took time.Duration
	for ours < enough && took < roundMost && x.ctx.Err() == nil {
		ours += spin.For(glance)
		theirs, took = x.program.CPU()-before, clock.Since(begun)
		if theirs == 0 && ours >= enough/2 {
			break // it will not catch up
		}
	}
	if ours < enough/2 || theirs < ours/4 {
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
func (x *examiner) cpu() time.Duration {
	if x.program == nil {
		return 0
	}
	return x.program.CPU()
}
