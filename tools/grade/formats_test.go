package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tcplab/tools/internal/probe"
)

// worksheet is what Moodle gives a teacher to fill in.
const worksheet = "\ufeffIdentifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum grade\",\"Grade can be changed\",\"Last modified (submission)\",\"Last modified (grade)\",\"Feedback comments\"\r\n" +
	"\"Participant 101\",\"Zoë Ng\",z@x.org,\"Submitted for grading\",,20.00,Yes,\"Monday, 2 November 2026, 10:00 AM\",-,\r\n" +
	"\"Participant 102\",\"Bob, Jr. Smith\",b@x.org,\"Submitted for grading\",,20.00,Yes,\"Monday, 2 November 2026, 10:01 AM\",-,\r\n" +
	"\"Participant 103\",Carol,c@x.org,\"No submission\",,20.00,Yes,-,-,\r\n"

// students lays out folders, and reads a roster.
func withRoster(t *testing.T, roster string, folders ...string) *options {
	t.Helper()
	dir := t.TempDir()
	for _, folder := range folders {
		hand(t, dir, folder+"/x", "")
	}
	hand(t, dir, "../roster.csv", roster)
	o := &options{roster: filepath.Join(dir, "../roster.csv"), task: task{Stage: 4}, out: t.TempDir()}
	var err error
	if o.students, _, err = findStudents(dir, o.out); err != nil {
		t.Fatal(err)
	}
	if err := o.readRoster(); err != nil {
		t.Fatal(err)
	}
	return o
}

// Moodle's worksheet comes back with the points and the feedback, and else as it was.
func TestMoodle(t *testing.T) {
	t.Parallel()
	o := withRoster(t, worksheet, "Zoë Ng_101_assignsubmission_file_", "Bob, Jr. Smith_102_assignsubmission_file_")
	c := &class{options: o, lang: "en"}
	var results []result
	for _, s := range o.students {
		r := result{student: s, Examined: true, Points: 60, Seen: []probe.Check{{ID: "serves-serially", Saw: "client 2, <b>\nwaits"}}}
		results = append(results, r)
		if err := c.keep(r); err != nil {
			t.Fatal(err)
		}
	}
	got := string(c.moodle(results))
	want := strings.ReplaceAll(worksheet, `"Submitted for grading",,20.00`, `"Submitted for grading",12.00,20.00`)
	read := func(text string) [][]string {
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	wanted := read(want)
	wanted[1][9] = "serves-serially: client 2, &lt;b&gt;<br>waits"
	wanted[2][9] = wanted[1][9]
	for i, row := range read(got) {
		if strings.Join(row, "|") != strings.Join(wanted[i], "|") {
			t.Errorf("%q, want %q", row, wanted[i])
		}
	}
	if !strings.HasPrefix(got, "\ufeffIdentifier,") || !strings.Contains(got, "\r\n") {
		t.Errorf("its mark or its ends of lines are lost: %.40q", got)
	}
	archive := c.feedbackZip(results)
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil || len(r.File) != 2 || r.File[0].Name != "Bob, Jr. Smith_102_assignsubmission_file_/feedback.html" || r.File[1].Name != "Zoë Ng_101_assignsubmission_file_/feedback.html" {
		t.Errorf("%v, %+v", err, r.File)
	}
}

// In a country of decimal commas the points have one, as the worksheet has; a worksheet with
// other headers is refused, and does not come back empty.
func TestMoodleElsewhere(t *testing.T) {
	t.Parallel()
	o := withRoster(t, "编号;姓名;成绩;最高分\n参与者7;张伟;;20,00\n", "张伟_7_assignsubmission_file_")
	c := &class{options: o, lang: "zh"}
	if got := string(c.moodle([]result{{student: o.students[0], Examined: true, Points: 60}})); !strings.Contains(got, "张伟;12,00;20,00") {
		t.Errorf("%q", got)
	}
	o.formats = []string{"moodle"}
	if err := o.readRoster(); err != nil {
		t.Error(err)
	}
	hand(t, filepath.Dir(o.roster), filepath.Base(o.roster), "ID;Name;Bewertung\n7;Zoe;\n")
	if err := o.readRoster(); err == nil {
		t.Error("a worksheet without a column for the grade is accepted")
	}
}

// A folder finds its row by the id or by the name, in either order; one that two rows could
// be has none.
func TestRoster(t *testing.T) {
	t.Parallel()
	const roster = "学号,姓名\n=\"0012345\",李雷\n1-2,韩梅梅\n3E5,王芳\n77,王芳\n"
	for folder, want := range map[string]string{
		"李雷": "0012345", "0012345": "0012345", "0012345 李雷": "0012345", "韩梅梅": "1-2", "3e5": "3E5", "王芳": "", "nobody": "",
	} {
		if got := withRoster(t, roster, folder).students[0].id; got != want {
			t.Errorf("%s has the id %q, want %q", folder, got, want)
		}
	}
	first := withRoster(t, "First name;Last name;ID number\r\nAda;Lovelace;7\r\n", "lovelace_ada")
	if got := first.students[0].id; got != "7" {
		t.Errorf("with two columns for the name: %q", got)
	}
	table := withRoster(t, "\ufeffstudent,stage,id\nAda L,4,\"=\"\"007\"\"\"\n", "ada_l") // grade.csv
	if got := table.students[0].id; got != "007" {
		t.Errorf("of grade.csv: %q", got)
	}
	for _, text := range []string{"", "a,b\n1,2\n", "\xff\xfe", "name\n"} {
		if _, err := parseRoster([]byte(text)); err == nil {
			t.Errorf("%q is a roster", text)
		}
	}
}

// An id stays what it is in a spreadsheet, and when it is read again.
func TestIDs(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"0012345": `="0012345"`, "1-2": `="1-2"`, "3E5": `="3E5"`, "5/6": `="5/6"`, "MAR1": `="MAR1"`, "true": `="true"`,
		"s12345": "s12345", "张伟": "张伟", "": "", `=1+1`: `'=1+1`, `-"1`: `'-"1`,
	} {
		if got := idCell(id); got != want || plain(got) != id {
			t.Errorf("%q becomes %q, and is read as %q", id, got, plain(got))
		}
	}
}

