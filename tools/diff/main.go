// Diff shows what changed from the lesson before to lesson N, leaving white
// space aside: a line that only moved into a loop has not changed. Students who
// write lesson N see what they have changed so far, and once they have passed the
// check, the lesson as well.
//
//	go tool diff 4
//	go tool diff h3     homework: what the student has changed
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/changes"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
)

func main() { os.Exit(cli.Main(new(program).tool())) }

// A program is one run of the tool.
type program struct {
	force bool // shows a solution to those who have none yet
}

func (p *program) run(_ context.Context, s *cli.Session) (code int, err error) {
	exercise.Enter() // outside of the lab, no program can be read
	id := strings.Join(s.Args, " ")
	e, isTask := exercise.Find(id)
	locked := isTask && e.Begun(".") && !exercise.Load(".")[e.ID].Solved && !p.force
	pairs := choose(".", id, locked)
	if len(pairs) == 0 && !locked {
		return 0, flags.Wrong(badID, len(course.Lessons), id)
	}
	for i, p := range pairs {
		if i > 0 {
			fmt.Fprintln(s)
		}
		if err := p.show(s); err != nil {
			return 0, cli.Fail(missing, err, p.remedy)
		}
	}
	if locked {
		later := cli.Fail(e.Locked("diff-" + e.ID))
		if len(pairs) == 0 {
			return 0, later
		}
		s.Tell(later)
	}
	return 0, nil
}

// A pair is two programs to compare.
type pair struct {
	title   phrase.Phrase
	was, is string        // their files
	remedy  phrase.Phrase // if one is missing
}

// choose returns what there is to compare for id, in the lab at root. As long as
// the solution is locked, a student sees only the own work.
func choose(root, id string, locked bool) (pairs []pair) {
	n, err := strconv.Atoi(id)
	if err == nil && n >= 2 && n <= len(course.Lessons) && !locked {
		pairs = append(pairs, lessons(root, n))
	}
	e, ok := exercise.Find(id)
	if !ok {
		return pairs
	}
	remedy := begin.With(howto.Make("start-" + e.ID))
	if e.Begun(root) {
		remedy = unreadable.With(e.File(""), howto.Make("reset-"+e.ID))
	}
	if name, file := e.StartsFrom(); name != "" && (e.Homework || locked) {
		was, _ := course.Named(name)
		pairs = append(pairs, pair{fromLesson.With(was.Number), filepath.Join(root, file), e.File(root), remedy})
	}
	if e.Begun(root) && !locked {
		title := nextToLesson.With(e.Lesson)
		if e.Homework {
			title = nextToSolution
		}
		pairs = append(pairs, pair{title, e.File(root), e.Solution(root), remedy})
	}
	return pairs
}

// lessons is the pair of lesson n and the one before.
func lessons(root string, n int) pair {
	after := course.Lessons[n-1]
	before := after.Before()
	return pair{
		title: title.With(before.Number, before.Title, after.Number, after.Title),
		was:   source(root, before.Name), is: source(root, after.Name),
		remedy: inTheFolder,
	}
}

func source(root, name string) string { return filepath.Join(root, "lessons", name, "main.go") }

// show writes the diff, below its title.
func (p pair) show(s *cli.Session) error {
	diff, err := changes.OfPrograms(p.was, p.is)
	if err != nil {
		return err
	}
	fmt.Fprintf(s, "%s\n\n", p.title.In(s.Lang))
	if diff.None() {
		fmt.Fprintln(s, same.In(s.Lang))
		return nil
	}
	diff.Print(s, s.Palette)
	fmt.Fprintf(s, "\n%s\n", total.Format(s.Lang, diff.Added, diff.Removed))
	return nil
}

func (p *program) tool() cli.Tool {
	p.force = exercise.Forced()
	return cli.Tool{Run: p.run, Command: flags.Command{
		Path: "tools/diff", Args: phrase.Same("N"), Example: "4",
		Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "force", Purpose: exercise.HelpForce, Example: "-force 3", Into: &p.force},
		},
	}}
}
