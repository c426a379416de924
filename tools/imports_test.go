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

// apart are packages that do without others, also by way of a third: without any
// whose path begins so.
var apart = map[string][]string{
	"tcplab/tools/internal/trace":    {"tcplab/tools/"},
	"tcplab/tools/internal/svg":      {"tcplab/tools/"},
	"tcplab/tools/internal/sequence": {"tcplab/tools/internal/play", "tcplab/shared/process"},
	"tcplab/tools/internal/chart":    {"tcplab/tools/internal/play", "tcplab/shared/process"},
}

// A pkg is what go list tells of a package. Its imports are without those of its
// tests; its deps are all that it needs.
type pkg struct {
	ImportPath    string
	Imports, Deps []string
}

// packages returns all packages of the lab.
func packages(t *testing.T) (all []pkg) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,Deps", "tcplab/...")
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

// Packages that are to be used without others do not import them.
func TestApart(t *testing.T) {
	found := 0
	for _, p := range packages(t) {
		without, isApart := apart[p.ImportPath]
		if !isApart {
			continue
		}
		found++
		for _, dep := range p.Deps {
			if slices.ContainsFunc(without, func(path string) bool { return strings.HasPrefix(dep, path) }) {
				t.Errorf("%s imports %s, perhaps by way of another", p.ImportPath, dep)
			}
		}
	}
	if found != len(apart) {
		t.Errorf("%d packages of %d are there", found, len(apart))
	}
}
