package main

import "slices"

// interleave measures n things in turns and returns the results of each, a
// result a round. Whatever else the machine does meanwhile then falls on all
// of them. Every other round goes backwards, so that none is always the first.
func interleave(rounds, n int, measure func(i int) (float64, error)) ([][]float64, error) {
	results := make([][]float64, n)
	for round := range rounds {
		for turn := range n {
			i := turn
			if round%2 == 1 {
				i = n - 1 - turn
			}
			result, err := measure(i)
			if err != nil {
				return nil, err
			}
			results[i] = append(results[i], result)
		}
	}
	return results, nil
}

// ratios divides round by round: what slowed one down has slowed down its
// neighbour, too.
func ratios(ours, yardstick []float64) []float64 {
	quotients := make([]float64, len(ours))
	for i := range ours {
		quotients[i] = ours[i] / yardstick[i]
	}
	return quotients
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
