package console

import (
	"strconv"
	"strings"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/columns"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/printable"
)

// A layout makes the lines of events, none of which is wider than its terminal.
// It is for one event at a time.
type layout struct {
	palette *Palette // nil: without colour
	lang    phrase.Lang
	width   int // of the terminal
	charset charset.Charset
	address int // columns of an address, and the blank after it
}

func newLayout(palette *Palette, lang phrase.Lang) layout {
	return layout{palette: palette, lang: lang, width: pageWidth, charset: charset.UTF8, address: len("127.0.0.1:65535  ")}
}

// The columns of a line, with the blanks after them. What does not fit is
// followed by one blank.
const (
	timeOfDay   = "15:04:05.000  "
	clockColumn = len(timeOfDay)
	roleColumn  = len("server  ")
	opColumn    = len("CONNECT ")
	connColumn  = len("#99 ")
	below       = clockColumn + roleColumn // where a line goes on that says what an error means
	leastMsg    = len("clients can connect now")
	leastText   = len(`"Michael"…`) // what a text needs to be worth a beginning
)

// append writes the line of an event, and its end. The address of a connection
// stands where it becomes known, on the line of its accept or connect: as in a
// program, its number stands for it from there on, and leaves room for the text.
func (l *layout) append(b []byte, e *event.Event) []byte {
	b = e.Time.AppendFormat(b, timeOfDay)
	b, at := l.cell(b, clockColumn, e.Role, roleColumn)
	paint := l.palette.of(e.Conn)
	b = append(b, paint.on...)
	if e.Op == event.Error {
		b = append(b, l.palette.Bad("ERROR")+paint.on...) // red, within the colour of the connection
	} else {
		b = appendUpper(b, e.Op)
	}
	b, at = pad(b, at, len(e.Op), opColumn)
	b, at = l.appendConn(b, at, e)
	if e.Error != "" {
		b = l.appendError(b, at, e)
	} else {
		b = l.appendWhat(b, at, e)
	}
	b = append(b, paint.off...)
	return append(b, '\n')
}

// appendNote writes a remark, which is not an event, and its end.
func (l *layout) appendNote(b []byte, t time.Time, role, sentence string) []byte {
	b = t.AppendFormat(b, timeOfDay)
	b, at := l.cell(b, clockColumn, role, roleColumn)
	b = append(b, "… "...)
	b, _ = l.appendSentences(b, at+columns.Width("… "), sentence)
	return append(b, '\n')
}

// took says for how long a call blocked, if anyone would notice. An accept is
// left out: the line above it says since when it has waited.
func (l *layout) took(e *event.Event) string {
	if e.Took < 0.1 || e.Op == event.Accept {
		return ""
	}
	digits := 3
	for limit := event.Seconds(10); e.Took >= limit && digits > 0; limit *= 10 {
		digits--
	}
	return blockedFor.Format(l.lang, strconv.FormatFloat(float64(e.Took), 'f', digits, 64))
}

var blockedFor = phrase.Phrase{EN: " after %s s", ZH: " 等了 %s 秒"}

// appendConn writes which connection it is: its number, and the other end. A
// listener has no other end, but an address.
func (l *layout) appendConn(b []byte, at int, e *event.Event) (_ []byte, next int) {
	before, addr := len(b), e.Peer
	if e.Conn > 0 {
		b = append(b, '#')
		b = strconv.AppendInt(b, int64(e.Conn), 10)
	}
	b, at = pad(b, at, len(b)-before, connColumn)
	if addr == "" {
		addr = e.Local
	}
	if addr == "" || e.Conn > 0 && e.Op != event.Accept && e.Op != event.Connect {
		return b, at
	}
	if at+len(addr)+leastMsg > l.width { // IPv6: what happened stands below
		b, _ = l.appendSentence(b, at, addr)
		return l.newLine(b, at), at
	}
	l.address = max(l.address, len(addr)+1) // from here on, so that it stays straight
	return l.cell(b, at, addr, l.address)
}

// appendError writes what failed, and below, as it may be long, what that means
// and the remedy.
func (l *layout) appendError(b []byte, at int, e *event.Event) []byte {
	b, _ = l.appendSentence(b, at, e.Error+l.took(e))
	b, _ = l.appendSentences(l.newLine(b, below), below, e.Msg)
	return b
}

// appendWhat writes what has happened, in a sentence, and the text that went
// through, or as much of it as there is room for. The events have it all.
func (l *layout) appendWhat(b []byte, at int, e *event.Event) []byte {
	b, used := l.appendSentences(b, at, e.Msg+l.took(e))
	if e.Text == "" {
		return b
	}
	if l.width-used <= leastText && used > at {
		b, used = l.newLine(b, at), at
	} else {
		b, used = append(b, ' '), used+1
	}
	return printable.AppendQuoted(b, e.Text, l.width-used, l.charset)
}

// appendSentences writes sentences, each on a line of its own.
func (l *layout) appendSentences(b []byte, at int, sentences string) (_ []byte, end int) {
	for sentence := range strings.SplitSeq(sentences, "\n") {
		if end > 0 {
			b = l.newLine(b, at)
		}
		b, end = l.appendSentence(b, at, sentence)
	}
	return b, end
}

// appendSentence writes a sentence in lines that begin in column at, and returns
// the column in which it ends.
func (l *layout) appendSentence(b []byte, at int, sentence string) (_ []byte, end int) {
	before := len(b)
	b, width := printable.Append(b, sentence, l.charset)
	if at+width <= l.width {
		return b, at + width
	}
	lines := fold(string(b[before:]), l.width-at)
	b = b[:before]
	for i, line := range lines {
		if i > 0 {
			b = l.newLine(b, at)
		}
		b, end = append(b, line...), at+columns.Width(line)
	}
	return b, end
}

// fold breaks text into lines of at most room columns: between words, or within
// one that is longer.
func fold(text string, room int) (lines []string) {
	room = max(room, 2) // a Chinese character
	for _, line := range columns.Wrap(text, room) {
		for columns.Width(line) > room {
			var begin string
			begin, line = columns.Split(line, room)
			lines = append(lines, begin)
		}
		lines = append(lines, line)
	}
	return lines
}

// newLine ends a line in the middle of an event, and begins the next one.
func (l *layout) newLine(b []byte, indent int) []byte {
	b = append(b, '\n')
	b, _ = pad(b, 0, 0, indent)
	return b
}

// cell writes text into a column that begins at at.
func (l *layout) cell(b []byte, at int, text string, width int) (_ []byte, next int) {
	b, size := printable.Append(b, text, l.charset)
	return pad(b, at, size, width)
}

// pad fills up a column that begins at at, and in which size is taken, to width,
// and returns where the next one begins.
func pad(b []byte, at, size, width int) (_ []byte, next int) {
	width = max(width, size+1)
	for range width - size {
		b = append(b, ' ')
	}
	return b, at + width
}

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
		if b, _ = printable.Append(b, text, charset.UTF8); isWhole {
			b = append(b, '\n')
		}
	}
	return string(b)
}
