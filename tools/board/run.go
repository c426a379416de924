package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"tcplab/shared/atomicfile"
	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/howto"
	"tcplab/tools/internal/chart"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

// printable is a text as it may be shown on a page or in a terminal.
func printable(text string) string {
	return console.Printable(strings.ReplaceAll(strings.TrimRight(text, "\r\n"), "\n", `\n`))
}

// printable is a row that may be shown.
func (r row) printable() row {
	r.Said = printable(r.Said)
	return r
}

// commandName is a command as the board calls it: short, and without the address,
// which is next to it.
func commandName(words []string) string {
	var name []string
	for _, word := range words {
		if !strings.Contains(word, "{") {
			name = append(name, filepath.Base(word))
		}
	}
	return columns.Cut(printable(strings.Join(name, " ")), 36)
}

// summary is the class's own run so far, and reports false if nobody has come.
func (b *board) summary() (timeline.Summary, bool) {
	recordings := b.recordings()
	if len(recordings) == 0 {
		return timeline.Summary{}, false
	}
	return timeline.SummarizeAll(recordings), true
}

// save writes the class's own run, if that was asked for.
func (o *options) save(s *cli.Session, b *board) error {
	summary, ok := b.summary()
	if o.out == "" || !ok {
		return nil
	}
	files := map[string][]byte{
		"board.svg":  chart.Compare(summary, svg.View{Lang: s.Lang}),
		"board.html": chart.ComparePage(summary, s.Lang),
	}
	for i, r := range b.recordings() {
		files[timeline.Files[i]] = r.Lines()
	}
	if err := atomicfile.WriteAll(o.out, files); err != nil {
		return cli.Fail(notSaved, o.out, err)
	}
	fmt.Fprintln(o.people(s), pictureIs.Format(s.Lang, howto.Open(filepath.Join(o.out, "board.html"))))
	return nil
}
