package scenario_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/scenario"
)

var bin string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if bin, err = process.Build("-tags", "leakcheck", "./lessons/...", "./tools/web"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(bin)
		return m.Run()
	}())
}

// playAll plays a scenario and returns what there was to see.
func playAll(t *testing.T, s scenario.Scenario) (entries []scenario.Entry) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err := s.Play(ctx, bin, phrase.English, func(e scenario.Entry) { entries = append(entries, e) })
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// Every play comes to its end as it should, flaws included: the plays check
// the exit codes themselves.
func TestPlays(t *testing.T) {
	t.Parallel()
	for i, s := range scenario.All {
		if s.Lesson != i+1 {
			t.Errorf("play %d is that of lesson %d", i+1, s.Lesson)
		}
		t.Run(fmt.Sprint("lesson ", s.Lesson), func(t *testing.T) {
			t.Parallel()
			for _, e := range playAll(t, s) {
				if e.Actor > s.Clients {
					t.Errorf("there is no column for client %d", e.Actor)
				}
			}
		})
	}
}

// In the serial play the second client is accepted after the first has gone,
// in the concurrent one before.
func TestSerialAndConcurrentDiffer(t *testing.T) {
	t.Parallel()
	for lesson, want := range map[int]bool{3: true, 4: false} {
		var server []string
		for _, e := range playAll(t, scenario.All[lesson-1]) {
			if e.Actor == 0 {
				server = append(server, fmt.Sprint(e.Event.Op, "#", e.Event.Conn))
			}
		}
		gone := slices.Index(server, fmt.Sprint(event.Close, "#1"))
		in := slices.Index(server, fmt.Sprint(event.Accept, "#2"))
		if serial := gone < in; serial != want {
			t.Errorf("lesson %d: serial is %v: %v", lesson, serial, server)
		}
	}
}

// A play that goes wrong says what was awaited, and leaves no process behind.
func TestPlayThatIsCutShort(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	err := scenario.All[2].Play(ctx, bin, phrase.English, func(e scenario.Entry) {
		if e.Event.Op == event.Accept {
			cancel()
		}
	})
	if err == nil || !strings.Contains(err.Error(), "lesson 3") {
		t.Errorf("the error is %v", err)
	}
	if err := scenario.All[0].Play(context.Background(), t.TempDir(), phrase.English, func(scenario.Entry) {}); err == nil {
		t.Error("a play without programs is no error")
	}
}
