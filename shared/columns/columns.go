// Package columns lays out text in a terminal, where a Chinese character is
// two columns wide, and so is an emoji, of however many code points it is made.
// This is the one place that knows how wide anything is.
package columns

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Next returns the first character of text as a reader sees it, which may be
// a letter with its accents, or an emoji of several code points; how many
// columns it takes, and what follows it.
func Next(text string) (character, rest string, width int) {
	if text != "" && isPlain(text[0]) && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		return text[:1], text[1:], 1
	}
	character, rest, width, _ = uniseg.FirstGraphemeClusterInString(text, -1)
	return character, rest, width
}

// WideAmbiguous has characters that are narrow elsewhere, such as …, take two
// columns, as those of the legacy charsets of Chinese do in a terminal. It is for
// the beginning of a program.
func WideAmbiguous() { uniseg.EastAsianAmbiguousWidth = 2 }

// Width returns how many columns of a terminal text takes.
func Width(text string) (n int) {
	for text != "" {
		var width int
		_, text, width = Next(text)
		n += width
	}
	return n
}

// Cut shortens text to a number of columns.
func Cut(text string, limit int) string {
	if Width(text) <= limit {
		return text
	}
	begin, _ := Split(text, limit-Width(Dots))
	return begin + Dots
}

// Left fills text with blanks to a number of columns, and Right puts them before it.
func Left(text string, width int) string { return text + blanks(text, width) }

func Right(text string, width int) string { return blanks(text, width) + text }

func blanks(text string, width int) string { return strings.Repeat(" ", max(0, width-Width(text))) }

// Dots stand for what was cut off.
const Dots = "…"

// Split returns as much of text as fits into a number of columns, and the rest.
func Split(text string, limit int) (begin, rest string) {
	used := 0
	for rest = text; rest != ""; {
		_, after, width := Next(rest)
		if used += width; used > limit {
			break
		}
		rest = after
	}
	return text[:len(text)-len(rest)], rest
}

// Wrap breaks text into lines of at most limit columns. Where a word is longer
// than that, so is its line.
func Wrap(text string, limit int) (lines []string) {
	begin, end, used := 0, 0, 0 // of a line; end is the last place to break it
	before := " "
	for rest := text; rest != ""; {
		at := len(text) - len(rest)
		character, after, width := Next(rest)
		if mayBreak(before, character) {
			end = at
		}
		used += width
		if used > limit && character != " " && end > begin {
			lines = append(lines, strings.TrimRight(text[begin:end], " "))
			begin = end
			used = Width(text[begin:at]) + width
		}
		before, rest = character, after
	}
	return append(lines, text[begin:])
}

// mayBreak reports whether a line may end with a and the next one begin with
// b: after a space, and beside a Chinese character, save for punctuation that
// belongs to its neighbour.
func mayBreak(a, b string) bool {
	switch {
	case b == " ", strings.Contains(closing, b), strings.Contains(opening, a):
		return false
	}
	return a == " " || isWide(a) || isWide(b)
}

const (
	closing = "，。：；！？、）”…,.:;!?)"
	opening = "（“("
)

func isWide(character string) bool { return Width(character) == 2 }

// isPlain reports whether c is ASCII that takes one column.
func isPlain(c byte) bool { return ' ' <= c && c <= '~' }
