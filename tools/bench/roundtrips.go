package main

import (
	"context"
	"sync/atomic"
	"time"
)

// roundTrips compares how many messages are answered in a second.
func roundTrips(ctx context.Context, w *workshop, rounds int) ([]row, error) {
	servers, err := startAll(ctx, w.plain, w.quiet, w.logged, w.piped)
	if err != nil {
		return nil, err
	}
	defer stopAll(servers)

	rates, err := interleave(rounds, len(servers), func(i int) (float64, error) {
		return roundTripsPerSecond(servers[i].addr)
	})
	if err != nil {
		return nil, err
	}
	return []row{
		compare("round trips, 32 clients, -quiet", "/s", rates[0], rates[1], atLeast(0.95)),
		compare("round trips, 32 clients, log to null device", "/s", rates[0], rates[2], atLeast(0.88)),
		compare("round trips, 32 clients, log into a slow pipe", "/s", rates[0], rates[3], atLeast(0.88)),
	}, nil
}

func roundTripsPerSecond(addr string) (float64, error) {
	const (
		atOnce   = 32
		duration = 150 * time.Millisecond
	)
	clients, err := connectAll(addr, atOnce)
	if err != nil {
		return 0, err
	}
	defer closeAll(clients)

	var trips atomic.Int64
	begin := time.Now()
	err = together(atOnce, func(i int) error {
		n := int64(0)
		defer func() { trips.Add(n) }()
		for time.Since(begin) < duration {
			if err := clients[i].roundTrip(); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	elapsed := time.Since(begin).Seconds()
	if err != nil {
		return 0, err
	}
	return float64(trips.Load()) / elapsed, together(atOnce, func(i int) error { return clients[i].leave() })
}
