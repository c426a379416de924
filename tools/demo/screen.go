package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/lesson"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/columns"
	"tcplab/tools/internal/scenario"
	"tcplab/tools/internal/terminal"
)

// A screen shows a play: a column for the time, one for the server, and one
// for each client.
type screen struct {
	*terminal.Terminal
	lang phrase.Lang

	begun  time.Time // of the play: its first entry
	starts []int     // where each actor's column begins
}

const (
	timeColumn = len("  0.000  ")
	leastCell  = 14 // what a column needs to say anything
)

// open writes the head of a play.
func (s *screen) open(p scenario.Scenario) {
	s.begun = time.Time{}
	share := (min(s.Width, 130) - timeColumn - 6) / (p.Clients + 1)
	room := max(0, s.Width-timeColumn-leastCell) // of all columns but the last
	s.starts = []int{0}
	names := []string{serverName.In(s.lang)}
	for i := 1; i <= p.Clients; i++ {
		// The server has more to tell than each client.
		s.starts = append(s.starts, min(share*i+4, room*i/p.Clients))
		names = append(names, clientName.Format(s.lang, 'A'+i-1))
	}

	title := lesson.Profiles[p.Lesson-1].Title.In(s.lang)
	fmt.Fprintln(s)
	s.Say("", fmt.Sprintf("== %s ==", heading.Format(s.lang, p.Lesson, title)))
	s.Say("", p.Idea.In(s.lang))
	fmt.Fprintln(s)
	row, used := strings.Repeat(" ", timeColumn), 0
	for i, name := range names {
		blanks := max(min(i, 1), s.starts[i]-used)
		row += strings.Repeat(" ", blanks) + s.paint(i, name)
		used += blanks + columns.Width(name)
	}
	fmt.Fprintln(s, row)
}

// show writes one line of a play.
func (s *screen) show(e scenario.Entry) {
	if s.begun.IsZero() {
		s.begun = e.Time
	}
	if e.Actor == scenario.Narrator {
		s.Say(strings.Repeat(" ", timeColumn)+"-- ", e.Said)
		return
	}
	color := e.Actor
	if e.Actor == 0 {
		color = e.Event.Conn // the server speaks in the colour of its client
	}
	before := s.starts[e.Actor]
	// A row has one cell, which may reach into the columns to its right.
	fmt.Fprintf(s, "%7.3f  %s%s\n", e.Time.Sub(s.begun).Seconds(), strings.Repeat(" ", before),
		s.paint(color, columns.Cut(cell(e), s.Width-timeColumn-before)))
}

// end writes the last line.
func (s *screen) end() {
	fmt.Fprintln(s)
	s.Say("", theEnd.In(s.lang))
}

func (s *screen) paint(conn int, text string) string { return s.Palette.Paint(conn, text) }

// cell is what a column says of an event.
func cell(e scenario.Entry) string {
	text := strings.ToUpper(string(e.Event.Op))
	if e.Actor == 0 && e.Event.Conn > 0 {
		text = fmt.Sprintf("#%d %s", e.Event.Conn, text)
	}
	switch {
	case e.Event.Op == event.Listen:
		text += " " + e.Event.Local
	case e.Event.Error != "":
		text += " " + e.Event.Error
	case e.Event.Text != "":
		text += " " + strconv.Quote(e.Event.Text)
	}
	return text
}

var (
	heading    = phrase.Phrase{EN: "Lesson %02d: %s", ZH: "第 %02d 课：%s"}
	serverName = phrase.Phrase{EN: "server", ZH: "服务器"}
	clientName = phrase.Phrase{EN: "client %c", ZH: "客户端 %c"}
	theEnd     = phrase.Phrase{
		EN: "Now you: make lesson-1 in one terminal, nc 127.0.0.1 7788 in another.",
		ZH: "轮到你了：一个终端里 make lesson-1，另一个终端里 nc 127.0.0.1 7788。",
	}
)
