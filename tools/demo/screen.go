package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/lesson"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/scenario"
)

// A screen shows a play: a column for the time, one for the server, and one
// for each client.
type screen struct {
	out     io.Writer
	lang    phrase.Lang
	width   int
	palette *console.Palette // nil: without colour

	begun   time.Time // of the play: its first entry
	columns []int     // how wide each actor's is
}

const timeColumn = len("  0.000  ")

// open writes the head of a play.
func (s *screen) open(p scenario.Scenario) {
	s.begun = time.Time{}
	// The server has more to tell than each client.
	share := max(14, (min(s.width, 130)-timeColumn-6)/(p.Clients+1))
	s.columns = []int{share + 4}
	names := []string{serverName.In(s.lang)}
	for i := range p.Clients {
		s.columns = append(s.columns, share)
		names = append(names, clientName.Format(s.lang, 'A'+i))
	}

	title := lesson.Profiles[p.Lesson-1].Title.In(s.lang)
	fmt.Fprintf(s.out, "\n== %s ==\n%s\n\n", heading.Format(s.lang, p.Lesson, title), p.Idea.In(s.lang))
	row := strings.Repeat(" ", timeColumn)
	for i, name := range names {
		row += s.paint(i, name) + strings.Repeat(" ", max(0, s.columns[i]-columns(name)))
	}
	fmt.Fprintln(s.out, strings.TrimRight(row, " "))
}

// show writes one line of a play.
func (s *screen) show(e scenario.Entry) {
	if s.begun.IsZero() {
		s.begun = e.Time
	}
	if e.Actor == scenario.Narrator {
		indent := "\n" + strings.Repeat(" ", timeColumn)
		fmt.Fprintln(s.out, indent[1:]+"-- "+strings.ReplaceAll(e.Said, "\n", indent+"   "))
		return
	}
	color := e.Actor
	if e.Actor == 0 {
		color = e.Event.Conn // the server speaks in the colour of its client
	}
	before := 0
	for _, width := range s.columns[:e.Actor] {
		before += width
	}
	// A row has one cell, which may reach into the columns to its right.
	fmt.Fprintf(s.out, "%7.3f  %s%s\n", e.Time.Sub(s.begun).Seconds(), strings.Repeat(" ", before),
		s.paint(color, cut(cell(e), s.width-timeColumn-before)))
}

// end writes the last line.
func (s *screen) end() { fmt.Fprintf(s.out, "\n%s\n", theEnd.In(s.lang)) }

func (s *screen) paint(conn int, text string) string { return s.palette.Paint(int64(conn), text) }

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

// cut shortens text to a number of columns.
func cut(text string, limit int) string {
	if columns(text) <= limit {
		return text
	}
	used := 1 // for the dots
	for i, r := range text {
		if used += runeWidth(r); used > limit {
			return text[:i] + "…"
		}
	}
	return text
}

// columns returns how many columns of a terminal text takes.
func columns(text string) (n int) {
	for _, r := range text {
		n += runeWidth(r)
	}
	return n
}

// runeWidth is 2 for a Chinese character.
func runeWidth(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
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
