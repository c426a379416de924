package play

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// A Screen shows a play: a column for the time, one for the server, and one
// for each client. Time runs downwards.
type Screen struct {
	*cli.Terminal
	Lang phrase.Lang

	begun  time.Time // of the play: its first entry
	starts []int     // where each actor's column begins
}

const (
	timeColumn = len("  0.000  ")
	leastCell  = 14 // what a column needs to say anything
)

// Open writes the head of a play.
func (s *Screen) Open(p Play) {
	s.begun = time.Time{}
	share := (min(s.Width, 130) - timeColumn - 6) / (p.Clients + 1)
	room := max(0, s.Width-timeColumn-leastCell) // of all columns but the last
	s.starts = []int{0}
	names := []string{ActorName(0).In(s.Lang)}
	for i := 1; i <= p.Clients; i++ {
		// The server has more to tell than each client.
		s.starts = append(s.starts, min(share*i+4, room*i/p.Clients))
		names = append(names, ActorName(i).In(s.Lang))
	}

	title := p.Title.In(s.Lang)
	if p.Lesson > 0 {
		title = heading.Format(s.Lang, p.Lesson, title)
	}
	fmt.Fprintln(s)
	s.Say("", fmt.Sprintf("== %s ==", title))
	s.Say("", p.Idea.In(s.Lang))
	fmt.Fprintln(s)
	row, used := strings.Repeat(" ", timeColumn), 0
	for i, name := range names {
		blanks := max(min(i, 1), s.starts[i]-used)
		row += strings.Repeat(" ", blanks) + s.Palette.Paint(i, name)
		used += blanks + columns.Width(name)
	}
	fmt.Fprintln(s, row)
}

// Replay shows a play as it was recorded.
func (s *Screen) Replay(p Play, r Recording) {
	s.Open(p)
	for _, e := range r.Entries {
		s.Show(e)
	}
}

// Show writes one line of a play, if there is anything to see.
func (s *Screen) Show(e Entry) {
	if s.begun.IsZero() {
		s.begun = e.Time
	}
	text, color := cell(e), e.Actor
	switch {
	case e.Step.Do == Say:
		s.Terminal.Say(strings.Repeat(" ", timeColumn)+"-- ", e.Step.Said())
		return
	case e.Step.Do == Table:
		for line := range strings.Lines(e.Step.Text) {
			fmt.Fprint(s, strings.Repeat(" ", timeColumn+len("-- ")), line)
		}
		return
	case text == "":
		return
	case e.Actor == 0:
		color = e.Event.Conn // the server speaks in the colour of its client
	}
	before := s.starts[e.Actor]
	// A row has one cell, which may reach into the columns to its right.
	fmt.Fprintf(s, "%7.3f  %s%s\n", e.Time.Sub(s.begun).Seconds(), strings.Repeat(" ", before),
		s.Palette.Paint(color, columns.Cut(text, s.Width-timeColumn-before)))
}

// long is a text, in bytes, of which the size is worth more than its end.
const long = 64

// cell is what a column says of an entry.
func cell(e Entry) string {
	switch {
	case e.Step.Do == Start && e.Step.Text != "":
		return "$ " + e.Step.Text
	case e.Step.Do == Packet:
		return "~ " + e.Step.Text
	case e.Step.Do == Call:
		return e.Step.Text
	case e.Step.Do == Type:
		return "> " + e.Step.Text
	case e.Step.Do == Press:
		return "Ctrl+C"
	case e.Step.Do == Shut:
		return "SHUTDOWN (SHUT_WR)"
	}
	text := strings.ToUpper(string(e.Event.Op))
	if e.Actor == 0 && e.Event.Conn > 0 {
		text = fmt.Sprintf("#%d %s", e.Event.Conn, text)
	}
	switch {
	case e.Event.Op == event.Listen:
		text += " " + e.Event.Local
	case e.Event.Op == event.Poll:
		text += " " + e.Event.Msg
	case e.Event.Error != "":
		text += " " + e.Event.Error
	case e.Event.Bytes > long:
		text += " " + e.Event.Msg + " " + strconv.Quote(columns.Cut(e.Event.Text, long/2))
	case e.Event.Text != "":
		text += " " + strconv.Quote(e.Event.Text)
	}
	return text
}
