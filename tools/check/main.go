// Check tells which stage of the course a TCP server has reached, and names
// its mistakes. The server may be written in any language.
//
//	go tool check -stage 3                             your work, or lesson 3
//	go tool check -stage 4 -- python3 server.py {addr}
//	go tool check -identify -addr 127.0.0.1:9999       one that runs already
package main

import (
	"cmp"
	"context"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
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
	if c.json { // for programs, and nothing for people
		c.screen.Terminal = cli.NewTerminal(io.Discard, s.Width)
	}
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
		c.session.WriteJSON(report)
	}
	c.screen.verdict(report, c.target)
	if c.out != "" {
		name, err := c.save(report, c.checked())
		if err != nil {
			return unchecked, err
		}
		if len(report.Mistakes) > 0 {
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
	return cmp.Or(c.target.folder(), strings.Join(c.command, " "), c.addr)
}

// report probes the target.
func (c *checker) report(ctx context.Context) (probe.Report, error) {
	e := probe.Target{Command: c.command, Addr: c.addr, Say: c.say, Lang: c.session.Lang, Show: c.screen.show}
	untouched := c.target.untouched()
	if untouched {
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
	c.screen.open(c.checked())
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
	build := func() { program, err = c.target.build(c.session.Width, c.session.Lang) }
	if c.screen.Height == 0 {
		build()
	} else {
		c.screen.meanwhile(building.In(c.session.Lang), 300*time.Millisecond, build)
	}
	if program.unraced && err == nil {
		c.screen.Say("", noRaceDetector.In(c.session.Lang))
	}
	return program, err
}

// options are what the command line says.
type options struct {
	lesson   int // what -stage has named, and the stage that this asks for
	stage    int
	identify bool
	homework string
	addr     string
	json     bool
	watch    bool
	say      string // how a message is framed; empty: a line
	out      string // the folder of the page; empty: none

	command []string // starts what is checked
	sources []string // files that it names
	target  target   // without a command and an address: a program of the lab
}

func (c *checker) tool() cli.Tool {
	o := &c.options
	return cli.Tool{
		Run: c.run, Unfinished: unchecked,
		Command: flags.Command{
			Path: "tools/check", Args: phrase.Same("[-- COMMAND]"), Starts: true, Purpose: purpose,
			Example: "-stage 4 -- " + howto.Python + ` server.py "{addr}"`,
			Flags: []flags.Flag{
				{Name: "stage", Value: "N", Purpose: helpStage, Example: "-stage 3", Into: flags.Value(o.setStage)},
				{Name: "identify", Purpose: helpIdentify, Example: "-identify -addr 127.0.0.1:9999", Into: &o.identify},
				{Name: "homework", Value: "ID", Purpose: helpHomework, Example: "-homework 4a", Into: exercise.HomeworkFlag(&o.homework)},
				{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 127.0.0.1:9999", Into: flags.HostPort(&o.addr)},
				{Name: "say", Value: "TEXT", Purpose: helpSay, Example: "-say '^%s$'", Into: flags.Value(o.setSay)},
				{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out out", Into: &o.out},
				{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
				{Name: "watch", Purpose: helpWatch, Example: "-watch", Into: &o.watch},
			},
		},
	}
}

// setStage takes the number of an exercise that is no homework. Lesson 7 is about
// how a server of stage 4 works inside, which nobody sees from outside.
func (o *options) setStage(_, id string) error {
	e, ok := exercise.Find(id)
	if !ok || e.Homework {
		return flags.Wrong(badStage, id)
	}
	o.lesson, o.stage = e.Lesson, cmp.Or(e.Stage, e.Lesson)
	return nil
}

// setSay takes how a message is framed.
func (o *options) setSay(_, text string) (err error) {
	if o.say, err = probe.ParseFrame(text); err != nil {
		return flags.Wrong(badSay, text)
	}
	return nil
}

// complete checks the options, and finds what is to be checked.
func (o *options) complete(line flags.Line) error {
	o.command, o.sources = line.Args, sourcesOf(line.Args)
	asked := 0
	for _, name := range []string{"stage", "identify", "homework"} {
		if line.Given(name) {
			asked++
		}
	}
	ours := len(o.command) == 0 && o.addr == ""
	switch {
	case asked != 1:
		return flags.Wrong(whichOne)
	case o.identify && ours:
		return flags.Wrong(identifyWhat)
	}
	if ours {
		exercise.Enter(&o.out) // outside of the lab, the build says so
		o.target = find(o.lesson, o.homework)
		if !o.target.own && o.homework != "" {
			return flags.Wrong(notBegun, o.homework, howto.Make("start-"+o.homework))
		}
	}
	if o.watch && len(o.files()) == 0 {
		return flags.Wrong(watchWhat, howto.Make("start-N"))
	}
	return nil
}

// files are what -watch looks at: the student's folder, or what the command names.
func (o *options) files() []string {
	if len(o.command) == 0 {
		return o.target.files()
	}
	return o.sources
}

// sourcesOf returns the files that a command names. Its first word may be an interpreter,
// and counts only without another one.
func sourcesOf(command []string) []string {
	missing := func(arg string) bool {
		info, err := os.Stat(arg)
		return err != nil || info.IsDir()
	}
	names := slices.DeleteFunc(slices.Clone(command), missing)
	if len(names) > 1 && names[0] == command[0] {
		return names[1:]
	}
	return names
}
