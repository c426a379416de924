package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"

	"tcplab/shared/columns"
)

// markTables tells the style how much stands in each column of a table: few
// letters, which stay in one line, some, or much, which needs a broad column. A
// table of many columns is crowded.
func markTables(doc ast.Node, source []byte) {
	for table := range nodes[*tables.Table](doc) {
		all := make([][]*tables.TableCell, len(table.Alignments)) // by column
		for row := range nodes[*tables.TableRow](table) {
			i := 0
			for cell := range nodes[*tables.TableCell](row) {
				all[i] = append(all[i], cell)
				i++
			}
		}
		for _, cells := range all {
			class := []byte(amount(cells, source))
			for _, cell := range cells {
				cell.SetAttributeString("class", class)
			}
		}
		if len(all) > 4 {
			table.SetAttributeString("class", []byte("crowded"))
		}
	}
}

// amount is how much stands in the cells of a column. Code can be broken, and so
// does not make it broad.
func amount(cells []*tables.TableCell, source []byte) string {
	most, mostText := 0, 0
	for _, cell := range cells {
		whole := columns.Width(plain(cell, source))
		code := 0
		for span := range nodes[*ast.CodeSpan](cell) {
			code += columns.Width(plain(span, source))
		}
		most, mostText = max(most, whole), max(mostText, whole-code)
	}
	switch {
	case most <= 12:
		return "few"
	case mostText <= 28:
		return "some"
	}
	return "much"
}

// What is found in a table that holds code.
var (
	wholeTable = regexp.MustCompile(`(?s)<table\b.*?</table>`)
	headCell   = regexp.MustCompile(`(?s)<th\b[^>]*>(.*?)</th>`)
	dataCell   = regexp.MustCompile(`<td\b`)
	codeBlock  = regexp.MustCompile(`(?s)<pre><code>(.*?)</code></pre>`)
	row        = regexp.MustCompile(`<tr\b`)
	tag        = regexp.MustCompile(`<[^>]*>`)
)

// finishTable lets a wide table scroll by itself. One that holds code has its
// cells below each other on a phone, each with the head of its column; where they
// are side by side, each is as wide as its longest line asks.
func finishTable(table string) string {
	if !strings.Contains(table, `<div class="code"`) {
		return `<div class="scroll">` + table + `</div>`
	}
	var heads []string
	for _, m := range headCell.FindAllStringSubmatch(table, -1) {
		heads = append(heads, strings.TrimSpace(tag.ReplaceAllString(m[1], "")))
	}
	longest := make([]int, len(heads))
	rows := row.Split(table, -1)
	for i, cells := range rows {
		parts := dataCell.Split(cells, -1)
		for column, part := range parts[1:] {
			if column < len(heads) {
				longest[column] = max(longest[column], longestLine(part))
				part = ` data-head="` + strings.ReplaceAll(heads[column], `"`, "&quot;") + `"` + part
			}
			parts[column+1] = "<td" + part
		}
		rows[i] = strings.Join(parts, "")
	}
	begin, rest, _ := strings.Cut(strings.Join(rows, "<tr"), ">")
	return strings.Replace(begin, "<table", `<table class="pair"`, 1) + ">" + shares(longest) + rest
}

// longestLine is how many columns the longest line of code in a cell takes.
func longestLine(cell string) (most int) {
	for _, m := range codeBlock.FindAllStringSubmatch(cell, -1) {
		for line := range strings.Lines(html.UnescapeString(tag.ReplaceAllString(m[1], ""))) {
			most = max(most, columns.Width(strings.TrimRight(line, "\n"))+4*strings.Count(line, "\t"))
		}
	}
	return most
}

// shares are the columns of a table whose cells hold lines of these lengths. None
// is less than 40 of 100.
func shares(longest []int) string {
	if len(longest) != 2 || longest[0]+longest[1] == 0 {
		return ""
	}
	const around = 4 // what stands around the code, in columns
	first := 100 * float64(longest[0]+around) / float64(longest[0]+longest[1]+2*around)
	first = min(60, max(40, first))
	return fmt.Sprintf(`<colgroup><col style="width:%.1f%%"><col style="width:%.1f%%"></colgroup>`, first, 100-first)
}

// breakable lets a browser break code in a cell of a table, where a word begins.
var breakable = regexp.MustCompile(`[./(,]+["\pL]`)

// inCell reports whether a node stands in a table.
func inCell(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == tables.KindTableCell {
			return true
		}
	}
	return false
}

// pieces are what code in a cell may be broken into.
func pieces(code string) (all []string) {
	const least = 4 // letters in a line of its own
	at := 0
	for _, m := range breakable.FindAllStringIndex(code, -1) {
		_, letter := utf8.DecodeLastRuneInString(code[:m[1]])
		if next := m[1] - letter; next-at >= least && len(code)-next >= least {
			all = append(all, code[at:next])
			at = next
		}
	}
	return append(all, code[at:])
}
