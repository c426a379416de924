package probe_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"tcplab/shared/clock"
	"tcplab/tools/internal/probe"
)

// On Windows the clock of Go may advance in steps of 0.5 to 15.6 ms. The verdicts
// are the same there, both if the check has such a clock and if the server has.

// stepVariable says how far the clock advances at a time: to the programs, as they
// are built with the tag coarseclock, and to the test.
const stepVariable = "LAB_CLOCK_STEP"

// examine is the test as a program of its own, with a clock of its own. It
// identifies the server that a command starts.
func examine(command []string) {
	step, err := time.ParseDuration(os.Getenv(stepVariable))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	clock.Coarsen(step) // to the end of the program
	subject := probe.Target{Command: command}
	report, err := subject.Identify(context.Background())
	if failure := new(probe.Failure); errors.As(err, &failure) { // once more, as the user is told
		report, err = subject.Identify(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	json.NewEncoder(os.Stdout).Encode(report)
}

func TestCoarseClock(t *testing.T) {
	t.Parallel()
	const fine, half, coarse = "1ns", "500us", "15.6ms"
	for _, test := range []struct {
		name     string
		args     []string
		steps    []string
		stage    int
		mistakes []string
	}{
		{"right", []string{"{addr}"}, []string{half, coarse}, 4, nil},
		{probe.BusyLoop, []string{"{addr}"}, []string{half, coarse}, 4, []string{probe.BusyLoop}},
		{probe.ServesSerially, []string{"{addr}"}, []string{coarse}, 3, []string{probe.ServesSerially}},
		{probe.DropsClients, []string{"{addr}"}, []string{coarse}, 3, []string{probe.DropsClients}},
		{"03-detect-close", inLab("-delay", "100ms"), []string{coarse}, 3, []string{probe.ServesSerially}},
		{"04-threaded", inLab("-delay", "50ms", "-think", "cpu"), []string{fine}, 4, nil},
		{"04-threaded", inLab("-delay", "20ms", "-think", "cpu"), []string{half, coarse}, 4, nil},
	} {
		for _, step := range test.steps {
			t.Run(test.name+"/"+step, func(t *testing.T) {
				if testing.Short() {
					t.Skip("long: whole exams, with other clocks")
				}
				t.Parallel()
				ctx, cancel := context.WithTimeout(t.Context(), deadline)
				defer cancel()
				cmd := exec.CommandContext(ctx, os.Args[0], append([]string{"examine"}, program(test.name, test.args...)...)...)
				cmd.Env = append(os.Environ(), stepVariable+"="+step)
				cmd.Stderr = os.Stderr
				out, err := cmd.Output()
				if err != nil {
					t.Fatal(err)
				}
				var report probe.Report
				if err := json.Unmarshal(out, &report); err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				wants(t, report, test.stage, test.mistakes...)
			})
		}
	}
}
