package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/timeline"
)

// A screen shows a comparison, before, while and after it goes on.
type screen struct {
	*cli.Terminal
	lang   phrase.Lang
	silent bool // it is for JSON
	brief  bool // a run is shown as one line
}

// learning says that a client alone talks with a server first, to learn of it.
func (s *screen) learning(letter, server string) {
	if !s.silent {
		s.Say(letter+"  ", learning.Format(s.lang, server))
	}
}

// manyRows is how many clients have a row in the table. The page has them all.
const manyRows = 16

// report shows the numbers of a comparison, and what they mean.
func (s *screen) report(c timeline.Comparison) {
	fmt.Fprintln(s)
	s.clients(c)
	s.failures(c)
	fmt.Fprintln(s)
	s.theory(c)
	for _, side := range c.Sides() {
		if !side.Told {
			s.Say("  ", timeline.WithoutEvents.Format(s.lang, side.Letter))
		}
	}
	fmt.Fprintln(s)
	s.Say("", c.Verdict().In(s.lang))
}

// clients is the table of the clients.
func (s *screen) clients(c timeline.Comparison) {
	rows := s.heads(timeline.ClientHead, timeline.ConnectedHead, timeline.FirstByteHead, timeline.FinishedHead)
	all := c.A.Plan.Clients
	shown := all
	if all > manyRows {
		shown = manyRows - 1
	}
	for i := range shown {
		row := []string{fmt.Sprint(i + 1)}
		for _, side := range c.Sides() {
			client := side.Clients[i]
			end := timeline.Text(client.Finished)
			if client.FailedAt != timeline.Never {
				end = timeline.FailedWord.In(s.lang)
			}
			row = append(row, timeline.Text(client.Connected), timeline.Text(client.FirstByte), end)
		}
		rows = append(rows, row)
	}
	s.table(rows)
	if hidden := all - shown; hidden > 0 {
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

// failures says what went wrong, and names the clients that have failed, those
// for the same reason together.
func (s *screen) failures(c timeline.Comparison) {
	for _, side := range c.Sides() {
		if trouble := side.Trouble.In(s.lang); trouble != "" {
			fmt.Fprintln(s)
			s.SayIn(s.Palette.Bad, side.Letter+"  ", trouble)
		}
		var reasons []string
		failed := map[string][]*timeline.Client{}
		for _, client := range side.Failures() {
			if failed[client.Error] == nil {
				reasons = append(reasons, client.Error)
			}
			failed[client.Error] = append(failed[client.Error], client)
		}
		for _, reason := range reasons {
			clients := failed[reason]
			fmt.Fprintln(s)
			s.SayIn(s.Palette.Bad, side.Letter+"  ", failedClients.Format(s.lang, len(clients), side.Plan.Clients, numbersOf(clients), reason))
			s.Say("   ", clients[0].Meaning)
		}
	}
}

// numbersOf lists clients, up to a number.
func numbersOf(clients []*timeline.Client) string {
	const most = 20
	var list []string
	for _, client := range clients[:min(len(clients), most)] {
		list = append(list, fmt.Sprint(client.Number))
	}
	if len(clients) > most {
		list = append(list, "…")
	}
	return strings.Join(list, " ")
}

// theory is the table of what was measured and what was to be expected.
func (s *screen) theory(c timeline.Comparison) {
	rows := [][]string{{"", timeline.MeasuredHead.In(s.lang), timeline.TheoryHead.In(s.lang), timeline.RatioHead.In(s.lang)}}
	remarks := []string{""}
	for _, side := range c.Sides() {
		measured, theory, ratio := side.Figures()
		rows = append(rows, []string{side.Letter, measured, theory, ratio})
		remarks = append(remarks, side.Serving().In(s.lang))
	}
	s.table(rows, remarks...)
	if c.Speedup() > 0 {
		fmt.Fprintf(s, "  %s %s\n", timeline.SpeedupHead.In(s.lang), c.SpeedupText())
	}
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
	heads := s.heads(timeline.ClientsHead, timeline.MeasuredHead, timeline.TheoryHead, timeline.RatioHead)
	s.sweepLine(append(heads[0], ""))
	s.sweepLine(append(heads[1], timeline.SpeedupHead.In(s.lang)))
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

func (s *screen) sweepRow(c timeline.Comparison) {
	if s.silent {
		return
	}
	cells := []string{fmt.Sprint(c.A.Plan.Clients)}
	for _, side := range c.Sides() {
		measured, theory, ratio := side.Figures()
		cells = append(cells, measured, theory, ratio)
	}
	s.sweepLine(append(cells, c.SpeedupText()))
	s.failures(c)
}

// sweepVerdict says what the largest comparison means.
func (s *screen) sweepVerdict(points []timeline.Comparison) {
	last := points[len(points)-1]
	fmt.Fprintln(s)
	s.Say("", timeline.WithClients.Format(s.lang, last.A.Plan.Clients, last.Verdict().In(s.lang)))
}

// saved says where the picture lies, and how to open it.
func (s *screen) saved(dir, page string) {
	if s.silent {
		return
	}
	fmt.Fprintln(s)
	s.Say("", pictureIs.Format(s.lang, howto.Open(filepath.Join(dir, page))))
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

var (
	learning = phrase.Phrase{
		EN: "%s: one client alone, to learn how long it thinks",
		ZH: "%s：先让一个客户端单独试一次，看它思考多久",
	}
	hiddenRows    = phrase.Phrase{EN: "and %d clients more; the page has them all", ZH: "还有 %d 个客户端，网页里都有"}
	failedClients = phrase.Phrase{
		EN: "%d of %d clients failed (%s): %s",
		ZH: "%d 个客户端失败，共 %d 个（%s）：%s",
	}
	pictureIs = phrase.Phrase{EN: "The picture, for a browser: %s", ZH: "用浏览器看图：%s"}
)
