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

// A screen shows a comparison to people.
type screen struct {
	*cli.Terminal
	lang  phrase.Lang
	brief bool // a run has one line
}

// learning says that a single client learns about a server first.
func (s *screen) learning(letter, server string) {
	s.Say(letter+"  ", learning.Format(s.lang, server))
}

// manyRows is how many clients have a row in the table. The page has them all.
const manyRows = 16

// report shows the numbers of a comparison, and what they mean.
func (s *screen) report(c timeline.Summary) {
	fmt.Fprintln(s)
	s.clients(c)
	s.failures(c)
	fmt.Fprintln(s)
	s.theory(c)
	for _, server := range c.Servers {
		if note := server.Note(); note != (phrase.Phrase{}) {
			s.Say("  ", note.In(s.lang))
		}
	}
	fmt.Fprintln(s)
	s.Say("", c.Verdict.In(s.lang))
}

// clients is the table of the clients.
func (s *screen) clients(c timeline.Summary) {
	heads := []phrase.Phrase{timeline.ConnectedHead, timeline.FirstByteHead, timeline.FinishedHead}
	left := 0 // a terminal has no room for all columns of three servers
	if len(c.Servers) > 2 {
		left = 1
	}
	rows := s.heads(len(c.Servers), timeline.ClientHead, heads[left:]...)
	all := len(c.Servers[0].Run.Clients)
	shown := all
	if all > manyRows {
		shown = manyRows - 1
	}
	for i := range shown {
		row := []string{fmt.Sprint(i + 1)}
		for _, server := range c.Servers {
			client := server.Run.Clients[i]
			end := timeline.Text(client.Finished)
			if client.FailedAt != timeline.Never {
				end = timeline.FailedWord.In(s.lang)
			}
			row = append(row, []string{timeline.Text(client.Connected), timeline.Text(client.FirstByte), end}[left:]...)
		}
		rows = append(rows, row)
	}
	s.table(rows)
	if hidden := all - shown; hidden > 0 {
		s.Say("  ", hiddenRows.Format(s.lang, hidden))
	}
}

// heads are the two rows above a table of the servers: their letters, and the heads
// of the columns.
func (s *screen) heads(servers int, first phrase.Phrase, words ...phrase.Phrase) [][]string {
	letters, heads := []string{""}, []string{first.In(s.lang)}
	for _, letter := range []string{"A", "B", "C"}[:servers] {
		for _, word := range words {
			letters, heads = append(letters, letter), append(heads, word.In(s.lang))
			letter = ""
		}
	}
	return [][]string{letters, heads}
}

// failures says what went wrong, and lists the clients that failed by reason.
func (s *screen) failures(c timeline.Summary) {
	for _, server := range c.Servers {
		if trouble := server.Run.Trouble.In(s.lang); trouble != "" {
			fmt.Fprintln(s)
			s.SayIn(s.Palette.Bad, server.Letter+"  ", trouble)
		}
		var reasons []string
		failed := map[string][]*timeline.Client{}
		for _, client := range server.Run.Failures() {
			if failed[client.Error] == nil {
				reasons = append(reasons, client.Error)
			}
			failed[client.Error] = append(failed[client.Error], client)
		}
		for _, reason := range reasons {
			clients := failed[reason]
			fmt.Fprintln(s)
			s.SayIn(s.Palette.Bad, server.Letter+"  ", failedClients.Format(s.lang, len(clients), len(server.Run.Clients), numbersOf(clients), reason))
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

// theory is the table of the makespans and their theory.
func (s *screen) theory(c timeline.Summary) {
	rows := [][]string{{"", timeline.MeasuredHead.In(s.lang), timeline.TheoryHead.In(s.lang), timeline.RatioHead.In(s.lang)}}
	remarks := []string{""}
	for _, server := range c.Servers {
		rows = append(rows, append([]string{server.Letter}, server.Cells()...))
		remarks = append(remarks, server.Serving.In(s.lang))
	}
	s.table(rows, remarks...)
	if c.Speedup > 0 {
		fmt.Fprintf(s, "  %s %s\n", timeline.SpeedupHead.In(s.lang), c.SpeedupCell())
	}
}

// sweepHead and sweepRow write the table of a sweep, row by row.
func (s *screen) sweepHead(names []string) {
	fmt.Fprintln(s)
	for i, name := range names {
		s.Say(string(rune('A'+i))+"  ", name)
	}
	fmt.Fprintln(s)
	words := []phrase.Phrase{timeline.MeasuredHead, timeline.TheoryHead, timeline.RatioHead}
	heads := s.heads(len(names), timeline.ClientsHead, words[:sweepCells(len(names))]...)
	s.sweepLine(append(heads[0], ""))
	s.sweepLine(append(heads[1], timeline.SpeedupHead.In(s.lang)))
}

// sweepLine writes a row. The other rows are not known yet, so that the columns have
// a fixed width.
func (s *screen) sweepLine(cells []string) {
	line := ""
	for _, cell := range cells {
		line += pad(cell, 10)
	}
	fmt.Fprintln(s, strings.TrimRight(line, " "))
}

func (s *screen) sweepRow(c timeline.Summary) {
	cells := []string{fmt.Sprint(len(c.Servers[0].Run.Clients))}
	for _, server := range c.Servers {
		cells = append(cells, server.Cells()[:sweepCells(len(c.Servers))]...)
	}
	s.sweepLine(append(cells, c.SpeedupCell()))
	s.failures(c)
}

// sweepCells is how many columns there is room for with each server.
func sweepCells(servers int) int { return 3 / (servers - 1) }

// sweepVerdict says what the comparison with the most clients means.
func (s *screen) sweepVerdict(last timeline.Summary) {
	fmt.Fprintln(s)
	s.Say("", timeline.WithClients.Format(s.lang, len(last.Servers[0].Run.Clients), last.Verdict))
}

// saved says where the picture is, and how to open it.
func (s *screen) saved(dir, page string) {
	fmt.Fprintln(s)
	s.Say("", pictureIs.Format(s.lang, howto.Open(filepath.Join(dir, page))))
}

// leastRemark is how wide a remark of a table is, however narrow the terminal.
const leastRemark = 20

// table writes rows with their columns in line, each with its remark, if there is one.
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
		if n >= len(remarks) || remarks[n] == "" {
			fmt.Fprintln(s, strings.TrimRight(line, " "))
			continue
		}
		lead := line + "   " // and as many blanks where the remark takes several lines
		for _, part := range columns.Wrap(remarks[n], max(s.Width-columns.Width(lead), leastRemark)) {
			fmt.Fprintln(s, lead+part)
			lead = strings.Repeat(" ", columns.Width(lead))
		}
	}
}

// pad sets a cell to the right, with a blank before it.
func pad(cell string, width int) string { return columns.Right(" "+cell, width) }