// The other systems read their own documents.
func TestDocuments(t *testing.T) {
	t.Parallel()
	c := &class{options: &options{task: task{Stage: 2}}, lang: "en"}
	r := result{student: student{name: "ada", id: "7"}, Examined: true, Stage: 1, Points: 40, Seen: []probe.Check{{ID: probe.ClosesAfterOne, Saw: "closed"}}}
	var g struct {
		Score int
		Tests []struct{ Name, Status string }
	}
	if err := json.Unmarshal(document(c.gradescope(r)), &g); err != nil || g.Score != 40 || len(g.Tests) != 3 || g.Tests[0].Status != "passed" || g.Tests[2].Status != "failed" {
		t.Errorf("%v %+v", err, g)
	}
	var d map[string]any
	if err := json.Unmarshal(document(c.classroom50(r, time.Unix(0, 0))), &d); err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, test := range d["tests"].([]any) {
		sum += test.(map[string]any)["score"].(float64)
	}
	if d["schema"] != "classroom50/result/v1" || d["score"] != 40.0 || sum != 40 || d["max-score"] != 100.0 || d["owner"] != "7" || d["datetime"] != "1970-01-01T00:00:00Z" {
		t.Errorf("%v", d)
	}
}

// Gradescope's export tells whose its folders are.
func TestGradescopeNames(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	hand(t, dir, "submission_metadata.yml", "---\nsubmission_12:\n  :submitters:\n  - :name: Ada Lovelace\n    :sid: '0042'\n    :email: a@x\n  :created_at: x\nsubmission_13:\n  :submitters:\n  - :name: 李雷\n")
	hand(t, dir, "submission_12/x", "")
	hand(t, dir, "submission_13/x", "")
	students, _, err := findStudents(dir, "out")
	if err != nil || len(students) != 2 || students[0].name != "Ada Lovelace" || students[0].id != "0042" || students[1].name != "李雷" {
		t.Errorf("%v %+v", err, students)
	}
}

// Files have names that every system takes, and each its own.
func TestFileNames(t *testing.T) {
	t.Parallel()
	taken := map[string]bool{}
	for _, test := range [][2]string{{"alice", "alice"}, {"Alice", "Alice-2"}, {`a\..\b`, "a_.._b"}, {"...", "_"}, {"..", "_-2"}, {strings.Repeat("李", 60), strings.Repeat("李", 26)}, {"con", "_con"}, {"Aux.x", "_Aux.x"}, {"cons", "cons"}} {
		if got := fileName(test[0], taken); got != test[1] {
			t.Errorf("%q becomes %q, want %q", test[0], got, test[1])
		}
	}
}

// A page with feedback has a picture, and names nobody else.
func TestFeedback(t *testing.T) {
	t.Parallel()
	out := t.TempDir()
	c := &class{options: &options{task: task{Stage: 4}, out: out}, lang: "zh"}
	results := []result{
		{student: student{name: "ada", file: "ada"}, Examined: true, Same: "x"},
		{student: student{name: "bob", file: "bob"}, Examined: true, Same: "x", Deaf: true, CopyOf: ""},
	}
	mark(results, "zh")
	if len(results[0].Marks) != 1 || !strings.Contains(results[0].Marks[0], "bob") || len(results[1].Marks) != 2 {
		t.Fatalf("%v %v", results[0].Marks, results[1].Marks)
	}
	if err := c.keep(results[0]); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, feedbackFolder, "ada.html"))
	if err != nil || strings.Contains(string(text), "bob") || !strings.Contains(string(text), "满分 100") {
		t.Errorf("%v: %s", err, text)
	}
}
