package exercise

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/phrase"
)

// starts are the files that no lesson comes before, with the steps as comments.
var (
	//go:embed start1.go.txt
	start1 string
	//go:embed start7.go.txt
	start7 string

	starts = map[int]string{1: start1, 7: start7}
)

// start returns the code to start from, in the lab at root.
func (e Exercise) start(root string) (code string, err error) {
	name, file := e.StartsFrom()
	if name == "" { // there must be a lab all the same
		_, err := os.Stat(filepath.Join(root, "lessons"))
		return body(starts[e.Lesson]), err
	}
	code, err = Code(filepath.Join(root, file))
	if !e.Homework && e.Lesson < 5 { // a server, with the flags of its own lesson
		code = strings.Replace(code, strconv.Quote(name), strconv.Quote(e.Name), 1)
	}
	return code, err
}

// StartsFrom returns the lesson whose code the work starts from, and its file in the
// lab, with slashes. Before the first lesson there is none.
func (e Exercise) StartsFrom() (name, file string) {
	before := e.Lesson
	if !e.Homework {
		before--
	}
	if starts[e.Lesson] != "" && !e.Homework {
		return "", ""
	}
	name = course.Lessons[before-1].Name
	return name, path.Join("lessons", name, "main.go")
}

// Untouched reports whether the work is still what Begin has written, in the lab
// at root.
func (e Exercise) Untouched(root string) bool {
	was, err := e.start(root)
	if err != nil {
		return false
	}
	is, err := Code(e.File(root))
	return err == nil && fingerprint(was) == fingerprint(is) && len(e.Files(root)) == 1
}

// Files returns the Go files of the work, in the lab at root.
func (e Exercise) Files(root string) (files []string) {
	folder := filepath.Dir(e.File(root))
	entries, _ := os.ReadDir(folder) // those that can be read
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) == ".go" {
			files = append(files, filepath.Join(folder, entry.Name()))
		}
	}
	return files
}

// AlteredLesson reports whether the program of a lesson was changed, in the lab at root,
// or a copy of it.
func AlteredLesson(root, name string) bool {
	code, err := Code(filepath.Join(root, "lessons", name, "main.go"))
	original, known := originals[name]
	return err == nil && known && fingerprint(code) != original
}

// Restore tells how one gets a file of the lab at root back as it was.
func Restore(root, file string) phrase.Phrase {
	if _, err := os.Stat(filepath.Join(root, ".git")); err == nil {
		return phrase.Same("git checkout -- " + file)
	}
	return fromArchive
}

// Same returns what is equal for two programs in Go that differ only in comments and
// white space.
func Same(code string) string { return fingerprint(body(code)) }

// originals are the fingerprints of the lessons as the lab has them. They cannot be
// made when they are needed: the files may be changed by then, and there may be no
// Git that remembers what they were.
var originals = map[string]string{
	"01-single-client": "d391758bf619ffa7",
	"02-loop-clients":  "4f7bf7e18bc22538",
	"03-detect-close":  "1bed0345f1559f60",
	"04-threaded":      "4b4915bde7c5cdf5",
	"05-client":        "1d80ff97c8fdb1a1",
}

// fingerprint is the same for two programs that differ only in comments and white
// space.
func fingerprint(code string) string {
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile("", files.Base(), len(code)), []byte(code), nil, 0)
	hash := sha256.New()
	for {
		_, kind, text := s.Scan()
		switch kind {
		case token.EOF:
			return fmt.Sprintf("%x", hash.Sum(nil)[:8])
		case token.SEMICOLON: // the scanner adds one at the end of many lines
		default:
			fmt.Fprintf(hash, "%s %q\n", kind, text)
		}
	}
}

// Code reads a program without the comment on top, which differs from lesson to
// lesson.
func Code(file string) (string, error) {
	text, err := os.ReadFile(file)
	return body(string(text)), err
}

// body returns what follows the line of the package.
func body(text string) string {
	text = "\n" + strings.ReplaceAll(text, "\r\n", "\n")
	if _, code, ok := strings.Cut(text, "\npackage main\n"); ok {
		return code
	}
	return text[1:] // a student may have changed that line
}
