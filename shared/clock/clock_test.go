package clock_test

import (
	"testing"
	"time"

	"tcplab/shared/clock"
)

// The steps of the clock are much shorter than a millisecond, on every system.
func TestFine(t *testing.T) {
	finest := time.Hour
	for begun := time.Now(); time.Since(begun) < 50*time.Millisecond; {
		a := clock.Now()
		b := clock.Now()
		if step := b.Sub(a); step < 0 {
			t.Fatalf("the clock went back by %v", -step)
		} else if step > 0 {
			finest = min(finest, step)
		}
	}
	if finest > 100*time.Microsecond {
		t.Errorf("the shortest step was %v", finest)
	}
}

// It is the time of day as well.
func TestTimeOfDay(t *testing.T) {
	before := time.Now()
	now := clock.Now()
	if early, late := before.Sub(now), time.Until(now); early > time.Second || late > time.Second {
		t.Errorf("it is %v before time.Now, or %v after it", early, late)
	}
}

func TestCoarsen(t *testing.T) {
	const step = 5 * time.Millisecond
	restore := clock.Coarsen(step)
	begun := clock.Now()
	for clock.Since(begun) == 0 {
	}
	if took := clock.Since(begun); took%step != 0 {
		t.Errorf("the clock advanced by %v", took)
	}
	restore()
	// A loop that lost its core for a while proves nothing, so that there are several.
	finest := step
	for range 100 {
		for begun = clock.Now(); clock.Since(begun) == 0; {
		}
		finest = min(finest, clock.Since(begun))
	}
	if finest >= step {
		t.Errorf("restored, the clock advances by %v", finest)
	}
}
