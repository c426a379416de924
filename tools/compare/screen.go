package main

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/columns"
	"tcplab/tools/internal/figure"
	"tcplab/tools/internal/terminal"
	"tcplab/tools/internal/timeline"
)

// A screen shows a comparison, before, while and after it goes on.
type screen struct {
	*terminal.Terminal
	lang   phrase.Lang
	silent bool // it is for JSON
	brief  bool // a run is shown as one line
}

// rehearsing says that the manners of a server are being learnt.
func (s *screen) rehearsing(letter, server string) {
	if !s.silent {
		s.Say(letter+"  ", rehearsal.Format(s.lang, server))
	}
}

// manyRows is how many clients have a row in the table. The page has them all.
const manyRows = 16

// report shows the numbers of a comparison, and what they mean.
func (s *screen) report(a, b *timeline.Run) {
	if s.silent {
		return
	}
	fmt.Fprintln(s)
	s.clients(a, b)
	for i, r := range []*timeline.Run{a, b} {
		s.failures(string(rune('A'+i)), r)
	}
	fmt.Fprintln(s)
	s.theory(a, b)
	fmt.Fprintln(s)
	s.Say("", timeline.Verdict(a, b).In(s.lang))
}

// clients is the table of the clients.
func (s *screen) clients(a, b *timeline.Run) {
	rows := s.heads(clientHead, connectedHead, firstByteHead, finishedHead)
	for i := range a.Clients {
		if i == manyRows-1 && len(a.Clients) > manyRows {
			break
		}
		row := []string{fmt.Sprint(i + 1)}
		for _, r := range []*timeline.Run{a, b} {
			c := r.Clients[i]
			end := when(c.Finished)
			if c.Failed != timeline.Never {
				end = failedWord.In(s.lang)
			}
			row = append(row, when(c.Connected), when(c.FirstByte), end)
		}
		rows = append(rows, row)
	}
	s.table(rows)
	if hidden := len(a.Clients) - (len(rows) - 2); hidden > 0 {
		s.Say("  ", hiddenRows.Format(s.lang, hidden))
	}
}

// heads are the two rows above a table of both servers: which one it is, and
// what the columns hold.
func (s *screen) heads(first phrase.Phrase, words ...phrase.Phrase) [][]string {
	letters, heads := []string{""}, []string{first.In(s.lang)}
	for _, letter := range []string{"A", "B"} {
		for _, word := range words {
			letters, heads = append(letters, letter), append(heads, word.In(s.lang))
			letter = ""
		}
	}
	return [][]string{letters, heads}
}

// failures names the clients that have failed, those for the same reason
// together.
func (s *screen) failures(letter string, r *timeline.Run) {
	if r.Trouble != "" {
		fmt.Fprintln(s)
		s.SayIn(s.Palette.Bad, letter+"  ", r.Trouble)
	}
	numbers, meaning := map[string][]string{}, map[string]string{}
	var reasons []string
	for _, c := range r.Failed() {
		if numbers[c.Error] == nil {
			reasons = append(reasons, c.Error)
		}
		numbers[c.Error] = append(numbers[c.Error], fmt.Sprint(c.Number))
		meaning[c.Error] = c.Meaning
	}
	for _, reason := range reasons {
		names := numbers[reason]
		list := strings.Join(names[:min(len(names), 20)], ", ")
		if len(names) > 20 {
			list += ", …"
		}
		fmt.Fprintln(s)
		s.SayIn(s.Palette.Bad, letter+"  ", failedClients.Format(s.lang, len(names), len(r.Clients), list, reason))
		s.Say("   ", strings.ReplaceAll(meaning[reason], "\n", " "))
	}
}

// theory is the table of what was measured and what was to be expected.
func (s *screen) theory(a, b *timeline.Run) {
	rows := [][]string{{"", measuredHead.In(s.lang), theoryHead.In(s.lang), ratioHead.In(s.lang)}}
	remarks := []string{""}
	for i, r := range []*timeline.Run{a, b} {
		rows = append(rows, append([]string{string(rune('A' + i))}, measured(r, i == 1)...))
		remarks = append(remarks, r.Serving().In(s.lang))
	}
	s.table(rows, remarks...)
	if speedup := timeline.Speedup(a, b); speedup > 0 {
		fmt.Fprintf(s, "  %s\n", speedupIs.Format(s.lang, speedup))
	}
}

// measured is the makespan of a run, what theory says, and the ratio. Theory is
// that of a serial server for A, and of a concurrent one for B.
func measured(r *timeline.Run, concurrent bool) []string {
	theory := r.Serial()
	if concurrent {
		theory = r.Concurrent()
	}
	ratio := "–"
	if told := r.Ratio(theory); told > 0 {
		ratio = fmt.Sprintf("%.3f", told)
	}
	return []string{when(r.Makespan()), when(theory), ratio}
}

