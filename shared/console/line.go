package console

import (
	"strconv"
	"strings"
	"time"

	"tcplab/shared/event"
)

// A layout makes the line of an event.
type layout struct {
	palette *Palette // nil: without colour
}

// inSight is how many bytes of a text are shown: as much as the eye takes in.
// The events have it all.
const inSight = 200

// append writes the line of an event, and its end.
func (l *layout) append(b []byte, e *event.Event) []byte {
	b = appendClock(b, e.Time)
	b = append(b, "  "...)
	b = pad(append(b, e.Role...), len(e.Role), 6)
	paint := l.palette.of(e.Conn)
	b = append(b, paint.on...)
	b = l.appendOp(b, e)
	b = appendConn(b, e)
	b = appendWhat(b, e)
	b = append(b, paint.off...)
	return append(b, '\n')
}

// appendOp writes the word of the call. An error is red in any colour.
func (l *layout) appendOp(b []byte, e *event.Event) []byte {
	width := 6
	if e.Role == event.Client {
		width = len(event.Connect)
	}
	if e.Op == event.Error {
		b = l.palette.alarm(b, "ERROR", e.Conn)
	} else {
		b = appendUpper(b, e.Op)
	}
	return pad(b, len(e.Op), width)
}

// appendConn writes which connection it is: its number and the other end. A
// listener has no other end, but an address.
func appendConn(b []byte, e *event.Event) []byte {
	before := len(b)
	if e.Conn > 0 {
		b = append(b, '#')
		b = strconv.AppendInt(b, int64(e.Conn), 10)
	}
	b = pad(b, len(b)-before, 2)
	addr := e.Peer
	if addr == "" {
		addr = e.Local
	}
	return pad(append(b, addr...), len(addr), 16)
}

// appendWhat writes what has happened, in a sentence, and the text that went
// through.
func appendWhat(b []byte, e *event.Event) []byte {
	if e.Error != "" {
		b = appendPrintable(b, e.Error)
		// What it means, and the remedy: below, as it may be long.
		for sentence := range strings.SplitSeq(e.Msg, "\n") {
			b = append(b, "\n                      "...)
			b = appendPrintable(b, sentence)
		}
		return b
	}
	b = appendPrintable(b, e.Msg)
	if e.Text != "" {
		text := event.Cut(e.Text, inSight)
		b = appendQuoted(append(b, ' '), text)
		if len(text) < len(e.Text) {
			b = append(b, "…"...)
		}
	}
	return b
}

// pad fills a column of size characters up to width, and two more.
func pad(b []byte, size, width int) []byte {
	const blanks = "                  "
	return append(b, blanks[:2+max(0, width-size)]...)
}

// appendClock writes the time of day with milliseconds.
func appendClock(b []byte, t time.Time) []byte {
	hour, minute, second := t.Clock()
	milli := t.Nanosecond() / int(time.Millisecond)
	return append(b,
		digit(hour/10), digit(hour), ':',
		digit(minute/10), digit(minute), ':',
		digit(second/10), digit(second), '.',
		digit(milli/100), digit(milli/10), digit(milli))
}

func digit(n int) byte { return '0' + byte(n%10) }

func appendUpper(b []byte, op event.Op) []byte {
	for i := range len(op) {
		b = append(b, op[i]-('a'-'A'))
	}
	return b
}

// Printable returns s with escapes for whatever would move the cursor or change
// the terminal, save for a new line.
func Printable(s string) string {
	var b []byte
	for line := range strings.Lines(s) {
		text, isWhole := strings.CutSuffix(line, "\n")
		if b = appendPrintable(b, text); isWhole {
			b = append(b, '\n')
		}
	}
	return string(b)
}

// appendPrintable writes s with escapes for whatever is not to be printed.
func appendPrintable(b []byte, s string) []byte {
	if isPlain(s) {
		return append(b, s...)
	}
	for _, r := range s {
		if strconv.IsPrint(r) {
			b = append(b, string(r)...)
		} else {
			quoted := strconv.QuoteRune(r)
			b = append(b, quoted[1:len(quoted)-1]...)
		}
	}
	return b
}

// appendQuoted writes s in quotes, with escapes as in a Go string.
func appendQuoted(b []byte, s string) []byte {
	if !isPlain(s) {
		return strconv.AppendQuote(b, s)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// isPlain reports whether s is ASCII without anything to escape. Most text is,
// and can be copied at once instead of character by character.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
