package event

import (
	"io"
	"sync"
)

// Lines gathers lines for one Write of w. It never splits a line.
type Lines struct {
	w io.Writer

	mu     sync.Mutex
	buffer []byte
}

// NewLines returns an empty buffer of lines for w.
func NewLines(w io.Writer) *Lines { return &Lines{w: w} }

// page is how many bytes a pipe takes at once, without those of another
// writer in between.
const page = 4096

// Write keeps b, which is one line or more, until the next Flush.
func (l *Lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buffer)+len(b) > page {
		l.flush()
	}
	l.buffer = append(l.buffer, b...)
	return len(b), nil
}

// Flush writes what was kept. What w does not take is lost.
func (l *Lines) Flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flush()
}

func (l *Lines) flush() {
	if len(l.buffer) > 0 {
		_, _ = l.w.Write(l.buffer)
		l.buffer = l.buffer[:0]
	}
}
