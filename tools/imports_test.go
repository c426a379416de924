// Package tools_test holds what is true of all programs together.
package tools_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A rule is about the packages of this module, save for their tests. A pattern is
// an import path within it, and /... stands for all below, too.
type rule struct {
	of     string   // of these packages
	direct bool     // only what they import themselves counts
	allow  []string // nothing else may be imported; nil: whatever is not denied
	deny   []string
}

var rules = []rule{
	{of: "lessons/...", direct: true, allow: []string{"shared/lesson"}},
	{of: "shared/...", deny: []string{"tools/..."}},
	{of: "shared/course", allow: []string{"shared/howto", "shared/phrase", "shared/prebuilt"}}, // a leaf: words, and nothing that runs
	{of: "tools/internal/probe", deny: []string{"shared/lesson"}},
	{of: "tools/internal/exercise", deny: []string{"shared/lesson"}},
	{of: "tools/internal/trace", deny: []string{"tools/..."}},
	{of: "tools/internal/svg", deny: []string{"tools/..."}},
	{of: "tools/internal/sequence", deny: []string{"tools/internal/play", "shared/process"}},
	{of: "tools/internal/chart", deny: []string{"tools/internal/play", "shared/process"}},
}

// starters are the packages that may start programs. All others do so through
// shared/process, which sees to it that none is left behind.
var starters = []string{
	"tcplab/shared/process",
	"tcplab/shared/flags/flagstest", // plays sessions, for tests
	"tcplab/shared/peer",            // finds programs, for tests
}

// A pkg is what go list tells of a package. Its imports are without those of its
// tests; its deps are all that it needs.
type pkg struct {
	ImportPath    string
	Imports, Deps []string
}

// listed are all packages of the lab.
var listed = sync.OnceValues(func() (all []pkg, err error) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "tcplab/...")
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %v\n%s", err, &errs)
	}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
})

func packages(t *testing.T) []pkg {
	t.Helper()
	all, err := listed()
	if err != nil {
		t.Fatal(err)
	}
	return all
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

// The rules hold, and all that they name is there.
func TestRules(t *testing.T) {
	all := packages(t)
	for _, r := range rules {
		for _, pattern := range slices.Concat([]string{r.of}, r.allow, r.deny) {
			if !slices.ContainsFunc(all, func(p pkg) bool { return matches(p.ImportPath, pattern) }) {
				t.Errorf("a rule names %s, and there is no such package", pattern)
			}
		}
		for _, p := range all {
			if !matches(p.ImportPath, r.of) {
				continue
			}
			for _, other := range r.broken(p) {
				t.Errorf("%s must not import %s", p.ImportPath, other)
			}
		}
	}
}

// broken returns what p must not import, and does.
func (r rule) broken(p pkg) (others []string) {
	imports := p.Deps
	if r.direct {
		imports = p.Imports
	}
	for _, other := range imports {
		is := func(pattern string) bool { return matches(other, pattern) }
		denied := r.allow != nil && is("...") && !slices.ContainsFunc(r.allow, is)
		if denied || slices.ContainsFunc(r.deny, is) {
			others = append(others, other)
		}
	}
	return others
}

// matches reports whether a pattern stands for a package.
func matches(path, pattern string) bool {
	inside, ok := strings.CutPrefix(path, "tcplab/")
	below, all := strings.CutSuffix(pattern, "...")
	return ok && (inside == pattern || all && strings.HasPrefix(inside, below))
}

// A rule that is broken is told, directly or by way of another package.
func TestBroken(t *testing.T) {
	p := pkg{ImportPath: "tcplab/shared/a", Imports: []string{"net", "tcplab/shared/b"}, Deps: []string{"net", "tcplab/shared/b", "tcplab/tools/c"}}
	for _, test := range []struct {
		rule rule
		want string
	}{
		{rule{deny: []string{"tools/..."}}, "tcplab/tools/c"},
		{rule{deny: []string{"tools"}}, ""},
		{rule{deny: []string{"tools/..."}, direct: true}, ""},
		{rule{allow: []string{"shared/b"}, direct: true}, ""},
		{rule{allow: []string{}}, "tcplab/shared/b tcplab/tools/c"},
	} {
		if got := strings.Join(test.rule.broken(p), " "); got != test.want {
			t.Errorf("%+v is broken by %q, want %q", test.rule, got, test.want)
		}
	}
}
