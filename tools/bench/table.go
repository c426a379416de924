package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
)

// A row is one line of the table.
type row struct {
	what      string
	unit      string
	yardstick float64
	ours      float64
	ratios    []float64 // of each round; nil if ours is judged by itself
	target    target
}

// compare makes a row of the results of two that were measured in turns.
func compare(what, unit string, yardstick, ours []float64, t target) row {
	return row{
		what: what, unit: unit, target: t,
		yardstick: median(yardstick), ours: median(ours),
		ratios: ratios(ours, yardstick),
	}
}

// ok reports whether the row meets its target.
func (r row) ok() bool {
	if r.ratios == nil {
		return r.target.met(r.ours)
	}
	return r.target.met(median(r.ratios))
}

// A target is the least or the most that a value may be; the zero target is
// met by any.
type target struct {
	sign  string
	bound float64
}

func atLeast(bound float64) target { return target{">=", bound} }
func atMost(bound float64) target  { return target{"<=", bound} }

func (t target) met(value float64) bool {
	switch t.sign {
	case ">=":
		return value >= t.bound
	case "<=":
		return value <= t.bound
	}
	return true
}

func (t target) String() string {
	if t.sign == "" {
		return "none"
	}
	return t.sign + " " + strconv.FormatFloat(t.bound, 'g', -1, 64)
}

const layout = "%-46s %12s %12s  %6s  %-13s  %-7s  %s\n"

func printHeader(w io.Writer, rounds int) {
	fmt.Fprintf(w, "Medians of up to %d rounds in turns; the ratio is the median of each round's.\n\n", rounds)
	fmt.Fprintf(w, layout, "figure", "yardstick", "lesson 04", "ratio", "from .. to", "target", "")
}

func (r row) print(w io.Writer) {
	verdict := "ok"
	switch {
	case r.target == (target{}):
		verdict = ""
	case !r.ok():
		verdict = "missed"
	}
	ratio, span := "", ""
	if r.ratios != nil {
		ratio = fmt.Sprintf("%.3f", median(r.ratios))
		span = fmt.Sprintf("%.2f .. %.2f", slices.Min(r.ratios), slices.Max(r.ratios))
	}
	fmt.Fprintf(w, layout, r.what, r.value(r.yardstick), r.value(r.ours), ratio, span, r.target, verdict)
}

func (r row) value(v float64) string { return fmt.Sprintf("%.0f %s", v, r.unit) }
