// Package terminal is where a tool shows what it does: as wide as it is, in
// colour or not, and for as long as somebody looks.
package terminal

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"

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
	cancel context.CancelFunc
	lost   atomic.Pointer[error]
}

// New returns a terminal without colour that is w.
func New(w io.Writer, width int) *Terminal {
	return &Terminal{Width: width, w: w, cancel: func() {}}
}

// Open returns standard output, and a context that is done when the user
// presses Ctrl+C or ends the tool otherwise, and when a write has failed, as
// when nobody reads any more. The caller calls stop in the end.
func Open(mode console.Mode) (ctx context.Context, t *Terminal, stop func()) {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	// A closed pipe must not end the tool before it has tidied up. It is not
	// ignored, as the programs that it starts would inherit that.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)

	w, colored := console.Open(os.Stdout, mode)
	t = &Terminal{file: os.Stdout, w: w, cancel: cancel}
	if colored {
		t.Palette = console.NewPalette()
	}
	t.Measure()
	return ctx, t, cancel
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
	if err != nil && t.lost.CompareAndSwap(nil, &err) {
		t.cancel()
	}
	return n, err
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
