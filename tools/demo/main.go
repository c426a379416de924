// Demo plays lessons in one terminal: their server and clients are real
// processes, each has a column, and time runs downwards. It ends by itself.
//
//	go run ./tools/demo        all six lessons
//	go run ./tools/demo 3 4    serial, then concurrent
package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"

	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/scenario"
	"tcplab/tools/internal/terminal"
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

	ctx, out, stop := terminal.Open(line.Color)
	defer stop()
	err = play(ctx, plays, &screen{Terminal: out, lang: line.Lang})
	if lost := out.Lost(); lost != nil {
		err = lost
	}
	switch {
	case err == nil:
	case fault.ClosedPipe(err), ctx.Err() != nil && out.Lost() == nil:
		return 0 // | head, or Ctrl+C: the audience has seen enough
	default:
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
	for _, p := range plays {
		s.open(p)
		if err := p.Play(ctx, dir, s.lang, s.show); err != nil {
			return err
		}
	}
	s.end()
	return context.Cause(ctx)
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
