package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"tcplab/tools/internal/probe"
)

func TestPoints(t *testing.T) {
	for _, test := range []struct {
		task, stage int
		mistakes    []string
		want        int
	}{
		{4, 4, nil, 100},
		{4, 3, []string{probe.ServesSerially}, 60},
		{4, 3, []string{probe.ServesSerially, probe.DiesOnReset}, 60},
		{4, 1, []string{probe.ClosesAfterOne}, 20},
		{4, 0, []string{probe.NoListener}, 0},
		{4, 4, []string{probe.BusyLoop}, 95},
		{4, 4, []string{probe.BusyLoop, probe.NeverCloses, probe.DiesOnReset, probe.DiesOnBadText, probe.LosesBytes}, 80},
		{3, 3, []string{probe.ServesSerially}, 100},
		{3, 4, []string{probe.DiesOnReset}, 95},
		{3, 1, nil, 27},
		{3, 2, nil, 53},
		{1, 1, []string{probe.ClosesAfterOne}, 100},
	} {
		if got := points(test.task, test.stage, test.mistakes); got != test.want {
			t.Errorf("task %d, stage %d, %v: %d points, want %d", test.task, test.stage, test.mistakes, got, test.want)
		}
	}
}

// A higher stage is worth more, whatever the mistakes; one more mistake is worth
// nothing more.
func TestPointsAreMonotone(t *testing.T) {
	var all []string
	for id := range probe.Mistakes {
		all = append(all, id)
	}
	for task := 1; task <= probe.Stages; task++ {
		for stage := 0; stage <= probe.Stages; stage++ {
			for n := range all {
				got := points(task, stage, all[:n])
				if got < points(task, stage, all[:n+1]) || got < 0 || got > 100 {
					t.Errorf("task %d, stage %d: %d mistakes, %d points", task, stage, n, got)
				}
				if 0 < stage && stage <= task && points(task, stage, all) <= points(task, stage-1, nil) {
					t.Errorf("task %d: stage %d is worth no more than the one before", task, stage)
				}
			}
		}
	}
}

// Homework and clients are passed, or not.
func TestPointsOfPassed(t *testing.T) {
	failed := []probe.Check{{ID: probe.NoReply}}
	for _, test := range []struct {
		result result
		want   int
	}{
		{result{Passed: true, Right: 3}, 100},
		{result{Right: 1, Seen: failed}, 25},
		{result{Right: 3, Seen: failed}, 37},
		{result{Seen: failed}, 0},
	} {
		for _, task := range []task{{Stage: clientStage}, {Homework: "h7"}} {
			if got := task.points(test.result); got != test.want {
				t.Errorf("%+v: %d points, want %d", test.result, got, test.want)
			}
		}
	}
}

// A check that takes too long counts as far as it came.
func TestSoFar(t *testing.T) {
	var seen probe.Report
	show := note(&seen, io.Discard)
	for _, line := range []probe.Line{
		{Kind: probe.Good, Op: probe.NoReply, Text: "answered"},
		{Kind: probe.Good, Stage: 1, Text: "stage 1 reached"},
		{Kind: probe.Bad, Op: probe.BusyLoop, Text: "spins"},
		{Kind: probe.Bad, Op: probe.BusyLoop, Text: "spins on"},
		{Kind: probe.Good, Stage: 2, Text: "stage 2 reached"},
		{Kind: probe.Remark, Text: "wait"},
	} {
		show(line)
	}
	c := &class{options: &options{task: task{Stage: 2}, limit: time.Minute}, lang: "en"}
	r := c.soFar(result{}, answer{Report: seen})
	if !r.Examined || r.Stage != 2 || r.Points != 80 || len(r.Mistakes) != 1 || len(r.Seen) != 2 || !strings.Contains(r.Remark, "1m0s") {
		t.Errorf("%+v", r)
	}
}
