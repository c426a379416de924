package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// The points, of 100 in all.
const (
	forStage   = 80 // the stage, as far as it was reached
	forCare    = 20 // no mistake, for anyone who has reached the stage of the task
	perMistake = 5  // less of these for each that counts
)

// points are those of a server that has reached a stage with some mistakes,
// where the task was to reach another one.
func points(task, stage int, mistakes []string) int {
	points := stagePoints(task, stage)
	if stage >= task {
		points += max(0, forCare-perMistake*counting(task, mistakes))
	}
	return points
}

// stagePoints are those for the stage alone.
func stagePoints(task, stage int) int { return (forStage*min(stage, task) + task/2) / task }

// counting returns how many mistakes count.
func counting(task int, mistakes []string) (n int) {
	for _, id := range mistakes {
		if counts(task, id) {
			n++
		}
	}
	return n
}

// counts reports whether a mistake is one already at the stage of the task.
func counts(task int, id string) bool { return probe.Mistakes[id].From <= task }

// forTrying is what a task is worth at most that is passed or not, and was not.
const forTrying = 50

// points are those of a result. Homework and clients are passed or not; without that, the
// points are for the checks that were passed until the first mistake.
func (t task) points(r result) int {
	switch {
	case t.climbs():
		return points(t.Stage, r.Stage, r.Mistakes)
	case r.Passed:
		return forStage + forCare
	}
	return forTrying * r.Right / max(1, r.Right+len(r.Seen))
}

// counts reports whether a mistake is one of the task.
func (t task) counts(id string) bool { return !t.climbs() || counts(t.Stage, id) }

// Full reports whether all points were given.
func (r result) Full() bool { return r.Points == forStage+forCare }

// A summary is of a whole class.
type summary struct {
	students int
	full     int // have all points
	passed   int
	missing  int                   // were not examined
	stages   [probe.Stages + 1]int // how many have reached each, and not the next
	mistakes []frequency           // the most frequent first
}

// A part is how many of the class have come as far as its name says.
type part struct {
	Name     phrase.Phrase
	Students int
}

// parts returns the parts of the class.
func (s summary) parts(t task) (all []part) {
	if t.climbs() {
		for stage := probe.Stages; stage >= 0; stage-- {
			all = append(all, part{stageCell.With(stage), s.stages[stage]})
		}
	} else {
		all = []part{{passedWord, s.passed}, {notPassedWord, s.students - s.missing - s.passed}}
	}
	if s.missing > 0 {
		all = append(all, part{notExamined, s.missing})
	}
	return all
}

// A frequency is how many students have made a mistake.
type frequency struct {
	id       string
	students int
}

func summarize(results []result) (s summary) {
	s.students = len(results)
	made := map[string]int{}
	for _, r := range results {
		if !r.Examined {
			s.missing++
			continue
		}
		s.stages[r.Stage]++
		if r.Passed {
			s.passed++
		}
		if r.Full() {
			s.full++
		}
		for _, id := range r.Mistakes {
			made[id]++
		}
	}
	for id, n := range made {
		s.mistakes = append(s.mistakes, frequency{id, n})
	}
	slices.SortFunc(s.mistakes, func(a, b frequency) int {
		return cmp.Or(b.students-a.students, strings.Compare(a.id, b.id))
	})
	return s
}

// rule says how the points come about.
func (t task) rule() phrase.Phrase {
	if t.climbs() {
		return rule.With(t.Stage)
	}
	return rulePassed
}

// A task is what the class was to do: to reach a stage, or homework.
type task struct {
	Stage    int    // 1 to 4 for a server, 5 for the client; 0 for homework
	Homework string // such as h3
}

// climbs reports whether the task is one of the stages of a server. Any other is passed
// or not.
func (t task) climbs() bool { return t.Homework == "" && t.Stage <= probe.Stages }

// serves reports whether the program is a server with think time.
func (t task) serves() bool {
	e, ok := exercise.Find(t.Homework)
	return t.climbs() || t.Homework != "" && ok && e.Lesson <= probe.Stages
}

// probe examines a program.
func (t task) probe(ctx context.Context, target probe.Target) (probe.Report, error) {
	switch {
	case t.Homework != "":
		return target.Homework(ctx, t.Homework)
	case t.Stage == clientStage:
		return target.Client(ctx)
	}
	return target.Identify(ctx)
}

// name is what the task is called.
func (t task) name() phrase.Phrase {
	if t.Homework != "" {
		return homeworkTask.With(t.Homework)
	}
	return stageCell.With(t.Stage)
}
