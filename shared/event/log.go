package event

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync"
)

// A Sink takes events in: the console, or a stream of JSON Lines. Events of
// several goroutines may come at once.
// A sink does not keep the event that it is given.
type Sink interface {
	Take(*Event)
}

// A Log writes the events of one program, in one role, to its sinks. A nil Log
// takes everything and writes nothing.
type Log struct {
	lesson, role string
	sinks        []Sink
}

// NewLog returns a log. Without sinks it is nil, so that a program nobody
// listens to does no work for the log.
func NewLog(lesson, role string, sinks ...Sink) *Log {
	if len(sinks) == 0 {
		return nil
	}
	return &Log{lesson, role, sinks}
}

// Write writes one event to every sink.
func (l *Log) Write(e *Event) {
	if l == nil {
		return
	}
	e.Lesson, e.Role = l.lesson, l.role
	for _, sink := range l.sinks {
		sink.Take(e)
	}
}

// Lines gathers lines for one Write of w. It never splits a line.
type Lines struct {
	w io.Writer

	mu     sync.Mutex
	buffer []byte
}

// NewLines returns an empty buffer of lines for w.
func NewLines(w io.Writer) *Lines { return &Lines{w: w} }

// page is how many bytes a pipe takes at once, without those of another
// writer in between.
const page = 4096

// Write keeps b, which is one line or more, until the next Flush.
func (l *Lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buffer)+len(b) > page {
		l.flush()
	}
	l.buffer = append(l.buffer, b...)
	return len(b), nil
}

// Flush writes what was kept. What w does not take is lost.
func (l *Lines) Flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flush()
}

func (l *Lines) flush() {
	if len(l.buffer) > 0 {
		_, _ = l.w.Write(l.buffer)
		l.buffer = l.buffer[:0]
	}
}

// JSONLines returns a sink that writes each event to w as one line of JSON, in
// one Write. An event that w does not take is lost: a lesson goes on without
// its log.
func JSONLines(w io.Writer) Sink { return &jsonLines{encoder: newEncoder(w)} }

func newEncoder(w io.Writer) *json.Encoder {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder
}

type jsonLines struct {
	mu      sync.Mutex
	encoder *json.Encoder
}

// Take writes one line.
func (j *jsonLines) Take(e *Event) {
	line := *e
	// Text that is not UTF-8 grows when it becomes JSON.
	line.Text = Cut(strings.ToValidUTF8(line.Text, "\uFFFD"), MaxText)
	j.mu.Lock()
	defer j.mu.Unlock()
	_ = j.encoder.Encode(&line)
}

// Encode returns records as JSON Lines: events, or what holds one.
func Encode[T any](records ...T) []byte {
	var lines bytes.Buffer // takes everything
	encoder := newEncoder(&lines)
	for _, record := range records {
		encoder.Encode(record)
	}
	return lines.Bytes()
}

// Decode yields the records of a stream of JSON Lines. It ends at the end of the
// stream, or with the first error: of r, or of a line that is no such record.
func Decode[T any](r io.Reader) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		lines := bufio.NewScanner(r)
		for n := 1; lines.Scan(); n++ {
			var record T
			err := json.Unmarshal(lines.Bytes(), &record)
			if err != nil {
				err = fmt.Errorf("event in line %d: %w", n, err)
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
		if err := lines.Err(); err != nil {
			var none T
			yield(none, err)
		}
	}
}

// Read yields the events of a stream.
func Read(r io.Reader) iter.Seq2[Event, error] { return Decode[Event](r) }
