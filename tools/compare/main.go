// Compare runs the same clients against two servers, one after the other, and shows
// what happens to each of them: while it happens, in a table, and as a picture. The
// servers are lesson 03, which is serial, and lesson 04, which is concurrent, or any
// two.
//
//	go tool compare
//	go tool compare -clients 8 -b 'python3 server.py {addr}'
//	go tool compare -sweep 1,2,4,8,16,32
package main

import (
	"context"
	"fmt"
	"io"
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
	stdout *cli.Terminal
	screen *screen // or nothing, if the output is JSON
}

func (c *comparer) run(ctx context.Context, s *cli.Session) (code int, err error) {
	if err := c.complete(); err != nil {
		return 0, err
	}
	c.lang, c.stdout, c.screen = s.Lang, s.Terminal, &screen{Terminal: s.Terminal, lang: s.Lang}
	if c.json {
		c.screen.Terminal = cli.NewTerminal(io.Discard, 80)
	}
	work := c.measureAll
	if c.from != "" {
		work = c.redraw
	}
	failed, err := work(ctx)
	if err != nil && ctx.Err() != nil && s.Lost() == nil {
		fmt.Fprintf(console.Writer(os.Stderr), "\n%s\n", interrupted.In(s.Lang))
		return 1, nil
	}
	return min(failed, 1), err
}
