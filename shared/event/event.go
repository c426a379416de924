// Package event is the one stream of records that a program of the lab
// writes about its sockets: for people a coloured log, for programs JSON
// Lines.
package event

import (
	"math"
	"time"
	"unicode/utf8"
)

// An Op is the call that an event tells of.
type Op string

// A server listens, waits in accept, accepts, and stops; a client connects.
// The others are known to both.
const (
	Listen  Op = "listen"
	Wait    Op = "wait"
	Accept  Op = "accept"
	Connect Op = "connect"
	Recv    Op = "recv"
	Send    Op = "send"
	EOF     Op = "eof" // recv returned nothing: the peer has closed its side
	Close   Op = "close"
	Stop    Op = "stop"
	Socket  Op = "socket" // the calls below are told one by one in lesson 07 only
	Bind    Op = "bind"
	Poll    Op = "poll"
	Error   Op = "error"
	Lost    Op = "lost" // events that a slow reader of the log has missed
)

// The roles of a program.
const (
	Server = "server"
	Client = "client"
)

// MaxText is how many bytes of a message's decoded text an event holds.
const MaxText = 1024

// Cut returns the beginning of text, of at most n bytes, which does not end
// within a character.
func Cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for end := n; end > n-utf8.UTFMax; end-- {
		if utf8.RuneStart(text[end]) {
			return text[:end]
		}
	}
	return text[:n] // no UTF-8, and so without characters
}

// An Event is one record. What it does not have is zero, and is not written.
type Event struct {
	Time   time.Time `json:"time,omitzero"`
	Lesson string    `json:"lesson"`
	Role   string    `json:"role"`
	Op     Op        `json:"op"`
	Conn   int       `json:"conn,omitempty"` // 1, 2, 3 … in order of accept or connect
	Local  string    `json:"local,omitempty"`
	Peer   string    `json:"peer,omitempty"`
	Bytes  int       `json:"bytes,omitempty"`
	Text   string    `json:"text,omitempty"`
	Took   Seconds   `json:"took_s,omitempty"` // from the call to its return
	Error  string    `json:"error,omitempty"`
	Count  int       `json:"count,omitempty"` // of lost events
	Msg    string    `json:"msg"`
}

// Seconds is how long a call took, as the contract of the records has it.
type Seconds float64

// Duration returns s as Go counts time.
func (s Seconds) Duration() time.Duration {
	return time.Duration(math.Round(float64(s) * float64(time.Second)))
}

// Called returns when the call of e began. A send has the time of its call;
// any other event has the time of its return, and how long it took before.
func (e Event) Called() time.Time {
	if e.Op == Send {
		return e.Time
	}
	return e.Time.Add(-e.Took.Duration())
}

// Returned returns when the call of e ended.
func (e Event) Returned() time.Time {
	if e.Op == Send {
		return e.Time.Add(e.Took.Duration())
	}
	return e.Time
}
