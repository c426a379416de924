// Package tools_test holds what is true of all programs together.
package tools_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// starters are the packages that may start programs. All others do so through
// shared/process, which sees to it that none is left behind.
var starters = []string{
	"tcplab/shared/process",
	"tcplab/shared/flags/flagstest", // plays sessions, for tests
	"tcplab/tools/internal/peer",    // finds programs, for tests
}

// A pkg is what go list tells of a package. Its imports are without those of its
// tests.
type pkg struct {
	ImportPath string
	Imports    []string
}

// packages returns all packages of the lab.
func packages(t *testing.T) (all []pkg) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "tcplab/...")
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &errs)
	}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// Programs are started in one place.
func TestWhoStartsPrograms(t *testing.T) {
	found := false
	for _, p := range packages(t) {
		if !slices.Contains(p.Imports, "os/exec") {
			continue
		}
		found = found || p.ImportPath == "tcplab/shared/process"
		if !slices.Contains(starters, p.ImportPath) {
			t.Errorf("%s imports os/exec; use shared/process", p.ImportPath)
		}
	}
	if !found {
		t.Error("not even shared/process imports os/exec: go list told something else")
	}
}
