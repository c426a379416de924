package process

import (
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"

	"github.com/rogpeppe/go-internal/lockedfile"

	"tcplab/shared/capture"
)

// Build builds programs of this module, with the flags and then the packages
// that go build takes, such as -race ./lessons/..., and returns their folder. It
// needs Go, as everybody has it who has the lab.
//
// The folder stays, as go build links no program again that is up to date
// there: of all tests, and of all runs of a tool, the first one links. There is
// one folder for each set of flags. A program that runs goes on when a newer one
// takes its place, since go build then writes a new file.
func Build(args ...string) (dir string, err error) {
	root, err := Root()
	if err != nil {
		return "", err
	}
	name := "programs" + strings.Map(letters, os.Getenv("GOFLAGS"))
	for _, arg := range args {
		if strings.HasPrefix(arg, "./") {
			break
		}
		name += arg
	}
	dir, unlock, err := lock(root, name)
	if err != nil {
		return "", err
	}
	defer unlock()
	return dir, build(root, dir, args)
}

// letters drops what does not belong into the name of a folder.
func letters(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' {
		return r
	}
	return -1
}

// lock returns the folder called name for the programs of the lab, in which no
// other process builds until unlock is called. In a lab that cannot be written
// to, it is the user's own.
func lock(root, name string) (dir string, unlock func(), err error) {
	folders := []string{filepath.Join(root, "bin")}
	if cache, err := os.UserCacheDir(); err == nil {
		folders = append(folders, filepath.Join(cache, "tcplab", mark(root)))
	}
	for _, folder := range folders {
		dir = filepath.Join(folder, name)
		if err = os.MkdirAll(dir, 0o777); err != nil {
			continue
		}
		if unlock, err = lockedfile.MutexAt(filepath.Join(dir, ".lock")).Lock(); err == nil {
			return dir, unlock, nil
		}
	}
	return "", nil, err
}

// mark tells folders apart.
func mark(root string) string {
	h := fnv.New64a()
	h.Write([]byte(root))
	return fmt.Sprintf("%016x", h.Sum64())
}

// BuildTemporary is Build, into a new folder, which the caller removes: for
// programs that may change at any time, as those of students do.
func BuildTemporary(args ...string) (dir string, err error) {
	root, err := Root()
	if err != nil {
		return "", err
	}
	if dir, err = os.MkdirTemp("", "tcplab-"); err != nil {
		return "", err
	}
	if err := build(root, dir, args); err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	return dir, nil
}

// build runs go build. Without what a debugger needs, it links faster.
func build(root, dir string, args []string) error {
	cmd := exec.Command("go", append([]string{"build", "-ldflags=-s", "-o", dir + string(filepath.Separator)}, args...)...)
	cmd.Dir = root
	out := &capture.Head{Keep: 64 << 10}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// Root returns the folder of the lab, from anywhere in it.
func Root() (string, error) {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return "", fmt.Errorf("go list: %w: run it within the lab's folder", err)
	}
	return strings.TrimSpace(string(root)), nil
}

// Program returns the path of the program called name in dir.
func Program(dir, name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(dir, name)
}
