package process

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"tcplab/shared/capture"
)

// Build builds programs of this module, with the flags and packages given to go
// build, such as ./lessons/..., into a new temporary folder, which the caller
// removes. It needs Go, as everybody has it who has the lab.
func Build(args ...string) (dir string, err error) {
	root, err := Root()
	if err != nil {
		return "", err
	}
	if dir, err = os.MkdirTemp("", "tcplab-"); err != nil {
		return "", err
	}
	// Without what debuggers need, they are linked in less time.
	cmd := exec.Command("go", append([]string{"build", "-ldflags=-s", "-o", dir + string(filepath.Separator)}, args...)...)
	cmd.Dir = root
	out := &capture.Head{Keep: 64 << 10}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		os.RemoveAll(dir)
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return dir, nil
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
