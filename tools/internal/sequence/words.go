package sequence

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/tools/internal/trace"
)

// A word is said of a step beside its lifeline.
type word struct {
	text  string
	cap   bool
	alarm bool
}

// words are what is said of steps of one lifeline, other than on an arrow.
func (lay *layout) words(steps []*step) (words []word) {
	for _, s := range steps {
		w := word{text: string(s.op)}
		switch {
		case s.op == Typed:
			w = word{text: columns.Cut(console.Printable(s.text), 16), cap: true}
		case s.op == Pressed:
			w.cap = true
		case s.op == event.EOF:
			w.text = lay.Say(recvNothing)
			if lay.Phone && s.line.role == goroutineRole { // where there is little room
				w.text = lay.Say(justNothing)
			}
		case s.op == event.Error:
			w = word{text: s.err, alarm: true}
			if _, why, ok := strings.Cut(s.err, ": "); ok && s.to != nil { // the arrow says of what
				w.text = why
			}
		case s.op == event.Recv && !s.tookAtOnce():
			w.text = lay.recvText(s)
		case s.to != nil || s.op == event.Recv || s.op == event.Send || s.op == trace.Shutdown && !lay.packets:
			continue
		}
		words = append(words, w)
	}
	return abridge(words, steps)
}

// abridge leaves out what the marks on the lifeline tell: how an error or a client
// ends. The same call, again and again, is counted.
func abridge(words []word, steps []*step) []word {
	if i := slices.IndexFunc(words, func(w word) bool { return w.alarm }); i >= 0 {
		return words[i : i+1]
	}
	if n := len(words); n > 0 && len(steps) > 1 && steps[0].line.role == clientRole && words[n-1].text == string(event.Stop) {
		words = words[:n-1]
	}
	if n := len(words); n > 1 && !slices.ContainsFunc(words, func(w word) bool { return w != words[0] }) {
		words[0].text += fmt.Sprint("\u00a0×", n)
		return words[:1]
	}
	return words
}

// tookAtOnce reports whether a step has taken at once what it took.
func (s *step) tookAtOnce() bool { return len(s.takes) == 1 && s.takes[0].atOnce }

func (lay *layout) recvText(s *step) string {
	if quoted := strconv.Quote(s.text); len(s.text) == s.bytes && columns.Width(quoted) <= 22 {
		return "recv " + quoted
	}
	return lay.Say(recvBytes, s.bytes)
}

// arrowText is what is said of a step on its arrow.
func (lay *layout) arrowText(s *step, cols int) string {
	switch {
	case s.op == Packet:
		return s.text
	case s.op == event.Send:
		return lay.quote(s, cols)
	case s.op == event.Error && s.from != nil:
		return "reset"
	case s.op == event.Error:
		return string(event.Connect)
	}
	return columns.Cut(string(s.op), cols)
}

// quote returns what was sent, in quotes; where that is too long, the beginning
// of its first line, and how long it is.
func (lay *layout) quote(s *step, cols int) string {
	text := s.text
	if line, rest, more := strings.Cut(text, "\n"); more && rest != "" {
		text = strings.TrimRight(line, "\r")
	}
	whole := len(text) == s.bytes
	quoted := strconv.Quote(text)
	if whole && columns.Width(quoted) <= cols {
		return quoted
	}
	size := " " + strings.ReplaceAll(lay.Say(inBytes, s.bytes), " ", "\u00a0")
	room := cols - columns.Width(size)
	if room < 9 {
		room, size = cols, ""
	}
	inner := quoted[1 : len(quoted)-1]
	cut := columns.Cut(inner, room-2)
	if cut == inner && !whole {
		cut = columns.Cut(inner, room-3) + "…"
		cut = strings.Replace(cut, "……", "…", 1)
	}
	return `"` + cut + `"` + size
}
