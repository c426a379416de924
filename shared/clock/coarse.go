//go:build coarseclock

package clock

import (
	"os"
	"time"
)

// With the build tag coarseclock a program has a clock with steps of
// LAB_CLOCK_STEP, such as 15.6ms. The tests build programs so.
func init() {
	step, err := time.ParseDuration(os.Getenv("LAB_CLOCK_STEP"))
	if err == nil && step > 0 {
		Coarsen(step)
	}
}
