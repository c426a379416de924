package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"

	"tcplab/shared/process"
)

// A workshop is the temporary folder in which the programs are built. What is
// measured is always a built program: go run would be measured with it.
type workshop struct {
	folder string
	plain  program
	quiet  program // lesson 04 without its log
	logged program // lesson 04 with its log going to the null device
	piped  program // lesson 04 with its log going into a pipe that is read slowly
}

// A program is how to start one of the servers.
type program struct {
	path  string
	args  []string
	piped bool // its log goes into a pipe that is read slowly
}

// openWorkshop builds the servers.
func openWorkshop() (*workshop, error) {
	folder, err := process.BuildTemporary("./tools/bench/plain", "./lessons/04-threaded")
	if err != nil {
		return nil, err
	}
	lesson := process.Program(folder, "04-threaded")
	return &workshop{
		folder: folder,
		plain:  program{path: process.Program(folder, "plain")},
		quiet:  program{path: lesson, args: []string{"-delay", "0", "-quiet"}},
		logged: program{path: lesson, args: []string{"-delay", "0"}},
		piped:  program{path: lesson, args: []string{"-delay", "0"}, piped: true},
	}, nil
}

func (w *workshop) close() { os.RemoveAll(w.folder) }

// buildBenchmarks builds the benchmarks of a package and returns their path.
func (w *workshop) buildBenchmarks(ctx context.Context, pkg string) (path string, err error) {
	path = process.Program(w.folder, "benchmarks")
	cmd := exec.CommandContext(ctx, "go", "test", "-c", "-o", path, pkg)
	if output, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go test -c %s: %w\n%s", pkg, err, output)
	}
	return path, nil
}
