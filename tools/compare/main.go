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
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

func main() { os.Exit(cli.Main((&comparer{}).tool())) }

// A comparer does what the options say.
type comparer struct {
	options
	lang   phrase.Lang
	screen *screen
}

func (c *comparer) run(ctx context.Context, s *cli.Session) (code int, err error) {
	if err := c.complete(); err != nil {
		return 0, err
	}
	c.lang, c.screen = s.Lang, &screen{Terminal: s.Terminal, lang: s.Lang, silent: c.json}
	failed, err := c.do(ctx)
	if err != nil && ctx.Err() != nil && s.Lost() == nil {
		fmt.Fprintf(console.Writer(os.Stderr), "\n%s\n", interrupted.In(s.Lang))
		return 1, nil
	}
	return min(failed, 1), err
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
