package timeline

import (
	"fmt"
	"time"
)

// A Comparison is two runs with as many clients: A of a serial server, and B of
// a concurrent one, if they are what they should be.
type Comparison struct{ A, B *Run }

// A Side is one of the two runs, and what theory says of it.
type Side struct {
	*Run
	Letter string
	Theory time.Duration // one client after the other for A, all together for B
}

// Sides returns A and B.
func (c Comparison) Sides() [2]Side {
	return [2]Side{{c.A, "A", c.A.Plan.Serial()}, {c.B, "B", c.B.concurrentTheory()}}
}

// Failed is how many clients have failed, with A and B together.
func (c Comparison) Failed() int { return len(c.A.Failures()) + len(c.B.Failures()) }

// Speedup is how many times as fast as A B is; 0 if that cannot be told, as not
// all clients were done.
func (c Comparison) Speedup() float64 {
	if c.Failed() > 0 || c.A.Makespan() <= 0 || c.B.Makespan() <= 0 {
		return 0
	}
	return float64(c.A.Makespan()) / float64(c.B.Makespan())
}

// SpeedupText is the speed-up, or a dash.
func (c Comparison) SpeedupText() string { return ratio("%.2f", c.Speedup()) }

// Figures are the makespan, what theory says, and the ratio of the two, where
// that can be told.
func (s Side) Figures() (measured, theory, measuredOverTheory string) {
	told := 0.0
	if len(s.Failures()) == 0 && s.Makespan() > 0 && s.Theory > 0 {
		told = float64(s.Makespan()) / float64(s.Theory)
	}
	return Text(s.Makespan()), Text(s.Theory), ratio("%.3f", told)
}

func ratio(format string, value float64) string {
	if value == 0 {
		return "–"
	}
	return fmt.Sprintf(format, value)
}

// Text is a time in seconds, or a dash for what has not happened.
func Text(at time.Duration) string {
	if at == Never {
		return "–"
	}
	return fmt.Sprintf("%.3f s", at.Seconds())
}
