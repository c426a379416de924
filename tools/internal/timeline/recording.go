package timeline

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"time"

	"tcplab/shared/event"
)

// A Plan is what the clients of a run are to do, and how the server thinks.
type Plan struct {
	Server   string        `json:"server"`   // its name, or the command that starts it
	Clients  int           `json:"clients"`  // how many there are
	Messages int           `json:"messages"` // how many each of them sends; 0 if each does as it likes
	Delay    time.Duration `json:"-"`        // how long the server thinks about a message
	Stagger  time.Duration `json:"-"`        // between one client and the next
	Computes bool          `json:"computes"` // the server keeps a core busy while it thinks
	Cores    int           `json:"cores"`    // of the machine
	Greets   bool          `json:"greets"`   // the server speaks first
}

// A Recording is the plan of a run, and the events of the server and of the
// clients in the order of their times.
type Recording struct {
	Plan   Plan
	Begun  time.Time
	Events []event.Event
}

// header is the first line of a recording: an event, as all other lines are, with
// the plan in addition.
type header struct {
	event.Event
	Run *written `json:"run"`
}

// written is a plan as JSON, with times in seconds.
type written struct {
	Plan
	Delay   event.Seconds `json:"delay_s"`
	Stagger event.Seconds `json:"stagger_s"`
}

// start is the op of the header.
const start event.Op = "start"

// Lines is the recording as JSON Lines.
func (r Recording) Lines() []byte {
	p := r.Plan
	first := header{
		Event: event.Event{
			Time: r.Begun, Lesson: "compare", Role: event.Client, Op: start,
			Msg: fmt.Sprintf("%d clients, %d messages each, for %s", p.Clients, p.Messages, p.Server),
		},
		Run: &written{p, event.Seconds(p.Delay.Seconds()), event.Seconds(p.Stagger.Seconds())},
	}
	return append(event.Encode(first), event.Encode(r.Events...)...)
}

// ErrNoRecording is the error of Read for a file that is something else.
var ErrNoRecording = errors.New("no recording of a run")

// Read reads a recording. It fails if a line is not an event, or out of order, and
// with ErrNoRecording if the first line does not hold a plan.
func Read(r io.Reader) (Recording, error) {
	in := bufio.NewReaderSize(r, 64<<10) // longer than any header
	line, err := in.ReadSlice('\n')
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		return Recording{}, err
	}
	var first header
	if err := json.Unmarshal(line, &first); err != nil || first.Run == nil {
		return Recording{}, ErrNoRecording
	}
	recording := Recording{Begun: first.Time, Plan: first.Run.Plan}
	recording.Plan.Delay, recording.Plan.Stagger = first.Run.Delay.Duration(), first.Run.Stagger.Duration()
	if !recording.Plan.possible() {
		return Recording{}, ErrNoRecording
	}
	last := time.Time{}
	for e, err := range event.Read(in) {
		if err != nil {
			return Recording{}, err
		}
		if e.Time.Before(last) || e.Time.Sub(first.Time).Abs() > longest {
			return Recording{}, fmt.Errorf("%s is not at its time: %w", e.Time.Format(time.RFC3339Nano), ErrNoRecording)
		}
		last = e.Time
		recording.Events = append(recording.Events, e)
	}
	return recording, nil
}

// Files are the names of the recordings of A, of B and of C in a folder.
var Files = []string{"a.jsonl", "b.jsonl", "c.jsonl"}

// ReadAll reads the recordings of A and of B, and that of C if there is one. They
// must be of the same clients.
func ReadAll(dir fs.FS, folder string) (all []Recording, err error) {
	for i, name := range Files {
		name = path.Join(folder, name)
		file, err := dir.Open(name)
		if i == 2 && errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return nil, err
		}
		r, err := Read(file)
		file.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, r)
		if a, b := all[0].Plan, r.Plan; a.Clients != b.Clients || a.Messages != b.Messages || a.Stagger != b.Stagger {
			return nil, fmt.Errorf("%s, %s: %w", Files[0], name, ErrNoRecording)
		}
	}
	return all, nil
}

// SummarizeAll summarizes recordings.
func SummarizeAll(all []Recording) Summary {
	var runs []*Run
	for _, r := range all {
		runs = append(runs, Of(r))
	}
	return Summarize(runs...)
}

// possible reports whether there can be a run with this plan.
func (p Plan) possible() bool {
	return 1 <= p.Clients && p.Clients <= MaxClients && 0 <= p.Messages && p.Messages <= MaxMessages &&
		0 <= p.Delay && p.Delay <= MaxDelay && 0 <= p.Stagger && p.Stagger <= MaxDelay && p.Cores >= 0
}

// The limits of a plan. Each client takes a port of its own, and a system has
// about 28,000.
const (
	MaxClients  = 10_000
	MaxMessages = 1000
	MaxDelay    = 10 * time.Minute

	longest = MaxClients * MaxMessages * MaxDelay // run
)

// Free reports whether the clients come, speak and leave as they like, as those of a
// class do. Then there is no theory of how long that takes.
func (p Plan) Free() bool { return p.Messages == 0 }

// conversation is how long the server thinks about all messages of a client.
func (p Plan) conversation() time.Duration { return time.Duration(p.Messages) * p.Delay }

// Serial is how long a run takes if the server serves one client after the
// other and nothing takes time but thinking: N·M·d, if all come at once.
func (p Plan) Serial() time.Duration { return p.pool(1) }

// together is how long it takes if the server serves all clients at the same time.
func (p Plan) together() time.Duration { return p.pool(p.Clients) }

// pool is how long it takes if the server serves size clients at the same time,
// and the others queue.
func (p Plan) pool(size int) time.Duration {
	free := make([]time.Duration, size) // when each place is free again
	end := time.Duration(0)
	for i := range p.Clients {
		place := &free[i%size]
		*place = max(*place, time.Duration(i)*p.Stagger) + p.conversation()
		end = max(end, *place)
	}
	return end
}

// Concurrent is how long a run takes if the server serves all clients at the
// same time: M·d, if all come at once. If it computes, a core thinks about one
// message at a time.
func (p Plan) Concurrent() time.Duration {
	end := p.together()
	if p.Computes {
		for i := range p.Clients { // from the time when client i+1 comes
			left := time.Duration(p.Clients-i) * p.conversation() / time.Duration(max(1, p.Cores))
			end = max(end, time.Duration(i)*p.Stagger+left)
		}
	}
	return end
}
