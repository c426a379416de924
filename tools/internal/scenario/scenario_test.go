package scenario_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

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

// record plays a scenario as in class.
func record(t *testing.T, name string) (scenario.Scenario, scenario.Recording) {
	t.Helper()
	s, ok := scenario.Find(name)
	if !ok {
		t.Fatalf("there is no play %s", name)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	r, err := scenario.Record(ctx, s, scenario.Setting{Programs: bin, Lang: phrase.English, Quick: true})
	if err != nil {
		t.Fatal(err)
	}
	return s, r
}

// Every play comes to its end as it should, flaws included: the plays check
// the exit codes themselves.
func TestPlays(t *testing.T) {
	t.Parallel()
	for _, s := range scenario.All {
		t.Run(s.Name, func(t *testing.T) {
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
