package main

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
)

// A group is a benchmark whose variants are measured in turns: each round runs
// all of them once.
type group struct {
	name      string // for -only
	pkg       string
	benchmark string
	benchtime string
	atMost    int    // rounds
	yardstick string // the variant that the others are divided by
	figures   []figure
}

// A figure is a line of the table.
type figure struct {
	what    string
	variant string
	unit    string
	target  target
}

// A target is the least or the most that a figure may be.
type target struct {
	sign  string
	bound float64
}

// The targets are about seconds. Those for seconds of processor time (/cpu-s)
// are for a machine that is busy with other programs, where every switch between
// threads costs more: so they are lower.
var groups = []group{
	{"roundtrips", "lessons", "RoundTrips", "50000x", 1000, "/server=plain", []figure{
		{"round trips, 32 clients, -quiet", "/server=quiet", "trips/s", target{">=", 0.95}},
		{"  by processor time", "/server=quiet", "trips/cpu-s", target{">=", 0.9}},
		{"round trips, log to the null device", "/server=log", "trips/s", target{">=", 0.88}},
		{"  by processor time", "/server=log", "trips/cpu-s", target{">=", 0.8}},
		{"round trips, log into a slow pipe", "/server=pipe", "trips/s", target{">=", 0.88}},
		{"  by processor time", "/server=pipe", "trips/cpu-s", target{">=", 0.8}},
	}},
	{"connections", "lessons", "Connections", "1000x", 1000, "/server=plain", []figure{
		{"connections, 16 at a time, -quiet", "/server=quiet", "conns/s", target{">=", 0.9}},
		{"  by processor time", "/server=quiet", "conns/cpu-s", target{">=", 0.9}},
	}},
	// Memory hardly varies, and 8,000 clients take a while.
	{"memory", "lessons", "Memory", "1x", 6, "/server=plain", []figure{
		{"memory, 8000 idle clients, -quiet", "/server=quiet", "MB", target{"<=", 1.3}},
		{"memory, log to the null device", "/server=log", "MB", target{"<=", 1.3}},
	}},
	{"board", "tools/board", "RoundTrips", "3000x", 1000, "/server=alone", []figure{
		{"clients that ask once, board open", "/server=board", "trips/s", target{">=", 0.9}},
	}},
	{"event", "shared/console", "Event", "100000x", 1000, "/log=slog", []figure{
		{"coloured event, beside slog's TextHandler", "/log=console", "ns/op", target{"<=", 1}},
	}},
	{"event", "shared/console", "WatchedSend", "1000x", 6, "", []figure{
		{"allocations of a watched send, log included", "", "allocs/op", target{"<=", 2}},
	}},
}

// results holds the values of a group's rounds, by variant and unit.
type results map[[2]string][]float64

// read adds what the benchmark prints in one round.
func (g group) read(output io.Reader, into results) error {
	for reader := benchfmt.NewReader(output, g.benchmark); reader.Scan(); {
		switch record := reader.Result().(type) {
		case *benchfmt.SyntaxError:
			return record
		case *benchfmt.Result:
			_, parts := record.Name.Parts()
			variant := ""
			if len(parts) > 0 && parts[0][0] == '/' { // the other part is GOMAXPROCS
				variant = string(parts[0])
			}
			for _, v := range record.Values {
				key, value := [2]string{variant, v.Unit}, v.Value
				if v.OrigUnit != "" { // ns rather than seconds
					key[1], value = v.OrigUnit, v.OrigValue
				}
				into[key] = append(into[key], value)
			}
		}
	}
	return nil
}

// isBusy reports whether other programs used more than a tenth of the machine.
func (r results) isBusy() bool {
	var others []float64
	for key, values := range r {
		if key[1] == "others-%" {
			others = append(others, values...)
		}
	}
	return len(others) > 0 && median(others).Center > 10
}

// A verdict says whether a target is met.
type verdict string

const (
	met     verdict = "ok"
	missed  verdict = "missed"
	unclear verdict = "unclear" // other programs disturb the measurement too much
)

// judge judges a median by its confidence interval: noise alone misses nothing.
func (t target) judge(s benchmath.Summary) verdict {
	meets := func(value float64) bool {
		if t.sign == ">=" {
			return value >= t.bound
		}
		return value <= t.bound
	}
	switch {
	case meets(s.Center):
		return met
	case meets(s.Lo) || meets(s.Hi):
		return unclear
	}
	return missed
}

// A row is a figure after all rounds.
type row struct {
	figure
	yardstick, ours float64           // medians
	judged          benchmath.Summary // of the rounds' ratios, or without a yardstick of ours
	verdict         verdict
}

// row divides round by round: what has slowed down one variant has slowed down
// its neighbour, too.
func (g group) row(f figure, all results) (row, error) {
	ours, yardstick := all[[2]string{f.variant, f.unit}], all[[2]string{g.yardstick, f.unit}]
	if len(ours) == 0 || len(yardstick) != len(ours) {
		return row{}, fmt.Errorf("no %s from Benchmark%s%s", f.unit, g.benchmark, f.variant)
	}
	judged := ours
	if g.yardstick != "" {
		judged = make([]float64, len(ours))
		for i := range ours {
			judged[i] = ours[i] / yardstick[i]
		}
	}
	r := row{figure: f, yardstick: median(yardstick).Center, ours: median(ours).Center, judged: median(judged)}
	r.verdict = f.target.judge(r.judged)
	if r.verdict == missed && strings.HasSuffix(f.unit, "/s") && all.isBusy() {
		r.verdict = unclear
	}
	return r, nil
}

// median returns the median with its 95% confidence interval, as benchstat does.
func median(values []float64) benchmath.Summary {
	sample := benchmath.NewSample(append([]float64(nil), values...), &benchmath.DefaultThresholds)
	return benchmath.AssumeNothing.Summary(sample, 0.95)
}

const layout = "%-43s  %9s  %9s  %-11s  %6s  %-12s  %-7s  %s\n"

func printHeader(w io.Writer) {
	fmt.Fprintf(w, layout, "figure", "yardstick", "ours", "unit", "ratio", "95% interval", "target", "")
}

func (r row) print(w io.Writer) {
	s := r.judged
	line := fmt.Sprintf(layout, r.what, fmt.Sprintf("%.0f", r.yardstick), fmt.Sprintf("%.0f", r.ours), r.unit,
		fmt.Sprintf("%.3f", s.Center), fmt.Sprintf("%.2f .. %.2f", s.Lo, s.Hi),
		fmt.Sprint(r.target.sign, " ", r.target.bound), r.verdict)
	io.WriteString(w, strings.TrimRight(line, " "))
}
