package main

import (
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/course"
	"tcplab/shared/flags/flagstest"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"doctor": main}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "doctor") }

// A port that somebody has is named, and the others are free.
func TestPorts(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	list := portsOf([]string{taken.Addr().String(), "127.0.0.1:0"})
	if len(list) != 2 || list[0].state != missing || !strings.Contains(list[0].found.EN, "Port "+port+" is in use") {
		t.Errorf("%s is taken: %+v", port, list)
	}
	if list[1].state != good || list[1].found.EN != "free: 0" {
		t.Errorf("a free port: %+v", list[1])
	}
}

// Every address of the lab is looked at, each once.
func TestAddresses(t *testing.T) {
	list := addresses()
	for _, want := range []string{course.Lessons[0].Addr, course.Lessons[2].Addr, course.Web.Addr, course.BookAddr, course.BoardAddr} {
		if !slices.Contains(list, want) {
			t.Errorf("%s is not in %q", want, list)
		}
	}
	slices.Sort(list)
	if n := len(slices.Compact(slices.Clone(list))); n != len(list) || slices.Contains(list, "") {
		t.Errorf("%q", list)
	}
}

// The modules of the lab are there, or no test would run; elsewhere there are none.
func TestModules(t *testing.T) {
	t.Chdir("../..")
	if f := modules(t.Context()); f.state != good {
		t.Errorf("in the lab: %+v", f)
	}
	t.Setenv("GOMODCACHE", t.TempDir())
	if f := modules(t.Context()); f.state != missing || !strings.Contains(f.remedy.EN, "go mod download") {
		t.Errorf("without modules: %+v", f)
	}
	t.Setenv("GOFLAGS", "-nonsense")
	if f := modules(t.Context()); f.state != missing || !strings.Contains(f.found.In("en"), "-nonsense") || !strings.Contains(f.remedy.EN, "go env -changed") {
		t.Errorf("with a setting that is in the way: %+v", f)
	}
}

// What is not installed is said together with where to get it.
func TestNothingInstalled(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	list := append(toolchain(t.Context(), nil), programs(t.Context(), nil)...)
	for i, want := range []state{missing, hint, hint} { // Go, nc, Python
		if f := list[i]; f.state != want || f.remedy.EN == "" || f.remedy.ZH == "" {
			t.Errorf("%+v, want state %d and a remedy", f, want)
		}
	}
}

// A lesson that was changed is named, with what restores it; the lab's own are as they
// were.
func TestLessons(t *testing.T) {
	t.Chdir("../..")
	if list := lessons(t.Context(), nil); len(list) != 0 {
		t.Errorf("in the lab: %+v", list)
	}
	t.Chdir(t.TempDir())
	folder := filepath.Join("lessons", "03-detect-close")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte("package main\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	list := lessons(t.Context(), nil)
	if len(list) != 1 || list[0].state != hint || !strings.Contains(list[0].found.EN, "03-detect-close") || list[0].remedy.EN == "" {
		t.Errorf("with lesson 3 changed: %+v", list)
	}
}
