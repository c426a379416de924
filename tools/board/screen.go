package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/columns"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// A screen shows the board in a terminal, for those without a browser: a row for
// each client. Elsewhere it writes a line whenever the counts change.
type screen struct {
	cli.Frame
	board *board
	lang  phrase.Lang
}

// show shows the board until ctx is done.
func (s *screen) show(ctx context.Context) {
	if s.Height == 0 {
		s.log(ctx)
		return
	}
	const pause = 200 * time.Millisecond
	for ctx.Err() == nil { // also without a change, as the times run
		v, _ := s.board.view(s.lang)
		s.Fit()
		s.Draw(s.lines(v))
		clock.Sleep(ctx, pause)
	}
}

// log writes a line whenever the counts change.
func (s *screen) log(ctx context.Context) {
	last := ""
	for v := range s.board.views(ctx, s.lang, 50*time.Millisecond) {
		line := v.Runs[v.Playing].Name + ": " + s.counts(v)
		if v.Trouble != "" {
			line += "  " + v.Trouble
		}
		if line != last {
			fmt.Fprintf(s, "%8.3f s  %s\n", v.At, line)
		}
		last = line
	}
}

// counts says how many clients there are in each state.
func (s *screen) counts(v view) string {
	return counted.Format(s.lang, v.Queued, v.Thinking, v.Served, v.Gone)
}

// lines are what the board looks like now.
func (s *screen) lines(v view) (lines []string) {
	add := func(line string) { lines = append(lines, columns.Cut(line, s.Width-1)) }
	add("")
	add(v.Runs[v.Playing].Name + "   " + strings.Join(v.Addresses, "  "))
	add(s.counts(v))
	for _, run := range v.Runs {
		if run.Clients > 0 {
			add(sumOf.Format(s.lang, run.Name, run.Clients, run.Waiting))
		}
	}
	for _, text := range []string{v.Trouble, v.Note} {
		if text != "" {
			lines = append(lines, columns.Wrap(text, s.Width-1)...)
		}
	}
	add("")
	room := max(s.Height-len(lines)-2, 1)
	place := 0
	for i, one := range v.Cards {
		if i == room-1 && len(v.Cards) > room {
			add("  " + moreClients.Format(s.lang, v.Queued+v.Thinking+v.Served+v.Gone-i))
			break
		}
		name := fmt.Sprintf("#%d", one.Number)
		if one.State == queued {
			place++
			name = fmt.Sprintf("%d.", place)
		}
		word := columns.Left(stateWords[one.State].In(s.lang), 10)
		add(fmt.Sprintf("%5s  %s%8.1f s  %-21s  %-12s %s", name, word, one.Since, one.Peer, one.TCP, one.Said))
	}
	return lines
}
