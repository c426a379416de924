package cli

import (
	"fmt"
	"strings"
)

// A Frame is a part of a terminal that is drawn again and again.
type Frame struct {
	*Terminal
	drawn int // lines that the next drawing replaces
}

// Draw replaces the lines of the frame.
func (f *Frame) Draw(lines []string) {
	var b strings.Builder
	if f.drawn > 0 {
		fmt.Fprintf(&b, "\r\x1b[%dA", f.drawn)
	}
	for _, line := range lines {
		b.WriteString(line + "\x1b[K\n")
	}
	if len(lines) < f.drawn {
		b.WriteString("\x1b[J")
	}
	f.drawn = len(lines)
	fmt.Fprint(f, b.String())
}

// Fit looks how large the terminal is now. If that has changed, the lines of the
// old frame cannot be replaced.
func (f *Frame) Fit() {
	if f.Measure() {
		f.drawn = 0
	}
}

// Remove removes the frame.
func (f *Frame) Remove() {
	if f.drawn > 0 {
		fmt.Fprintf(f, "\r\x1b[%dA\x1b[J", f.drawn)
	}
	f.drawn = 0
}
