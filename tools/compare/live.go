package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/columns"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/timeline"
)

// A live view shows a run while it goes on: in a terminal a row for each client,
// which grows in real time; elsewhere a line for each client that is done.
type live struct {
	*screen
	letter string
	plan   timeline.Plan
	scale  time.Duration // the width of a row, at least
	piped  bool          // the output is not a terminal

	mu      sync.Mutex
	run     *timeline.Run
	last    time.Time // when the last event came
	pending []string  // lines to be written

	frames cli.Frame
	stop   func()
}

// open begins the view of a run; close ends it.
func (s *screen) open(letter string, plan timeline.Plan, scale time.Duration) *live {
	l := &live{screen: s, letter: letter, plan: plan, scale: scale, piped: s.Height == 0, frames: cli.Frame{Terminal: s.Terminal}, stop: func() {}}
	if !s.brief {
		fmt.Fprintln(s)
		delay := plan.Delay.Round(10 * time.Microsecond)
		if delay > 10*time.Millisecond {
			delay = delay.Round(time.Millisecond)
		}
		say := planned
		if plan.Messages == 1 {
			say = plannedOne
		}
		s.Say(letter+"  ", say.Format(s.lang, plan.Server, plan.Clients, plan.Messages, delay))
		if !l.piped {
			fmt.Fprintln(s, "   "+legend.In(s.lang))
		}
	}
	return l
}

// Begin and Take make it the observer of a run.
func (l *live) Begin(at time.Time) {
	if l.brief && l.piped {
		return // there is nothing to show
	}
	l.mu.Lock()
	l.run = timeline.NewRun(l.plan, at)
	l.mu.Unlock()
	end := make(chan struct{})
	var showing sync.WaitGroup
	showing.Go(func() { l.show(end) })
	l.stop = func() {
		close(end)
		showing.Wait()
	}
}

// show draws frame after frame, or writes the lines of clients: a slow reader must
// not hold up a client. Most events come in bursts; a frame is drawn after a burst, so
// that it takes no processor time from the server and the clients.
func (l *live) show(end <-chan struct{}) {
	const (
		look    = 10 * time.Millisecond
		calm    = 20 * time.Millisecond  // after a burst
		frame   = 125 * time.Millisecond // while nothing happens
		overdue = 500 * time.Millisecond // while things happen all the time
	)
	tick := time.NewTicker(look)
	defer tick.Stop()
	for drawn := clock.Now(); ; {
		select {
		case <-tick.C:
		case <-end:
			l.draw()
			return
		}
		l.mu.Lock()
		last, age := l.last, clock.Since(drawn)
		l.mu.Unlock()
		if l.piped || age > overdue || clock.Since(last) > calm && (last.After(drawn) || age > frame) {
			drawn = l.draw()
		}
	}
}

func (l *live) Take(e event.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.run == nil {
		return // before the beginning, or there is nothing to show
	}
	l.last = clock.Now()
	if e.Role != event.Client {
		l.run.Take(e)
		return
	}
	c := l.run.Clients[e.Conn-1]
	before := c.Over()
	l.run.Take(e)
	switch {
	case !l.piped || before || !c.Over():
	case c.FailedAt != timeline.Never:
		l.pending = append(l.pending, clientFailed.Format(l.lang, l.letter, c.Number, c.FailedAt.Seconds(), c.Error))
	default:
		l.pending = append(l.pending, clientDone.Format(l.lang, l.letter, c.Number, c.Connected.Seconds(), c.FirstByte.Seconds(), c.Finished.Seconds()))
	}
}

// close draws the last frame, and removes it if the view is brief.
func (l *live) close() {
	l.stop()
	if l.brief {
		l.frames.Remove()
	}
}

