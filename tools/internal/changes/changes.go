// Package changes tells what happened on the way from one program to another, line
// by line, leaving white space aside.
package changes

import (
	"fmt"
	"io"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/fatih/color"

	"tcplab/tools/internal/exercise"
)

// A change is one line: kept, added or removed.
type change struct {
	sign rune // ' ', '+' or '-'
	line string
}

// Changes is a diff, with the context that makes it readable.
type Changes struct {
	Added, Removed int // lines of code
	hunks          [][]change
}

const context = 3

// Between compares two texts. Lines that differ in white space only are the same
// line, shown as they are now.
func Between(wasText, isText string) (Changes, error) {
	was, is := lines(wasText), lines(isText)
	before, after := squeeze(was), squeeze(is)
	diff, err := udiff.ToUnifiedDiff("", "", before, udiff.Lines(before, after), context)
	if err != nil {
		return Changes{}, err
	}
	var all Changes
	shift := 0 // how many lines more the new text has so far
	for _, hunk := range diff.Hunks {
		var shown []change
		old := hunk.FromLine - 1
		new := old + shift // the library's ToLine is wrong behind a second change
		for _, line := range hunk.Lines {
			switch line.Kind {
			case udiff.Delete:
				shown = append(shown, change{'-', was[old]})
				all.Removed += countCode(was[old])
				old++
			case udiff.Insert:
				shown = append(shown, change{'+', is[new]})
				all.Added += countCode(is[new])
				new++
			default:
				shown = append(shown, change{' ', is[new]})
				old++
				new++
			}
		}
		shift = new - old
		all.hunks = append(all.hunks, trim(shown))
	}
	return all, nil
}

// OfPrograms compares two programs, without the text on top, which is another one
// for each.
func OfPrograms(wasFile, isFile string) (Changes, error) {
	was, err := exercise.Code(wasFile)
	if err != nil {
		return Changes{}, err
	}
	is, err := exercise.Code(isFile)
	if err != nil {
		return Changes{}, err
	}
	return Between(was, is)
}

// trim takes off what says nothing: empty lines around a change, and the bracket
// that ends what stands before it.
func trim(hunk []change) []change {
	idle := func(c change) bool {
		text := strings.TrimSpace(c.line)
		return c.sign == ' ' && (text == "" || text == ")" || text == "}")
	}
	for len(hunk) > 0 && idle(hunk[0]) {
		hunk = hunk[1:]
	}
	for len(hunk) > 0 && hunk[len(hunk)-1].sign == ' ' && strings.TrimSpace(hunk[len(hunk)-1].line) == "" {
		hunk = hunk[:len(hunk)-1]
	}
	return hunk
}

// None reports whether the texts are the same.
func (c Changes) None() bool { return len(c.hunks) == 0 }

// Print writes the diff, in colour or not; the sign says the same.
func (c Changes) Print(w io.Writer, colored bool) {
	paint := map[rune]*color.Color{
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
			text := fmt.Sprintf("%c %s", line.sign, strings.ReplaceAll(line.line, "\t", "    "))
			if p, changed := paint[line.sign]; changed {
				text = p.Sprint(text)
			}
			fmt.Fprintln(w, text)
		}
	}
}

// squeeze takes the white space out of the lines of a text.
func squeeze(lines []string) string {
	var text strings.Builder
	for _, line := range lines {
		text.WriteString(strings.Join(strings.Fields(line), "") + "\n")
	}
	return text.String()
}

// countCode returns 1 for a line of code, 0 for a comment or a blank line.
func countCode(line string) int {
	code, _, _ := strings.Cut(line, "//")
	if strings.TrimSpace(code) == "" {
		return 0
	}
	return 1
}

func lines(text string) []string {
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}
