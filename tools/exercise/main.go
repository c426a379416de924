// Exercise lays out a task for a student, gives hints, shows the reference solution
// of homework that is done, and says what comes next.
//
//	go tool exercise start 3
//	go tool exercise hint 3
//	go tool exercise reset 3        the old work is kept
//	go tool exercise next
//	go tool exercise solution h3
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
)

func main() { os.Exit(cli.Main(new(program).tool())) }

// A program is one run of the tool.
type program struct {
	exercise.Coach
	force bool // shows a solution to those who have none yet
}

func (p *program) run(_ context.Context, s *cli.Session) (code int, err error) {
	p.Coach = exercise.Coach{Writer: s, Lang: s.Lang}
	if len(s.Args) == 1 && s.Args[0] == "next" {
		return 0, inTheLab(p.next)
	}
	verbs := map[string]func(exercise.Exercise) error{
		"start": p.Start, "hint": p.hint, "reset": p.Reset, "solution": p.solution,
	}
	if len(s.Args) != 2 || verbs[s.Args[0]] == nil {
		return 0, flags.Wrong(badCommand, strings.Join(s.Args, " "))
	}
	verb, id := s.Args[0], s.Args[1]
	if verb == "solution" && !strings.HasPrefix(id, "h") {
		id = "h" + id // of a lesson, the lesson itself is the solution
	}
	e, ok := exercise.Find(id)
	switch {
	case !ok && verb == "solution":
		return 0, flags.Wrong(noHomework, s.Args[1])
	case !ok:
		return 0, flags.Wrong(noExercise, id)
	}
	return 0, inTheLab(func() error { return verbs[verb](e) })
}

// inTheLab does something in the lab's folder, and nowhere else.
func inTheLab(do func() error) error {
	if exercise.Enter() != nil {
		return cli.Fail(inTheFolder)
	}
	return do()
}

func (p *program) next() error {
	p.List()
	p.Next()
	return nil
}

// hint gives a hint, and says how it goes on.
func (p *program) hint(e exercise.Exercise) error {
	last, err := p.Hint(e)
	then := thenCheck.With(howto.Make("check-" + e.ID))
	switch {
	case !e.Begun("."):
		then = beginFirst.With(howto.Make("start-" + e.ID))
	case !last:
		then = nextHint.With(howto.Make("hint-" + e.ID))
	}
	fmt.Fprintln(p, then.In(p.Lang))
	return err
}

// solution shows the reference solution to those who have one already.
func (p *program) solution(e exercise.Exercise) error {
	if !exercise.Load(".")[e.ID].Solved && !p.force {
		return cli.Fail(e.Locked("solution-" + e.ID))
	}
	file := e.Solution(".")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return cli.Fail(inTheFolder)
	}
	if err == nil {
		fmt.Fprintf(p, "// %s\n\n%s", file, text)
	}
	return err
}

func (p *program) tool() cli.Tool {
	p.force = exercise.Forced()
	return cli.Tool{Run: p.run, Command: flags.Command{
		Path: "tools/exercise", Args: phrase.Same("start|hint|reset|solution ID, or next"), Example: "start 3",
		Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "force", Purpose: exercise.HelpForce, Example: "-force solution h3", Into: &p.force},
		},
	}}
}
