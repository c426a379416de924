package main

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"testing"

	"tcplab/tools/internal/sandbox"
)

// hasBwrap reports whether there is bubblewrap, and it works. CI on Linux must have it.
func hasBwrap(t *testing.T) bool {
	t.Helper()
	works := bwrapWorks()
	if !works && os.Getenv("CI") != "" && runtime.GOOS == "linux" {
		t.Fatal("CI lacks bubblewrap, or it does not work")
	}
	return works
}

var bwrapWorks = sync.OnceValue(func() bool {
	self, err := os.Executable()
	if err != nil {
		return false
	}
	_, err = sandbox.Choose(context.Background(), sandbox.Bwrap, self, "en")
	return err == nil
})

// unconfined are the arguments for a test whose programs report to it: it is about what is
// ended, and not about what they may do.
var unconfined = []string{"-sandbox", "off"}

// hasPython reports whether there is Python. CI must have it.
func hasPython(t *testing.T) bool {
	for _, name := range []string{"python3", "python"} {
		if _, err := exec.LookPath(name); err == nil {
			return true
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("CI lacks python3")
	}
	t.Log("without Python's student: there is no python3 on this machine")
	return false
}
