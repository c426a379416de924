package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tcplab/shared/atomicfile"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/probe"
)

// A result is what has come out for one student, as it is kept in results/NAME.json.
type result struct {
	student `json:"-"`

	Name     string        `json:"student"`
	ID       string        `json:"id,omitempty"`
	Folder   string        `json:"folder"` // its name, also of an archive
	Task     string        `json:"task"`
	Work     string        `json:"work"`    // the fingerprint of what was handed in
	Sandbox  string        `json:"sandbox"` // in which it was examined
	Program  string        `json:"program"` // what was examined, below the student's folder
	Examined bool          `json:"examined"`
	Stage    int           `json:"stage"`
	Passed   bool          `json:"passed"`
	Points   int           `json:"points"`
	Right    int           `json:"checks_passed"`
	Mistakes []string      `json:"mistakes"`
	Seen     []probe.Check `json:"seen"` // of the mistakes
	Remark   string        `json:"remark"`
	Same     string        `json:"program_fingerprint,omitempty"` // equal for equal programs
	CopyOf   string        `json:"copy_of,omitempty"`             // a program of the lab
	Deaf     bool          `json:"replies_without_message,omitempty"`
	Marks    []string      `json:"-"` // for the teacher

	interrupted bool
	exchanges   []probe.Exchange
}

// addRemark adds a sentence to the remark.
func (r *result) addRemark(text string) {
	if r.Remark != "" && text != "" {
		r.Remark += "; "
	}
	r.Remark += text
}

// The folders in -out.
const (
	resultsFolder  = "results"
	feedbackFolder = "feedback"
)

// due returns the results of a run before, and whose are to be made: the others are of the
// same work and the same task.
func (c *class) due() (results []result, due []int) {
	for i, s := range c.students {
		r, err := c.read(s)
		wanted := err != nil || c.again || r.Work != s.fingerprint() || !r.Examined
		if len(c.only) > 0 {
			wanted = slices.ContainsFunc(c.only, s.called)
		}
		if wanted {
			due = append(due, i)
		}
		r.student = s
		results = append(results, r)
	}
	return results, due
}

// called reports whether a student can be named so.
func (s student) called(name string) bool {
	return name == s.name || name == s.file || name == filepath.Base(s.folder) || name == s.id && name != ""
}

// taskName tells results of one task from those of another.
func (o *options) taskName() string { return o.task.name().EN }

func (c *class) file(s student) string { return filepath.Join(c.out, resultsFolder, s.file+".json") }

func (c *class) read(s student) (r result, err error) {
	text, err := os.ReadFile(c.file(s))
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	// Another student's file may have had the same name.
	if err == nil && (r.Folder != s.folderName() || r.Task != c.taskName()) {
		err = errors.New("the result of another student, or another task")
	}
	if err == nil && !r.possible() {
		err = errors.New("damaged, or of another version of the lab")
	}
	if err != nil {
		return result{}, err
	}
	return r, nil
}

// possible reports whether there can be such a result.
func (r result) possible() bool {
	unknown := func(id string) bool {
		_, known := probe.Mistakes[id]
		return !known
	}
	return 0 <= r.Stage && r.Stage <= probe.Stages && 0 <= r.Points && r.Points <= forStage+forCare &&
		!slices.ContainsFunc(r.Mistakes, unknown)
}

// folderName is the name of the folder, or archive, as it is shown.
func (s student) folderName() string { return shown(filepath.Base(s.folder)) }

// keep writes the page with the feedback for one student, and then the result, as a
// student who has one is done.
func (c *class) keep(r result) error {
	r.Name, r.ID, r.Folder, r.Task, r.Work = r.name, r.id, r.folderName(), c.taskName(), r.fingerprint()
	// Empty lists in JSON, and not null.
	r.Mistakes, r.Seen = append([]string{}, r.Mistakes...), append([]probe.Check{}, r.Seen...)
	page, err := c.feedback(r)
	if err != nil {
		return err
	}
	if err := save(c.feedbackFile(r.student), page); err != nil {
		return err
	}
	return save(c.file(r.student), document(r))
}

// fingerprint tells whether what a student has handed in has changed.
func (s student) fingerprint() string {
	hash := sha256.New()
	filepath.WalkDir(s.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		if info, err := entry.Info(); err == nil {
			fmt.Fprintf(hash, "%q %d %d\n", strings.TrimPrefix(path, s.folder), info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return fmt.Sprintf("%x", hash.Sum(nil)[:8])
}

// writable fails if the results could not be written later on: before anybody
// has waited for them.
func (o *options) writable() error {
	if err := atomicfile.Writable(o.out); err != nil {
		return notSaved(o.out, err)
	}
	for _, name := range []string{csvFile, pageFile} {
		// A spreadsheet on Windows keeps its file for itself.
		file, err := os.OpenFile(filepath.Join(o.out, name), os.O_WRONLY, 0)
		if err == nil {
			file.Close()
		} else if !errors.Is(err, fs.ErrNotExist) {
			return notSaved(filepath.Join(o.out, name), err)
		}
	}
	return nil
}

// The files of the results.
const (
	csvFile  = "grade.csv"
	pageFile = "grade.html"
)

// saveAll writes the table, the page and what other systems read. Where one of them
// cannot be written, the others are all the same.
func (c *class) saveAll(results []result, sum summary) (failed error) {
	page := newPage(results, sum, c.task, c.sandbox, c.lang, time.Now())
	files := map[string][]byte{csvFile: table(results), pageFile: page.html()}
	c.addFormats(files, results)
	for name, content := range files {
		if err := save(filepath.Join(c.out, filepath.FromSlash(name)), content); err != nil {
			failed = err
		}
	}
	return failed
}

// save writes a file, in a folder that it makes if it is not there.
func save(file string, content []byte) error {
	dir, name := filepath.Split(file)
	if err := atomicfile.WriteAll(dir, map[string][]byte{name: content}); err != nil {
		return notSaved(file, err)
	}
	return nil
}

func notSaved(name string, err error) error { return cli.Fail(cannotSave, name, reason(err)) }
