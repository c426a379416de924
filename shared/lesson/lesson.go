// Package lesson is what every lesson uses and no lesson is about: its flags,
// its log, Ctrl+C, the answers, and the end. The sockets are the lesson's own.
package lesson

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"tcplab/shared/charset"
	"tcplab/shared/console"
	"tcplab/shared/course"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
)

// named returns the row of the lesson called name. A lesson without a row is a
// mistake in its first line.
func named(name string) course.Lesson {
	l, ok := course.Named(name)
	if !ok {
		panic(fmt.Sprintf("lesson %q is not in course.Lessons", name))
	}
	return l
}

// options are what every lesson is told on its command line.
type options struct {
	flags.Line
	charset charset.Charset
	events  string
	quiet   bool

	command flags.Command
}

// parse reads the command line of a lesson that has flags of its own besides
// those of every lesson. It ends the program for -h, and for a mistake.
func parse(p course.Lesson, args phrase.Phrase, own ...flags.Flag) *options {
	// A pipe that nobody reads any more, such as that of log | head, ends
	// nothing but the log.
	signal.Ignore(syscall.SIGPIPE)
	o := &options{charset: charset.UTF8}
	folder := "lessons/"
	if p.Number == 0 {
		folder = "tools/"
	}
	o.command = flags.Command{
		Path: folder + p.Name, Purpose: p.Title, Args: args,
		Flags: append(own,
			flags.Flag{Name: "encoding", Value: "NAME", Purpose: helpEncoding, Example: "-encoding gbk", Into: flags.Value(o.setCharset)},
			flags.Flag{Name: "events", Value: "FILE", Purpose: helpEvents, Example: "-events events.jsonl", Into: &o.events},
			flags.Flag{Name: "quiet", Purpose: helpQuiet, Example: "-quiet", Into: &o.quiet}),
	}
	var err error
	if o.Line, err = o.command.Parse(os.Args[1:]); err == flags.ErrHelp {
		if err := o.command.Help(console.Writer(os.Stdout), o.Lang); err != nil && !fault.ClosedPipe(err) {
			os.Exit(1)
		}
		os.Exit(0)
	}
	o.must(err)
	o.must(o.apart())
	return o
}

// apart refuses to write the events into the file of the log, as with >FILE: each would
// write over the other.
func (o *options) apart() error {
	file, err := os.Stat(o.events)
	if err != nil || !file.Mode().IsRegular() {
		return nil
	}
	for _, log := range []*os.File{os.Stdout, os.Stderr} {
		if info, err := log.Stat(); err == nil && os.SameFile(info, file) {
			return flags.Wrong(logIsThere, o.events)
		}
	}
	return nil
}

// must ends the program if the command line is wrong.
func (o *options) must(err error) {
	if m := (*flags.Mistake)(nil); errors.As(err, &m) {
		o.command.Refuse(console.Writer(os.Stderr), o.Lang, m)
		os.Exit(2)
	}
}

func (o *options) setCharset(_, name string) error {
	named, ok := charset.Named(strings.ToLower(name))
	if !ok {
		return flags.Wrong(badEncoding, name)
	}
	o.charset = named
	return nil
}

// encode returns text from the command line in the charset of the connection.
func (o *options) encode(text string) []byte {
	encoded, err := o.charset.Encode(text)
	if err != nil {
		o.must(flags.Wrong(notInCharset, text, o.charset))
	}
	return encoded
}

// asTyped returns an argument as the text that was typed, in the charset of the
// locale.
func asTyped(arg string) string {
	if runtime.GOOS == "windows" { // whose arguments are UTF-16
		return arg
	}
	return charset.FromEnv(os.Getenv).Decode([]byte(arg))
}
