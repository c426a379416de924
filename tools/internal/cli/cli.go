// Package cli runs a tool: it reads the command line, opens the terminal, ends
// the tool on Ctrl+C, and says what went wrong.
package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"tcplab/shared/console"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// A Tool is a program that Main runs.
type Tool struct {
	flags.Command

	// Run does the work and returns the exit code. A *flags.Mistake as its error
	// is wrong use, any other error a failure. Its ctx is done on Ctrl+C, and
	// when the terminal cannot be written to any more.
	Run func(ctx context.Context, s *Session) (code int, err error)

	// Unfinished is the exit code of a tool that was stopped, if that is not 0:
	// a check that nobody has read to its end must not count as passed.
	Unfinished int
}

// A Session is one run of a tool: what the user has asked for, and where the
// answer goes.
type Session struct {
	flags.Line
	*Terminal

	name string // of the tool
}

// Tell says an error in the user's language, on stderr. A compiler indents with tabs,
// which may stay blank.
func (s *Session) Tell(err error) {
	fmt.Fprintf(console.Writer(os.Stderr), "%s: %s\n", s.name, console.Printable(strings.ReplaceAll(sentence(err, s.Lang), "\t", "    ")))
}

// Build is process.Build. If it takes long, as it does the first time, the user
// is told what goes on, if stderr is a terminal.
func Build(lang phrase.Lang, packages ...string) (dir string, err error) {
	if console.IsTerminal(os.Stderr) {
		later := time.AfterFunc(time.Second, func() {
			fmt.Fprintln(console.Writer(os.Stderr), building.In(lang))
		})
		defer later.Stop()
	}
	if dir, err = process.Build(packages...); errors.Is(err, process.ErrBuild) {
		return "", Fail(noBuild, err, howto.Make("doctor"))
	}
	return dir, err
}

var noBuild = phrase.Phrase{
	EN: "the programs of the lab do not build: %v\n%s says what is missing.",
	ZH: "实验的程序无法编译：%v\n%s 会说明缺什么。",
}

var building = phrase.Phrase{
	EN: "Go builds the programs; this takes a moment the first time …",
	ZH: "正在编译程序，第一次需要等一会儿……",
}

var outputLost = phrase.Phrase{
	EN: "%v. The rest of the output is lost. Make room on the disk, or write the output to another place.",
	ZH: "%v。其余的输出写不进去了：请清理磁盘，或者写到别处。",
}

// The exit codes of every tool.
const (
	failed   = 1 // or Unfinished, if that is greater
	wrongUse = 2
)

// Main runs the tool and returns its exit code.
func Main(t Tool) (code int) {
	ctx, cancel := signal.NotifyContext(context.Background(), console.Ending()...)
	defer cancel()
	// A closed pipe must not end the tool before it has tidied up. It is not
	// ignored, as the programs that it starts would inherit that.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)

	line, err := t.Parse(os.Args[1:])
	s := &Session{line, open(line.Color, cancel), t.Name()}
	switch {
	case errors.Is(err, flags.ErrHelp):
		t.Help(s, line.Lang)
		err, t.Unfinished = nil, 0
	case err == nil:
		code, err = t.Run(ctx, s)
	}
	return t.end(ctx, s, code, err)
}

// end says what went wrong, and returns the exit code.
func (t Tool) end(ctx context.Context, s *Session, code int, err error) int {
	var wrong *flags.Mistake
	lost := s.Lost()
	switch {
	case errors.As(err, &wrong):
		t.Refuse(console.Writer(os.Stderr), s.Lang, wrong)
		return wrongUse
	case fault.ClosedPipe(lost): // as with | head: the reader has seen enough
		return max(code, t.Unfinished)
	case lost != nil:
		err = Fail(outputLost, lost)
	case err == nil:
		return code
	case ctx.Err() != nil: // Ctrl+C, and the user knows why
		return t.Unfinished
	}
	s.Tell(err)
	return max(failed, t.Unfinished)
}

// sentence returns what an error says to the user.
func sentence(err error, lang phrase.Lang) string {
	var spoken interface{ Sentence(phrase.Lang) string }
	if errors.As(err, &spoken) {
		return spoken.Sentence(lang)
	}
	return err.Error()
}

// Fail is an error that the user is told in the own language.
func Fail(p phrase.Phrase, args ...any) error { return phrase.Error{Phrase: p.With(args...)} }
