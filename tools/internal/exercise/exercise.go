// Package exercise has the tasks of the course, writes their files into work/ for
// a student, and records what the student has done.
package exercise

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tcplab/shared/atomicfile"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// An Exercise is a task for a student. There are two kinds: the student writes a
// lesson, starting from the lesson before, or homework, starting from a lesson.
type Exercise struct {
	ID       string // as in make check-ID: 3, or h3 for homework
	Lesson   int    // which one is to be written, or to start from
	Stage    int    // at which the check looks, if that is not the lesson's
	Homework bool
	Shared   bool   // its goroutines share data: the check looks for data races
	Name     string // of its folder under work/
	Peer     string // the command for the other terminal
	Title    phrase.Phrase
	Task     phrase.Phrase
	Hints    [3]phrase.Phrase // each says more than the one before
}

// Find returns the exercise called id. It also finds h4a as 4a, because no lesson
// is called 4a; but 6 is a lesson, and h6 has nothing to do with it.
func Find(id string) (Exercise, bool) {
	for _, name := range []string{id, "h" + id} {
		if name != id && len(id) == 1 {
			break
		}
		if i := slices.IndexFunc(All, func(e Exercise) bool { return e.ID == name }); i >= 0 {
			return All[i], true
		}
	}
	return Exercise{}, false
}

// HomeworkFlag is the value of a flag that takes the ID of homework, such as 4a or h4a.
func HomeworkFlag(into *string) flags.Value {
	return func(_, id string) error {
		e, ok := Find("h" + strings.TrimPrefix(id, "h"))
		if !ok {
			return flags.Wrong(badHomework, id)
		}
		*into = e.ID
		return nil
	}
}

// File returns where the student's work is, in the lab at root.
func (e Exercise) File(root string) string {
	return filepath.Join(root, "work", e.Name, "main.go")
}

// Solution returns where the reference solution is, in the lab at root: for
// homework a program of its own, else the lesson.
func (e Exercise) Solution(root string) string {
	if e.Homework {
		return filepath.Join(root, "tools", "homework", e.Name, "main.go")
	}
	return filepath.Join(root, "lessons", e.Name, "main.go")
}

// Enter goes to the folder of the lab, from anywhere in it: the work must be found
// there, and no lesson be taken for it. Paths that the user has given lead where they
// did before.
func Enter(paths ...*string) error {
	if _, err := os.Stat("lessons"); err == nil {
		return nil
	}
	root, err := process.Root()
	if err != nil {
		return err
	}
	for _, path := range paths {
		if *path == "" {
			continue
		}
		if *path, err = filepath.Abs(*path); err != nil {
			return err
		}
	}
	return os.Chdir(root)
}

// Begun reports whether there is any work, in the lab at root. An editor, a cloud drive
// or the student may have changed the name: Main.go, main.go.txt, main (1).go. A
// folder that may not be read may have some.
func (e Exercise) Begun(root string) bool {
	entries, err := os.ReadDir(filepath.Dir(e.File(root)))
	return errors.Is(err, fs.ErrPermission) || slices.ContainsFunc(entries, func(entry fs.DirEntry) bool {
		name := strings.ToLower(entry.Name())
		return strings.Contains(name, ".go") && !strings.HasPrefix(name, ".")
	})
}

// Begin writes the file to work in: the code to start from, below the task in
// lang. If there is any work, Begin does not touch it, begun is false, and file is what
// there is: the folder, if the work has another name.
// The error is an fs.ErrNotExist if root is not the folder of the lab.
func (e Exercise) Begin(root string, lang phrase.Lang) (file string, begun bool, err error) {
	file = e.File(root)
	code, err := e.start(root)
	if err != nil {
		return file, false, err
	}
	if e.Begun(root) {
		if _, err := os.Lstat(file); err != nil {
			file = filepath.Dir(file)
		}
		return file, false, nil
	}
	text := comment(e.Brief(lang)) + "package main\n" + code
	dir, name := filepath.Split(file)
	err = atomicfile.WriteAll(dir, map[string][]byte{name: []byte(text)})
	return file, err == nil, err
}

// Reset is Begin for work that has begun. Its folder gets another name, which is
// kept, so that nothing is lost: NAME.1, or the next number that is free.
func (e Exercise) Reset(root string, lang phrase.Lang) (file, kept string, err error) {
	folder := filepath.Dir(e.File(root))
	if _, err := os.Lstat(folder); err == nil {
		if kept, err = keep(folder); err != nil {
			return e.File(root), "", err
		}
	}
	file, _, err = e.Begin(root, lang)
	if err != nil && kept != "" {
		os.Remove(folder) // empty, if it is there at all
		if back := os.Rename(kept, folder); back != nil {
			return file, kept, errors.Join(err, back)
		}
		return file, "", err
	}
	return file, kept, err
}

// keep renames a folder, and returns its new name.
func keep(folder string) (kept string, err error) {
	for n := 1; ; n++ {
		kept = fmt.Sprint(folder, ".", n)
		_, err := os.Lstat(kept)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return kept, os.Rename(folder, kept)
		case err != nil:
			return "", err
		}
	}
}

// Brief says what to do, and the commands for it.
func (e Exercise) Brief(lang phrase.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n\n%s\n\n", heading.Format(lang, e.ID, e.Title.In(lang)), e.Task.In(lang), commands.In(lang))
	peer := aClient
	if e.Lesson == 5 {
		peer = theServer
	}
	for _, command := range []struct {
		line string
		does phrase.Phrase
	}{
		{"go run ./work/" + e.Name, runs},
		{e.Peer, peer},
		{howto.Make("check-" + e.ID), checks},
		{howto.Make("hint-" + e.ID), hints},
	} {
		fmt.Fprintf(&b, "    %-33s%s\n", command.line, command.does.In(lang))
	}
	return b.String()
}

// comment makes a text the comment of a package.
func comment(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		switch code, ok := strings.CutPrefix(line, "    "); {
		case ok:
			b.WriteString("//\t" + code)
		case line == "\n":
			b.WriteString("//\n")
		default:
			b.WriteString("// " + line)
		}
	}
	return b.String()
}
