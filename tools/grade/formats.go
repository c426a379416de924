package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// formatNames are what can be written.
var formatNames = []string{"csv", "moodle", "gradescope", "classroom50"}

// What is written for other systems.
const (
	moodleFile   = "moodle.csv"
	feedbackFile = "feedback.zip"
)

// addFormats adds the files of the formats that are wanted, and the archive of feedback.
func (c *class) addFormats(files map[string][]byte, results []result) {
	files[feedbackFile] = c.feedbackZip(results)
	for _, r := range results {
		if slices.Contains(c.formats, "gradescope") {
			files[path.Join("gradescope", r.file, "results.json")] = document(c.gradescope(r))
		}
		if slices.Contains(c.formats, "classroom50") {
			files[path.Join("classroom50", r.file, "result.json")] = document(c.classroom50(r, time.Now()))
		}
	}
	if slices.Contains(c.formats, "moodle") {
		files[moodleFile] = c.moodle(results)
	}
}

func document(value any) []byte {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		panic(err) // the types are ours
	}
	return append(text, '\n')
}

// moodle fills in the worksheet: the points, scaled to the maximum grade, and the feedback.
// All other cells stay as they are, as Moodle refuses a worksheet that lacks some, or that
// is older than the grades that it has.
func (c *class) moodle(results []result) []byte {
	sheet := *c.people
	grade, most, remark := sheet.column(gradeHeaders), sheet.column(maxHeaders), sheet.column(remarkHeaders)
	sheet.rows = nil
	for row, cells := range c.people.rows {
		cells = slices.Clone(cells)
		if i, ok := c.people.student[row]; ok && results[i].Examined && max(grade, most) < len(cells) {
			cells[grade] = scaled(results[i].Points, sheetMost(cells, most))
			if strings.Contains(cells[most], ",") { // as it is written there
				cells[grade] = strings.ReplaceAll(cells[grade], ".", ",")
			}
			if remark >= 0 && remark < len(cells) {
				cells[remark] = cell(asHTML.Replace(strings.Join(results[i].lines(), "\n")))
			}
		}
		sheet.rows = append(sheet.rows, cells)
	}
	return sheet.text()
}

// asHTML writes text as Moodle reads it, where it is put on a page.
var asHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\n", "<br>")

// sheetMost is the maximum grade of a row.
func sheetMost(cells []string, column int) float64 {
	if most, err := strconv.ParseFloat(strings.ReplaceAll(cells[column], ",", "."), 64); err == nil && most > 0 {
		return most
	}
	return forStage + forCare
}

func scaled(points int, most float64) string {
	return strconv.FormatFloat(float64(points)*most/(forStage+forCare), 'f', 2, 64)
}

// gradescope is results.json of Gradescope.
func (c *class) gradescope(r result) map[string]any {
	tests := []map[string]any{}
	for _, test := range c.tests(r) {
		status := "failed"
		if test.passed {
			status = "passed"
		}
		tests = append(tests, map[string]any{"name": test.name, "status": status, "output": test.saw})
	}
	return map[string]any{"score": r.Points, "output": r.Remark, "output_format": "text", "visibility": "visible", "tests": tests}
}

// classroom50 is result.json of Classroom 50, schema classroom50/result/v1. What only the
// runner there knows is left empty; it stamps that itself.
func (c *class) classroom50(r result, now time.Time) map[string]any {
	// The score is the sum of the scores of the tests: all points are those of the first.
	tests := []map[string]any{
		{"test-name": c.taskName(), "passed": r.Passed, "score": r.Points, "max-score": forStage + forCare, "output": r.Remark},
	}
	for _, test := range c.tests(r) {
		tests = append(tests, map[string]any{"test-name": test.name, "passed": test.passed, "score": 0, "max-score": 0, "output": test.saw})
	}
	return map[string]any{
		"schema": "classroom50/result/v1", "classroom": os.Getenv("CLASSROOM"), "assignment": os.Getenv("ASSIGNMENT"),
		"assignment_type": "individual", "owner": cmp.Or(r.id, r.name), "submission": os.Getenv("SUBMISSION_TAG"),
		"commit": os.Getenv("COMMIT_URL"), "release": os.Getenv("RELEASE_URL"), "review": os.Getenv("REVIEW_URL"),
		"datetime": now.UTC().Format("2006-01-02T15:04:05Z"), "score": r.Points, "max-score": forStage + forCare, "tests": tests,
	}
}

