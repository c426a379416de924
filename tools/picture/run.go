package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

const (
	delay   = "200ms"
	command = `make lesson-4 ARGS="-delay ` + delay + `"`
)

// conversations are what the two clients say. The second one comes later and
// is done earlier, though nobody has been told to hurry.
var conversations = [][]string{
	{"Michael", "Tracy", "Sarah"},
	{"小明", "小红"},
}

// A run is what a server has told: to people, and to programs.
type run struct {
	console string // with its escape sequences
	events  []event.Event
}

// play starts the server, sends it the clients, and returns what it showed.
// Whoever still runs when ctx is done is ended.
func play(ctx context.Context, bin string, lang phrase.Lang) (run, error) {
	os.Setenv("TERM", "xterm-256color") // whatever the one is in which this runs
	server, err := process.Lab(process.Program(bin, "04-threaded"),
		"-addr", "127.0.0.1:0", "-color", "always", "-delay", delay, "-lang", string(lang)).Start(ctx)
	if err != nil {
		return run{}, err
	}
	if err := server.Listening(ctx); err != nil {
		return run{}, err
	}
	var clients []*process.Process
	for i, words := range conversations {
		client, err := process.Lab(process.Program(bin, "05-client"),
			slices.Concat([]string{"-addr", server.Addr, "-quiet"}, words)...).Start(ctx)
		if err != nil {
			return run{}, err
		}
		clients = append(clients, client)
		// The next one comes while this one is being served: they overlap.
		if _, err := server.Await(ctx, func(e event.Event) bool { return e.Op == event.Recv && e.Conn == i+1 }); err != nil {
			return run{}, err
		}
	}
	for _, client := range clients {
		if code, err := client.Wait(ctx); err != nil || code != 0 {
			return run{}, fmt.Errorf("a client ended with %d: %w\n%s", code, err, client.Output())
		}
	}
	// Both have gone once the server has seen it.
	for i := range clients {
		if _, err := server.Await(ctx, func(e event.Event) bool { return e.Op == event.Close && e.Conn == i+1 }); err != nil {
			return run{}, err
		}
	}
	if err := server.Interrupt(); err != nil {
		return run{}, err
	}
	if _, err := server.Wait(ctx); err != nil {
		return run{}, err
	}
	return run{server.Output(), server.Events()}, nil
}

// opening is when the first client of every picture arrives.
var opening = time.Date(2000, 1, 1, 10, 0, 0, 0, time.UTC)

// grain is what is left of the clock: finer differences are those between two
// machines, not between two lessons.
const grain = 100 * time.Millisecond

// normalised returns the console's text with the clock, the ports and the
// addresses that every run has. The events tell which ones this run had.
func (r run) normalised() string {
	var pairs []string
	replace := func(old, new string) {
		if old != "" { // columns stay as wide as they are
			pairs = append(pairs, old, fmt.Sprintf("%-*s", len(old), new))
		}
	}
	for _, e := range r.events {
		const clock = "15:04:05.000"
		replace(e.Time.Format(clock), r.sinceArrival(e).Format(clock))
		if e.Op == event.Listen {
			replace(e.Local, "127.0.0.1:9999")
		}
		if e.Op == event.Accept {
			replace(e.Peer, fmt.Sprintf("127.0.0.1:%d", 62139+e.Conn))
		}
	}
	return strings.NewReplacer(pairs...).Replace(r.console)
}

// sinceArrival returns the time of e if the first client came at ten sharp.
// Whatever was before that was just before it.
func (r run) sinceArrival(e event.Event) time.Time {
	for _, first := range r.events {
		if first.Op == event.Accept {
			return opening.Add(max(0, e.Time.Sub(first.Time)).Truncate(grain))
		}
	}
	return opening
}
