package main

import (
	"cmp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"mvdan.cc/sh/v3/shell"

	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/load"
	"tcplab/tools/internal/timeline"
)

// options are what the command line says.
type options struct {
	clients  int
	messages int
	delay    time.Duration
	stagger  time.Duration
	think    string
	commands [3]string // of A, B and C; empty for the lab's own
	out      string
	from     string
	json     bool

	sweep   []int // numbers of clients, in their order
	servers []server
}

// example is the command of a server. Double quotes around it work in every shell.
var example = howto.Python + " server.py {addr}"

func (c *comparer) tool() cli.Tool {
	c.options = options{clients: 5, messages: 3, delay: 200 * time.Millisecond, think: "sleep"}
	o := &c.options
	return cli.Tool{Run: c.run, Command: flags.Command{
		Path: "tools/compare", Example: "-clients 8 -delay 100ms",
		Purpose: purpose, Stray: stray,
		Flags: []flags.Flag{
			{Name: "clients", Value: "N", Purpose: helpClients, Example: "-clients 16", Into: flags.Range(&o.clients, 1, timeline.MaxClients)},
			{Name: "messages", Value: "M", Purpose: helpMessages, Example: "-messages 1", Into: flags.Range(&o.messages, 1, timeline.MaxMessages)},
			{Name: "delay", Value: "TIME", Purpose: helpDelay, Example: "-delay 100ms", Into: &o.delay},
			{Name: "stagger", Value: "TIME", Purpose: helpStagger, Example: "-stagger 50ms", Into: &o.stagger},
			{Name: "think", Value: "HOW", Purpose: helpThink, Example: "-think cpu", Into: flags.OneOf(&o.think, "sleep", "cpu")},
			{Name: "a", Value: "CMD", Purpose: helpA, Example: `-a "` + example + `"`, Into: &o.commands[0]},
			{Name: "b", Value: "CMD", Purpose: helpB, Example: `-b "go run ./work/04-threaded -addr {addr} -delay {delay} -events -"`, Into: &o.commands[1]},
			{Name: "c", Value: "CMD", Purpose: helpC, Example: "-c 07-event-loop", Into: &o.commands[2]},
			{Name: "sweep", Value: "N,N,…", Purpose: helpSweep, Example: "-sweep 1,2,4,8,16,32", Into: flags.Value(o.setSweep)},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out monday", Into: &o.out},
			{Name: "from", Value: "DIR", Purpose: helpFrom, Example: "-from monday", Into: &o.from},
			{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
		},
	}}
}

// complete checks the options and fills in what follows from them.
func (o *options) complete() (err error) {
	switch {
	case o.clients*o.messages > maxTotal:
		return flags.Wrong(tooMuch, maxTotal)
	case max(o.delay, o.stagger) > timeline.MaxDelay:
		return flags.Wrong(tooLong, timeline.MaxDelay)
	}
	if o.from != "" && (o.sweep != nil || o.commands != [3]string{}) {
		return flags.Wrong(fromAlone)
	}
	for i, ours := range []string{"03-detect-close", "04-threaded", ""} {
		if name := cmp.Or(o.commands[i], ours); name != "" {
			if lesson, ok := course.Named(name); ok && lesson.Delay == 0 {
				return flags.Wrong(unsuitable, string(rune('a'+i)), name)
			}
			s, ok := o.server(name)
			if !ok {
				return flags.Wrong(badCommand, string(rune('a'+i)), name)
			}
			s.letter = string(rune('A' + i))
			o.servers = append(o.servers, s)
		}
	}
	o.out = cmp.Or(o.out, o.from, "out")
	return nil
}

// server is a lesson, or what a command starts.
func (o *options) server(name string) (s server, ok bool) {
	s.Name = name
	if lesson, ok := course.Named(name); ok && lesson.Delay > 0 {
		s.Lesson, s.Args = true, []string{name, "-delay", o.delay.String(), "-think", o.think}
		s.Learned = load.Learned{Sizes: load.Sizes{Greeting: 1}, Delay: o.delay, Computes: o.think == "cpu"}
		return s, true
	}
	words, err := words(name, runtime.GOOS)
	if err != nil || len(words) == 0 {
		return s, false
	}
	fill := strings.NewReplacer("{delay}", o.delay.String(), "{think}", o.think)
	for _, word := range words {
		s.Args = append(s.Args, fill.Replace(word))
	}
	return s, true
}

// words returns the words of a command, as a shell takes them. On Windows, a backslash
// is part of a path, as in single quotes anywhere.
func words(command, goos string) ([]string, error) {
	if goos == "windows" && !strings.Contains(command, "'") {
		command = strings.ReplaceAll(command, `\`, `\\`)
	}
	return shell.Fields(command, nil)
}

// setSweep takes the numbers of clients.
func (o *options) setSweep(_, list string) (err error) {
	if o.sweep, err = numbers(list); err != nil {
		return flags.Wrong(badSweep, timeline.MaxClients, list)
	}
	return nil
}

// maxTotal is how many messages there may be in all: their events are kept in memory.
const maxTotal = 200_000

// numbers reads a list of numbers of clients, and sorts them.
func numbers(list string) (numbers []int, err error) {
	for field := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 || n > timeline.MaxClients {
			return nil, cmp.Or(err, strconv.ErrRange)
		}
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}
