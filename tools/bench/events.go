package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// events compares a line of the coloured log with a line of slog's own text
// handler, by the benchmarks of package console.
func events(ctx context.Context, w *workshop, rounds int) ([]row, error) {
	path, err := w.buildBenchmarks(ctx, "tcplab/shared/console")
	if err != nil {
		return nil, err
	}
	handlers := []string{"BenchmarkTextHandler", "BenchmarkColored"}
	times, err := interleave(rounds, len(handlers), func(i int) (float64, error) {
		cost, err := runBenchmark(ctx, path, handlers[i])
		return cost["ns/op"], err
	})
	if err != nil {
		return nil, err
	}
	whole, err := runBenchmark(ctx, path, "BenchmarkWatchedSend")
	if err != nil {
		return nil, err
	}
	return []row{
		compare("coloured event, beside slog's TextHandler", "ns", times[0], times[1], atMost(1)),
		{what: "coloured event, watched send, all in all", unit: "allocs", ours: whole["allocs/op"], target: atMost(2)},
	}, nil
}

// runBenchmark runs one benchmark of a built test program and returns what
// one operation costs, by unit.
func runBenchmark(ctx context.Context, path, name string) (map[string]float64, error) {
	cmd := exec.CommandContext(ctx, path, "-test.run=^$", "-test.bench=^"+name+"$",
		"-test.benchmem", "-test.benchtime=50ms", "-test.timeout=30s")
	output, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", name, err, output)
	}
	cost, err := parseBenchmark(string(output), name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", name, err, output)
	}
	return cost, nil
}

// parseBenchmark reads a line like
//
//	BenchmarkColored-8   250000   480 ns/op   0 B/op   0 allocs/op
func parseBenchmark(output, name string) (map[string]float64, error) {
	for line := range strings.Lines(output) {
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(fields[0], name) {
			continue
		}
		cost := map[string]float64{}
		for i := 2; i+1 < len(fields); i += 2 {
			value, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				return nil, err
			}
			cost[fields[i+1]] = value
		}
		return cost, nil
	}
	return nil, errors.New("no result")
}
