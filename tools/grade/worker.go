package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/probe"
)

// A worker is grade itself, called with workerArg. It does one task, which
// stands on the first line of its stdin, and then waits to be ended, with
// whatever lives below it: if it went first, nobody would know any more what it
// has adopted. Before its answer, another line tells it to stop. When nobody is
// there any more, and so stdin ends, it stops and goes by itself.
const workerArg = "-worker"

// A task is what a worker does: it builds a program, or it runs a check.
type task struct {
	Dir     string   // where
	Command []string // starts the server; or the compiler
	Say     string   // how a message is framed; empty: a line
	Build   bool
	Find    bool // the address where it listens, and check it there
	Lang    phrase.Lang
}

// An answer is what has come of a task.
type answer struct {
	Report  probe.Report
	Addr    string // that was found
	Failure string // why there is no report
	Errors  string // of the compiler

	LastWords string // of a program that listens nowhere
}

// answerMark begins the line of the answer. Everything else that a worker
// writes is the complaint of one that ends before its time.
const answerMark = "the answer of grade: "

// pack and unpack carry a value on one line. A path may hold any bytes, which
// JSON would not keep.
func pack(value any) string {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(value); err != nil {
		panic(err) // a type that gob does not know
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func unpack(line string, value any) error {
	b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
	if err != nil {
		return err
	}
	return gob.NewDecoder(bytes.NewReader(b)).Decode(value)
}

// work is main of a worker, and returns its exit code.
func work(stdin io.Reader, stdout io.Writer) (code int) {
	lines := bufio.NewReader(stdin)
	line, err := lines.ReadString('\n')
	var t task
	if err == nil {
		err = unpack(line, &t)
	}
	if err == nil {
		err = os.Chdir(t.Dir)
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
	adopt()
	fmt.Fprintln(stdout, answerMark+pack(t.do(ctx)))
	<-alone
	return 0
}

func (t task) do(ctx context.Context) answer {
	if t.Build {
		return t.build(ctx)
	}
	// Nothing is to be left in the student's folder, and what a program says
	// before it dies is to be heard.
	os.Setenv("PYTHONDONTWRITEBYTECODE", "1")
	os.Setenv("PYTHONUNBUFFERED", "1")
	return t.examine(ctx)
}

// maxErrors is how many lines of the compiler there are room for.
const maxErrors = 6

// build compiles.
func (t task) build(ctx context.Context) answer {
	compiler, err := process.Command{Args: t.Command}.Start(ctx)
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
func (t task) examine(ctx context.Context) (a answer) {
	if _, err := process.LookPath(t.Command[0]); err != nil {
		return answer{Failure: cannotStart.Format(t.Lang, process.Explain(err))}
	}
	if t.Find {
		program, err := process.Command{Args: t.Command}.Start(ctx)
		if err != nil {
			return answer{Failure: cannotStart.Format(t.Lang, process.Explain(err))}
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
		a.Addr = program.Addr
	}
	var soFar probe.Report
	report, err := probe.Target{Command: t.Command, Addr: a.Addr, Say: t.Say, Lang: t.Lang, Show: note(&soFar)}.Identify(ctx)
	switch a.Report = report; {
	case ctx.Err() != nil:
		a.Report = soFar
	case err != nil:
		a.Failure = err.Error()
	}
	return a
}

// note keeps in a report what a check shows, for one that does not come to its
// end.
func note(r *probe.Report) func(probe.Line) {
	return func(l probe.Line) {
		switch {
		case l.Kind == probe.Bad:
			r.Checks = append(r.Checks, probe.Check{ID: l.Op, Saw: l.Text})
			if !slices.Contains(r.Mistakes, l.Op) {
				r.Mistakes = append(r.Mistakes, l.Op)
			}
		case l.Kind == probe.Good && l.Op == "": // one stage more
			r.Stage++
		}
	}
}

var cannotStart = phrase.Phrase{
	EN: "the program cannot be started: %s. Install what it needs, or correct command.txt",
	ZH: "程序无法启动：%s。请安装它需要的软件，或改正 command.txt",
}
