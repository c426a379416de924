// Package clock tells the time in steps far below a millisecond on every
// system. Go's time.Now does so on Linux and macOS; on Windows it advances in
// steps of 0.5 to 15.6 ms, in which many socket calls take no time at all.
//
// Use it wherever less than a tenth of a second may be measured. A deadline
// for a socket can stay with time.Now.
package clock

import (
	"context"
	"time"
)

// Now returns the time. The difference of two times, by Sub or Since, is as
// fine as the clock.
func Now() time.Time { return now() }

// Since returns the time that has passed since t, which Now returned.
func Since(t time.Time) time.Duration { return now().Sub(t) }

// Sleep waits for a time, or until ctx is done: then it reports false.
func Sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// now is the clock of this system, if it has no finer one; a test may replace it.
var now = time.Now

// Coarsen makes the clock advance in steps, as time.Now does on Windows, until
// restore is called. It is for tests, before anything else reads the clock.
func Coarsen(step time.Duration) (restore func()) {
	began, fine := now(), now
	now = func() time.Time { return began.Add(fine().Sub(began).Truncate(step)) }
	return func() { now = fine }
}
