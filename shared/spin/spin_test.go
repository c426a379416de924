package spin_test

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"time"

	"tcplab/shared/spin"
)

func TestFor(t *testing.T) {
	begun := time.Now()
	ran := spin.For(30 * time.Millisecond)
	if took := time.Since(begun); took < 30*time.Millisecond || ran > took {
		t.Errorf("it took %v, and ran for %v", took, ran)
	}
}

// Work overlaps on the cores that there are, and no further: twice as many
// workers as cores take twice as long, whatever else the machine does.
func TestWorkTakesCores(t *testing.T) {
	cores := runtime.GOMAXPROCS(0)
	const work = 50 * time.Millisecond
	begun := time.Now()
	var wait sync.WaitGroup
	for range 4 * cores {
		wait.Go(func() { spin.Work(t.Context(), work) })
	}
	wait.Wait()
	if took := time.Since(begun); took < 3*work {
		t.Errorf("4 x %d workers of %v took %v on %d cores", cores, work, took, cores)
	}
}

func TestWorkIsCalledOff(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	spin.Work(ctx, time.Hour)
}