// sweepHead and sweepRow are the table of a sweep, which grows with each
// comparison.
func (s *screen) sweepHead(a, b string) {
	if s.silent {
		return
	}
	fmt.Fprintln(s)
	s.Say("A  ", a)
	s.Say("B  ", b)
	fmt.Fprintln(s)
	heads := s.heads(clientsHead, measuredHead, theoryHead, ratioHead)
	s.sweepLine(append(heads[0], ""))
	s.sweepLine(append(heads[1], speedupHead.In(s.lang)))
}

// sweepLine writes a row whose columns are as wide as in all others, which are
// not known yet.
func (s *screen) sweepLine(cells []string) {
	line := ""
	for _, cell := range cells {
		line += pad(cell, 10)
	}
	fmt.Fprintln(s, strings.TrimRight(line, " "))
}

func (s *screen) sweepRow(p figure.Point) {
	if s.silent {
		return
	}
	cells := []string{fmt.Sprint(p.A.Plan.Clients)}
	for i, r := range []*timeline.Run{p.A, p.B} {
		cells = append(cells, measured(r, i == 1)...)
	}
	speedup := "–"
	if told := timeline.Speedup(p.A, p.B); told > 0 {
		speedup = fmt.Sprintf("%.2f", told)
	}
	s.sweepLine(append(cells, speedup))
	for i, r := range []*timeline.Run{p.A, p.B} {
		s.failures(string(rune('A'+i)), r)
	}
}

// sweepVerdict says what the largest comparison means.
func (s *screen) sweepVerdict(points []figure.Point) {
	if s.silent {
		return
	}
	last := points[len(points)-1]
	fmt.Fprintln(s)
	s.Say("", withClients.Format(s.lang, last.A.Plan.Clients, timeline.Verdict(last.A, last.B).In(s.lang)))
}

// saved says where the picture lies, and how to open it.
func (s *screen) saved(dir, page string) {
	if s.silent {
		return
	}
	opener := map[string]string{"darwin": "open", "windows": "start"}[runtime.GOOS]
	if opener == "" {
		opener = "xdg-open"
	}
	fmt.Fprintln(s)
	s.Say("", pictureIs.Format(s.lang, opener, filepath.Join(dir, page)))
}

// table writes rows with their columns in line, and a remark behind each, if
// there are any.
func (s *screen) table(rows [][]string, remarks ...string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columns.Width(cell))
		}
	}
	for n, row := range rows {
		line := " "
		for i, cell := range row {
			line += pad(cell, widths[i]+2)
		}
		if n < len(remarks) {
			line += "   " + remarks[n]
		}
		fmt.Fprintln(s, strings.TrimRight(line, " "))
	}
}

// pad sets a cell to the right.
func pad(cell string, width int) string {
	return strings.Repeat(" ", max(1, width-columns.Width(cell))) + cell
}

// when is a time, or a dash.
func when(at time.Duration) string {
	if at == timeline.Never {
		return "–"
	}
	return fmt.Sprintf("%.3f s", at.Seconds())
}

var (
	rehearsal = phrase.Phrase{
		EN: "%s: one client alone, to learn how long it thinks",
		ZH: "%s：先让一个客户端单独试一次，看它思考多久",
	}
	clientHead    = phrase.Phrase{EN: "client", ZH: "客户端"}
	clientsHead   = phrase.Phrase{EN: "clients", ZH: "客户端数"}
	connectedHead = phrase.Phrase{EN: "connected", ZH: "连接"}
	firstByteHead = phrase.Phrase{EN: "first byte", ZH: "首字节"}
	finishedHead  = phrase.Phrase{EN: "finished", ZH: "完成"}
	measuredHead  = phrase.Phrase{EN: "measured", ZH: "实测"}
	theoryHead    = phrase.Phrase{EN: "theory", ZH: "理论"}
	ratioHead     = phrase.Phrase{EN: "ratio", ZH: "实测/理论"}
	speedupHead   = phrase.Phrase{EN: "speed-up", ZH: "加速比"}
	speedupIs     = phrase.Phrase{EN: "speed-up %.2f", ZH: "加速比 %.2f"}
	failedWord    = phrase.Phrase{EN: "failed", ZH: "失败"}
	hiddenRows    = phrase.Phrase{EN: "and %d clients more; the page has them all", ZH: "还有 %d 个客户端，网页里都有"}
	failedClients = phrase.Phrase{
		EN: "%d of %d clients failed (%s): %s",
		ZH: "%d 个客户端失败，共 %d 个（%s）：%s",
	}
	withClients = phrase.Phrase{EN: "With %d clients: %s", ZH: "%d 个客户端时：%s"}
	pictureIs   = phrase.Phrase{EN: "The picture, for a browser: %s %s", ZH: "用浏览器看图：%s %s"}
)
