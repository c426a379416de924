// Demo plays lessons and experiments in one terminal: server and clients are
// real, each has a column, and time runs downwards. It ends by itself.
//
//	go tool demo             all lessons
//	go tool demo 3 4         serial, then concurrent
//	go tool demo half-close  an experiment, as make see-half-close does
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/play"
)

func main() { os.Exit(cli.Main(tool)) }

// packets is whether recordings are shown with their packets, instead of plays.
var packets bool

func run(ctx context.Context, s *cli.Session) (code int, err error) {
	plays, err := choose(s.Args)
	if err != nil {
		return 0, err
	}
	if packets {
		return 0, showRecorded(plays, &play.Screen{Terminal: s.Terminal, Lang: s.Lang})
	}
	return 0, show(ctx, plays, s)
}

// show plays one play after the other. The first one begins as soon as its own
// programs are built.
func show(ctx context.Context, plays []play.Play, s *cli.Session) error {
	dir, err := cli.Build(s.Lang, needed(plays[:1])...)
	if err != nil {
		return err
	}
	set := play.Setting{Programs: dir, Lang: s.Lang, Quick: true}
	screen := &play.Screen{Terminal: s.Terminal, Lang: s.Lang}
	for i, p := range plays {
		if i == 1 {
			if _, err := cli.Build(s.Lang, needed(plays)...); err != nil {
				return err
			}
		}
		screen.Open(p)
		_, err := p.Run(ctx, set, screen.Show)
		if only, ok := errors.AsType[*play.NotHere](err); ok {
			s.Say("", only.Sentence(s.Lang))
		} else if err != nil {
			return err
		}
	}
	if plays[len(plays)-1].Lesson > 0 {
		fmt.Fprintln(s)
		s.Say("", theEnd.In(s.Lang))
	}
	return context.Cause(ctx)
}

// needed returns the programs of some plays. The server of lesson 1 to 4 talks
// with the client of lesson 5; any other play may need every program.
func needed(plays []play.Play) []string {
	client := "./lessons/" + course.Lessons[4].Name
	packages := []string{client}
	for _, p := range plays {
		if p.Lesson < 1 || p.Lesson > 4 {
			return []string{"./lessons/...", "./tools/web"}
		}
		packages = append(packages, "./lessons/"+course.Lessons[p.Lesson-1].Name)
	}
	return packages
}

// showRecorded shows the recordings of the pages, with the packets that were captured.
func showRecorded(plays []play.Play, s *play.Screen) error {
	root, err := process.Root()
	if err != nil {
		return err
	}
	for _, p := range plays {
		r, err := p.Captured(root, s.Lang)
		if errors.Is(err, fs.ErrNotExist) {
			return cli.Fail(noPackets, p.Name)
		} else if err != nil {
			return err
		}
		s.Say("", isRecorded.In(s.Lang))
		s.Replay(p, r)
	}
	return nil
}

// choose returns the plays that are named: those of a lesson by its number, an
// experiment by its name. Without a name it is all lessons.
func choose(args []string) (plays []play.Play, err error) {
	if len(args) == 0 {
		for _, p := range course.Lessons {
			plays = append(plays, play.OfLesson(p.Number)...)
		}
		return plays, nil
	}
	for _, name := range args {
		n, err := strconv.Atoi(name)
		found := play.OfLesson(n)
		if p, ok := play.Find(name); err != nil && ok {
			found = []play.Play{p}
		}
		if len(found) == 0 {
			return nil, flags.Wrong(badName, name, len(course.Lessons), names())
		}
		plays = append(plays, found...)
	}
	return plays, nil
}

// names lists the experiments.
func names() string {
	var all []string
	for _, p := range play.Experiments() {
		all = append(all, p.Name)
	}
	return strings.Join(all, " ")
}

var tool = cli.Tool{Run: run, Command: flags.Command{
	Path: "tools/demo", Args: phrase.Same("[N|NAME …]"), Example: "3 4",
	Purpose: phrase.Phrase{
		EN: "plays lesson N or experiment NAME with its clients; without a name, all lessons",
		ZH: "演示第 N 课或实验 NAME，带客户端；都不写则演示全部课程",
	},
	Flags: []flags.Flag{{Name: "packets", Purpose: helpPackets, Example: "-packets handshake", Into: &packets}},
}}
