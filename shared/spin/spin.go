// Package spin keeps a core busy, and knows for how long it really had it: a
// step of its loop that takes long is one in which others had the processor.
package spin

import (
	"context"
	"time"
)

// step is longer than one round of the loop, and shorter than any time that
// the system gives to others.
const step = 50 * time.Microsecond

// For keeps a core busy for a time on the clock, and returns for how much of
// it the loop was running.
func For(d time.Duration) (ran time.Duration) {
	begun := time.Now()
	for last := begun; last.Sub(begun) < d; {
		last = round(last, &ran)
	}
	return ran
}

// Work keeps a core busy until the loop was running for d, as long as that may
// take on the clock, or until ctx is done.
func Work(ctx context.Context, d time.Duration) {
	last := time.Now()
	for ran := time.Duration(0); ran < d && ctx.Err() == nil; {
		last = round(last, &ran)
	}
}

// round is one round of the loop.
func round(last time.Time, ran *time.Duration) time.Time {
	now := time.Now()
	if took := now.Sub(last); took < step {
		*ran += took
	}
	return now
}
