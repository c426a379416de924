// Demo plays lessons in one terminal: their server and clients are real
// processes, each has a column, and time runs downwards. It ends by itself.
//
//	go run ./tools/demo        all six lessons
//	go run ./tools/demo 3 4    serial, then concurrent
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"syscall"

	"tcplab/shared/console"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/columns"
	"tcplab/tools/internal/scenario"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) (code int) {
	line, err := tool.Parse(args)
	if err != nil {
		return line.Refuse(err)
	}
	plays, err := choose(line)
	if err != nil {
		return line.Refuse(err)
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	// A closed pipe must not end the demo before it has tidied up.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)

	out, colored := console.Open(os.Stdout, line.Color)
	s := &screen{out: out, lang: line.Lang, width: columns.OfTerminal(os.Stdout)}
	if colored {
		s.palette = console.NewPalette()
	}
	switch err := play(ctx, plays, s); {
	case ctx.Err() != nil, fault.ClosedPipe(err):
		return 0 // Ctrl+C, or | head: the audience has seen enough
	case err != nil:
		fmt.Fprintf(os.Stderr, "demo: %v\n", err)
		return 1
	}
	return 0
}

// play plays one scenario after the other.
func play(ctx context.Context, plays []scenario.Scenario, s *screen) error {
	dir, err := process.Build("./lessons/...", "./tools/web")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s.out = &watched{s.out, cancel}
	for _, p := range plays {
		s.open(p)
		if err := p.Play(ctx, dir, s.lang, s.show); err != nil {
			return err
		}
	}
	s.end()
	return context.Cause(ctx)
}

// A watched writer cancels the play that nobody can see any more.
type watched struct {
	w      io.Writer
	cancel context.CancelCauseFunc
}

func (w *watched) Write(b []byte) (int, error) {
	n, err := w.w.Write(b)
	if err != nil {
		w.cancel(err)
	}
	return n, err
}

// choose returns the plays of the lessons that are named, or all of them.
func choose(line cli.Line) (plays []scenario.Scenario, err error) {
	if len(line.Args) == 0 {
		return scenario.All, nil
	}
	for _, number := range line.Args {
		n, err := strconv.Atoi(number)
		i := slices.IndexFunc(scenario.All, func(s scenario.Scenario) bool { return s.Lesson == n })
		if err != nil || i < 0 {
			return nil, line.Wrong(badNumber, len(scenario.All), number)
		}
		plays = append(plays, scenario.All[i])
	}
	return plays, nil
}

var tool = cli.Tool{
	Name: "demo", Args: "[N …]", Example: "go run ./tools/demo 3 4",
	Purpose: phrase.Phrase{
		EN: "plays the lessons N, or all of them, with their clients",
		ZH: "演示第 N 课，带客户端；不写 N 则演示全部课程",
	},
}

var badNumber = phrase.Phrase{
	EN: "N is the number of a lesson, 1 to %d, not %q.",
	ZH: "N 是课程编号，从 1 到 %d，不能是 %q。",
}
