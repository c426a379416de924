// Package flagstest tests the command lines of programs: it plays scripts, each
// of which reads as a session in a terminal.
//
// Besides what testscript knows, a script may say
//
//	exits CODE PROGRAM ARGS…    run it; it must end with this exit code
//	unread CODE PROGRAM ARGS…   the same, with nobody who reads its output
package flagstest

import (
	_ "embed"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// The session that every program passes, as $PROGRAM.
//
//go:embed every.txtar
var every []byte

// Run plays the scripts of the package, in testdata/scripts, and for each of the
// programs what holds for every one. They are in the PATH, by testscript.Main or
// otherwise.
func Run(t *testing.T, programs ...string) {
	for _, program := range programs {
		file := filepath.Join(t.TempDir(), program+".txtar")
		if err := os.WriteFile(file, every, 0o666); err != nil {
			t.Fatal(err)
		}
		testscript.Run(t, params(program, testscript.Params{Files: []string{file}}))
	}
	own := filepath.Join("testdata", "scripts")
	if _, err := os.Stat(own); err == nil {
		testscript.Run(t, params("", testscript.Params{Dir: own}))
	}
}

// deadline is for a program that takes a moment, on a machine that is busy.
const deadline = 2 * time.Minute

func params(program string, p testscript.Params) testscript.Params {
	p.Deadline = time.Now().Add(deadline)
	p.Setup = func(env *testscript.Env) error {
		for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LAB_CHARSET", "NO_COLOR", "FORCE"} {
			env.Setenv(name, "")
		}
		env.Setenv("LAB_LANG", "en")
		env.Setenv("LAB_BIN", os.Getenv("LAB_BIN"))
		env.Setenv("PROGRAM", program)
		env.Values[vars] = env.Vars
		return nil
	}
	p.Cmds = map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "unread": unread}
	return p
}

type key int

const vars key = 0

// exits runs a program, which must end with an exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	judge(ts, neg, args, func(name string, args []string) error { return ts.Exec(name, args...) })
}

// unread runs a program whose output is a closed pipe.
func unread(ts *testscript.TestScript, neg bool, args []string) {
	judge(ts, neg, args, func(name string, args []string) error {
		w, err := closedPipe()
		if err != nil {
			return err
		}
		defer w.Close()
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Env, cmd.Stdout = ts.MkAbs("."), ts.Value(vars).([]string), w
		return cmd.Run()
	})
}

// closedPipe returns a pipe that nobody reads: no program that another script starts
// meanwhile has the other end, not even for a moment.
func closedPipe() (w *os.File, err error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	r, w, err := os.Pipe()
	if err == nil {
		r.Close()
	}
	return w, err
}

func judge(ts *testscript.TestScript, neg bool, args []string, run func(name string, args []string) error) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…, and unread likewise")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	err = run(args[1], args[2:])
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}
