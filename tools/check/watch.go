package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"strings"
	"time"
	"unicode"

	"tcplab/shared/console"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/exercise"
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
		c.session.Measure() // the user may have made the terminal larger, or smaller
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
	fmt.Fprintln(c.screen)
	c.screen.Say("", watching.Format(lang, strings.Join(c.watched, " ")))
	c.screen.Say("", c.keys(keyboard).In(lang))
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

// A keyboard is what the user types meanwhile: at a terminal single keys, in a
// pipe lines of one letter.
type keyboard struct {
	typed   chan rune
	restore func() // makes the terminal what it was
	single  bool
}

// listen listens to the keyboard. The key q calls quit at once, also while a check
// goes on; the others wait until somebody takes them.
func listen(in *os.File, quit func()) keyboard {
	k := keyboard{typed: make(chan rune, 8)}
	k.restore, k.single = console.Keys(in)
	if k.single || !console.IsTerminal(in) { // not in the background
		go k.read(in, quit)
	}
	return k
}

// read ends with the input, or with the program.
func (k keyboard) read(in io.Reader, quit func()) {
	for keys := bufio.NewReader(in); ; {
		key, err := k.next(keys)
		switch {
		case err != nil:
			return
		case key == 'q':
			quit()
		default:
			select {
			case k.typed <- key:
			default: // too fast: nobody waits for an answer to all of that
			}
		}
	}
}

// next reads one key. A line that is not one letter is none.
func (k keyboard) next(keys *bufio.Reader) (rune, error) {
	if k.single {
		key, _, err := keys.ReadRune()
		return unicode.ToLower(key), err
	}
	line, err := keys.ReadString('\n')
	letters := []rune(strings.ToLower(strings.TrimSpace(line)))
	if len(letters) == 1 {
		return letters[0], nil
	}
	return 0, err
}

// press does what a key means, and reports whether to invite another one: after a
// reset, there is something to check.
func (c *checker) press(key rune) bool {
	coach := exercise.Coach{Writer: c.screen, Lang: c.session.Lang}
	var err error
	switch {
	case key == 'l':
		coach.List()
	case key == 'h' && c.target.own:
		_, err = coach.Hint(c.target.exercise)
	case key == 'r' && c.target.own:
		err = coach.Reset(c.target.exercise)
	default:
		return false
	}
	if err != nil {
		c.session.Tell(err)
	}
	return key != 'r' || err != nil
}

// keys says what there is to press.
func (c *checker) keys(k keyboard) phrase.Phrase {
	keys := otherKeys
	if c.target.own {
		keys = ownKeys
	}
	if k.single {
		return keys
	}
	return phrase.Phrase{EN: keys.EN + thenEnter.EN, ZH: keys.ZH + thenEnter.ZH}
}
