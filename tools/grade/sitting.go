package main

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/subject"
)

// errTooLong is that a task has taken longer than it may.
var errTooLong = errors.New("it took too long")

// A brokenError is that a worker has ended without an answer, and what it said.
type brokenError struct{ said string }

func (e *brokenError) Error() string { return e.said }

// grace is how long a worker that is told to stop may take to stop its program.
const grace = 5 * time.Second

// do has a worker do a task, and ends it then, with all below it. The error is
// errTooLong, with an answer of what was seen until then, a *brokenError, or why
// ctx is done.
func (c *class) do(ctx context.Context, t task, limit time.Duration) (answer, error) {
	ear := &ear{answer: make(chan string, 1)}
	worker, err := subject.StartAndHear(c.worker, "127.0.0.1:0", ear) // its address is of no use
	if err != nil {
		return answer{}, &brokenError{subject.Explain(err)}
	}
	defer worker.Stop()
	worker.Type(slices.Values([]string{pack(t)}))
	select {
	case line := <-ear.answer:
		return opened(line)
	case <-worker.Exited():
		worker.LastWords() // waits for them
		return answer{}, &brokenError{ear.complaint()}
	case <-time.After(limit):
		err = errTooLong
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	worker.Type(slices.Values([]string{"stop"}))
	var a answer
	select {
	case line := <-ear.answer:
		a, _ = opened(line)
	case <-worker.Exited():
	case <-time.After(grace):
	}
	return a, err
}

func opened(line string) (a answer, err error) {
	if err := unpack(line, &a); err != nil {
		return answer{}, &brokenError{err.Error()}
	}
	return a, nil
}

// An ear hears what a worker says.
type ear struct {
	answer chan string

	mu   sync.Mutex
	text []byte
	done bool
}

// enough is more than any answer has.
const enough = 1 << 20

func (e *ear) Write(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.done || len(e.text)+len(b) > enough {
		return len(b), nil
	}
	e.text = append(e.text, b...)
	_, behind, found := bytes.Cut(e.text, []byte(answerMark))
	if line, _, whole := bytes.Cut(behind, []byte("\n")); found && whole {
		e.answer <- string(line)
		e.done = true
	}
	return len(b), nil
}

// complaint returns the beginning of what a worker has said that has given no
// answer: of a panic it is the first line that says what is wrong.
func (e *ear) complaint() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	first, _, _ := strings.Cut(strings.TrimSpace(string(e.text)), "\n")
	return event.Cut(first, 300)
}
