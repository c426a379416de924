// Package console writes the log that people read, one line an event:
//
//	15:04:05.000  server  ACCEPT  #1  127.0.0.1:62140  new socket
//	15:04:05.000  server  RECV    #1  7 bytes after 1.003 s "Michael"
//
// Each connection has a colour of its own, so that the eye follows it through
// the others; the op is a word as well, so that colour is never the only cue.
// Received text is quoted and escaped: no client reaches the terminal.
package console

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// A Console shows events on a terminal, or on what stands in for one.
type Console struct {
	layout layout
	cover  atomic.Bool // the next line begins at the left, over what is there

	mu       sync.Mutex
	w        io.Writer
	line     []byte // the one being written, kept for the next
	question string // it waits for an answer, on the last line
}

// New returns a console that writes to w, in colour or not, and says durations
// in lang; Fit makes its lines fit the terminal. Each event is one Write; one
// that w does not take is lost, as a lesson goes on without its log.
func New(w io.Writer, colored bool, lang phrase.Lang) *Console {
	var palette *Palette
	if colored {
		palette = NewPalette()
	}
	return &Console{w: w, layout: newLayout(palette, lang)}
}

// Ask shows a question, and keeps it on the last line, below the events that
// come, until it is answered: until the next question, or an empty one.
func (c *Console) Ask(question string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.question = question
	_, _ = io.WriteString(c.w, question)
}

// Cover makes the next line begin at the left, over the ^C that a terminal has
// echoed. It never waits for the terminal.
func (c *Console) Cover() { c.cover.Store(true) }

// Take shows one event.
func (c *Console) Take(e *event.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.write(c.layout.append(c.begin(), e))
}

// Note shows a remark, which is not an event.
func (c *Console) Note(at time.Time, role, sentence string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.write(c.layout.appendNote(c.begin(), at, role, sentence))
}

// begin returns the beginning of a line. A question that waits for its answer
// moves below the line.
func (c *Console) begin() []byte {
	b := c.line[:0]
	if c.cover.Swap(false) {
		b = append(b, '\r')
	}
	switch {
	case c.question == "":
	case c.layout.palette != nil: // a terminal: the line takes the question's place
		b = append(b, "\r\x1b[K"...)
	default:
		b = append(b, '\n')
	}
	return b
}

func (c *Console) write(line []byte) {
	c.line = append(line, c.question...)
	_, _ = c.w.Write(c.line)
}
