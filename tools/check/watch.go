package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"strings"
	"time"
)

// watchFiles checks again whenever a file was saved, until q or Ctrl+C. It looks at
// the files from time to time, which works on every system and on every kind of disk.
func (c *checker) watchFiles(ctx context.Context) (code int, err error) {
	ctx, quit := context.WithCancel(ctx)
	defer quit()
	keyboard := listen(os.Stdin, quit)
	defer keyboard.restore()
	for {
		was := c.saved()
		code, err = c.once(ctx)
		if err != nil {
			c.session.Tell(err)
		}
		if ctx.Err() == nil {
			c.invite(keyboard)
			c.await(ctx, keyboard, was)
		}
		if ctx.Err() != nil {
			return code, nil
		}
	}
}

// await returns when files have been saved since they were as was says. An editor
// may save in several steps: they are over when nothing has changed from one look
// to the next.
func (c *checker) await(ctx context.Context, keyboard keyboard, was map[string]time.Time) {
	tick := time.NewTicker(300 * time.Millisecond)
	defer tick.Stop()
	for before := was; ; {
		now := c.saved()
		if !maps.Equal(was, now) && maps.Equal(before, now) {
			return
		}
		before = now
		select {
		case <-tick.C:
		case key := <-keyboard.typed:
			if c.press(key) {
				c.invite(keyboard)
			}
		case <-ctx.Done():
			return
		}
	}
}

// invite says what the user may do now.
func (c *checker) invite(keyboard keyboard) {
	lang := c.session.Lang
	fmt.Fprintf(c.screen, "\n%s\n%s\n", watching.Format(lang, strings.Join(c.watched, " ")), c.keys(keyboard).In(lang))
}

// saved returns when each file was saved last. One that an editor, or the user, has
// taken away is watched on: it comes back.
func (c *checker) saved() map[string]time.Time {
	times := map[string]time.Time{}
	names := c.files()
	if len(names) > 0 {
		c.watched = names
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			times[name] = info.ModTime()
		}
	}
	return times
}
