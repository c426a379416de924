package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestInterleaveTakesTurnsAndTurnsBack(t *testing.T) {
	var order []int
	results, err := interleave(2, 3, func(i int) (float64, error) {
		order = append(order, i)
		return float64(len(order)), nil
	})
	if err != nil || !slices.Equal(order, []int{0, 1, 2, 2, 1, 0}) {
		t.Errorf("order %v (%v), want there and back", order, err)
	}
	if !slices.Equal(results[0], []float64{1, 6}) {
		t.Errorf("results of the first: %v, want those of turns 1 and 6", results[0])
	}
}

func TestMedian(t *testing.T) {
	if m := median([]float64{9, 1, 3}); m != 3 {
		t.Errorf("median of three: %v, want 3", m)
	}
	if m := median([]float64{4, 1, 2, 9}); m != 3 {
		t.Errorf("median of four: %v, want 3", m)
	}
}

func TestRowIsJudgedByTheRatioOfItsRounds(t *testing.T) {
	r := compare("trips", "/s", []float64{100, 200, 100}, []float64{94, 180, 96}, atLeast(0.95))
	var table bytes.Buffer
	r.print(&table)
	if r.ok() || !strings.Contains(table.String(), "0.940") || !strings.Contains(table.String(), "missed") {
		t.Errorf("a median of 0.94 should miss 0.95:\n%s", &table)
	}
}

func TestParseBenchmark(t *testing.T) {
	const output = "goos: linux\nBenchmarkColored-8  250000  480.5 ns/op  16 B/op  2 allocs/op\nPASS\n"
	cost, err := parseBenchmark(output, "BenchmarkColored")
	if err != nil || cost["ns/op"] != 480.5 || cost["allocs/op"] != 2 {
		t.Errorf("read %v (%v)", cost, err)
	}
	if _, err := parseBenchmark("PASS\n", "BenchmarkColored"); err == nil {
		t.Error("no result is no error")
	}
}

func TestExitCodeOfCommandLine(t *testing.T) {
	for args, want := range map[string]int{
		"-h": 0, "-rounds 0": 2, "-rounds many": 2, "-only speed": 2, "stray": 2,
	} {
		var stdout, stderr bytes.Buffer
		if code := run(strings.Fields(args), &stdout, &stderr); code != want {
			t.Errorf("bench %s: exit code %d, want %d: %s", args, code, want, &stderr)
		}
	}
}
