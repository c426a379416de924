package play

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// A Recording is a play as it was played once, told as if it had begun at ten
// o'clock sharp, with the addresses of the class, and with the ports 50001,
// 50002 … for the clients A, B …. Everything else is as it was.
type Recording struct{ Entries []Entry }

// Record plays a play and returns the recording, and how the run became it.
func Record(ctx context.Context, p Play, set Setting) (r Recording, m Mapping, err error) {
	outputs, err := p.Run(ctx, set, func(e Entry) { r.Entries = append(r.Entries, e) })
	if err != nil {
		return Recording{}, m, err
	}
	if p.Lesson > 0 { // an experiment is looked at on the screen of the demo
		r.Entries = append(r.Entries, outputs...)
	}
	return r, r.normalize(), nil
}

// Lines is the recording as JSON Lines.
func (r Recording) Lines() []byte { return event.Encode(r.Entries...) }

// File is where the recording of the play is that the pages show, in the
// lab at root.
func (p Play) File(root string, lang phrase.Lang) string {
	return filepath.Join(root, "docs", "recordings", string(lang), p.Name+".jsonl")
}

// Recorded reads that recording.
func (p Play) Recorded(root string, lang phrase.Lang) (r Recording, err error) {
	file, err := os.Open(p.File(root, lang))
	if err != nil {
		return r, err
	}
	defer file.Close()
	for e, err := range event.Decode[Entry](file) {
		if err != nil {
			return r, err
		}
		r.Entries = append(r.Entries, e)
	}
	return r, nil
}

// tellsTook reports whether the events say how long their calls took.
func (r Recording) tellsTook() bool {
	return slices.ContainsFunc(r.Entries, func(e Entry) bool { return e.Event.Took > 0 })
}

// opening is when every recording begins.
var opening = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// normalize replaces what differs from run to run and means nothing.
func (r *Recording) normalize() (m Mapping) {
	if len(r.Entries) == 0 {
		return m
	}
	slices.SortStableFunc(r.Entries, func(a, b Entry) int { return a.Time.Compare(b.Time) })
	ports := r.ports()
	begun := r.Entries[0].Time.Truncate(time.Millisecond) // as exact as the log
	m = Mapping{begun, ports}
	for i := range r.Entries {
		e := &r.Entries[i]
		e.Time = m.At(e.Time)
		for i, figure := range e.Step.Measured {
			e.Step.Measured[i] = math.Round(figure*1000) / 1000
		}
		e.Step.Text, e.Output, e.Note = ports.in(e.Step.Text), ports.in(e.Output), ports.in(e.Note)
		v := &e.Event
		if v.Op == "" {
			continue
		}
		v.Time = time.Time{} // the entry has it
		v.Took = event.Seconds(v.Took.Duration().Round(time.Microsecond).Seconds())
		v.Local, v.Peer = ports.in(v.Local), ports.in(v.Peer)
		v.Error = ports.in(v.Error)
		text := ports.in(v.Text)
		if v.Text != text { // an address that is longer or shorter
			size := v.Bytes + len(text) - len(v.Text)
			v.Msg = strings.Replace(v.Msg, strconv.Itoa(v.Bytes), strconv.Itoa(size), 1)
			v.Bytes, v.Text = size, text
		}
		v.Msg = ports.in(processID.ReplaceAllString(v.Msg, "${1}721"))
	}
	return m
}

// A portMap says which port stands for another.
type portMap map[string]string

// ports returns the ports of the play: those of the clients in the order of
// the actors, and of the server as in class.
func (r *Recording) ports() portMap {
	ports := portMap{}
	conns := map[int]int{} // of an actor
	for _, e := range r.Entries {
		switch {
		case e.Event.Op == event.Listen:
			ports.put(e.Event.Local, classAddr(e.Event))
		case e.Event.Op == event.Connect:
			ports.put(e.Event.Local, fmt.Sprint(":", firstPort+10*conns[e.Actor]+e.Actor))
			conns[e.Actor]++
		}
	}
	return ports
}

// classAddr is where the server listens in class.
func classAddr(listen event.Event) string {
	if l, ok := course.Named(listen.Lesson); ok {
		return l.Addr
	}
	return ":8000" // of one by hand
}

func (m portMap) put(addr, stands string) {
	m[addr[strings.LastIndex(addr, ":")+1:]] = stands[strings.LastIndex(stands, ":")+1:]
}

// number is what may be a port.
var number = regexp.MustCompile(`\b\d{4,5}\b`)

// processID is how a sentence names the process that has a port.
var processID = regexp.MustCompile(`(process |进程 )\d+`)

// in returns text with the ports of the recording.
func (m portMap) in(text string) string {
	return number.ReplaceAllStringFunc(text, func(port string) string {
		if stands, ok := m[port]; ok {
			return stands
		}
		return port
	})
}
