package play

import (
	"fmt"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

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
