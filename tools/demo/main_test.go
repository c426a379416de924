package main

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/columns"
	"tcplab/shared/flags/flagstest"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/play"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"demo": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "demo") }

// The packets of a recording are shown among its calls, and where there are none, the
// user is told of which there are.
func TestPackets(t *testing.T) {
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		var b strings.Builder
		screen := &play.Screen{Terminal: cli.NewTerminal(&b, 80), Lang: lang}
		handshake, _ := play.Find("handshake")
		if err := showRecorded([]play.Play{handshake}, screen); err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, want := range []string{"~ SYN", "~ SYN-ACK", "~ ACK", "CONNECT", "#1 ACCEPT", "~ FIN"} {
			at := strings.Index(b.String()[last:], want)
			if at < 0 {
				t.Fatalf("%s is not at its place:\n%s", want, &b)
			}
			last += at
		}
		for line := range strings.Lines(b.String()) {
			if columns.Width(strings.TrimSuffix(line, "\n")) > 80 {
				t.Errorf("too wide: %s", line)
			}
		}
	}
	glue, _ := play.Find("glue")
	if err := showRecorded([]play.Play{glue}, &play.Screen{}); err == nil || !strings.Contains(err.Error(), "half-close") {
		t.Errorf("an experiment without packets: %v", err)
	}
}

func TestChoose(t *testing.T) {
	for args, want := range map[string]int{"": 14, "3": 2, "3 4": 4, "glue": 1, "1 glue": 3, "0": -1, "7": 2, "8": -1, "x": -1} {
		plays, err := choose(strings.Fields(args))
		if n := len(plays); err == nil && n != want || err != nil && want != -1 {
			t.Errorf("%q: %d plays, %v", args, n, err)
		}
	}
}
