package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/flags/flagstest"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"diff": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "diff") }

var root = filepath.Join("..", "..")

// A student sees the own work next to the lesson or the solution, but not before
// the check is passed.
func TestOwnWork(t *testing.T) {
	lab := t.TempDir()
	for _, folder := range []string{"lessons", filepath.Join("tools", "homework")} {
		if err := os.CopyFS(filepath.Join(lab, folder), os.DirFS(filepath.Join(root, folder))); err != nil {
			t.Fatal(err)
		}
	}
	passed := exercise.Progress{}
	for _, test := range []struct {
		id            string
		before, begun string // the titles, until the check is passed
		passed        string
	}{
		{"1", "", "", "Your work next to lesson 1"},
		{"3", "From lesson 2", "From lesson 2", "From lesson 2 / Your work next to lesson 3"},
		{"6", "From lesson 5", "From lesson 5", "From lesson 5"},
		{"h3", "From lesson 3", "From lesson 3", "From lesson 3 / Your work next to the solution"},
		{"4a", "From lesson 4", "From lesson 4", "From lesson 4 / Your work next to the solution"},
		{"7", "From lesson 4", "", "From lesson 4 / Your work next to lesson 7"},
		{"8", "", "", ""},
		{"", "", "", ""},
		{"3 4", "", "", ""},
	} {
		e, ok := exercise.Find(test.id)
		passed.Checked(e.ID, true, nil)
		for _, stage := range []struct {
			prepare func() error
			want    string
		}{
			{func() error { return exercise.Progress{}.Save(lab) }, test.before},
			{func() (err error) {
				if ok {
					_, _, err = e.Begin(lab, phrase.English)
				}
				return err
			}, test.begun},
			{func() error { return passed.Save(lab) }, test.passed},
		} {
			if err := stage.prepare(); err != nil {
				t.Fatal(err)
			}
			if got := titles(choose(lab, test.id, ok && e.Begun(lab) && !exercise.Load(lab)[e.ID].Solved)); got != stage.want {
				t.Errorf("%q: %q, want %q", test.id, got, stage.want)
			}
		}
	}
}

// titles returns how the titles of pairs begin.
func titles(pairs []pair) string {
	var all []string
	for _, p := range pairs {
		title, _, _ := strings.Cut(p.title.EN, " (")
		title, _, _ = strings.Cut(title, " to your")
		all = append(all, title)
	}
	return strings.Join(all, " / ")
}

func TestTheSame(t *testing.T) {
	var b strings.Builder
	file := source(root, "04-threaded")
	p := pair{title: nextToLesson.With(4), was: file, is: file}
	if err := p.show(&cli.Session{Terminal: cli.NewTerminal(&b, 80)}); err != nil {
		t.Fatal(err)
	}
	if want := "Your work next to lesson 4 (- is yours, + is the lesson's):\n\nThey are the same, white space aside.\n"; b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