// A test is one line of what other systems show.
type test struct {
	name, saw string
	passed    bool
}

// tests are the mistakes that were found, and for a server the stages.
func (c *class) tests(r result) (all []test) {
	for stage := 1; c.task.climbs() && stage <= c.task.Stage; stage++ {
		all = append(all, test{stageCell.Format(c.lang, stage), "", r.Stage >= stage})
	}
	for _, check := range r.Seen {
		all = append(all, test{check.ID, check.Saw, false})
	}
	return all
}

// feedbackZip holds the pages of the students, as Moodle takes them: each in the folder of
// the student as Moodle has called it.
func (c *class) feedbackZip(results []result) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, r := range results {
		text, err := os.ReadFile(c.feedbackFile(r.student))
		if err != nil {
			continue // not examined yet
		}
		name := r.file + ".html"
		if folder := r.folderName(); moodleFolder.MatchString(folder) {
			if r.archive {
				folder, _ = cutZip(folder)
			}
			name = folder + "/feedback.html"
		}
		file, err := w.Create(name)
		if err == nil {
			_, err = file.Write(text)
		}
		if err != nil {
			panic(fmt.Sprint("a buffer takes everything: ", err))
		}
	}
	w.Close()
	return b.Bytes()
}

// table returns the results as CSV. It begins with the mark without which a
// spreadsheet takes Chinese for something else.
func table(results []result) []byte {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b) // a buffer takes everything
	w.Write([]string{"student", "stage", "points", "mistakes", "remark", "id", "sandbox"})
	for _, r := range results {
		stage, points := "", "" // nothing is not the same as 0
		if r.Examined {
			stage, points = strconv.Itoa(r.Stage), strconv.Itoa(r.Points)
		}
		w.Write([]string{cell(r.name), stage, points, cell(strings.Join(r.Mistakes, " ")), cell(strings.Join(r.lines(r.Marks...), "\n")), idCell(r.id), r.Sandbox})
	}
	w.Flush()
	return b.Bytes()
}

// lines are what there is to say of a student: with the marks, to the teacher.
func (r result) lines(marks ...string) (lines []string) {
	if r.Remark != "" {
		lines = append(lines, r.Remark)
	}
	lines = append(lines, marks...)
	for _, check := range r.Seen {
		lines = append(lines, check.ID+": "+check.Saw)
	}
	return lines
}

// changes is what a spreadsheet takes for a number or a date: 0012345, 1-2, 3E5.
var changes = regexp.MustCompile(`^[0-9.,+-]+$|^[0-9.]+[eE][0-9+-]+$|^[0-9]+[/.:-]|^(?i:true|false|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]?[0-9]*)$`)

// safeID is what may be between quotes in a formula.
var safeID = regexp.MustCompile(`^[\pL\pN ._/:@+,-]+$`)

// idCell is an id that a spreadsheet leaves as it is: one that it would change is written as
// a formula that is its text.
func idCell(id string) string {
	if changes.MatchString(id) && safeID.MatchString(id) {
		return `="` + id + `"`
	}
	return cell(id)
}

// cell is text that a spreadsheet takes for text, and that a terminal shows as it is. What
// begins like a formula, in whatever width, is one otherwise: a folder may be called
// =HYPERLINK(…).
func cell(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
			return utf8.RuneError
		}
		return r
	}, text)
	first := strings.TrimLeft(text, " \u00a0\u3000")
	if first != "" && strings.ContainsRune("=+-@\t\n＝＋－＠", []rune(first)[0]) {
		return "'" + text
	}
	return text
}
