package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/process"
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
	// Not even Ctrl+C ends it at once: it is told to stop, and says what it has.
	worker, err := process.Command{Args: c.worker, Addr: "127.0.0.1:0"}.Start(context.WithoutCancel(ctx)) // its address is of no use
	if err != nil {
		return answer{}, &brokenError{process.Explain(err)}
	}
	defer worker.Kill()
	worker.TypeAll(slices.Values([]string{pack(t)}))
	limited, cancel := context.WithTimeoutCause(ctx, limit, errTooLong)
	defer cancel()
	line, err := answerOf(limited, worker)
	switch {
	case err == nil:
		return opened(line)
	case limited.Err() == nil: // it has ended
		return answer{}, &brokenError{complaint(worker.Output())}
	}
	worker.TypeAll(slices.Values([]string{"stop"}))
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	var a answer
	if line, err := answerOf(last, worker); err == nil {
		a, _ = opened(line)
	}
	return a, context.Cause(limited)
}

// answerOf waits for the line of the answer. It fails when the worker ends
// without one.
func answerOf(ctx context.Context, worker *process.Process) (line string, err error) {
	err = worker.AwaitOutput(ctx, func(said string) (whole bool) {
		_, after, found := strings.Cut(said, answerMark)
		line, _, whole = strings.Cut(after, "\n")
		return found && whole
	})
	return line, err
}

func opened(line string) (a answer, err error) {
	if err := unpack(line, &a); err != nil {
		return answer{}, &brokenError{err.Error()}
	}
	return a, nil
}

// complaint returns the beginning of what a worker has said that has given no
// answer: of a panic it is the first line that says what is wrong.
func complaint(said string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	return event.Cut(first, 300)
}
