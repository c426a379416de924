// Grade examines what a whole class has handed in, and writes a table and a
// page: how far the server of each student has come, its mistakes, and the
// points.
//
//	go run ./tools/grade handed-in
//	go run ./tools/grade -stage 3 -j 4 -limit 5m handed-in
//
// Each folder in handed-in is a student's. In it, or else in a folder one level
// below it, the first of these is what is examined:
//
//	command.txt   one line: the command that starts the server, as behind
//	              check --, with {addr}, {host} and {port}
//	work/0N-…     a Go program as make start-N lays it out; in the student's
//	              folder itself also 0N-… without work/
//	main.go       a Go program, with the other *.go beside it
//	server.py     a Python program, or 0N-….py, or the only *.py there is
//
// Of several stages it is the highest that is not beyond the task. A program
// that uses tcplab/shared/lesson gets the flags of the lab, any other one the
// address where it is to listen. One that takes no address is examined at the
// address where it listens, when all others are done, with nothing beside it.
// Hidden folders, plain files and symbolic links are passed over.
//
// Each check is run by a process of its own, which is ended at -limit, with all
// that the student's program has started; the stage counts that it has reached
// until then. The programs run with the rights of the one who calls grade: where that
// is too much, take a machine or an account without anything on it.
package main

import (
	"context"
	"fmt"
	"os"

	"tcplab/shared/console"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == workerArg {
		os.Exit(work(os.Stdin, os.Stdout))
	}
	os.Exit(cli.Main(new(options).tool()))
}

// The exit codes.
const (
	complete   = 0
	incomplete = 1 // 2 is wrong use
)

func (o *options) run(ctx context.Context, s *cli.Session) (code int, err error) {
	if err := o.complete(s.Args); err != nil {
		return 0, err
	}
	if err := o.writable(); err != nil {
		return incomplete, err
	}
	c, err := openClass(o, s.Lang, &screen{Terminal: s.Terminal, lang: s.Lang, class: o.students})
	if err != nil {
		return incomplete, err
	}
	defer c.close()

	results := c.examine(ctx)
	missing := countMissing(results)
	if missing > 0 {
		code = incomplete
	}
	if ctx.Err() != nil && s.Lost() == nil {
		fmt.Fprintf(console.Writer(os.Stderr), "\n%s\n", interrupted.Format(s.Lang, missing))
	}
	if err := o.save(results, s.Lang); err != nil {
		s.Tell(err) // also after Ctrl+C
		return incomplete, nil
	}
	c.screen.summary(summarize(results, o.stage), o.out)
	return code, nil
}

var interrupted = phrase.Phrase{
	EN: "Interrupted: the servers are stopped. What is done is written. Not examined: %d.",
	ZH: "已中断：服务器都已停止。做完的已写入文件。没有检查：%d 名。",
}
