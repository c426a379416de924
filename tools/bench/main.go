// Bench measures what the watching and the log of the lab cost: lesson 04
// beside a plain Go server of the same protocol, in one run, on one machine.
// Only the ratios count; the figures beside them are this machine's own.
//
//	go run ./tools/bench
//	go run ./tools/bench -rounds 51 -only connections
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

// limit ends a run that hangs. A usual one takes less than half of it.
const limit = 2 * time.Minute

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run returns the exit code: 0 if every target is met, 1 if one is missed or
// cannot be measured, 2 for a wrong command line.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "bench: %v\nSee: go run ./tools/bench -h\n", err)
		return 2
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer cancel()
	ctx, cancelLimit := context.WithTimeout(ctx, limit)
	defer cancelLimit()

	missed, err := measure(ctx, o, stdout)
	switch {
	case ctx.Err() != nil:
		fmt.Fprintf(stderr, "bench: stopped: %v\n", context.Cause(ctx))
		return 1
	case err != nil:
		fmt.Fprintf(stderr, "bench: %v\n", err)
		return 1
	case missed > 0:
		fmt.Fprintf(stdout, "\nTargets missed: %d. On a busy machine, try again with more -rounds.\n", missed)
		return 1
	}
	return 0
}

// measure prints the table, a line as soon as it is known, and returns how
// many targets were missed.
func measure(ctx context.Context, o options, w io.Writer) (missed int, err error) {
	workshop, err := openWorkshop()
	if err != nil {
		return 0, err
	}
	defer workshop.close()

	printHeader(w, o.rounds)
	for _, figure := range figures {
		if o.only != "" && o.only != figure.name {
			continue
		}
		rows, err := figure.measure(ctx, workshop, o.rounds)
		if skipped := (*skip)(nil); errors.As(err, &skipped) {
			fmt.Fprintf(w, "%s: skipped, %s\n", figure.name, skipped.why)
			continue
		}
		if err != nil {
			return missed, fmt.Errorf("%s: %w", figure.name, err)
		}
		for _, row := range rows {
			row.print(w)
			if !row.ok() {
				missed++
			}
		}
	}
	return missed, nil
}

// A figure is what -only names; it fills one or more rows of the table.
type figure struct {
	name    string
	measure func(ctx context.Context, w *workshop, rounds int) ([]row, error)
}

var figures = []figure{
	{"roundtrips", roundTrips},
	{"connections", connections},
	{"memory", memory},
	{"event", events},
}

// A skip is the error of a figure that this machine cannot measure.
type skip struct{ why string }

func (s *skip) Error() string { return "skipped, " + s.why }

// options is the command line.
type options struct {
	rounds int
	only   string // empty: every figure
}

func parse(args []string, stdout io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&o.rounds, "rounds", 25, "")
	flags.StringVar(&o.only, "only", "", "")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(stdout, usage)
		}
		return o, err
	}
	known := slices.ContainsFunc(figures, func(f figure) bool { return f.name == o.only })
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q is no flag, and there are no other arguments", flags.Arg(0))
	case o.rounds < 1 || o.rounds > 60:
		return o, fmt.Errorf("-rounds is from 1 to 60, not %d", o.rounds)
	case o.only != "" && !known:
		return o, fmt.Errorf("-only knows %s, not %q", names(), o.only)
	}
	return o, nil
}

func names() string {
	var list []string
	for _, f := range figures {
		list = append(list, f.name)
	}
	return strings.Join(list, ", ")
}

const usage = `bench: lesson 04 beside a plain Go server of the same protocol, as ratios

  go run ./tools/bench [flags]

  -rounds N
      How often each server is measured, in turns; the median counts. Default 25.
      Example:  -rounds 51
  -only NAME
      Just one of the figures: roundtrips, connections, memory, event.
      Example:  -only memory

It exits with 0 if every target is met, with 1 if one is missed, with 2 for a
wrong command line.
`
