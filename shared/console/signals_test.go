package console

import (
	"os"
	"os/signal"
	"slices"
	"syscall"
	"testing"
)

// Under nohup, the end of the terminal is not the end of the program.
func TestEnding(t *testing.T) {
	hangup := os.Signal(syscall.SIGHUP)
	if !slices.Contains(Ending(), hangup) {
		t.Skip("skipped: the tests themselves run under nohup")
	}
	signal.Ignore(hangup)
	defer signal.Reset(hangup)
	if slices.Contains(Ending(), hangup) {
		t.Error("a hangup that is ignored ends a program")
	}
}
