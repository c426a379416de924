package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"tcplab/shared/charset"
)

// A student is a folder in DIR.
type student struct {
	name   string // as it is shown
	folder string // absolute
}

// findStudents returns the folders in dir, by name, save the one for the
// results, and the names of links, which are not followed.
func findStudents(dir, out string) (students []student, links []string, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, nil, err
	}
	// The compiler says it so, where the way there leads over a link.
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	results, _ := os.Stat(out)
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		switch {
		case isHidden(entry.Name()):
		case entry.Type()&fs.ModeSymlink != 0:
			links = append(links, shown(entry.Name()))
		case entry.IsDir():
			if info, err := os.Stat(path); err == nil && results != nil && os.SameFile(info, results) {
				continue
			}
			students = append(students, student{shown(entry.Name()), path})
		}
	}
	return students, links, nil
}

// isHidden reports whether a file is none that a student hands in: one of the
// system, or what a packer on a Mac adds.
func isHidden(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }

// shown is a name as it is shown. What was packed on a Chinese Windows may be
// in GBK.
func shown(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	return strings.ToValidUTF8(charset.GBK.Decode([]byte(name)), string(utf8.RuneError))
}

// reason is what an error says, without the path, which is told before.
func reason(err error) string {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
