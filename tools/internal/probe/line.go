package probe

import (
	"strings"
	"time"
	"unicode/utf8"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// A Line is one line of what is shown while the probes go on.
type Line struct {
	At     time.Duration // since the first probe began
	Kind   Kind
	Client int    // 1, 2, 3 …, for Kind Client
	Op     string // the call, or the mistake that was looked for
	Stage  int    // the one that was reached, or 0
	Text   string
}

// A Kind is who speaks in a Line.
type Kind int

const (
	Heading Kind = iota // what comes next
	Server              // the program
	Client              // a client of the probes
	Remark              // the examiner
	Good                // a mistake was not found
	Bad                 // a mistake was found
)

// show shows a line, now or later: when it is the turn of the trial, and, of one
// that goes on at the same time as others, at its end.
func (t *trial) show(l Line) {
	if t.ctx.Err() != nil {
		return
	}
	l.At = clock.Since(t.begun)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, l)
	if t.showing == t {
		t.flush(t.atOnce)
	}
}

// atOnce reports whether a line is shown as soon as it is the turn of its trial.
func (t *trial) atOnce(l Line) bool { return !t.apart || l.Kind == Heading }

// inTheEnd reports whether a line is shown at the end of its trial: who said what
// matters only where something was wrong.
func (t *trial) inTheEnd(l Line) bool { return t.failed() || l.Kind == Good || l.Kind == Remark }

// turnTo shows the lines of a trial from now on, and those that it has written.
func (x *examiner) turnTo(t *trial) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.showing = t
	t.flush(t.atOnce)
}

// flush shows the lines that are wanted, and keeps the others; x is locked.
func (t *trial) flush(wanted func(Line) bool) {
	var kept []Line
	for _, l := range t.lines {
		if wanted(l) {
			t.Show(l)
		} else {
			kept = append(kept, l)
		}
	}
	t.lines = kept
}

func (t *trial) heading(p phrase.Phrase, args ...any) {
	t.show(Line{Kind: Heading, Text: p.Format(t.Lang, args...)})
}

func (t *trial) remark(p phrase.Phrase, args ...any) {
	t.show(Line{Kind: Remark, Text: p.Format(t.Lang, args...)})
}

// clip shortens text to n bytes.
func clip(text string, n int) string {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	if len(text) <= n {
		return text
	}
	return event.Cut(text, n) + "…"
}
