// Package console writes the log that people read, one line an event:
//
//	15:04:05.000  server  ACCEPT  #1  127.0.0.1:62140   a new socket for this client
//
// Each connection has a colour of its own, so that the eye follows it through
// the others; the op is a word as well, so that colour is never the only cue.
// Received text is quoted and escaped: no client reaches the terminal.
package console

import (
	"io"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// A Console shows events on a terminal, or on what stands in for one.
type Console struct {
	palette *Palette // nil: without colour
	lang    phrase.Lang
	cover   atomic.Bool // the next line begins at the left of what is there

	mu       sync.Mutex
	w        io.Writer
	line     []byte // the one being written, kept for the next
	question string // it waits for an answer, on the last line
}

// inSight is how many bytes of a text are shown: as much as the eye takes in.
// The events have it all.
const inSight = 200

// New returns a console that writes to w, in colour or not, and says durations
// in lang. Each event is one Write; one that w does not take is lost, as a
// lesson goes on without its log.
func New(w io.Writer, colored bool, lang phrase.Lang) *Console {
	c := &Console{w: w, lang: lang}
	if colored {
		c.palette = NewPalette()
	}
	return c
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
	c.write(e.Time, e.Role, func(b []byte) []byte {
		paint := c.palette.of(e.Conn)
		b = append(b, paint.on...)
		b = c.appendOp(b, e)
		b = appendConn(b, e)
		b = c.appendWhat(b, e)
		return append(b, paint.off...)
	})
}

// Note shows a remark, which is not an event.
func (c *Console) Note(role, sentence string) {
	c.write(clock.Now(), role, func(b []byte) []byte {
		return appendPrintable(append(b, "… "...), sentence)
	})
}

// write writes one line: the time, the role, and the rest. A question that
// waits for its answer moves below it.
func (c *Console) write(t time.Time, role string, rest func([]byte) []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := c.line[:0]
	if c.cover.Swap(false) {
		b = append(b, '\r')
	}
	switch {
	case c.question == "":
	case c.palette != nil: // a terminal: the line takes the question's place
		b = append(b, "\r\x1b[K"...)
	default:
		b = append(b, '\n')
	}
	b = appendClock(b, t)
	b = append(b, "  "...)
	b = pad(append(b, role...), len(role), 6)
	b = append(rest(b), '\n')
	c.line = append(b, c.question...)
	_, _ = c.w.Write(c.line)
}

// appendOp writes the word of the call. An error is red in any colour.
func (c *Console) appendOp(b []byte, e *event.Event) []byte {
	width := 6
	if e.Role == event.Client {
		width = len(event.Connect)
	}
	if e.Op == event.Error {
		b = c.palette.alarm(b, "ERROR", e.Conn)
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
func (c *Console) appendWhat(b []byte, e *event.Event) []byte {
	if e.Error != "" {
		b = appendPrintable(b, e.Error)
		b = c.appendTook(b, e)
		// What it means, and the remedy: below, as it may be long.
		for sentence := range strings.SplitSeq(e.Msg, "\n") {
			b = append(b, "\n                      "...)
			b = appendPrintable(b, sentence)
		}
		return b
	}
	b = appendPrintable(b, e.Msg)
	b = c.appendTook(b, e)
	if e.Text != "" {
		text := event.Cut(e.Text, inSight)
		b = appendQuoted(append(b, ' '), text)
		if len(text) < len(e.Text) {
			b = append(b, "…"...)
		}
	}
	return b
}

// appendTook writes for how long a call blocked, if anyone would notice. An
// accept is left out: the line above it says since when it has waited.
func (c *Console) appendTook(b []byte, e *event.Event) []byte {
	if e.Took < 0.1 || e.Op == event.Accept {
		return b
	}
	digits := 3
	for limit := event.Seconds(10); e.Took >= limit && digits > 0; limit *= 10 {
		digits--
	}
	before, after, _ := strings.Cut(blockedFor.In(c.lang), "%s")
	b = append(b, before...)
	b = strconv.AppendFloat(b, float64(e.Took), 'f', digits, 64)
	return append(b, after...)
}

var blockedFor = phrase.Phrase{EN: " after %s s", ZH: "（等了 %s 秒）"}

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
