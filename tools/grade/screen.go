package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/probe"
)

// A screen shows who is done, and what has come out for the whole class.
type screen struct {
	*cli.Terminal
	lang  phrase.Lang
	class []student

	mu sync.Mutex // many are done at once
}

// widest is how many columns a name gets at most.
const widest = 24

// open says what is to come.
func (s *screen) open(o *options) {
	s.Say("", opening.Format(s.lang, len(s.class), o.stage, o.jobs))
	for _, name := range o.links {
		s.Say("", passedOver.Format(s.lang, console.Printable(name)))
	}
	fmt.Fprintln(s)
}

// again says that a second round begins.
func (s *screen) again(students int) {
	fmt.Fprintln(s)
	s.Say("", secondRound.Format(s.lang, students))
	fmt.Fprintln(s)
}

// done shows one student: name, stage, points, the mistakes, and what else there
// is to say.
func (s *screen) done(r result, task int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	paint := func(text string) string { return text }
	stage, points := stageCell.Format(s.lang, r.stage), fmt.Sprint(r.points)
	switch {
	case !r.examined:
		stage, points, paint = "–", "–", s.Palette.Bad
	case r.points == forStage+forCare:
		paint = s.Palette.Good
	case r.stage < task:
		paint = s.Palette.Bad
	}
	rest := strings.Join(r.mistakes, " ")
	if lines := strings.SplitN(console.Printable(r.remark), "\n", 3); lines[0] != "" {
		if rest != "" {
			rest += " – "
		}
		rest += strings.Join(lines[:min(2, len(lines))], " ") // of the compiler's, the first
	}
	lead := "  " + left(oneLine(r.name), s.nameWidth()) + "  " + left(stage, 8) + pad(points, 3)
	if rest != "" {
		lead += "  "
	}
	s.SayIn(paint, lead, rest)
}

// nameWidth returns how wide the column of the names is.
func (s *screen) nameWidth() (n int) {
	for _, student := range s.class {
		n = max(n, columns.Width(oneLine(student.name)))
	}
	return min(n, widest)
}

// oneLine is a name that stays on its line, and moves no cursor.
func oneLine(name string) string {
	return strings.ReplaceAll(console.Printable(name), "\n", `\n`)
}

// left cuts a cell, or fills it, to a width.
func left(cell string, width int) string {
	cell = columns.Cut(cell, width)
	return cell + strings.Repeat(" ", max(0, width-columns.Width(cell)))
}

// pad sets a cell to the right.
func pad(cell string, width int) string {
	return strings.Repeat(" ", max(0, width-columns.Width(cell))) + cell
}

// common is how many mistakes the summary names.
const common = 5

// summary says what has come out, and where it lies.
func (s *screen) summary(sum summary, out string) {
	fmt.Fprintln(s)
	s.Say("", inAll.Format(s.lang, sum.students, sum.full))
	for stage := probe.Stages; stage >= 0; stage-- {
		s.count(stageCell.Format(s.lang, stage), sum.stages[stage])
	}
	if sum.missing > 0 {
		s.count(notExamined.In(s.lang), sum.missing)
	}
	if len(sum.mistakes) > 0 {
		fmt.Fprintln(s)
		s.Say("", mostFrequent.In(s.lang))
	}
	for _, mistake := range sum.mistakes[:min(common, len(sum.mistakes))] {
		s.count(mistake.id, mistake.students)
	}
	fmt.Fprintln(s)
	s.Say("", tableIs.Format(s.lang, filepath.Join(out, csvFile)))
	s.Say("", pageIs.Format(s.lang, howto.Open(filepath.Join(out, pageFile))))
}

// count is a line of the summary.
func (s *screen) count(what string, students int) {
	fmt.Fprintf(s, "  %s%s\n", left(what, widest), pad(fmt.Sprint(students), 4))
}

var (
	opening = phrase.Phrase{
		EN: "Students: %d. The task was stage %d. Examined at once: %d.",
		ZH: "学生：%d 名。作业要求第 %d 阶段。同时检查：%d 名。",
	}
	passedOver  = phrase.Phrase{EN: "Passed over, as it is a symbolic link: %s", ZH: "跳过符号链接：%s"}
	secondRound = phrase.Phrase{
		EN: "Not listening where they should, or not to be examined: %d. Again, one after the other:",
		ZH: "没有在给定的地址监听，或无法检查：%d 名。现在逐个再检查一次：",
	}
	stageCell    = phrase.Phrase{EN: "stage %d", ZH: "阶段 %d"}
	inAll        = phrase.Phrase{EN: "Students: %d. All points: %d. They have reached:", ZH: "学生：%d 名。满分：%d 名。达到的阶段："}
	notExamined  = phrase.Phrase{EN: "not examined", ZH: "没有检查"}
	mostFrequent = phrase.Phrase{EN: "The most frequent mistakes, and how many students make them:", ZH: "最常见的错误，以及犯错的学生人数："}
	tableIs      = phrase.Phrase{EN: "The table, for a spreadsheet: %s", ZH: "表格，可用电子表格软件打开：%s"}
	pageIs       = phrase.Phrase{EN: "The page, for a browser: %s", ZH: "网页，用浏览器打开：%s"}
)
