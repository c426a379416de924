//go:build unix

package spin

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime returns how long this thread has had a processor.
func threadTime() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		panic(err) // there is no such system
	}
	return time.Duration(t.Nano())
}
