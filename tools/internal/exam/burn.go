package exam

import "time"

// window is how long the server's use of the processor is looked at.
const window = 250 * time.Millisecond

// burning reports whether the server works though nobody asks anything of it,
// and how much of a core it takes.
func (x *examiner) burning() (burns bool, cores float64) {
	if x.program == nil {
		return false, 0
	}
	before := x.program.CPU()
	select {
	case <-time.After(window):
	case <-x.ctx.Done():
	}
	if x.program.CPU()-before < window/50 {
		return false, 0 // as nearly always
	}
	// It does something. Is it as much as a loop of our own can do, on a machine
	// that may be busy, and does it go on?
	for range 2 {
		before := x.program.CPU()
		ours := spin(window)
		theirs := x.program.CPU() - before
		if theirs < ours/4 || x.ctx.Err() != nil {
			return false, 0
		}
		cores = theirs.Seconds() / window.Seconds()
	}
	return true, cores
}

// spin loops for a time, and returns for how much of it the loop was running:
// a step that takes long is one in which others had the processor.
func spin(d time.Duration) (ran time.Duration) {
	begun := time.Now()
	for last := begun; last.Sub(begun) < d; {
		now := time.Now()
		if step := now.Sub(last); step < 50*time.Microsecond {
			ran += step
		}
		last = now
	}
	return ran
}
