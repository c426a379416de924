package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sandbox"
)

// A worker is grade itself, called with workerArg. It does one job, which is on the
// first line of its stdin, and then waits to be ended, with whatever lives below it: if
// it went first, nobody would know any more what it has adopted. Before its answer,
// another line tells it to stop. When nobody is there any more, and so stdin ends, it
// stops and goes by itself.
const workerArg = "-worker"

// A job is what a worker does: it builds a program, or it runs a check.
type job struct {
	Spec    sandbox.Spec
	Command []string // starts the server; or the compiler
	Say     string   // how a message is framed; empty: a line
	Build   bool
	Addr    string // where it listens or connects to; empty: where it is told
	Find    bool   // the address where it listens, and check it there
	Task    task
	Lang    phrase.Lang
	Answer  string // the file for the answer: what a worker prints, programs may reach
}

// An answer is what has come of a job.
type answer struct {
	Report  probe.Report
	Addr    string // that was found
	Failure string // why there is no report
	Errors  string // of the compiler
	Ended   string // what the program used too much of, and so was ended

	LastWords string // of a program that listens nowhere
}

// The lines of a worker: the answer is in its file; a stage was reached.
const (
	answerMark = "the answer of grade is written"
	stageMark  = "stage reached: "
)

// work is main of a worker, and returns its exit code.
func work(stdin io.Reader, stdout io.Writer) (code int) {
	lines := bufio.NewReader(stdin)
	line, err := lines.ReadString('\n')
	var j job
	if err == nil {
		err = sandbox.Unpack(line, &j)
	}
	if err == nil && j.Spec.Kind == sandbox.Off && j.Spec.Files != "" {
		err = os.Chdir(filepath.Join(j.Spec.Files, j.Spec.Dir))
	}
	if err != nil {
		fmt.Fprintln(stdout, err)
		return 1
	}
	ctx, cancel := context.WithCancel(context.Background())
	alone := make(chan struct{})
	go func() {
		defer close(alone)
		lines.ReadString('\n')
		cancel()
		io.Copy(io.Discard, lines)
	}()
	process.Adopt()
	if j.Spec.Kind != sandbox.Off {
		forget()
	}
	a := j.do(ctx, stdout)
	process.KillAll() // what has left its family, as long as somebody can adopt it
	if err := os.WriteFile(j.Answer, []byte(sandbox.Pack(a)), 0o600); err != nil {
		fmt.Fprintln(stdout, err)
		return 1
	}
	fmt.Fprintln(stdout, answerMark)
	<-alone
	return 0
}

// forget clears the environment, save for what a sandbox is started with: a program can read
// that of bubblewrap, which is the first process that it sees.
func forget() {
	path, temp := os.Getenv("PATH"), os.TempDir()
	os.Clearenv()
	os.Setenv("PATH", path)
	os.Setenv("TMPDIR", temp)
}

func (j job) do(ctx context.Context, stdout io.Writer) (a answer) {
	watched, cancel := context.WithCancel(ctx)
	defer cancel()
	var ended atomic.Value
	go sandbox.Watch(watched, func(u process.Use) { ended.Store(tooMuch.Format(j.Lang, u.Threads, u.Memory>>20)) })
	if j.Build {
		a = j.build(ctx)
	} else {
		a = j.examine(ctx, stdout)
	}
	a.Ended, _ = ended.Load().(string)
	return a
}

// maxErrors is how many lines of the compiler there are room for.
const maxErrors = 6

// build compiles.
func (j job) build(ctx context.Context) answer {
	compiler, err := process.Command{Args: j.Command, Env: j.Spec.Env, Sandbox: j.Spec.Command()}.Start(ctx)
	if err != nil {
		return answer{Errors: process.Explain(err)}
	}
	code, err := compiler.Wait(context.WithoutCancel(ctx))
	if code == 0 && err == nil {
		return answer{}
	}
	var lines []string
	for line := range strings.Lines(compiler.Output()) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"): // the name of the package
		case len(lines) == maxErrors:
			lines = append(lines, "…")
		case len(lines) < maxErrors:
			lines = append(lines, event.Cut(line, 300))
		}
	}
	if len(lines) == 0 {
		lines = []string{fmt.Sprintf("exit status %d", code)}
	}
	return answer{Errors: strings.Join(lines, "\n")}
}

// examine runs the check.
func (j job) examine(ctx context.Context, stdout io.Writer) (a answer) {
	if j.Spec.Kind == sandbox.Off {
		for _, variable := range j.Spec.Env {
			name, value, _ := strings.Cut(variable, "=")
			os.Setenv(name, value)
		}
	}
	if !strings.ContainsAny(j.Command[0], `/\`) || j.Spec.Kind == sandbox.Off {
		if _, err := process.LookPath(j.Command[0]); err != nil {
			return answer{Failure: cannotStart.Format(j.Lang, process.Explain(err))}
		}
	}
	target := probe.Target{Command: j.Command, Addr: j.Addr, Say: j.Say, Lang: j.Lang, Sandbox: j.Spec.Command()}
	if j.Find {
		program, err := process.Command{Args: j.Command, Sandbox: target.Sandbox}.Start(ctx)
		if err != nil {
			return answer{Failure: cannotStart.Format(j.Lang, process.Explain(err))}
		}
		err = program.ListeningAnywhere(ctx)
		program.Kill()
		var missing *process.Missing
		switch {
		case errors.As(err, &missing):
			return answer{LastWords: program.Diagnostic().Text} // nowhere
		case err != nil:
			return answer{Failure: err.Error()}
		}
		target.Addr, a.Addr = program.Addr, program.Addr
	}
	var soFar probe.Report
	target.Show = note(&soFar, stdout)
	report, err := j.Task.probe(ctx, target)
	switch a.Report = report; {
	case ctx.Err() != nil:
		a.Report = soFar
	case err != nil:
		a.Failure = err.Error()
	}
	return a
}

// note keeps in a report what a check shows, for one that does not come to its
// end, and tells each stage.
func note(r *probe.Report, stdout io.Writer) func(probe.Line) {
	return func(l probe.Line) {
		switch {
		case l.Kind == probe.Bad:
			r.Checks = append(r.Checks, probe.Check{ID: l.Op, Saw: l.Text})
			if !slices.Contains(r.Mistakes, l.Op) {
				r.Mistakes = append(r.Mistakes, l.Op)
			}
		case l.Stage > 0:
			r.Stage = l.Stage
			fmt.Fprintf(stdout, "%s%d\n", stageMark, r.Stage)
		}
	}
}

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
