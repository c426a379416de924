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

	"tcplab/shared/console"
	"tcplab/tools/internal/cli"
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
	defer c.close()
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
