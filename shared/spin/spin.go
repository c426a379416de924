// Package spin keeps a core busy, and knows for how long it really had one: the
// system counts the processor time of each thread, however coarse its clock is.
package spin

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
)

// For keeps a core busy for a time on the clock, and returns for how much of it
// the loop was running.
func For(d time.Duration) (ran time.Duration) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	begun, before := clock.Now(), threadTime()
	for clock.Since(begun) < d {
		compute()
	}
	return min(threadTime()-before, clock.Since(begun))
}

// Work keeps a core busy until the loop was running for d, as long as that may
// take on the clock, or until ctx is done.
func Work(ctx context.Context, d time.Duration) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for before := threadTime(); threadTime()-before < d && ctx.Err() == nil; {
		compute()
	}
}

// compute takes some microseconds, which is long beside a look at a clock.
func compute() {
	x := sum.Load()
	for range 4000 {
		x = x*6364136223846793005 + 1442695040888963407
	}
	sum.Store(x)
}

// sum is kept, so that the compiler does not leave the work out.
var sum atomic.Uint64
