// Bench runs the benchmarks of what watching, the log and the board cost, and judges
// them by their targets: lesson 04 beside a plain Go server of the same protocol,
// and that server with the board and alone, on one machine, in turns. The ratios
// count; the figures beside them are this machine's own.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// options is the command line.
type options struct {
	rounds int
	only   string // empty: every group
}

// run returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "bench: %v\nSee: make bench ARGS=-h\n", err)
		return 2
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	verdicts, err := measure(ctx, o, stdout)
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		fmt.Fprintf(stderr, "bench: %v\n", err)
		return 1
	}
	if n := verdicts[unclear]; n > 0 {
		fmt.Fprintf(stdout, "\nUnclear: %d. Try again with more -rounds, or when the machine is less busy.\n", n)
	}
	if n := verdicts[missed]; n > 0 {
		fmt.Fprintf(stdout, "\nTargets missed: %d.\n", n)
		return 1
	}
	return 0
}

func parse(args []string) (o options, err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&o.rounds, "rounds", 25, "")
	flags.StringVar(&o.only, "only", "", "")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	known := slices.ContainsFunc(groups, func(g group) bool { return g.name == o.only })
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q is not a flag, and there are no other arguments", flags.Arg(0))
	case o.rounds < 1 || o.rounds > 1000:
		return o, fmt.Errorf("-rounds is from 1 to 1000, not %d", o.rounds)
	case o.only != "" && !known:
		return o, fmt.Errorf("-only does not know %q", o.only)
	}
	return o, nil
}

const usage = `bench: lesson 04 beside a plain Go server of the same protocol, as ratios

  make bench ARGS="[flags]", or go run -C .ci ./bench [flags]

  -rounds N
      How often each of them is measured, in turns; the median counts.
      Default 25, and 6 for memory. Fewer than 5 are too few to miss a target.
      Example:  -rounds 50
  -only NAME
      One group of figures: roundtrips, connections, memory, board or event.
      Example:  -only memory

The ratio is the median of the rounds' ratios. A target is met if the ratio
meets it, and missed if all of its 95% confidence interval misses it. In between
it is unclear: more rounds help. While other programs use more than a tenth of
the machine, a figure in seconds is not missed either; the figure below it, in
seconds of processor time (/cpu-s), which they change little, decides then.

It exits with 0, with 1 if a target is missed or nothing could be measured,
with 2 for a wrong command line.
`

// measure prints the table, group by group, and counts the verdicts.
func measure(ctx context.Context, o options, w io.Writer) (map[verdict]int, error) {
	dir, err := build(ctx)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)

	verdicts := map[verdict]int{}
	printHeader(w)
	for _, g := range groups {
		if o.only != "" && o.only != g.name {
			continue
		}
		all := results{}
		for range min(o.rounds, g.atMost) {
			if err := g.round(ctx, dir, all); err != nil {
				return nil, fmt.Errorf("%s: %w", g.name, err)
			}
		}
		for _, f := range g.figures {
			r, err := g.row(f, all)
			if err != nil {
				return nil, err
			}
			r.print(w)
			verdicts[r.verdict]++
		}
	}
	return verdicts, nil
}

// root is the folder of the lab: go run -C .ci starts the program below it.
const root = ".."

// build builds the servers and the benchmarks into a new folder.
func build(ctx context.Context) (dir string, err error) {
	if dir, err = os.MkdirTemp("", "tcplab-bench-"); err != nil {
		return "", err
	}
	into := dir + string(filepath.Separator)
	for _, args := range [][]string{
		{"build", "-o", into, "./lessons/04-threaded", "./lessons/testdata/plain"},
		{"test", "-c", "-o", into, "./lessons", "./shared/console", "./tools/board"},
	} {
		cmd := exec.CommandContext(ctx, "go", args...)
		cmd.Dir = root
		if output, err := cmd.CombinedOutput(); err != nil {
			os.RemoveAll(dir)
			return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, output)
		}
	}
	return dir, nil
}

// round runs all variants once. Every round has a process of its own, since
// go test -count would run one variant after the other.
func (g group) round(ctx context.Context, dir string, all results) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(dir, filepath.Base(g.pkg)+".test"),
		"-test.run=^$", "-test.bench=^Benchmark"+g.benchmark+"$", "-test.benchtime="+g.benchtime)
	cmd.Env = append(cmd.Environ(), "LAB_BIN="+dir)
	// It has servers to stop.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	cmd.Stderr = os.Stderr
	output, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, output)
	}
	return g.read(bytes.NewReader(output), all)
}
