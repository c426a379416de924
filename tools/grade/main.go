// Grade examines what a whole class has handed in, and writes a table, a page, and for
// each student a result and a page with feedback.
//
//	go tool grade handed-in
//	go tool grade -stage 3 -only alice -format moodle -roster grades.csv handed-in
//
// Each folder or zip file in handed-in is a student's. What is examined in it is found by
// findProgram: whatever its name, and in however deep a folder.
//
// A program runs in a sandbox, in a copy of its own files, with the check next to it that
// talks to it: worker.go, and package sandbox. What the check finds goes to grade by a file
// that no program can see.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sandbox"
)

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == workerArg:
		os.Exit(work(os.Stdin, os.Stdout))
	case len(os.Args) > 2 && os.Args[1] == sandbox.EnterArg:
		os.Exit(sandbox.Enter(os.Args[2:]))
	}
	os.Exit(cli.Main(new(options).tool()))
}

// The exit codes.
const (
	complete   = 0
	incomplete = 1 // 2 is wrong use, or no sandbox
	noSandbox  = 2
)

func (o *options) run(ctx context.Context, s *cli.Session) (code int, err error) {
	if err := o.complete(s.Line); err != nil {
		return 0, err
	}
	if err := o.writable(); err != nil {
		return incomplete, err
	}
	c, err := openClass(o, s.Lang, &screen{Frame: cli.Frame{Terminal: s.Terminal}, lang: s.Lang, class: o.students, session: s})
	if err != nil {
		return incomplete, err
	}
	defer remove(c.bin)
	if c.sandbox, err = sandbox.Choose(ctx, o.wantedSandbox, c.self, s.Lang); err != nil {
		s.Tell(err)
		return noSandbox, nil
	}
	results := c.examine(ctx)
	mark(results, c.lang)
	sum := summarize(results)
	if sum.missing > 0 {
		code = incomplete
	}
	if ctx.Err() != nil && s.Lost() == nil {
		fmt.Fprintf(console.Writer(os.Stderr), "\n%s\n", interrupted.Format(s.Lang, sum.missing))
	}
	if err := c.saveAll(results, sum); err != nil {
		s.Tell(err) // also after Ctrl+C
		return incomplete, nil
	}
	c.screen.summary(sum, c)
	return code, nil
}

// options are what the command line says.
type options struct {
	task          task
	jobs          int // 0: as many as the sandbox allows
	limit         time.Duration
	out           string
	only          []string
	again         bool
	wantedSandbox sandbox.Kind
	modules       []string
	roster        string
	formats       []string

	students []student // the folders in DIR
	links    []string  // what was passed over there as it is a link
	people   *roster   // nil without -roster
}

// maxJobs is more than any machine has cores for.
const maxJobs = 1000

func (o *options) tool() cli.Tool {
	o.task, o.limit, o.out, o.wantedSandbox = task{Stage: probe.Stages}, 2*time.Minute, "out", sandbox.Auto
	names := func(into *[]string) flags.Value {
		return func(_, value string) error {
			*into = append(*into, value)
			return nil
		}
	}
	return cli.Tool{Run: o.run, Command: flags.Command{
		Path: "tools/grade", Args: phrase.Same("DIR"), Example: "-stage 3 handed-in",
		Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "stage", Value: "N", Purpose: helpStage, Example: "-stage 3", Into: flags.Range(&o.task.Stage, 1, clientStage)},
			{Name: "homework", Value: "ID", Purpose: helpHomework, Example: "-homework h3", Into: exercise.HomeworkFlag(&o.task.Homework)},
			{Name: "only", Value: "NAME", Purpose: helpOnly, Example: "-only alice -only bob", Into: names(&o.only)},
			{Name: "again", Purpose: helpAgain, Example: "-again", Into: &o.again},
			{Name: "sandbox", Value: "KIND", Purpose: helpSandbox, Example: "-sandbox bwrap", Into: flags.OneOf(&o.wantedSandbox, sandbox.Kinds...)},
			{Name: "modules", Value: "MODULE", Purpose: helpModules, Example: "-modules github.com/google/uuid@latest", Into: names(&o.modules)},
			{Name: "roster", Value: "FILE", Purpose: helpRoster, Example: "-roster class.csv", Into: &o.roster},
			{Name: "format", Value: "FORMAT", Purpose: helpFormat, Example: "-format moodle -roster Grades.csv", Into: flags.Value(o.setFormat)},
			{Name: "j", Value: "N", Purpose: helpJobs.With(perCore*runtime.NumCPU(), max(1, runtime.NumCPU()/2)), Example: "-j 4", Into: flags.Range(&o.jobs, 1, maxJobs)},
			{Name: "limit", Value: "TIME", Purpose: helpLimit, Example: "-limit 5m", Into: &o.limit},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out monday", Into: &o.out},
		},
	}}
}

func (o *options) setFormat(name, value string) error {
	var format string
	err := flags.OneOf(&format, formatNames...)(name, value)
	o.formats = append(o.formats, format)
	return err
}

// complete checks the options, and finds the students.
func (o *options) complete(line flags.Line) (err error) {
	args := line.Args
	switch {
	case len(args) == 0 || args[0] == "":
		return flags.Wrong(whichFolder, howto.Either("make grade DIR=handed-in", howto.Program("tools/grade")+" handed-in"))
	case len(args) > 1:
		return flags.Wrong(oneFolder, args[1])
	case o.limit <= 0:
		return flags.Wrong(badLimit)
	case line.Given("homework") && line.Given("stage"):
		return flags.Wrong(stageOrHomework)
	}
	if line.Given("homework") {
		o.task.Stage = 0
	}
	dir := args[0]
	o.students, o.links, err = findStudents(dir, o.out)
	switch {
	case err != nil:
		return flags.Wrong(noFolder, dir, reason(err))
	case len(o.students) == 0:
		return flags.Wrong(noStudents, dir)
	}
	if err := o.readRoster(); err != nil {
		return err
	}
	for _, name := range o.only {
		if !slices.ContainsFunc(o.students, func(s student) bool { return s.called(name) }) {
			return flags.Wrong(nobodyCalled, name, dir)
		}
	}
	return nil
}
