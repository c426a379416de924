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
	for n := range 3 {
		if n == 2 && len(x.clients) > 0 {
			break
		} else if n == 2 {
			x.rest(time.Second) // a program may be busy with its own beginning
		}
		if burns, cores = x.race(); !burns {
			return false, 0
		}
	}
	return true, cores
}

// race has a loop of our own work at the same time, and reports whether the
// server comes near to it, and how much of a core it takes. Where not even ours
// gets far, nothing is known of the server's.
func (x *examiner) race() (near bool, cores float64) {
	before, begun := x.program.CPU(), clock.Now()
	var ours, theirs, took time.Duration
	for ours < enough && took < raceMost && x.ctx.Err() == nil {
		ours += spin.For(glance)
		theirs, took = x.program.CPU()-before, clock.Since(begun)
		if theirs == 0 && ours > enough/2 {
			break // it will not catch up
		}
	}
	if ours < enough/2 || theirs < ours/4 {
		return false, 0
	}
	return true, theirs.Seconds() / took.Seconds()
}

const (
	glance   = 20 * time.Millisecond  // to see whether the machine is busy
	enough   = 120 * time.Millisecond // of the processor, to be compared
	raceMost = 5 * time.Second        // until a busy machine has given as much
)

// cpu returns how much processor time the program has used, as far as known.
func (x *examiner) cpu() time.Duration {
	if x.program == nil {
		return 0
	}
	return x.program.CPU()
}
