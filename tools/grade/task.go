package main

import (
	"context"
	"strings"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// A task is what the class was to do: to reach a stage, or homework. It goes from process
// to process, so it is told by two words.
type task struct {
	stage    int    // 1 to 4 for a server, 5 for the client; 0 for homework
	homework string // such as h3
}

// GobEncode and GobDecode carry a task to a worker.
func (t task) GobEncode() ([]byte, error) { return []byte(string(rune('0'+t.stage)) + t.homework), nil }

// GobDecode is the reverse.
func (t *task) GobDecode(b []byte) error {
	if len(b) > 0 {
		t.stage, t.homework = int(b[0]-'0'), string(b[1:])
	}
	return nil
}

// climbs reports whether the task is one of the stages of a server. Any other is passed
// or not.
func (t task) climbs() bool { return t.homework == "" && t.stage <= probe.Stages }

// serves reports whether the program is a server with think time.
func (t task) serves() bool {
	e, ok := exercise.Find(t.homework)
	return t.climbs() || t.homework != "" && ok && e.Lesson <= probe.Stages
}

// probe examines a program.
func (t task) probe(ctx context.Context, target probe.Target) (probe.Report, error) {
	switch {
	case t.homework != "":
		return target.Homework(ctx, t.homework)
	case t.stage == clientStage:
		return target.Client(ctx)
	}
	return target.Identify(ctx)
}

// name is what the task is called.
func (t task) name() phrase.Phrase {
	if t.homework != "" {
		return homeworkTask.With(strings.TrimPrefix(t.homework, "h"))
	}
	return stageCell.With(t.stage)
}

var homeworkTask = phrase.Phrase{EN: "homework %s", ZH: "作业 %s"}
