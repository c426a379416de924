// Package changes compares two programs line by line. It ignores white space.
package changes

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"tcplab/shared/console"
	"tcplab/tools/internal/exercise"
)

// A change is one line that was kept, added or removed.
type change struct {
	sign rune // ' ', '+' or '-'
	line string
}

// Changes is a diff, with a few unchanged lines around each change.
type Changes struct {
	Added, Removed int // lines of code
	hunks          [][]change
}

const context = 3

// Between compares two texts. Lines that differ only in white space count as the
// same line, and are shown as they are in the new text.
func Between(wasText, isText string) (all Changes) {
	was, is := lines(wasText), lines(isText)
	before, after := squeeze(was), squeeze(is)
	diff, err := udiff.ToUnifiedDiff("", "", before, udiff.Lines(before, after), context)
	if err != nil {
		panic(err) // the library has made the edits itself
	}
	shift := 0 // how many more lines the new text has so far
	for _, hunk := range diff.Hunks {
		var signs []rune
		for _, line := range hunk.Lines {
			signs = append(signs, signOf[line.Kind])
		}
		old := hunk.FromLine - 1
		new := old + shift // the library's ToLine is wrong after a second change
		gather(signs, lines(before)[old:], lines(after)[new:])
		var shown []change
		for _, sign := range signs {
			if sign == '-' {
				shown = append(shown, change{sign, was[old]})
				all.Removed += countCode(was[old])
				old++
				continue
			}
			shown = append(shown, change{sign, is[new]})
			if sign == '+' {
				all.Added += countCode(is[new])
			} else {
				old++
			}
			new++
		}
		shift = new - old
		all.hunks = append(all.hunks, trim(shown))
	}
	return all
}

var signOf = map[udiff.OpKind]rune{udiff.Delete: '-', udiff.Insert: '+', udiff.Equal: ' '}

// gather moves removed or added lines up to the change before them, if the lines in
// between are equal to them. So the bracket that closes a removed block stays with
// that block. was and is begin where signs does.
func gather(signs []rune, was, is []string) {
	for i, sign := range signs {
		if sign == ' ' || i == 0 || signs[i-1] != ' ' {
			continue // no change begins here
		}
		end := i
		for end < len(signs) && signs[end] == sign {
			end++
		}
		n := end - i
		text, line := was, i-strings.Count(string(signs[:i]), "+")
		if sign == '+' {
			text, line = is, i-strings.Count(string(signs[:i]), "-")
		}
		to := i
		for ; to > 0 && signs[to-1] == ' ' && text[line-1] == text[line-1+n]; line-- {
			to--
		}
		if to == 0 || signs[to-1] == ' ' || end < len(signs) && signs[end] != ' ' {
			continue // there is no change to join, or these lines belong to another one
		}
		for k := range n {
			signs[i+k], signs[to+k] = signs[to+k], sign
		}
		start := to // of the change that the lines have joined
		for start > 0 && signs[start-1] != ' ' {
			start--
		}
		removedFirst := func(a, b rune) int { return int(b - a) } // '-' > '+'
		slices.SortFunc(signs[start:to+n], removedFirst)
	}
}

// OfPrograms compares two programs without the comment on top, which differs
// between any two programs.
func OfPrograms(wasFile, isFile string) (Changes, error) {
	was, err := exercise.Code(wasFile)
	if err != nil {
		return Changes{}, err
	}
	is, err := exercise.Code(isFile)
	if err != nil {
		return Changes{}, err
	}
	return Between(was, is), nil
}

// trim removes context that says nothing: empty lines at both ends, and brackets
// at the beginning, which close a block that is not shown.
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

// Print writes the diff. Colours repeat what the signs say.
func (c Changes) Print(w io.Writer, palette *console.Palette) {
	paint := map[rune]func(string) string{'+': palette.Good, '-': palette.Bad}
	for i, hunk := range c.hunks {
		if i > 0 {
			fmt.Fprintln(w, "  ⋮")
		}
		for _, line := range hunk {
			text := fmt.Sprintf("%c %s", line.sign, console.Printable(strings.ReplaceAll(line.line, "\t", "    ")))
			if p := paint[line.sign]; p != nil {
				text = p(text)
			}
			fmt.Fprintln(w, text)
		}
	}
}

// squeeze returns the lines as one text, without their white space.
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
