package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"tcplab/shared/charset"
	"tcplab/shared/flags"
)

// A roster is a table with the names and ids of a class: the teacher's own, or Moodle's
// worksheet. Its cells stay as they are, so that it can be written again.
type roster struct {
	mark    bool // it begins with the mark of UTF-8
	crlf    bool
	comma   rune
	header  []string
	rows    [][]string
	id      int // the columns; -1: there is none
	name    int
	names   []int // other parts of the name, in the order in which they are written
	student map[int]int
}

// The headers by which the columns are known, in small letters, the surest first: grade.csv
// is a roster, too.
var (
	idHeaders = []string{"identifier", "标识符", "编号", "id", "student id", "student_id", "studentid", "sid", "id number", "username", "github_username", "login id", "sis user id",
		"学号", "id 号", "学生编号", "student"}
	nameHeaders   = []string{"name", "full name", "fullname", "student name", "student_name", "姓名", "全名", "名字", "学生姓名", "student"}
	firstHeaders  = []string{"first name", "firstname", "given name", "名"}
	lastHeaders   = []string{"last name", "lastname", "surname", "姓"}
	gradeHeaders  = []string{"grade", "成绩", "分数", "评分"}
	maxHeaders    = []string{"maximum grade", "最高分", "最高成绩", "满分"}
	remarkHeaders = []string{"feedback comments", "反馈评语", "反馈意见", "评语"}
)

// column returns the column that is called so, or -1.
func (r *roster) column(names []string) int {
	for _, name := range names {
		for i, cell := range r.header {
			if strings.ToLower(strings.TrimSpace(cell)) == name {
				return i
			}
		}
	}
	return -1
}

// readRoster reads -roster, and gives the students their ids and names.
func (o *options) readRoster() error {
	if o.roster == "" {
		if slices.Contains(o.formats, "moodle") {
			return flags.Wrong(moodleWants)
		}
		return nil
	}
	text, err := beginning(o.roster)
	switch {
	case err != nil:
		return flags.Wrong(noRoster, o.roster, reason(err))
	case len(text) == mostRead: // more than a class needs
		return flags.Wrong(badRoster, o.roster)
	}
	if o.people, err = parseRoster(text); err != nil {
		return flags.Wrong(badRoster, o.roster)
	}
	if slices.Contains(o.formats, "moodle") && (o.people.column(gradeHeaders) < 0 || o.people.column(maxHeaders) < 0) {
		return flags.Wrong(noWorksheet, o.roster)
	}
	o.match()
	return nil
}

func parseRoster(text []byte) (*roster, error) {
	r := &roster{comma: ',', student: map[int]int{}}
	text, r.mark = bytes.CutPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		text = []byte(charset.GBK.Decode(text)) // as Excel writes it on a Chinese Windows
	}
	first, _, _ := bytes.Cut(text, []byte("\n"))
	r.crlf = bytes.HasSuffix(first, []byte("\r"))
	for _, comma := range ";\t" {
		if bytes.Count(first, []byte(string(comma))) > bytes.Count(first, []byte{','}) {
			r.comma = comma
		}
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = r.comma, -1, true
	rows, err := reader.ReadAll()
	if err != nil || len(rows) < 2 {
		return nil, errRoster
	}
	r.header, r.rows = rows[0], rows[1:]
	r.id, r.name = r.column(idHeaders), r.column(nameHeaders)
	if first, last := r.column(firstHeaders), r.column(lastHeaders); first >= 0 && last >= 0 {
		r.names = []int{first, last}
	}
	if r.id < 0 && r.name < 0 && r.names == nil {
		return nil, errRoster
	}
	return r, nil
}

var errRoster = errors.New("not a roster")

// cell returns a cell of a row; none is empty.
func (r *roster) cell(row, column int) string {
	if column < 0 || column >= len(r.rows[row]) {
		return ""
	}
	return plain(r.rows[row][column])
}

// plain is a cell without what kept it from being a number: ="0012345" is 0012345.
func plain(cell string) string {
	cell = strings.TrimSpace(cell)
	if text, ok := strings.CutPrefix(cell, `="`); ok && strings.HasSuffix(text, `"`) {
		return strings.TrimSuffix(text, `"`)
	}
	return strings.TrimPrefix(cell, "'")
}

// called are the names that a row has for its student.
func (r *roster) called(row int) (names []string) {
	if name := r.cell(row, r.name); name != "" {
		names = append(names, name)
	}
	if len(r.names) == 2 {
		first, last := r.cell(row, r.names[0]), r.cell(row, r.names[1])
		names = append(names, first+" "+last, last+" "+first, last+first)
	}
	return names
}

// match finds the row of each student: by the id, alone or at the end or beginning of the
// folder's name, or else by the name, if only one row has it.
func (o *options) match() {
	r := o.people
	for i := range o.students {
		s := &o.students[i]
		found := -1
		for _, by := range []func(row int) bool{
			func(row int) bool { return s.id != "" && sameID(r.cell(row, r.id), s.id) },
			func(row int) bool { return sameID(r.cell(row, r.id), s.name) },
			func(row int) bool {
				return slices.ContainsFunc(r.called(row), func(n string) bool { return sameName(n, s.name) })
			},
			func(row int) bool { return slices.Contains(nameWords(s.name), strings.ToLower(r.cell(row, r.id))) },
		} {
			var rows []int
			for row := range r.rows {
				if by(row) {
					rows = append(rows, row)
				}
			}
			if len(rows) == 1 {
				found = rows[0]
				break
			}
		}
		if found < 0 {
			continue
		}
		r.student[found] = i
		if id := r.cell(found, r.id); id != "" {
			s.id = id
		}
	}
}

// sameID reports whether two ids are equal; Moodle's worksheet has "Participant 123" for
// 123.
func sameID(cell, id string) bool {
	if cell == "" {
		return false
	}
	digits := strings.TrimLeftFunc(cell, func(r rune) bool { return r < '0' || r > '9' })
	return strings.EqualFold(cell, id) || digits != "" && digits == id && digits != cell && !strings.ContainsAny(cell[:len(cell)-len(digits)], "-_.")
}

func sameName(a, b string) bool {
	fold := func(s string) string { return strings.Join(nameWords(s), " ") }
	return fold(a) != "" && fold(a) == fold(b)
}

// nameWords are the words of a name or a folder, in small letters.
func nameWords(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" _-.,()（），", r) })
}

// text writes the roster again.
func (r *roster) text() []byte {
	var b bytes.Buffer
	if r.mark {
		b.WriteString("\ufeff")
	}
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = r.comma, r.crlf
	w.Write(r.header)
	w.WriteAll(r.rows)
	return b.Bytes()
}
