package main

import (
	"slices"

	"tcplab/shared/phrase"
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

// A result is what has come out for one student.
type result struct {
	student
	program  string // what was examined, below the student's folder
	examined bool
	stage    int
	mistakes []string
	seen     []probe.Check // what was seen of the mistakes
	points   int
	remark   string // what else there is to say
}

// countMissing returns how many were not examined.
func countMissing(results []result) (n int) {
	for _, r := range results {
		if !r.examined {
			n++
		}
	}
	return n
}

// A summary is of a whole class.
type summary struct {
	students int
	full     int                   // have all points
	missing  int                   // were not examined
	stages   [probe.Stages + 1]int // how many have reached each, and not the next
	mistakes []frequency           // the most frequent first
}

// A frequency is how many students have made a mistake.
type frequency struct {
	id       string
	students int
}

func summarize(results []result, task int) (s summary) {
	s.students, s.missing = len(results), countMissing(results)
	made := map[string]int{}
	for _, r := range results {
		if !r.examined {
			continue
		}
		s.stages[r.stage]++
		if r.points == forStage+forCare {
			s.full++
		}
		for _, id := range r.mistakes {
			made[id]++
		}
	}
	for id, n := range made {
		s.mistakes = append(s.mistakes, frequency{id, n})
	}
	slices.SortFunc(s.mistakes, func(a, b frequency) int {
		if a.students != b.students {
			return b.students - a.students
		}
		if a.id < b.id {
			return -1
		}
		return 1
	})
	return s
}

// rule says how the points come about.
var rule = phrase.Phrase{
	EN: "There are 100 points. 80 of them are for the stage: 80 × the stage reached / %[1]d, and no more than 80. Anyone who has reached stage %[1]d gets up to 20 more: 20 without a mistake, and 5 less for each one that counts. A mistake counts from its stage on; one of a stage beyond %[1]d is shown in grey, and costs nothing.",
	ZH: "满分 100 分。其中 80 分看阶段：80 × 达到的阶段 / %[1]d，最多 80 分。达到第 %[1]d 阶段的再加最多 20 分：没有错误加 20 分，每个算数的错误少 5 分。错误从它所属的阶段起才算数；属于第 %[1]d 阶段以后的错误用灰色显示，不扣分。",
}
