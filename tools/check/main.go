// Check tells which stage of the course a TCP server has reached, and names
// its mistakes. The server may be written in any language.
//
//	go run ./tools/check -stage 3                             your work, or lesson 3
//	go run ./tools/check -stage 4 -- python3 server.py {addr}
//	go run ./tools/check -identify -addr 127.0.0.1:9999       one that runs already
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"tcplab/shared/console"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/exam"
	"tcplab/tools/internal/terminal"
)

func main() { os.Exit(run(os.Args[1:])) }

// The exit codes.
const (
	passed    = 0
	notPassed = 1
	unchecked = 3 // 2 is wrong use
)

func run(args []string) (code int) {
	o := &options{}
	line, err := o.tool().Parse(args)
	if err == nil {
		err = o.complete(line)
	}
	if err != nil {
		return line.Refuse(err)
	}

	ctx, out, stop := terminal.Open(line.Color)
	defer stop()
	c := &checker{options: o, lang: line.Lang, screen: &screen{out, line.Lang}}
	if o.watch {
		return c.watch(ctx)
	}
	return c.once(ctx)
}

// A checker checks what the options say, and shows it.
type checker struct {
	*options
	lang   phrase.Lang
	screen *screen
}

// once checks once, and returns the exit code.
func (c *checker) once(ctx context.Context) (code int) {
	report, err := c.report(ctx)
	switch {
	case c.screen.Lost() != nil:
		if err := c.screen.Lost(); !fault.ClosedPipe(err) {
			fmt.Fprintf(console.Writer(os.Stderr), "check: %v\n", err)
		}
		return unchecked
	case ctx.Err() != nil:
		return unchecked // Ctrl+C; whoever pressed it knows why
	case err != nil:
		fmt.Fprintf(console.Writer(os.Stderr), "check: %v\n", err)
		return unchecked
	case c.json:
		if err := json.NewEncoder(os.Stdout).Encode(report); err != nil {
			fmt.Fprintf(console.Writer(os.Stderr), "check: %v\n", err)
			return unchecked
		}
	default:
		c.screen.verdict(report, c.target)
	}
	if !report.Pass {
		return notPassed
	}
	return passed
}

// report holds the exam.
func (c *checker) report(ctx context.Context) (exam.Report, error) {
	e := exam.Exam{Command: c.command, Addr: c.addr, Lang: c.lang}
	if !c.json {
		e.Show = c.screen.show
	}
	if len(c.command) == 0 && c.addr == "" {
		program, err := c.target.build(c.lang)
		if err != nil {
			return exam.Report{}, err
		}
		defer program.remove()
		e.Command = program.command
	}
	if !c.json {
		c.screen.open(c.target, e)
	}
	var report exam.Report
	var err error
	switch {
	case c.identify:
		report, err = e.Identify(ctx)
	case c.homework != "":
		report, err = e.Homework(ctx, c.homework)
	case c.stage > exam.Stages:
		report, err = e.Client(ctx)
	default:
		report, err = e.Server(ctx, c.stage)
	}
	if err != nil {
		return report, err
	}
	if err := c.target.record(report); err != nil {
		fmt.Fprintln(console.Writer(os.Stderr), notRecorded.Format(c.lang, err)) // the verdict holds all the same
	}
	return report, nil
}

var notRecorded = phrase.Phrase{
	EN: "check: the result could not be noted in work/progress.json: %v. Is the disk full?",
	ZH: "check：结果无法记入 work/progress.json：%v。磁盘满了吗？",
}
