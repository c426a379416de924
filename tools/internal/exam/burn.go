package exam

import (
	"time"

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
	if x.program.CPU() == before && free > glance/2 {
		return false, 0 // as nearly always
	}
	// It does something, or the machine is busy. Is it as much as a loop of our
	// own can do at the same time, and does it go on?
	for n := range 3 {
		if n == 2 && len(x.clients) > 0 {
			break
		} else if n == 2 {
			x.rest(time.Second) // a program may be busy with its own beginning
		}
		before, begun := x.program.CPU(), time.Now()
		ours := time.Duration(0)
		for ours < window/2 && time.Since(begun) < 10*window && x.ctx.Err() == nil {
			ours += spin.For(glance)
		}
		theirs := x.program.CPU() - before
		if theirs < ours/4 || x.ctx.Err() != nil {
			return false, 0
		}
		cores = theirs.Seconds() / time.Since(begun).Seconds()
	}
	return true, cores
}

// glance is how long it takes to see whether the machine is busy.
const glance = 20 * time.Millisecond

// cpu returns how much processor time the program has used, as far as known.
func (x *examiner) cpu() time.Duration {
	if x.program == nil {
		return 0
	}
	return x.program.CPU()
}
