package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/process"
	"tcplab/tools/internal/sandbox"
)

// errTooLong is that a task has taken longer than it may.
var errTooLong = errors.New("it took too long")

// A brokenError is that a worker has ended without an answer, and what it said.
type brokenError struct{ said string }

func (e *brokenError) Error() string { return e.said }

// grace is how long a worker that is told to stop may take to stop its program.
const grace = 5 * time.Second

// do has a worker do a job, and ends it then, with all below it. It tells each stage
// that is reached. The error is errTooLong, with an answer of what was seen until then,
// a *brokenError, or why ctx is done.
func (c *class) do(ctx context.Context, j job, limit time.Duration, tell func(stage int)) (answer, error) {
	file, err := os.CreateTemp(c.bin, "answer-")
	if err != nil {
		return answer{}, err
	}
	file.Close()
	defer os.Remove(file.Name())
	j.Answer = file.Name()
	// Not even Ctrl+C ends it at once: it is told to stop, and says what it has.
	worker, err := process.Command{
		Args: c.worker, Addr: "127.0.0.1:0", Sandbox: j.Spec.Kind.Around(), // its address is of no use
	}.Start(context.WithoutCancel(ctx))
	if err != nil {
		return answer{}, &brokenError{process.Explain(err)}
	}
	defer worker.Kill()
	worker.TypeAll(slices.Values([]string{sandbox.Pack(j)}))
	limited, cancel := context.WithTimeoutCause(ctx, limit, errTooLong)
	defer cancel()
	err = answered(limited, worker, tell)
	switch {
	case err == nil:
		return j.opened()
	case limited.Err() == nil: // it has ended
		return answer{}, &brokenError{complaint(worker.Output())}
	}
	worker.TypeAll(slices.Values([]string{"stop"}))
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	var a answer
	if answered(last, worker, tell) == nil {
		a, _ = j.opened()
	}
	return a, context.Cause(limited)
}

// answered waits until the answer is written. It fails when the worker ends without one.
func answered(ctx context.Context, worker *process.Process, tell func(stage int)) error {
	told := 0
	return worker.AwaitOutput(ctx, func(said string) bool {
		for stages := strings.Count(said, stageMark); tell != nil && told < stages; {
			told++
			tell(told)
		}
		return strings.Contains(said, answerMark)
	})
}

func (j job) opened() (a answer, err error) {
	line, err := os.ReadFile(j.Answer)
	if err == nil {
		err = sandbox.Unpack(string(line), &a)
	}
	if err != nil {
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
