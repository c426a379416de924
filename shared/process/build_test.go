package process

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A program is linked once, however many processes ask for it at a time. One
// for a single caller is a file of its own.
func TestBuild(t *testing.T) {
	t.Parallel()
	const pkg, name = "./tools/gallery/busy-loop", "busy-loop"
	var builders sync.WaitGroup
	var files [2]os.FileInfo
	for i := range files {
		builders.Go(func() {
			dir, err := Build(pkg)
			if err == nil {
				files[i], err = os.Stat(Program(dir, name))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	builders.Wait()
	own, err := BuildTemporary(pkg)
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(own)
	if root, err := Root(); err != nil || filepath.Dir(own) != filepath.Join(root, "bin") {
		t.Errorf("it is in %s, where it might not be started (%v)", own, err)
	}
	alone, err := os.Stat(Program(own, name))
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(files[0], files[1]) || os.SameFile(files[0], alone) {
		t.Errorf("the programs are not the same file, and another one: %v, %v", files, alone)
	}
}

// What make test has built is not built again.
func TestBuildOfWhatIsThere(t *testing.T) {
	ready := t.TempDir()
	t.Setenv("LAB_BIN", ready)
	const pkg, name = "./no/such/program", "program"
	if dir, err := Build(pkg); err == nil {
		t.Errorf("a program that is not in the folder was not built: %s", dir)
	}
	if err := os.WriteFile(Program(ready, name), nil, 0o777); err != nil {
		t.Fatal(err)
	}
	if dir, err := Build("-tags", "leakcheck", pkg); err != nil || dir != ready {
		t.Errorf("a program in the folder was built: %s, %v", dir, err)
	}
	if dir, err := Build("-race", pkg); err == nil {
		t.Errorf("the programs in the folder have no race detector: %s", dir)
	}
}

// What does not build leaves nothing, and is told with the words of the compiler.
func TestBuildThatFails(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("go.mod", []byte("module tcplab\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := BuildTemporary("./no/such/package"); err == nil {
		t.Error("no error")
	}
	if left, err := filepath.Glob(filepath.Join(dir, "bin", "*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

// others are settings for other projects; and as in a folder of another user, Git fails.
func others(t *testing.T) map[string]string {
	t.Setenv("GOENV", "off")
	return map[string]string{
		"GIT_DIR":     t.TempDir(),
		"GO111MODULE": "off",
		"GOARCH":      "riscv64",
		"GOFLAGS":     "-mod=vendor",
		"GOOS":        "plan9",
		"GOWORK":      filepath.Join(t.TempDir(), "go.work"),
	}
}

// What a student has set for other projects is not in the way of the lab.
func TestBuildWithOtherSettings(t *testing.T) {
	for name, value := range others(t) {
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, value)
			dir, err := BuildTemporary("./lessons/01-single-client")
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			if said, err := (Command{Args: []string{Program(dir, "01-single-client"), "-h"}}).Output(deadline(t)); err != nil {
				t.Errorf("it does not run here: %v\n%s", err, said)
			}
		})
	}
}

func TestMakeWithOtherSettings(t *testing.T) {
	for name, value := range others(t) {
		t.Setenv(name, value)
	}
	if said, err := runMake(t, "../..", "lesson-1", "ARGS=-h"); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}

// That bin cannot be written to is said with what to do, in both languages.
func TestMakeWithoutBin(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string][]byte{"Makefile": makefile, "bin": nil} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	said, err := runMake(t, dir, "demo-1")
	if err == nil || !strings.Contains(said, "written to bin/") || !strings.Contains(said, "bin/ 无法写入") {
		t.Errorf("%v\n%s", err, said)
	}
}

// runMake runs make in dir, as if no other make ran this test.
func runMake(t *testing.T, dir string, args ...string) (said string, err error) {
	t.Helper()
	program, err := LookPath("make")
	if err != nil {
		t.Skip("there is no make on this machine")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute) // it may have to build
	defer cancel()
	return Command{Args: append([]string{program}, args...), Dir: dir, Env: []string{"MAKEFLAGS=", "MAKELEVEL="}}.Output(ctx)
}

// A folder that is not there, or a file, is none for programs; and looking leaves nothing.
func TestStartable(t *testing.T) {
	dir := t.TempDir()
	if err := Startable(dir); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
	if Startable(filepath.Join(dir, "none")) == nil || Startable(os.Args[0]) == nil {
		t.Error("programs can be written where there is no folder")
	}
}

// The lab is found from any folder in it; elsewhere, and in a folder that was deleted, the
// user is told where to go.
func TestRoot(t *testing.T) {
	want, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if root, err := Root(); root != want || err != nil {
		t.Errorf("%s, %v; want %s", root, err, want)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	for range 2 {
		if _, err := Root(); err == nil || !strings.Contains(err.Error(), "is not in the lab") {
			t.Errorf("outside: %v", err)
		}
		if err := os.Remove(dir); err != nil { // as Windows does not let one
			break
		}
	}
}

// A copy of the lab may end its lines as Windows does.
func TestIsLab(t *testing.T) {
	for mod, want := range map[string]bool{
		"module tcplab\n\ngo 1.26\n": true, "module tcplab\r\n\r\ngo 1.26\r\n": true, "module tcplab2\n": false, "": false,
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o666); err != nil {
			t.Fatal(err)
		}
		if isLab(dir) != want {
			t.Errorf("%q: %v, want %v", mod, !want, want)
		}
	}
}
