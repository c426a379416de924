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

func (x *examiner) show(l Line) {
	if x.ctx.Err() != nil {
		return
	}
	l.At = clock.Since(x.begun)
	x.Show(l)
}

func (x *examiner) heading(p phrase.Phrase, args ...any) {
	x.show(Line{Kind: Heading, Text: p.Format(x.Lang, args...)})
}

func (x *examiner) remark(p phrase.Phrase, args ...any) {
	x.show(Line{Kind: Remark, Text: p.Format(x.Lang, args...)})
}

// clip shortens text to n bytes.
func clip(text string, n int) string {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	if len(text) <= n {
		return text
	}
	return event.Cut(text, n) + "…"
}
