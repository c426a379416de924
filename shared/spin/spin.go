// Package spin keeps a core busy, and knows for how long it really had it.
package spin

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
)

// For keeps a core busy for a time on the clock, and returns for how much of
// it the loop was running.
func For(d time.Duration) (ran time.Duration) {
	calibrate()
	begun := clock.Now()
	m := meter{last: begun}
	for m.last.Sub(begun) < d {
		m.round()
	}
	return min(m.ran(), m.last.Sub(begun))
}

// Work keeps a core busy until the loop was running for d, as long as that may
// take on the clock, or until ctx is done.
func Work(ctx context.Context, d time.Duration) {
	calibrate()
	begun := clock.Now()
	m := meter{last: begun}
	for (m.ran() < d || m.last.Sub(begun) < d) && ctx.Err() == nil {
		m.round()
	}
}

// A meter measures for how long the loop was running. From one change of the
// clock to the next is a window, in which the loop goes round once or more.
type meter struct {
	last   time.Time     // the clock, when the window began
	whole  bool          // the window began with a change of the clock
	rounds int64         // in this window
	before time.Duration // in short windows
	more   int64         // rounds in long windows
}

// short is longer than a round, and shorter than any time that the system gives
// to other programs: in a window that is not longer, only the loop was running.
// In a longer one others were running as well, or the clock is coarse.
const short = 50 * time.Microsecond

// round goes round the loop once.
func (m *meter) round() {
	compute()
	m.rounds++
	now := clock.Now()
	took := now.Sub(m.last)
	switch {
	case took == 0:
		return
	case 0 < took && took < short:
		m.before += took
		learn(took / time.Duration(m.rounds))
	default: // perhaps the clock was put back
		m.more += m.rounds
		if m.whole && took > 0 {
			learn(took / time.Duration(m.rounds))
		}
	}
	m.last, m.whole, m.rounds = now, true, 0
}

// ran returns for how long the loop was running.
func (m *meter) ran() time.Duration {
	return m.before + time.Duration(m.more+m.rounds)*pace()
}

// fastest is how many nanoseconds a round took in the best window of all: that
// is how long one takes while nobody else is running. It is 0 before the first.
var fastest atomic.Int64

func pace() time.Duration { return time.Duration(fastest.Load()) }

// calibrating is held by the one that finds out the pace, so that no other loop
// of this program takes the core from it.
var calibrating sync.Mutex

// calibrate goes round the loop until the pace is known.
func calibrate() {
	calibrating.Lock()
	defer calibrating.Unlock()
	m := meter{last: clock.Now()}
	for pace() == 0 {
		m.round()
	}
}

// learn takes note of how long a round took in a window.
func learn(took time.Duration) {
	for best := fastest.Load(); best == 0 || int64(took) < best; best = fastest.Load() {
		if fastest.CompareAndSwap(best, int64(took)) {
			return
		}
	}
}

// compute is the work of one round. It takes some microseconds, which is long
// beside a look at the clock.
func compute() {
	x := sum.Load()
	for range 4000 {
		x = x*6364136223846793005 + 1442695040888963407
	}
	sum.Store(x)
}

// sum is kept, so that the compiler does not leave the work out.
var sum atomic.Uint64
