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

	"tcplab/shared/event"
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

// A Step is a call, or one of the acts.
type Step struct {
	Actor int // in Actors: 0 is the server
	Call  *trace.Call
	Act   event.Op  // in place of a call
	Time  time.Time // of an act
	Text  string    // the line that is typed, or what a packet is called
	To    int       // the actor that a packet goes to
}

// The acts: what a person does at the keyboard, and what the actor's system sends.
const (
	Typed   event.Op = "type"
	Pressed event.Op = "Ctrl+C"
	Packet  event.Op = "packet"
)

//go:embed *.tmpl
var files embed.FS

var templates = svg.Parse(files)

//go:embed sequence.css
var style string

// Draw draws the diagram.
func (d Diagram) Draw(v svg.View) []byte {
	id := d.ID
	if !v.Phone {
		id += "-wide"
	}
	p := d.layout(v).draw(v.Picture(id, v.Say(pictureName, d.Title, d.Idea), style))
	return svg.Execute(templates, "sequence.svg.tmpl", p)
}
