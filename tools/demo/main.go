// Demo plays lessons in one terminal: their server and clients are real
// processes, each has a column, and time runs downwards. It ends by itself.
//
//	go run ./tools/demo        all six lessons
//	go run ./tools/demo 3 4    serial, then concurrent
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"syscall"

	"golang.org/x/term"

	"tcplab/shared/console"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/scenario"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) (code int) {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	language := flags.String("lang", string(phrase.FromEnv(os.Getenv)), "en or zh")
	color := flags.String("color", string(console.Auto), "auto, always or never")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	lang, ok := phrase.Parse(*language)
	plays, err := choose(flags.Args())
	if err != nil || !ok {
		fmt.Fprintln(os.Stderr, usage.In(lang))
		return 2
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	out, colored := console.Open(os.Stdout, console.Mode(*color))
	s := &screen{out: out, lang: lang, width: terminalWidth()}
	if colored {
		s.palette = console.NewPalette()
	}
	switch err := play(ctx, plays, s); {
	case ctx.Err() != nil:
		return 0 // Ctrl+C: the audience has seen enough
	case err != nil:
		fmt.Fprintf(os.Stderr, "demo: %v\n", err)
		return 1
	}
	return 0
}

// play plays one scenario after the other.
func play(ctx context.Context, plays []scenario.Scenario, s *screen) error {
	dir, err := os.MkdirTemp("", "tcplab-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := process.Build(dir, "./lessons/...", "./tools/web"); err != nil {
		return err
	}
	for _, p := range plays {
		s.open(p)
		if err := p.Play(ctx, dir, s.lang, s.show); err != nil {
			return err
		}
	}
	s.end()
	return nil
}

// choose returns the plays of the lessons that are named, or all of them.
func choose(numbers []string) (plays []scenario.Scenario, err error) {
	if len(numbers) == 0 {
		return scenario.All, nil
	}
	for _, number := range numbers {
		n, err := strconv.Atoi(number)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(scenario.All, func(s scenario.Scenario) bool { return s.Lesson == n })
		if i < 0 {
			return nil, fmt.Errorf("no lesson %d", n)
		}
		plays = append(plays, scenario.All[i])
	}
	return plays, nil
}

// terminalWidth returns how wide the terminal is; a file is as wide as a page.
func terminalWidth() int {
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		return w
	}
	return 100
}

var usage = phrase.Phrase{
	EN: "usage: go run ./tools/demo [-lang en|zh] [-color auto|always|never] [lesson 1 to 6 …]",
	ZH: "用法：go run ./tools/demo [-lang en|zh] [-color auto|always|never] [课程编号 1 到 6 …]",
}
