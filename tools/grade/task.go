package main

import (
	"context"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

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
