package main

import (
	"cmp"
	"os"
	"slices"
	"strings"

	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// options are what the command line says.
type options struct {
	lesson   int // what -stage has named, and the stage that this asks for
	stage    int
	identify bool
	homework string
	addr     string
	json     bool
	watch    bool
	say      string // how a message is framed; empty: a line
	out      string // the folder of the page; empty: none

	command []string // starts what is checked
	sources []string // files that it names
	target  target   // without a command and an address: a program of the lab
}

func (c *checker) tool() cli.Tool {
	o := &c.options
	return cli.Tool{
		Run: c.run, Unfinished: unchecked,
		Command: flags.Command{
			Path: "tools/check", Args: phrase.Same("[-- COMMAND]"), Starts: true, Purpose: purpose,
			Example: "-stage 4 -- " + howto.Python + ` server.py "{addr}"`,
			Flags: []flags.Flag{
				{Name: "stage", Value: "N", Purpose: helpStage, Example: "-stage 3", Into: flags.Value(o.setStage)},
				{Name: "identify", Purpose: helpIdentify, Example: "-identify -addr 127.0.0.1:9999", Into: &o.identify},
				{Name: "homework", Value: "ID", Purpose: helpHomework, Example: "-homework 4a", Into: flags.Value(o.setHomework)},
				{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 127.0.0.1:9999", Into: flags.HostPort(&o.addr)},
				{Name: "say", Value: "TEXT", Purpose: helpSay, Example: "-say '^%s$'", Into: flags.Value(o.setSay)},
				{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out out", Into: &o.out},
				{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
				{Name: "watch", Purpose: helpWatch, Example: "-watch", Into: &o.watch},
			},
		},
	}
}

// setStage takes the number of an exercise that is no homework. Lesson 7 is about
// how a server of stage 4 works inside, which nobody sees from outside.
func (o *options) setStage(_, id string) error {
	e, ok := exercise.Find(id)
	if !ok || e.Homework {
		return flags.Wrong(badStage, id)
	}
	o.lesson, o.stage = e.Lesson, cmp.Or(e.Stage, e.Lesson)
	return nil
}

// setHomework takes the ID of homework, such as 4a or h4a.
func (o *options) setHomework(_, id string) error {
	e, ok := exercise.Find("h" + strings.TrimPrefix(id, "h"))
	if !ok {
		return flags.Wrong(badHomework, id)
	}
	o.homework = e.ID
	return nil
}

// setSay takes how a message is framed.
func (o *options) setSay(_, text string) (err error) {
	if o.say, err = probe.ParseFrame(text); err != nil {
		return flags.Wrong(badSay, text)
	}
	return nil
}

// complete checks the options, and finds what is to be checked.
func (o *options) complete(line flags.Line) error {
	o.command, o.sources = line.Args, sourcesOf(line.Args)
	asked := 0
	for _, name := range []string{"stage", "identify", "homework"} {
		if line.Given(name) {
			asked++
		}
	}
	ours := len(o.command) == 0 && o.addr == ""
	switch {
	case asked != 1:
		return flags.Wrong(whichOne)
	case o.identify && ours:
		return flags.Wrong(identifyWhat)
	}
	if ours {
		o.target = find(o.lesson, o.homework)
		if !o.target.own && o.homework != "" {
			return flags.Wrong(notBegun, o.homework, howto.Make("start-"+o.homework))
		}
	}
	if o.watch && len(o.files()) == 0 {
		return flags.Wrong(watchWhat, howto.Make("start-N"))
	}
	return nil
}

// files are what -watch looks at: the student's folder, or what the command names.
func (o *options) files() []string {
	if len(o.command) == 0 {
		return o.target.files()
	}
	return o.sources
}

// sourcesOf returns the files that a command names. Its first word may be an interpreter,
// and counts only without another one.
func sourcesOf(command []string) []string {
	missing := func(arg string) bool {
		info, err := os.Stat(arg)
		return err != nil || info.IsDir()
	}
	names := slices.DeleteFunc(slices.Clone(command), missing)
	if len(names) > 1 && names[0] == command[0] {
		return names[1:]
	}
	return names
}
