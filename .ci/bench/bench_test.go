package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/perf/benchmath"
)

// readRounds returns the results of rounds in which others had so much of the
// machine, in per cent, and the log so many trips for a hundred of plain.
func readRounds(t *testing.T, g group, others int, trips ...int) results {
	t.Helper()
	all := results{}
	for i, n := range trips {
		speed := i + 1 // of the machine in this round
		output := fmt.Sprintf("goos: linux\nBenchmarkTrips/server=log-8 5000 %d trips/s %d others-%%\n"+
			"BenchmarkTrips/server=plain-8 5000 %d trips/s\nPASS\n", n*speed, others, 100*speed)
		if err := g.read(strings.NewReader(output), all); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestRatioIsTheMedianOfTheRoundsRatios(t *testing.T) {
	g := group{benchmark: "Trips", yardstick: "/server=plain"}
	trips := figure{"trips", "/server=log", "trips/s", target{">=", 0.9}}
	for _, c := range []struct {
		others int
		trips  []int
		want   verdict
	}{
		{0, []int{93, 93, 95, 95, 80, 93}, met},
		{0, []int{80, 80, 80, 80, 80, 80}, missed},
		{50, []int{80, 80, 80, 80, 80, 80}, unclear}, // as other programs use half of the machine
		{0, []int{80, 80, 80, 80, 99, 99}, unclear},  // as the interval reaches 0.99
		{0, []int{80, 80, 80, 80}, unclear},          // as these are too few for an interval
	} {
		r, err := g.row(trips, readRounds(t, g, c.others, c.trips...))
		if err != nil || r.verdict != c.want {
			t.Errorf("%v, %d%% for others: %v (%v), want %s", c.trips, c.others, r, err, c.want)
		}
	}
	r, _ := g.row(trips, readRounds(t, g, 0, 93, 93, 95, 95, 80, 93))
	var line bytes.Buffer
	r.print(&line)
	if got := strings.Join(strings.Fields(line.String()), " "); got != "trips 350 332 trips/s 0.930 0.80 .. 0.95 >= 0.9 ok" {
		t.Errorf("the line is %q", got)
	}
}

func TestValueWithoutYardstickIsJudgedItself(t *testing.T) {
	g := group{benchmark: "WatchedSend"}
	all := results{}
	if err := g.read(strings.NewReader("BenchmarkWatchedSend-2 1000 520.7 ns/op 16 B/op 3 allocs/op\n"), all); err != nil {
		t.Fatal(err)
	}
	if ns := all[[2]string{"", "ns/op"}]; len(ns) != 1 || ns[0] != 520.7 {
		t.Errorf("ns/op: %v, want 520.7", ns)
	}
	r, err := g.row(figure{unit: "allocs/op", target: target{"<=", 2}}, all)
	if err != nil || r.judged.Center != 3 {
		t.Errorf("%v (%v), want 3", r, err)
	}
}

func TestTargets(t *testing.T) {
	for _, c := range []struct {
		target
		lo, center, hi float64
		want           verdict
	}{
		{target{"<=", 1.3}, 1.2, 1.3, 1.4, met},
		{target{"<=", 1.3}, 1.25, 1.31, 1.4, unclear},
		{target{"<=", 1.3}, 1.31, 1.32, 1.4, missed},
		{target{">=", 0.9}, 0.8, 0.9, 0.95, met},
		{target{">=", 0.9}, 0.8, 0.89, 0.95, unclear},
		{target{">=", 0.9}, 0.8, 0.85, 0.89, missed},
	} {
		if got := c.judge(benchmath.Summary{Lo: c.lo, Center: c.center, Hi: c.hi}); got != c.want {
			t.Errorf("%v .. %v .. %v, want %s %v: %s, want %s", c.lo, c.center, c.hi, c.sign, c.bound, got, c.want)
		}
	}
}

func TestFigureThatIsNotReported(t *testing.T) {
	g := group{benchmark: "Trips", yardstick: "/server=plain"}
	_, err := g.row(figure{variant: "/server=log", unit: "MB"}, readRounds(t, g, 0, 90))
	if err == nil || !strings.Contains(err.Error(), "no MB from BenchmarkTrips/server=log") {
		t.Errorf("the error is %v", err)
	}
	if err := g.read(strings.NewReader("BenchmarkTrips-2 many\n"), results{}); err == nil {
		t.Error("a line that is not a result is not an error")
	}
}

func TestExitCodeOfCommandLine(t *testing.T) {
	for args, want := range map[string]int{
		"-h": 0, "-rounds 0": 2, "-rounds 1001": 2, "-rounds many": 2, "-only speed": 2, "stray": 2,
	} {
		var stdout, stderr bytes.Buffer
		if code := run(strings.Fields(args), &stdout, &stderr); code != want {
			t.Errorf("bench %s: exit code %d, want %d: %s", args, code, want, &stderr)
		}
	}
}
