package main

import (
	"context"
	"time"
)

// connections compares how many clients are served in a second that connect,
// are greeted, say one thing, and leave.
func connections(ctx context.Context, w *workshop, rounds int) ([]row, error) {
	servers, err := startAll(ctx, w.plain, w.quiet)
	if err != nil {
		return nil, err
	}
	defer stopAll(servers)

	rates, err := interleave(rounds, len(servers), func(i int) (float64, error) {
		return connectionsPerSecond(servers[i].addr)
	})
	if err != nil {
		return nil, err
	}
	return []row{
		compare("connections, 16 at a time, -quiet", "/s", rates[0], rates[1], atLeast(0.90)),
	}, nil
}

func connectionsPerSecond(addr string) (float64, error) {
	const (
		atOnce = 16
		each   = 80 // 1,280 a round; even 60 rounds are no flood
	)
	begin := time.Now()
	err := together(atOnce, func(int) error {
		for range each {
			if err := visit(addr); err != nil {
				return err
			}
		}
		return nil
	})
	return atOnce * each / time.Since(begin).Seconds(), err
}

func visit(addr string) error {
	c, err := connect(addr)
	if err != nil {
		return err
	}
	defer c.conn.Close()
	if err := c.roundTrip(); err != nil {
		return err
	}
	return c.leave()
}
