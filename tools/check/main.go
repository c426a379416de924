// Check tells which stage of the course a TCP server has reached, and names
// its mistakes. The server may be written in any language.
//
//	go tool check -stage 3                             your work, or lesson 3
//	go tool check -stage 4 -- python3 server.py {addr}
//	go tool check -identify -addr 127.0.0.1:9999       one that runs already
package main

import (
	"context"
	"os"
	"slices"
	"strings"
	"time"

	"tcplab/shared/howto"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/probe"
)

func main() { os.Exit(cli.Main((&checker{}).tool())) }

// The exit codes.
const (
	passed    = 0
	notPassed = 1
	unchecked = 3 // 2 is wrong use
)

// A checker checks what the options say, and shows it.
type checker struct {
	options
	session *cli.Session
	screen  *screen
	watched []string // by -watch: the files as there were any last
}

func (c *checker) run(ctx context.Context, s *cli.Session) (code int, err error) {
	if err := c.complete(s.Line); err != nil {
		return 0, err
	}
	c.session, c.screen = s, &screen{s.Terminal, s.Lang}
	if c.watch {
		return c.watchFiles(ctx)
	}
	return c.once(ctx)
}

// once checks once, and returns the exit code.
func (c *checker) once(ctx context.Context) (code int, err error) {
	report, err := c.report(ctx)
	switch {
	case ctx.Err() != nil:
		return unchecked, nil // Ctrl+C, or nobody reads any more
	case err != nil:
		return unchecked, err
	case c.json:
		c.screen.WriteJSON(report)
	default:
		c.screen.verdict(report, c.target)
	}
	if c.out != "" {
		name, err := c.save(report, c.checked())
		if err != nil {
			return unchecked, err
		}
		if !c.json && len(report.Mistakes) > 0 {
			c.screen.Say("", pictured.Format(c.session.Lang, howto.Open(name)))
		}
	}
	if !report.Pass {
		return notPassed, nil
	}
	return passed, nil
}

// checked names what is checked.
func (c *checker) checked() string {
	switch {
	case c.target.name() != "":
		return c.target.name()
	case len(c.command) > 0:
		return strings.Join(c.command, " ")
	}
	return c.addr
}

// report probes the target.
func (c *checker) report(ctx context.Context) (probe.Report, error) {
	e := probe.Target{Command: c.command, Addr: c.addr, Say: c.say, Lang: c.session.Lang}
	if !c.json {
		e.Show = c.screen.show
	}
	untouched := c.target.untouched()
	if untouched && !c.json {
		c.screen.remind(c.target)
	}
	if len(c.command) == 0 && c.addr == "" {
		program, err := c.build()
		if err != nil {
			return probe.Report{}, err
		}
		defer program.remove()
		e.Command = program.command
	}
	if !c.json {
		c.screen.open(c.checked())
	}
	var report probe.Report
	var err error
	switch {
	case c.identify:
		report, err = e.Identify(ctx)
	case c.homework != "":
		report, err = e.Homework(ctx, c.homework)
	case c.stage > probe.Stages:
		report, err = e.Client(ctx)
	default:
		report, err = e.Server(ctx, c.stage)
	}
	if err != nil {
		return report, err
	}
	if untouched {
		report.Pass = false // by luck, it may have passed
		saw := c.target.reminder().In(c.session.Lang)
		report.Checks = slices.Insert(report.Checks, 0, probe.Check{ID: "untouched", Saw: saw})
	}
	if err := c.target.record(report); err != nil {
		c.session.Tell(cli.Fail(notRecorded, err)) // the verdict holds all the same
	}
	return report, nil
}

// build builds the target. It says so in a terminal, if that takes a while, and it
// says what the check cannot see.
func (c *checker) build() (program built, err error) {
	build := func() { program, err = c.target.build(c.session.Lang) }
	if c.json || c.screen.Height == 0 {
		build()
	} else {
		c.screen.meanwhile(building.In(c.session.Lang), 300*time.Millisecond, build)
	}
	if program.unraced && err == nil && !c.json {
		c.screen.Say("", noRaceDetector.In(c.session.Lang))
	}
	return program, err
}
