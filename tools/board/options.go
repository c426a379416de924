package main

import (
	"net"
	"slices"

	"tcplab/shared/atomicfile"
	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/load"
)

// options are what the command line says.
type options struct {
	lesson int // 0 if it is not on the command line
	addr   string
	page   string
	json   bool
	out    string // empty: nothing is saved
}

func (o *options) tool() cli.Tool {
	o.addr, o.page = "127.0.0.1:9999", course.BoardAddr
	return cli.Tool{Run: o.run, Command: flags.Command{
		Path: "tools/board", Args: phrase.Same("[-- COMMAND]"), Starts: true, Purpose: purpose,
		Example: "-addr 0.0.0.0:9999 -- " + howto.Python + ` server.py "{addr}"`,
		Flags: []flags.Flag{
			{Name: "lesson", Value: "N", Purpose: helpLesson, Example: "-lesson 4", Into: flags.Value(o.setLesson)},
			{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 0.0.0.0:9999", Into: flags.HostPort(&o.addr)},
			{Name: "page", Value: "HOST:PORT", Purpose: helpPage, Example: "-page 127.0.0.1:0", Into: flags.HostPort(&o.page)},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out monday", Into: &o.out},
			{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
		},
	}}
}

// numbers are the lessons that the board can start: those whose server stays.
var numbers = []string{"3", "4", "7"}

// setLesson takes the number of a lesson.
func (o *options) setLesson(_, number string) error {
	if !slices.Contains(numbers, number) {
		return flags.Wrong(badLesson, number)
	}
	o.lesson = int(number[0] - '0')
	return nil
}

// choices are the servers that the button starts, the serial one first, and which
// of them begins.
func (o *options) choices(s *cli.Session) (choices []*choice, first int, err error) {
	var lessons []int
	switch {
	case len(s.Args) > 0 && o.lesson > 0:
		lessons, first = []int{o.lesson}, 1
	case len(s.Args) > 0:
	case o.lesson == 0 || o.lesson == 3:
		lessons = []int{3, 4}
	default:
		lessons, first = []int{3, o.lesson}, 1
	}
	for _, number := range lessons {
		l := course.Lessons[number-1]
		dir, err := process.Build("./lessons/" + l.Name)
		if err != nil {
			return nil, 0, err
		}
		choices = append(choices, &choice{
			Server: load.Server{Name: l.Name, Args: []string{process.Program(dir, l.Name)}, Lesson: true},
			name:   servesHow[number], greets: l.Greets,
		})
	}
	if len(s.Args) > 0 {
		name := commandName(s.Args)
		choices = append(choices, &choice{Server: load.Server{Name: name, Args: s.Args}, name: phrase.Same(name)})
		if _, port, _ := net.SplitHostPort(o.addr); port == "0" {
			o.addr = "" // any free one on loopback
		}
	}
	return choices, first, nil
}

// writable fails if the run cannot be saved later on.
func (o *options) writable() error {
	if o.out == "" {
		return nil
	}
	if err := atomicfile.Writable(o.out); err != nil {
		return cli.Fail(notSaved, o.out, err)
	}
	return nil
}
