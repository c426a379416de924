package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/columns"
	"tcplab/tools/internal/timeline"
)

// A live view shows a run while it goes on: in a terminal a row for each
// client, which fills in real time; elsewhere a line for each client that is
// done.
type live struct {
	*screen
	letter string
	plan   timeline.Plan
	scale  time.Duration // what the width of a row stands for, at least

	mu    sync.Mutex
	run   *timeline.Run
	last  time.Time    // when the last event came
	over  map[int]bool // the clients that were told of
	drawn int          // lines that the next frame replaces
	stop  func()
}

// open begins the view of a run; close ends it.
func (s *screen) open(letter string, plan timeline.Plan, scale time.Duration) *live {
	l := &live{screen: s, letter: letter, plan: plan, scale: scale, over: map[int]bool{}, stop: func() {}}
	if !s.silent && !s.brief {
		fmt.Fprintln(s)
		delay := plan.Delay.Round(10 * time.Microsecond)
		if delay > 10*time.Millisecond {
			delay = delay.Round(time.Millisecond)
		}
		s.Say(letter+"  ", planned.Format(s.lang, plan.Server, plan.Clients, plan.Messages, delay))
		if s.Height > 0 {
			fmt.Fprintln(s, "   "+legend.In(s.lang))
		}
	}
	return l
}

// Begin and Take make it the audience of a run.
func (l *live) Begin(at time.Time) {
	l.mu.Lock()
	l.run = timeline.NewRun(l.plan, at)
	l.mu.Unlock()
	if l.silent || l.Height == 0 {
		return
	}
	end := make(chan struct{})
	var drawing sync.WaitGroup
	drawing.Go(func() { l.animate(end) })
	l.stop = func() {
		close(end)
		drawing.Wait()
	}
}

// animate draws frame after frame. It leaves the processor to server and
// clients while something happens to them: most comes in bursts, and right
// after one there is time.
func (l *live) animate(end <-chan struct{}) {
	const (
		look    = 10 * time.Millisecond
		calm    = 20 * time.Millisecond  // after a burst
		frame   = 125 * time.Millisecond // while nothing happens
		overdue = 500 * time.Millisecond // while things happen all the time
	)
	tick := time.NewTicker(look)
	defer tick.Stop()
	for drawn := time.Now(); ; {
		select {
		case <-tick.C:
		case <-end:
			l.draw()
			return
		}
		last, age := l.lastEvent(), time.Since(drawn)
		if age > overdue || time.Since(last) > calm && (last.After(drawn) || age > frame) {
			drawn = l.draw()
		}
	}
}

// lastEvent is when the last event came.
func (l *live) lastEvent() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

func (l *live) Take(e event.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.run == nil {
		return // the server's first words
	}
	l.last = time.Now()
	l.run.Take(e)
	if e.Role == event.Client && !l.silent && !l.brief && l.Height == 0 {
		l.tell(l.run.Clients[e.Conn-1])
	}
}

// tell writes the line of a client that is done.
func (l *live) tell(c *timeline.Client) {
	if !c.Over() || l.over[c.Number] {
		return
	}
	l.over[c.Number] = true
	if c.Failed != timeline.Never {
		fmt.Fprintln(l, clientFailed.Format(l.lang, l.letter, c.Number, c.Failed.Seconds(), c.Error))
		return
	}
	fmt.Fprintln(l, clientDone.Format(l.lang, l.letter, c.Number, c.Connected.Seconds(), c.FirstByte.Seconds(), c.Finished.Seconds()))
}

// close draws the last frame, which stays; that of a brief view goes.
func (l *live) close() {
	l.stop()
	if l.brief && l.drawn > 0 {
		fmt.Fprintf(l, "\x1b[%dA\x1b[J", l.drawn)
	}
}

// draw replaces the last frame, and returns when it has.
func (l *live) draw() time.Time {
	var b strings.Builder
	if l.drawn > 0 {
		fmt.Fprintf(&b, "\x1b[%dA", l.drawn)
	}
	l.mu.Lock()
	lines := l.frame(time.Since(l.run.Begun))
	l.mu.Unlock() // a slow terminal holds nobody up
	for _, line := range lines {
		b.WriteString(line + "\x1b[K\n")
	}
	l.drawn = len(lines)
	fmt.Fprint(l, b.String())
	return time.Now()
}

