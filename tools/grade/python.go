package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"tcplab/shared/process"
	"tcplab/tools/internal/sandbox"
)

// What the source of a server or a client in Python has, besides whatever else.
var (
	pythonServes   = regexp.MustCompile(`\.(accept|serve_forever)\(|start_server\(|create_server\(`)
	pythonConnects = regexp.MustCompile(`\.connect(_ex)?\(|create_connection\(|open_connection\(`)
)

// pythonIn finds the Python program in a folder.
func (s *search) pythonIn(f folder) (p program, err error) {
	all := f.files("*.py")
	name := s.whichPython(f, all)
	switch {
	case len(all) == 0:
		return program{}, nil
	case name == "":
		return program{dir: f.path}, &problem{sentence: manyPythons.With(len(all), strings.Join(all, ", "))}
	}
	p = program{found: name, dir: f.path, mayTake: true}
	interpreter, prefix := python()
	if interpreter == "" {
		return p, &problem{sentence: noPython}
	}
	p.command = []string{interpreter, "./" + name, "{addr}"} // a name may begin with -
	p.read = outsideSystem(prefix)
	return p, nil
}

// whichPython returns the file that is meant: as it is called, or as it is the only one
// of its kind.
func (s *search) whichPython(f folder, all []string) string {
	stages := map[int]string{}
	var fits []string
	like, called := pythonServes, "server.py"
	if s.task.Stage == clientStage {
		like, called = pythonConnects, "client.py"
	}
	for _, name := range all {
		if stage := s.task.takes(name); stage > 0 {
			stages[stage] = name
		}
		if text, err := beginning(filepath.Join(f.path, name)); err == nil && like.Match(text) {
			fits = append(fits, name)
		}
	}
	switch {
	case len(all) == 1:
		return all[0]
	case s.task.Homework != "" && len(stages) > 0:
		return stages[1]
	case f.has(called):
		return called
	case len(stages) > 0:
		return stages[choose(stages, s.task.Stage)]
	case len(fits) == 1:
		return fits[0]
	}
	return ""
}

// python returns the interpreter itself, and the folder that it is installed in: what
// is called python3 may be a script that finds it, which a sandbox cannot run.
var python = sync.OnceValues(func() (interpreter, prefix string) {
	for _, name := range []string{"python3", "python"} {
		path, err := process.LookPath(name)
		if err != nil {
			continue
		}
		const tell = "import sys; print(getattr(sys, '_base_executable', sys.executable)); print(sys.base_prefix)"
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		said, err := process.Command{Args: []string{path, "-c", tell}}.Output(ctx)
		if lines := strings.Split(said, "\n"); err == nil && len(lines) >= 2 {
			return lines[0], lines[1]
		}
	}
	return "", ""
})

// outsideSystem returns a folder that a sandbox has to show, if it is not the system's.
func outsideSystem(folder string) []string {
	for _, system := range []string{"/usr", "/bin", "/opt", "/nix"} {
		if folder == "" || folder == "/" || folder == system || strings.HasPrefix(folder, system+"/") {
			return nil
		}
	}
	return []string{folder}
}

// toolOf returns what a sandbox has to show so that a command runs which the teacher has
// in PATH, such as a Java in the home folder: the folder above its bin. A command with a
// path is the student's, and shows nothing.
func toolOf(name string) []string {
	if strings.ContainsAny(name, `/\`) {
		return nil
	}
	if strings.HasPrefix(name, "python") {
		_, prefix := python()
		return outsideSystem(prefix)
	}
	path, err := process.LookPath(name)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	folder := filepath.Dir(filepath.Dir(path))
	home, _ := os.UserHomeDir()
	if real, err := filepath.EvalSymlinks(home); err == nil {
		home = real
	}
	if err != nil || filepath.Base(filepath.Dir(path)) != "bin" || home == "" || strings.HasPrefix(home+"/", folder+"/") {
		return nil
	}
	if filepath.Dir(folder) == home && sandbox.Hidden(filepath.Base(folder)) {
		return []string{path} // in ~/.local and the like there is much that is private
	}
	return outsideSystem(folder)
}
