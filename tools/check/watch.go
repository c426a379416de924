package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"strings"
	"time"

	"tcplab/shared/phrase"
)

// watchFiles checks again whenever a file was saved. It looks at them from time to
// time, which works on every system and on every kind of disk.
func (c *checker) watchFiles(ctx context.Context) (code int, err error) {
	tick := time.NewTicker(300 * time.Millisecond)
	defer tick.Stop()
	for {
		was := c.saved()
		code, err = c.once(ctx)
		if err != nil {
			c.session.Tell(err)
		}
		if ctx.Err() == nil {
			fmt.Fprintf(c.screen, "\n%s\n", watching.Format(c.session.Lang, strings.Join(c.files(), " ")))
		}
		// An editor may save in several steps: they are over when nothing has
		// changed from one look to the next.
		for now, before := c.saved(), was; maps.Equal(was, now) || !maps.Equal(before, now); before, now = now, c.saved() {
			select {
			case <-tick.C:
			case <-ctx.Done():
				return code, nil
			}
		}
	}
}

// saved returns when each file was saved last.
func (c *checker) saved() map[string]time.Time {
	times := map[string]time.Time{}
	for _, name := range c.files() {
		if info, err := os.Stat(name); err == nil {
			times[name] = info.ModTime()
		}
	}
	return times
}

var watching = phrase.Phrase{
	EN: "Save %s, and it is checked again. Ctrl+C ends it.",
	ZH: "保存 %s 就会重新检查。按 Ctrl+C 结束。",
}
