package main

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// table returns the results as CSV. It begins with the mark without which a
// spreadsheet takes Chinese for something else.
func table(results []result) []byte {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b) // a buffer takes everything
	w.Write([]string{"student", "stage", "points", "mistakes", "remark"})
	for _, r := range results {
		stage, points := "", "" // nothing is not the same as 0
		if r.examined {
			stage, points = strconv.Itoa(r.stage), strconv.Itoa(r.points)
		}
		w.Write([]string{cell(r.name), stage, points, cell(strings.Join(r.mistakes, " ")), cell(strings.Join(r.remarks(), "\n"))})
	}
	w.Flush()
	return b.Bytes()
}

// remarks are what there is to say of a student, in lines.
func (r result) remarks() (lines []string) {
	if r.remark != "" {
		lines = append(lines, r.remark)
	}
	for _, check := range r.seen {
		lines = append(lines, check.ID+": "+check.Saw)
	}
	return lines
}

// cell is text that a spreadsheet takes for text. What begins like a formula,
// in whatever width, is one otherwise: a folder may be called =HYPERLINK(…).
func cell(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "\ufffd")
	first := strings.TrimLeft(text, " \u00a0\u3000")
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.HasPrefix(text, "\n") ||
		first != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(first)[0]) {
		return "'" + text
	}
	return text
}