// frame is what the run looks like now.
func (l *live) frame(now time.Duration) (lines []string) {
	if l.brief {
		return []string{columns.Cut(l.letter+"  "+crowdWords(l.run.Crowd(now), l.lang), l.Width-1)}
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
		var in [timeline.Failed + 1]int
		for _, c := range l.run.Clients[len(shown):] {
			in[c.Phase(now)]++
		}
		lines = append(lines, columns.Cut("   "+more.Format(l.lang, rest, crowdWords(in, l.lang)), l.Width-1))
	}
	return lines
}

// The columns of a row: number, phase, bar, and the time at which it ended.
const (
	numberColumn = 5
	phaseColumn  = 12
	endColumn    = 10
)

// row shows one client.
func (l *live) row(c *timeline.Client, now, scale time.Duration) string {
	width := max(10, min(l.Width, 120)-numberColumn-phaseColumn-endColumn-3)
	phase := c.Phase(now)
	word := phaseWord[phase].In(l.lang)
	word += strings.Repeat(" ", max(0, phaseColumn-columns.Width(word)))
	end := ""
	switch phase {
	case timeline.Done:
		end = fmt.Sprintf("%.3f s", c.Finished.Seconds())
	case timeline.Failed:
		end = fmt.Sprintf("%.3f s", c.Failed.Seconds())
		word = l.Palette.Bad(word)
	}
	return fmt.Sprintf("%*d  %s%s %*s", numberColumn-1, c.Number, word, l.Palette.Paint(c.Number, bar(c, now, scale, width)), endColumn-2, end)
}

// bar is what happened to a client, as long as it lasted: dots for the queue,
// signs of equality for a wait, and a stroke for an answer.
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
	if c.Failed != timeline.Never {
		cells[min(width-1, edge(c.Failed))] = 'x'
	}
	return string(cells)
}

var sign = map[timeline.Phase]byte{
	timeline.Connecting: '-', timeline.Queued: '.', timeline.Greeting: '=', timeline.Sending: '=', timeline.Waiting: '=',
}

// crowdWords counts the clients in each phase.
func crowdWords(in [timeline.Failed + 1]int, lang phrase.Lang) string {
	in[timeline.Waiting] += in[timeline.Greeting] + in[timeline.Sending]
	in[timeline.Connecting] += in[timeline.Coming]
	var words []string
	for _, phase := range []timeline.Phase{timeline.Connecting, timeline.Queued, timeline.Waiting, timeline.Done, timeline.Failed} {
		if in[phase] > 0 {
			words = append(words, fmt.Sprintf("%d %s", in[phase], phaseWord[phase].In(lang)))
		}
	}
	return strings.Join(words, ", ")
}

var phaseWord = map[timeline.Phase]phrase.Phrase{
	timeline.Coming:     {EN: "to come", ZH: "未到"},
	timeline.Connecting: {EN: "connecting", ZH: "正在连接"},
	timeline.Queued:     {EN: "queued", ZH: "排队"},
	timeline.Greeting:   {EN: "greeting", ZH: "等欢迎词"},
	timeline.Sending:    {EN: "sending", ZH: "正在发送"},
	timeline.Waiting:    {EN: "waiting", ZH: "等待回答"},
	timeline.Done:       {EN: "done", ZH: "完成"},
	timeline.Failed:     {EN: "failed", ZH: "失败"},
}

var (
	planned = phrase.Phrase{
		EN: "%s: %d clients, %d messages each, and it thinks about each for %v",
		ZH: "%s：%d 个客户端，每个 %d 条消息，每条思考 %v",
	}
	legend = phrase.Phrase{
		EN: "- connecting   . queued   = waiting for the answer   | the answer   x failed",
		ZH: "- 正在连接   . 排队   = 等待回答   | 收到回答   x 失败",
	}
	more       = phrase.Phrase{EN: "and %d more: %s", ZH: "还有 %d 个：%s"}
	clientDone = phrase.Phrase{
		EN: "%s  client %d: connected %.3f s, first byte %.3f s, finished %.3f s",
		ZH: "%s  客户端 %d：连接 %.3f 秒，首字节 %.3f 秒，完成 %.3f 秒",
	}
	clientFailed = phrase.Phrase{
		EN: "%s  client %d: failed after %.3f s: %s",
		ZH: "%s  客户端 %d：%.3f 秒后失败：%s",
	}
)
