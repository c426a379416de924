package main

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sandbox"
)

// evil is what a student may write who knows how the results are looked at.
const evil = "=HYPERLINK(\"http://x\")<script>alert(1)</script>\x1b[2J\n\"'"

// results are of students who mean harm, and of others.
func results() []result {
	return []result{
		{student: student{name: "zoe", id: "0012345"}, Examined: true, Stage: 4, Points: 100, Passed: true, Sandbox: "bwrap"},
		{student: student{name: evil}, Program: evil, Examined: true, Stage: 3, Points: 60, Remark: evil,
			Mistakes: []string{probe.ServesSerially, probe.DiesOnReset},
			Seen:     []probe.Check{{ID: probe.ServesSerially, Saw: evil}}},
		{student: student{name: "+张伟"}, Remark: "not examined"},
	}
}

// A cell is no formula.
func TestCell(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@x", "\t=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠x"} {
		if got := cell(text); got != "'"+text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	for _, text := range []string{"", "alice", "张伟", "a=b", "1-2", "serves-serially", "a\nb", "Zoë\u3000O'Hara"} {
		if got := cell(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	if got := cell("1\r\x1b[2J\u202e\x00"); got != "1\ufffd\ufffd[2J\ufffd\ufffd" {
		t.Errorf("what moves the cursor becomes %q", got)
	}
}

// The table is what a spreadsheet reads: in its order, whole, and as text.
func TestTable(t *testing.T) {
	text, ok := bytes.CutPrefix(table(results()), []byte("\xef\xbb\xbf"))
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if !ok || err != nil || len(rows) != 4 {
		t.Fatalf("%v: %s", err, text)
	}
	seen := strings.ReplaceAll(evil, "\x1b", "\ufffd")
	for i, want := range []string{
		"student|stage|points|mistakes|remark|id|sandbox",
		"zoe|4|100|||=\"0012345\"|bwrap",
		"'" + seen + "|3|60|serves-serially dies-on-reset|'" + seen + "\nserves-serially: " + seen + "||",
		"'+张伟||||not examined||",
	} {
		if got := strings.Join(rows[i], "|"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// The page says all of it, in its order, and runs nothing that a student has
// written.
func TestPage(t *testing.T) {
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		html := string(newPage(results(), summarize(results()), task{Stage: 3}, sandbox.Bwrap, lang, time.Now()).html())
		if strings.Contains(html, "<script") || strings.Contains(html, `"http:`) {
			t.Errorf("%s: what a student has written is not escaped:\n%s", lang, html)
		}
		if strings.Contains(html, "ZgotmplZ") {
			t.Errorf("%s: the template has refused something:\n%s", lang, html)
		}
		last := 0
		for _, want := range []string{
			`<th scope="row">&#43;张伟`, `<th scope="row">=HYPERLINK`, `class="free"`, `<th scope="row">zoe`,
			`id="dies-on-reset"`, `id="serves-serially"`, probe.Mistakes[probe.ServesSerially].Means.In(lang)[:9],
			"<code>docs/" + string(lang) + "/04-threaded.md</code>",
		} {
			at := strings.Index(html, want)
			if at <= last {
				t.Errorf("%s: %s is missing, or not in its place", lang, want)
			}
			last = at
		}
	}
}

// The columns are in line, also with names in Chinese, and no name moves the
// cursor.
func TestScreen(t *testing.T) {
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		var out bytes.Buffer
		all := results()
		s := &screen{Frame: cli.Frame{Terminal: cli.NewTerminal(&out, 80)}, lang: lang}
		for _, r := range all {
			s.class = append(s.class, r.student)
		}
		column := -1
		for _, r := range all {
			out.Reset()
			s.done(r, task{Stage: 4})
			line, _, _ := strings.Cut(out.String(), "\n")
			if strings.Contains(out.String(), "\x1b") {
				t.Errorf("a control sequence comes through: %q", out.String())
			}
			before, _, found := strings.Cut(line, stageCell.Format(lang, r.Stage))
			if !found {
				before, _, _ = strings.Cut(line, "–")
			}
			if at := columns.Width(before); column >= 0 && at != column {
				t.Errorf("%s: the stage is in column %d, and in %d: %s", lang, column, at, line)
			} else {
				column = at
			}
		}
		s.summary(summarize(all), &class{options: &options{task: task{Stage: 4}, out: "out"}})
		for line := range strings.Lines(out.String()) {
			if n := columns.Width(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
}

// The summary counts, the most frequent mistake first.
func TestSummary(t *testing.T) {
	all := append(results(), result{Examined: true, Stage: 3, Mistakes: []string{probe.DiesOnReset}})
	sum := summarize(all)
	if sum.students != 4 || sum.full != 1 || sum.missing != 1 || sum.stages != [5]int{0, 0, 0, 2, 1} ||
		len(sum.mistakes) != 2 || sum.mistakes[0] != (frequency{probe.DiesOnReset, 2}) {
		t.Errorf("%+v", sum)
	}
}
