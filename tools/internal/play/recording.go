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

// An Entry is one line of a play: an event of an actor, or a step of the script, or
// in a recording, what a program has written besides its events.
type Entry struct {
	Time   time.Time   `json:"time"`
	Actor  int         `json:"actor"` // 0 the server, 1, 2, 3 … the clients, -1 the narrator
	Event  event.Event `json:"event,omitzero"`
	Step   Step        `json:"step,omitzero"`
	Output string      `json:"output,omitempty"` // a question, what was typed, a page
	Note   string      `json:"note,omitempty"`   // in the log
}

// Timed returns the event with the time of its entry: in a recording, that is
// the only one.
func (e Entry) Timed() event.Event {
	v := e.Event
	v.Time = e.Time
	return v
}

// ActorName is what an actor is called: the server, client A, B, C ….
func ActorName(actor int) phrase.Phrase {
	if actor == 0 {
		return serverName
	}
	return clientName.With('A' + actor - 1)
}

// Narrator is the actor of what is said.
const Narrator = -1

// A Step is what the script does. It does nothing before the step above is
// done, so that steps tell what must have come before what.
type Step struct {
	Do   Action   `json:"do"`
	Text string   `json:"text,omitempty"` // what is said, shown, typed, called or started
	Op   event.Op `json:"op,omitempty"`   // what is awaited
	N    int      `json:"n,omitempty"`    // the nth of its kind

	Measured []float64 `json:"measured,omitempty"` // what a text that is said is formatted with
}

// Said returns what is said, with what was measured.
func (s Step) Said() string {
	if len(s.Measured) == 0 {
		return s.Text
	}
	args := make([]any, len(s.Measured))
	for i, figure := range s.Measured {
		args[i] = figure
	}
	return fmt.Sprintf(s.Text, args...)
}

// A Action is what a step does with its actor.
type Action string

const (
	Say    Action = "say"    // the narrator says something
	Start  Action = "start"  // the actor begins
	Type   Action = "type"   // somebody types a line at the actor's terminal
	Await  Action = "await"  // the actor's nth event of a kind has come
	Table  Action = "table"  // the narrator shows sockets in the system's table, one a line
	Call   Action = "call"   // the actor makes a call that no event tells
	Packet Action = "packet" // the actor's system sends a packet to actor N
	Shut   Action = "shut"   // the actor closes its sending side, and goes on to receive
	Press  Action = "press"  // somebody presses Ctrl+C
	Ended  Action = "ended"  // the actor has left
)
