package exam

import (
	"strings"
	"time"
	"unicode/utf8"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// A Line is one line of what is shown while an exam goes on.
type Line struct {
	At     time.Duration // since the exam began
	Kind   Kind
	Client int    // 1, 2, 3 …, for Kind Client
	Op     string // the call, or the mistake that was looked for
	Text   string
}

// A Kind is who speaks in a Line.
type Kind int

const (
	Heading Kind = iota // what comes next
	Server              // the program
	Client              // a client of the exam
	Remark              // the examiner
	Good                // a mistake was not found
	Bad                 // a mistake was found
)

// show shows a line, now or when it is the turn of the trial.
func (t *trial) show(l Line) {
	if t.ctx.Err() != nil {
		return
	}
	l.At = clock.Since(t.begun)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.showing == t {
		t.Show(l)
	} else {
		t.lines = append(t.lines, l)
	}
}

// turnTo shows the lines of a trial from now on, and those that it has written.
func (x *examiner) turnTo(t *trial) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, l := range t.lines {
		x.Show(l)
	}
	t.lines, x.showing = nil, t
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
