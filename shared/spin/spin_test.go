package spin_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/shirou/gopsutil/v4/process"

	"tcplab/shared/clock"
	"tcplab/shared/spin"
)

// steps are those of the clocks of Linux, and of Windows.
var steps = []time.Duration{0, 500 * time.Microsecond, 15600 * time.Microsecond}

// withSteps runs a test with every clock.
func withSteps(t *testing.T, test func(*testing.T)) {
	for _, step := range steps {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			if step > 0 {
				defer clock.Coarsen(step)()
			}
			test(t)
		})
	}
}

// For takes as long as it should, and knows for how much of that time it had a
// core, whatever else the machine does.
func TestFor(t *testing.T) {
	withSteps(t, func(t *testing.T) {
		const d = 20 * time.Millisecond
		ran, before := time.Duration(0), processorTime(t)
		for begun := time.Now(); ran < 5*d; {
			begunOne := clock.Now()
			one := spin.For(d)
			if took := clock.Since(begunOne); took < d || one > took {
				t.Fatalf("it took %v, and ran for %v", took, one)
			}
			if ran += one; time.Since(begun) > atMost {
				t.Fatalf("it ran for %v in %v", ran, atMost)
			}
		}
		if used := processorTime(t) - before; used > 2*ran || 2*used < ran {
			t.Errorf("it ran for %v, and used the processor for %v", ran, used)
		}
	})
}

// atMost is for some tenths of a second, on a machine that is busy.
const atMost = 30 * time.Second

// Work computes for as long as it should. A system may count in steps of 16 ms.
func TestWork(t *testing.T) {
	withSteps(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), atMost)
		defer cancel()
		const d = 100 * time.Millisecond
		before := processorTime(t)
		spin.Work(ctx, d)
		if used := processorTime(t) - before; used < d*3/4 || ctx.Err() != nil {
			t.Errorf("it has used the processor for %v (%v)", used, ctx.Err())
		}
	})
}

// processorTime is how long this test has had a processor.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	self, err := process.NewProcess(int32(os.Getpid()))
	if err != nil {
		t.Fatal(err)
	}
	times, err := self.Times()
	if err != nil {
		t.Fatal(err)
	}
	return time.Duration((times.User + times.System) * float64(time.Second))
}

// Work overlaps on the cores that there are, and no further: twice as many
// workers as cores take twice as long, whatever else the machine does.
func TestWorkTakesCores(t *testing.T) {
	if testing.Short() {
		t.Skip("long: all cores are busy")
	}
	withSteps(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), atMost)
		defer cancel()
		cores := runtime.GOMAXPROCS(0)
		const work = 50 * time.Millisecond
		begun := time.Now()
		var wait sync.WaitGroup
		for range 4 * cores {
			wait.Go(func() { spin.Work(ctx, work) })
		}
		wait.Wait()
		if took := time.Since(begun); took < 3*work || ctx.Err() != nil {
			t.Errorf("4 x %d workers of %v took %v on %d cores", cores, work, took, cores)
		}
	})
}

func TestWorkIsCalledOff(t *testing.T) {
	withSteps(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		spin.Work(ctx, time.Hour)
	})
}
