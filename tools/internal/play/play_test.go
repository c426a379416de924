package play_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/play"
)

var bin string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if bin, err = process.Build("-tags", "leakcheck", "./lessons/...", "./tools/web"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

// record plays a scenario as in class.
func record(t *testing.T, name string) (play.Play, play.Recording) {
	t.Helper()
	s, ok := play.Find(name)
	if !ok {
		t.Fatalf("there is no play %s", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	r, _, err := play.Record(ctx, s, play.Setting{Programs: bin, Lang: phrase.English, Quick: true})
	if only := (*play.NotHere)(nil); errors.As(err, &only) {
		t.Skip(only)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

// daily are the plays of the short tests: the servers of the lessons, and
// what the kernel does with pieces, a half-close and a reset.
var daily = []string{"lesson-1", "lesson-3-flaw", "lesson-4", "lesson-7", "pieces", "half-close", "reset"}

// Every play comes to its end as it should, flaws included: the plays check
// the exit codes themselves.
func TestPlays(t *testing.T) {
	t.Parallel()
	for _, s := range play.All {
		t.Run(s.Name, func(t *testing.T) {
			if testing.Short() && !slices.Contains(daily, s.Name) {
				t.Skip("long: all plays")
			}
			t.Parallel()
			s, r := record(t, s.Name)
			for _, e := range r.Entries {
				if e.Actor > s.Clients {
					t.Errorf("there is no column for client %d", e.Actor)
				}
			}
			if err := s.Possible(r); err != nil {
				t.Error(err)
			}
		})
	}
}

// A play that is cut short ends soon, and says so.
func TestCutShort(t *testing.T) {
	t.Parallel()
	s, _ := play.Find("lesson-3-flaw")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := s.Run(ctx, play.Setting{Programs: bin, Lang: phrase.English}, func(e play.Entry) {
		if e.Event.Op == event.Accept {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) && (err == nil || !strings.Contains(err.Error(), "lesson-3-flaw")) {
		t.Errorf("the error is %v", err)
	}
}

// A play without its programs fails with a sentence.
func TestWithoutPrograms(t *testing.T) {
	t.Parallel()
	s, _ := play.Find("glue")
	_, err := s.Run(t.Context(), play.Setting{Programs: t.TempDir()}, func(play.Entry) {})
	failure := (*play.Failure)(nil)
	if !errors.As(err, &failure) || !strings.Contains(failure.Sentence(phrase.Chinese), "glue") {
		t.Errorf("the error is %v", err)
	}
}
