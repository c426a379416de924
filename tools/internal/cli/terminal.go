package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"

	"tcplab/shared/columns"
	"tcplab/shared/console"
)

// A Terminal is standard output: a terminal, a file or a pipe.
type Terminal struct {
	Palette *console.Palette // nil: without colour
	Width   int              // in columns
	Height  int              // in lines; 0 for what is no terminal

	file   *os.File // nil for a writer
	w      io.Writer
	raw    io.Writer // w, without the charset of the locale
	cancel context.CancelFunc
	lost   atomic.Pointer[error]
}

// NewTerminal returns a terminal without colour that is w.
func NewTerminal(w io.Writer, width int) *Terminal {
	return &Terminal{Width: width, w: w, raw: w, cancel: func() {}}
}

// open returns standard output. The first write that fails calls cancel.
func open(mode console.Mode, cancel context.CancelFunc) *Terminal {
	w, colored := console.Open(os.Stdout, mode)
	t := &Terminal{file: os.Stdout, w: w, raw: os.Stdout, cancel: cancel}
	if colored {
		t.Palette = console.NewPalette()
	}
	t.Measure()
	return t
}

// Measure looks how large the terminal is now, and reports whether that has
// changed.
func (t *Terminal) Measure() (changed bool) {
	if t.file == nil {
		return false
	}
	width, height := console.Size(t.file)
	if os.Getenv("TERM") == "dumb" {
		height = 0
	}
	changed = width != t.Width || height != t.Height
	t.Width, t.Height = width, height
	return changed
}

// Write writes to the terminal, as it is.
func (t *Terminal) Write(b []byte) (int, error) {
	n, err := t.w.Write(b)
	t.note(err)
	return n, err
}

// WriteJSON writes what other programs read: in UTF-8, whatever the locale.
func (t *Terminal) WriteJSON(document any) { t.note(json.NewEncoder(t.raw).Encode(document)) }

// note remembers the first error of a write.
func (t *Terminal) note(err error) {
	if err != nil && t.lost.CompareAndSwap(nil, &err) {
		t.cancel()
	}
}

// Lost returns why the terminal cannot be written to any more, or nil.
func (t *Terminal) Lost() error {
	if err := t.lost.Load(); err != nil {
		return *err
	}
	return nil
}

// Say writes a sentence, on as many lines as it takes. The first one begins
// with lead, the others below its end.
func (t *Terminal) Say(lead, sentence string) {
	t.SayIn(func(lead string) string { return lead }, lead, sentence)
}

// SayIn is Say with a painted lead.
func (t *Terminal) SayIn(paint func(string) string, lead, sentence string) {
	blank := strings.Repeat(" ", columns.Width(lead))
	for _, line := range columns.Wrap(sentence, t.Width-len(blank)) {
		fmt.Fprintln(t, paint(lead)+line)
		lead = blank
	}
}

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
func (f *Frame) Remove() { f.Draw(nil) }
