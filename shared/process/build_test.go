package process

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
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
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	if _, err := BuildTemporary("./no/such/package"); err == nil {
		t.Error("no error")
	}
	if left, err := filepath.Glob(filepath.Join(temp, "tcplab-*")); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
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
