// Package console writes the log that people read, one line an event:
//
//	15:04:05.000  server  ACCEPT  #1  127.0.0.1:62140  new socket
//	15:04:05.000  server  RECV    #1  7 bytes "Michael"
//
// Each connection has a colour of its own, so that the eye follows it through
// the others; the op is a word as well, so that colour is never the only cue.
// Received text is quoted and escaped: no client reaches the terminal.
package console

import (
	"io"
	"sync"

	"tcplab/shared/event"
)

// A Console shows events on a terminal, or on what stands in for one.
type Console struct {
	layout layout

	mu       sync.Mutex
	w        io.Writer
	line     []byte // the one being written, kept for the next
	question string // it waits for an answer, on the last line
}

// New returns a console that writes to w, in colour or not; Fit makes its lines
// fit the terminal. Each event is one Write; one that w does not take is lost, as
// a lesson goes on without its log.
func New(w io.Writer, colored bool) *Console {
	var palette *Palette
	if colored {
		palette = NewPalette()
	}
	return &Console{w: w, layout: newLayout(palette)}
}

// Ask shows a question, and keeps it on the last line, below the events that
// come, until it is answered: until the next question, or an empty one.
func (c *Console) Ask(question string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.question = question
	_, _ = io.WriteString(c.w, question)
}

// Take shows one event.
func (c *Console) Take(e event.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := c.line[:0]
	switch {
	case c.question == "":
	case c.layout.palette != nil: // a terminal: the line takes the question's place
		b = append(b, "\r\x1b[K"...)
	default:
		b = append(b, '\n')
	}
	b = c.layout.append(b, &e)
	c.line = append(b, c.question...)
	_, _ = c.w.Write(c.line)
}
