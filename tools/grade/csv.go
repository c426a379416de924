package main

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