// draw replaces the last frame, or writes the lines that are pending, and returns the
// time.
func (l *live) draw() time.Time {
	l.mu.Lock()
	lines := l.pending
	l.pending = nil
	if !l.piped {
		l.frames.Fit()
		lines = l.frame(l.now())
	}
	l.mu.Unlock() // so a slow terminal does not hold up a client
	if !l.piped {
		l.frames.Draw(lines)
		return clock.Now()
	}
	for _, line := range lines {
		fmt.Fprintln(l, line)
	}
	return clock.Now()
}

// now is the time of the run, which stops when all clients have ended.
func (l *live) now() time.Duration {
	for _, c := range l.run.Clients {
		if !c.Over() {
			return clock.Since(l.run.Begun)
		}
	}
	return l.run.End()
}

// frame is what the run looks like now.
func (l *live) frame(now time.Duration) (lines []string) {
	if l.brief || l.Width < narrowest {
		return []string{columns.Cut(l.letter+"  "+countWords(timeline.CountOf(l.run.Clients, now), l.lang), l.Width-1)}
	}
	scale := max(l.scale+l.scale/50, now)
	shown := l.run.Clients
	if room := max(l.Height-6, 3); len(shown) > room {
		shown = shown[:room-1]
	}
	for _, c := range shown {
		lines = append(lines, l.row(c, now, scale))
	}
	if rest := len(l.run.Clients) - len(shown); rest > 0 {
		lines = append(lines, columns.Cut("   "+more.Format(l.lang, rest, countWords(timeline.CountOf(l.run.Clients[len(shown):], now), l.lang)), l.Width-1))
	}
	return lines
}

// The columns of a row: number, phase, bar, and the time at which it ended.
const (
	numberColumn = 5
	phaseColumn  = 12
	endColumn    = 10

	narrowest = numberColumn + phaseColumn + endColumn + 13
)

// row shows one client.
func (l *live) row(c *timeline.Client, now, scale time.Duration) string {
	width := min(l.Width, 120) - numberColumn - phaseColumn - endColumn - 3
	phase := c.Phase(now)
	word := columns.Left(phaseWord[phase].In(l.lang), phaseColumn)
	end := ""
	switch phase {
	case timeline.Done:
		end = timeline.Text(c.Finished)
	case timeline.Failed:
		end = timeline.Text(c.FailedAt)
		word = l.Palette.Bad(word)
	}
	return fmt.Sprintf("%*d  %s%s %*s", numberColumn-1, c.Number, word, l.Palette.Paint(c.Number, bar(c, now, scale, width)), endColumn-2, end)
}

// bar is what happened to a client, over time: dots for the queue, equals signs for a
// wait, and a stroke for an answer.
func bar(c *timeline.Client, now, scale time.Duration, width int) string {
	cells := []byte(strings.Repeat(" ", width))
	edge := func(at time.Duration) int { return int(at.Seconds()/scale.Seconds()*float64(width) + 0.5) }
	for _, span := range c.Spans(now) {
		for i := edge(span.From); i < edge(span.To); i++ {
			cells[i] = sign[span.Phase]
		}
		if span.Phase == timeline.Waiting && c.Exchanges[span.Exchange-1].Answered == span.To {
			cells[max(0, edge(span.To)-1)] = '|'
		}
	}
	if c.FailedAt != timeline.Never {
		cells[min(width-1, edge(c.FailedAt))] = 'x'
	}
	return string(cells)
}

var sign = map[timeline.Phase]byte{
	timeline.Connecting: '-', timeline.Queued: '.', timeline.Greeting: '=', timeline.Sending: '=', timeline.Waiting: '=',
}

// countWords says how many clients are in each phase.
func countWords(count timeline.Count, lang phrase.Lang) string {
	var words []string
	for _, part := range []struct {
		n    int
		text phrase.Phrase
	}{{count.Coming, comingCount}, {count.Queued, queuedCount}, {count.Served, servedCount}, {count.Done, doneCount}, {count.Failed, failedCount}} {
		if part.n > 0 {
			words = append(words, part.text.Format(lang, part.n))
		}
	}
	return strings.Join(words, " · ")
}
