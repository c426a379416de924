package timeline

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"time"

	"tcplab/shared/event"
)

// A Plan is what the clients of a run are to do, and how the server thinks.
type Plan struct {
	Server   string        // its name, or the command that starts it
	Clients  int           // how many there are
	Messages int           // how many each of them sends; 0 if each does as it likes
	Delay    time.Duration // how long the server thinks about a message
	Stagger  time.Duration // between one client and the next
	Computes bool          // the server keeps a core busy while it thinks
	Cores    int           // of the machine
	Greets   bool          // the server speaks first
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
	Run *planJSON `json:"run"`
}

// planJSON is a Plan as JSON, with times in seconds.
type planJSON struct {
	Server   string  `json:"server"`
	Clients  int     `json:"clients"`
	Messages int     `json:"messages"`
	Delay    float64 `json:"delay_s"`
	Stagger  float64 `json:"stagger_s"`
	Computes bool    `json:"computes"`
	Cores    int     `json:"cores"`
	Greets   bool    `json:"greets"`
}

// start is the op of the header.
const start event.Op = "start"

// Lines is the recording as JSON Lines.
func (r Recording) Lines() []byte {
	p := r.Plan
	var out bytes.Buffer // takes everything
	lines := json.NewEncoder(&out)
	lines.SetEscapeHTML(false)
	first := header{
		Event: event.Event{
			Time: r.Begun, Lesson: "compare", Role: event.Client, Op: start,
			Msg: fmt.Sprintf("%d clients, %d messages each, for %s", p.Clients, p.Messages, p.Server),
		},
		Run: &planJSON{
			Server: p.Server, Clients: p.Clients, Messages: p.Messages,
			Delay: p.Delay.Seconds(), Stagger: p.Stagger.Seconds(),
			Computes: p.Computes, Cores: p.Cores, Greets: p.Greets,
		},
	}
	lines.Encode(first)
	for _, e := range r.Events {
		lines.Encode(e)
	}
	return out.Bytes()
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
	p := first.Run
	recording := Recording{Begun: first.Time, Plan: Plan{
		Server: p.Server, Clients: p.Clients, Messages: p.Messages,
		Delay: seconds(p.Delay), Stagger: seconds(p.Stagger),
		Computes: p.Computes, Cores: p.Cores, Greets: p.Greets,
	}}
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

func seconds(s float64) time.Duration { return time.Duration(math.Round(s * float64(time.Second))) }
