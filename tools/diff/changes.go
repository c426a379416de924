package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"
	"github.com/pmezard/go-difflib/difflib"
)

// A change is one line: kept, added or removed.
type change struct {
	sign rune // ' ', '+' or '-'
	line string
}

// changes is a diff, with the context that makes it readable.
type changes struct {
	hunks          [][]change
	added, removed int // lines of code
}

const context = 3

// compare tells what happened on the way from one text to another. Lines that
// differ in white space only are the same line, shown as they are now.
func compare(was, is []string) changes {
	var all changes
	matcher := difflib.NewMatcher(squeeze(was), squeeze(is))
	for _, group := range matcher.GetGroupedOpCodes(context) {
		var hunk []change
		for _, op := range group {
			if op.Tag == 'e' {
				hunk = append(hunk, signed(' ', is[op.J1:op.J2])...)
				continue
			}
			hunk = append(hunk, signed('-', was[op.I1:op.I2])...)
			hunk = append(hunk, signed('+', is[op.J1:op.J2])...)
			all.removed += countCode(was[op.I1:op.I2])
			all.added += countCode(is[op.J1:op.J2])
		}
		all.hunks = append(all.hunks, hunk)
	}
	return all
}

// print writes the diff, in colour or not; the sign says the same.
func (c changes) print(w io.Writer, colored bool) {
	paint := map[rune]*color.Color{
		' ': color.New(),
		'+': color.New(color.FgGreen),
		'-': color.New(color.FgRed),
	}
	for _, p := range paint {
		p.DisableColor()
		if colored {
			p.EnableColor()
		}
	}
	for i, hunk := range c.hunks {
		if i > 0 {
			fmt.Fprintln(w, "  ⋮")
		}
		for _, line := range hunk {
			fmt.Fprintln(w, paint[line.sign].Sprintf("%c %s", line.sign, line.line))
		}
	}
}

func signed(sign rune, lines []string) (all []change) {
	for _, line := range lines {
		all = append(all, change{sign, strings.ReplaceAll(line, "\t", "    ")})
	}
	return all
}

// squeeze takes the white space out of lines.
func squeeze(lines []string) []string {
	squeezed := make([]string, len(lines))
	for i, line := range lines {
		squeezed[i] = strings.Join(strings.Fields(line), "")
	}
	return squeezed
}

// countCode counts the lines that are neither blank nor comment.
func countCode(lines []string) (n int) {
	for _, line := range lines {
		code, _, _ := strings.Cut(line, "//")
		if strings.TrimSpace(code) != "" {
			n++
		}
	}
	return n
}

func lines(text string) []string {
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
