// Compare lets the same clients loose on two servers, one after the other, and
// shows what each of them went through: as it happens, in a table, and as a
// picture. The servers are lesson 03, which is serial, and lesson 04, which is
// concurrent, or any two.
//
//	go run ./tools/compare
//	go run ./tools/compare -clients 8 -b 'python3 server.py {addr}'
//	go run ./tools/compare -sweep 1,2,4,8,16,32
package main

import (
	"context"
	"fmt"
	"os"

	"tcplab/shared/console"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/terminal"
)

func main() { os.Exit(run(os.Args[1:])) }

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
	c := &comparer{options: o, lang: line.Lang, screen: &screen{Terminal: out, lang: line.Lang, silent: o.json}}
	failed, err := c.do(ctx)
	switch lost := out.Lost(); {
	case fault.ClosedPipe(lost):
		return 0 // | head: whoever read it has seen enough
	case lost != nil:
		err = lost
	case err != nil && ctx.Err() != nil:
		fmt.Fprintf(console.Writer(os.Stderr), "\n%s\n", interrupted.In(line.Lang))
		return 1
	}
	if err != nil {
		fmt.Fprintf(console.Writer(os.Stderr), "compare: %s\n", console.Printable(err.Error()))
		return 1
	}
	return min(failed, 1)
}

// A comparer does what the options say.
type comparer struct {
	*options
	lang   phrase.Lang
	screen *screen
}

// do returns how many clients have failed.
func (c *comparer) do(ctx context.Context) (failed int, err error) {
	if c.from != "" {
		return c.redraw()
	}
	return c.measureAll(ctx)
}

var interrupted = phrase.Phrase{
	EN: "Interrupted: the servers are stopped, and nothing was written.",
	ZH: "已中断：服务器都已停止，没有写任何文件。",
}
