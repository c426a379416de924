package main

import (
	"context"
	"fmt"
)

// idle is how many clients are connected and greeted, and then say nothing.
const idle = 8000

// memory compares what the servers occupy while idle clients are connected.
func memory(ctx context.Context, w *workshop, rounds int) ([]row, error) {
	if err := canHold(idle); err != nil {
		return nil, err
	}
	programs := []program{w.plain, w.quiet, w.logged}
	rounds = min(rounds, 3) // it hardly varies, and 8,000 clients take a while
	sizes, err := interleave(rounds, len(programs), func(i int) (float64, error) {
		return residentMegabytes(ctx, programs[i])
	})
	if err != nil {
		return nil, err
	}
	return []row{
		compare(fmt.Sprintf("memory, %d idle clients, -quiet", idle), "MB", sizes[0], sizes[1], atMost(1.3)),
		compare(fmt.Sprintf("memory, %d idle clients, log to null device", idle), "MB", sizes[0], sizes[2], atMost(1.3)),
	}, nil
}

// residentMegabytes measures a fresh server: one that had clients before
// would still have their memory.
func residentMegabytes(ctx context.Context, p program) (float64, error) {
	s, err := start(ctx, p)
	if err != nil {
		return 0, err
	}
	defer s.stop()
	clients, err := connectAll(s.addr, idle)
	if err != nil {
		return 0, err
	}
	bytes, err := resident(s.cmd.Process.Pid)
	s.stop() // before the clients: see stop
	closeAll(clients)
	return float64(bytes) / 1e6, err
}
