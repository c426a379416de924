package clock

import (
	"sync"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The performance counter is fine, but does not know the time of day. So it
// measures from a moment at which time.Now was read.
var (
	queryCounter   = windows.NewLazySystemDLL("kernel32.dll").NewProc("QueryPerformanceCounter")
	queryFrequency = windows.NewLazySystemDLL("kernel32.dll").NewProc("QueryPerformanceFrequency")
	frequency      = func() (n int64) { read(queryFrequency, &n); return n }() // steps in a second

	mu      sync.Mutex
	counter int64 // is here, as one on the stack would be copied to the heap at each look
	began   time.Time
	steps   int64 // of the counter, when it began
)

// drift is how far both clocks may be apart: more than a step of time.Now, and
// less than anyone notices who compares the log with a clock on the wall.
const drift = 100 * time.Millisecond

func system() time.Time {
	mu.Lock()
	defer mu.Unlock()
	rough := time.Now()
	read(queryCounter, &counter)
	t := began.Add(duration(counter - steps))
	// The machine was asleep, or its clock was set.
	if apart := rough.Round(0).Sub(t.Round(0)); began.IsZero() || apart.Abs() > drift {
		began, steps, t = rough, counter, rough
	}
	return t
}

// duration converts steps of the counter, without an overflow after a month.
func duration(steps int64) time.Duration {
	seconds, rest := steps/frequency, steps%frequency
	return time.Duration(seconds)*time.Second + time.Duration(rest)*time.Second/time.Duration(frequency)
}

// read calls one of the two functions; neither can fail on Windows XP or later.
func read(function *windows.LazyProc, n *int64) {
	syscall.SyscallN(function.Addr(), uintptr(unsafe.Pointer(n)))
}
