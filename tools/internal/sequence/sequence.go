// Package sequence draws sequence diagrams: a lifeline from top to bottom for
// everyone who takes part, and an arrow for whatever one has sent to another. Time
// runs downwards, not to scale: a second may be nothing but a pause, and much may
// happen within a thousandth of it.
//
// A diagram is made in three stages. An interaction is what the steps have to do
// with each other; a layout, where each lifeline and each row stands; a picture,
// what is drawn there. What it looks like stands in the template and in the style.
package sequence

import (
	"embed"
	"time"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/trace"
)

// A Diagram is what is to be drawn.
type Diagram struct {
	ID     string // no other picture of a page may have it
	Title  string
	Idea   string // a sentence
	Actors []string
	Begun  time.Time // from which times are told
	Steps  []Step    // in the order of their times
}

// A Step is a call, or something that a person does at the keyboard.
type Step struct {
	Actor     int // in Actors: 0 is the server
	Call      *trace.Call
	Time      time.Time // of what is no call
	Typed     string    // a line
	Interrupt bool      // Ctrl+C
	Packet    string    // what the actor's system has sent to actor To
	To        int
}

//go:embed *.tmpl
var files embed.FS

var templates = svg.Parse(files)

//go:embed sequence.css
var style string

// Draw draws the diagram: for a projector and for paper, or else for a phone.
func (d Diagram) Draw(lang phrase.Lang, phone bool) []byte {
	v, suffix := svg.View{Lang: lang, Width: svg.Wide}, "-wide"
	if phone {
		v.Width, suffix = svg.Narrow, "-narrow"
	}
	p := d.layout(v).draw(d.ID + suffix)
	p.Name, p.Style = v.Say(pictureName, d.Title, d.Idea), svg.Style(style)
	return svg.Execute(templates, "sequence.svg.tmpl", p)
}
