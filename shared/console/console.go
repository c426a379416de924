// Package console writes the log that people read, one line an event:
//
//	15:04:05.000  server  ACCEPT  #1  127.0.0.1:62140   a new socket, for this client
//
// Each connection has a colour of its own, so that the eye follows it through
// the others; the op is a word as well, so that colour is never the only cue.
// Received text is quoted and escaped: no client reaches the terminal.
package console

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"tcplab/shared/event"
)

// Handler is a slog.Handler that writes to a terminal, or to what stands in
// for one. Handlers derived from each other share the writer, and each record
// is one Write.
type Handler struct {
	mu      *sync.Mutex
	w       io.Writer
	palette *Palette // nil: without colour

	group string // the names of the open groups, each with a dot
	fixed line   // what WithAttrs has set
}

// A line is what one record says.
type line struct {
	role, op, addr, text, err string
	conn                      int64
	rest                      []byte // any other attribute, as key=value

	// where is conn and addr in their columns. WithAttrs makes it, once for
	// all lines of a connection; empty, it is yet to be made.
	where string
}

// New returns a handler that writes to w, in colour or not.
func New(w io.Writer, colored bool) *Handler {
	h := &Handler{mu: new(sync.Mutex), w: w}
	if colored {
		h.palette = NewPalette()
	}
	return h
}

// Enabled reports true: every event is shown.
func (h *Handler) Enabled(context.Context, slog.Level) bool { return true }

// WithAttrs returns a handler whose lines all have attrs.
func (h *Handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	derived := *h
	derived.fixed.rest = slices.Clip(h.fixed.rest)
	for _, attr := range attrs {
		derived.fixed.add(h.group, attr)
	}
	derived.fixed.where = string(derived.fixed.appendWhere(nil))
	return &derived
}

// WithGroup returns a handler that puts name before the keys to come.
func (h *Handler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	derived := *h
	derived.group += name + "."
	return &derived
}

// buffers are kept, since a busy server writes thousands of lines a second.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}

// Handle writes one line.
func (h *Handler) Handle(_ context.Context, r slog.Record) error {
	line := h.fixed
	line.rest = slices.Clip(line.rest)
	r.Attrs(func(attr slog.Attr) bool {
		line.add(h.group, attr)
		return true
	})

	buffer := buffers.Get().(*[]byte)
	b := (*buffer)[:0]
	if !r.Time.IsZero() {
		b = appendClock(b, r.Time)
		b = append(b, "  "...)
	}
	b = pad(append(b, line.role...), len(line.role), 6)
	if line.op == "" {
		line.op = r.Level.String() // a plain slog record, not an event
	}
	b = h.palette.start(b, line.conn)
	b = line.appendTo(b, h.palette, r.Message)
	b = h.palette.stop(b, line.conn)
	b = append(b, '\n')

	h.mu.Lock()
	_, err := h.w.Write(b)
	h.mu.Unlock()

	*buffer = b
	buffers.Put(buffer)
	return err
}

// add takes one attribute into the line: the keys of an event have a place of
// their own.
func (l *line) add(group string, attr slog.Attr) {
	if group == "" && l.place(attr.Key, attr.Value) {
		return
	}
	value := attr.Value.Resolve()
	if value.Kind() == slog.KindGroup {
		if attr.Key != "" {
			group += attr.Key + "."
		}
		for _, member := range value.Group() {
			l.add(group, member)
		}
		return
	}
	if attr.Equal(slog.Attr{}) {
		return
	}
	l.rest = append(l.rest, ' ')
	l.rest = append(l.rest, group...)
	l.rest = append(l.rest, attr.Key...)
	l.rest = append(l.rest, '=')
	if s := value.String(); s == "" || strings.ContainsFunc(s, needsQuote) {
		l.rest = strconv.AppendQuote(l.rest, s)
	} else {
		l.rest = append(l.rest, s...)
	}
}

// place puts an attribute where the columns have a place for it, and reports
// whether they have.
func (l *line) place(key string, value slog.Value) bool {
	if value.Kind() == slog.KindInt64 {
		switch key {
		case event.KeyConn:
			l.conn, l.where = value.Int64(), ""
		case event.KeyBytes: // the message says it
		default:
			return false
		}
		return true
	}
	if value.Kind() != slog.KindString {
		return false
	}
	switch s := value.String(); key {
	case event.KeyRole:
		l.role = s
	case event.KeyOp:
		l.op = s
	case event.KeyPeer:
		l.addr, l.where = s, ""
	case event.KeyLocal:
		if l.addr == "" { // a listener has no peer
			l.addr, l.where = s, ""
		}
	case event.KeyText:
		l.text = s
	case event.KeyError:
		l.err = s
	case event.KeyLesson: // the reader knows which lesson runs
	default:
		return false
	}
	return true
}

// appendTo writes the columns from the op on.
func (l *line) appendTo(b []byte, p *Palette, msg string) []byte {
	width := 6
	if l.role == event.Client {
		width = len(event.Connect)
	}
	if l.op == string(event.Error) {
		b = p.alarm(b, "ERROR", l.conn)
	} else {
		b = appendUpper(b, l.op)
	}
	b = pad(b, len(l.op), width)

	if l.where != "" {
		b = append(b, l.where...)
	} else {
		b = l.appendWhere(b)
	}

	if l.err != "" {
		b = appendPrintable(b, l.err)
		// What it means, and the remedy: below, as it may be long.
		for sentence := range strings.SplitSeq(msg, "\n") {
			b = append(b, "\n                      "...)
			b = appendPrintable(b, sentence)
		}
	} else {
		b = appendPrintable(b, msg)
	}
	if l.text != "" {
		b = appendQuoted(append(b, ' '), l.text)
	}
	return append(b, l.rest...)
}

// appendWhere writes the columns that say which connection it is.
func (l *line) appendWhere(b []byte) []byte {
	before := len(b)
	if l.conn > 0 {
		b = append(b, '#')
		b = strconv.AppendInt(b, l.conn, 10)
	}
	b = pad(b, len(b)-before, 2)
	return pad(append(b, l.addr...), len(l.addr), 16)
}

// pad fills a column of size runes up to width, and two more.
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

func appendUpper(b []byte, op string) []byte {
	for _, c := range []byte(op) {
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

// Printable returns s with escapes for whatever would move the cursor or change
// the terminal, save for a new line.
func Printable(s string) string { return string(appendPrintable(nil, s)) }

// appendPrintable writes what Printable returns.
func appendPrintable(b []byte, s string) []byte {
	if isPlain(s) {
		return append(b, s...)
	}
	for _, r := range s {
		if r == '\n' || strconv.IsPrint(r) {
			b = append(b, string(r)...)
		} else {
			quoted := strconv.QuoteRune(r)
			b = append(b, quoted[1:len(quoted)-1]...)
		}
	}
	return b
}

// appendQuoted writes s between quotes, with escapes for the same, and for
// quotes within it.
func appendQuoted(b []byte, s string) []byte {
	if !isPlain(s) {
		return strconv.AppendQuote(b, s)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// isPlain reports whether s is ASCII without anything to escape. Most text is,
// and can be copied at once instead of rune by rune.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func needsQuote(r rune) bool {
	return r == ' ' || r == '"' || r == '=' || !strconv.IsPrint(r)
}
