package main

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/flags/flagstest"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"demo": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "demo") }

func TestChoose(t *testing.T) {
	for args, want := range map[string]int{"": 14, "3": 2, "3 4": 4, "glue": 1, "1 glue": 3, "0": -1, "7": 2, "8": -1, "x": -1} {
		plays, err := choose(strings.Fields(args))
		if n := len(plays); err == nil && n != want || err != nil && want != -1 {
			t.Errorf("%q: %d plays, %v", args, n, err)
		}
	}
}
