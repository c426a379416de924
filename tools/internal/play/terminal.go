package play

import (
	"slices"
	"strings"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// A Terminal is what is in the terminal of a program in the end.
type Terminal struct {
	Actor   int
	Command string // as a student types it
	Text    string
	Lines   []Line // those of events

	log  *console.Console
	role string
}

// A Line is one line of a log, or several of them if it explains an error.
type Line struct {
	Event event.Event
	Text  string
}

// Write is how its log writes to it.
func (t *Terminal) Write(b []byte) (int, error) {
	t.Text += string(b)
	return len(b), nil
}

// Terminals returns the terminals of the programs, in the order in which these
// have begun: the log of each, and what it has written besides.
func (r Recording) Terminals(lang phrase.Lang) (all []*Terminal) {
	of := map[int]*Terminal{} // the last one of each actor
	for _, e := range r.Entries {
		if e.Step.Do == Start {
			t := &Terminal{Actor: e.Actor, Command: e.Step.Text}
			t.log = console.New(t, false, lang)
			of[e.Actor] = t
			if t.Command != "" { // the play makes no calls of its own there
				all = append(all, t)
			}
		}
		if t := of[e.Actor]; t != nil {
			t.show(e)
		}
	}
	return all
}

// show shows an entry, if a terminal does.
func (t *Terminal) show(e Entry) {
	switch v := e.Timed(); {
	case v.Op != "":
		t.role = v.Role
		before := len(t.Text)
		t.log.Take(&v)
		t.Lines = append(t.Lines, Line{v, t.Text[before:]})
	case e.Note != "":
		t.log.Note(e.Time, t.role, e.Note)
	default:
		t.Text += e.Output
	}
}

// besidesOf returns what a program has written besides the lines of its events,
// each at the time of the event above it. Such a line is one that the log writes
// of an event: so it is found without being read.
func besidesOf(output string, events []event.Event, lang phrase.Lang) (entries []Entry) {
	var lines []string // of the events that are still to be found
	var text strings.Builder
	log := console.New(&text, false, lang)
	for _, e := range events {
		text.Reset()
		log.Take(&e)
		lines = append(lines, text.String())
	}
	last := event.Event{}
	for output != "" {
		i := slices.IndexFunc(lines, func(line string) bool { return line != "" && strings.HasPrefix(output, line) })
		if i >= 0 {
			output, last = output[len(lines[i]):], events[i]
			lines[i] = ""
			continue
		}
		line, rest, whole := strings.Cut(output, "\n")
		if whole {
			line += "\n"
		}
		entries, output = append(entries, besides(last, line)), rest
	}
	return entries
}

// besides returns an entry of a line that a program has written after an event. A
// note of its log has a time of its own, which no event tells: it is found in the
// same way, as the one at which the log writes such a line.
func besides(after event.Event, line string) Entry {
	const clock = "15:04:05.000"
	var empty strings.Builder
	console.New(&empty, false, phrase.English).Note(after.Time, after.Role, "")
	mark := strings.TrimSuffix(empty.String()[len(clock):], "\n")
	if !strings.Contains(line, mark) {
		return Entry{Time: after.Time, Output: line}
	}
	for at := after.Time; at.Before(after.Time.Add(longest)); at = at.Add(time.Millisecond) {
		if sentence, found := strings.CutPrefix(line, at.Format(clock)+mark); found {
			return Entry{Time: at, Note: strings.TrimSuffix(sentence, "\n")}
		}
	}
	return Entry{Time: after.Time, Output: line}
}
