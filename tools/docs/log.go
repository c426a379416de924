package main

import (
	"embed"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/play"
	"tcplab/tools/internal/svg"
)

//go:embed *.tmpl
var files embed.FS

var templates = svg.Parse(files)

// A window is a terminal's window with a log in it.
type window struct {
	Lang          phrase.Lang
	Title         string
	Name          string // for those who hear the picture instead of seeing it
	Width, Height svg.Px
	Lines         []line
}

// A line is an event in the log. Its clock and its role have no colour.
type line struct {
	Y            svg.Px
	Clock, Event string
	Color        string // of the connection
}

// Sizes in pixels.
const (
	cellWidth = 9.3 // of the widest of the fonts that a class may have
	lineStep  = 22
	margin    = 26
	barHeight = 40
	baseline  = 16 // from the top of a line to the feet of its letters
)

// drawLog draws the terminal of the server of a play.
func drawLog(r play.Recording, lang phrase.Lang) []byte {
	server, most := r.Terminals(lang)[0], 0
	w := window{Lang: lang, Name: logName.In(lang), Title: server.Command}
	for i, l := range server.Lines {
		whole := strings.TrimSuffix(l.Text, "\n")
		clock := l.Event.Time.Format("15:04:05.000  ") + l.Event.Role + "  "
		w.Lines = append(w.Lines, line{
			Y:     svg.Px(barHeight + margin/2 + i*lineStep + baseline),
			Clock: clock, Event: strings.TrimPrefix(whole, clock), Color: console.Color(l.Event.Conn),
		})
		most = max(most, columns.Width(whole))
	}
	w.Width = svg.Px(int(2*margin + float64(most)*cellWidth))
	w.Height = svg.Px(barHeight + margin + len(w.Lines)*lineStep)
	return svg.Execute(templates, "log.svg.tmpl", w)
}

// Across is the width of the bar without its round corners.
func (w window) Across() svg.Px { return w.Width - 20 }
func (w window) Middle() svg.Px { return w.Width / 2 }
