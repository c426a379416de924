// Package columns lays out text in a terminal, where a Chinese character is
// two columns wide.
package columns

import (
	"strings"

	"golang.org/x/text/width"
)

// Wrap breaks text into lines of at most limit columns. Where a word is longer
// than that, so is its line.
func Wrap(text string, limit int) (lines []string) {
	begin, end, used := 0, 0, 0 // of a line; end is the last place to break it
	before := ' '
	for i, r := range text {
		if mayBreak(before, r) {
			end = i
		}
		used += runeWidth(r)
		if used > limit && r != ' ' && end > begin {
			lines = append(lines, strings.TrimRight(text[begin:end], " "))
			begin = end
			used = Width(text[begin:i]) + runeWidth(r)
		}
		before = r
	}
	return append(lines, text[begin:])
}

// mayBreak reports whether a line may end with a and the next one begin with
// b: after a space, and beside a Chinese character, save for punctuation that
// belongs to its neighbour.
func mayBreak(a, b rune) bool {
	switch {
	case b == ' ', strings.ContainsRune(closing, b), strings.ContainsRune(opening, a):
		return false
	}
	return a == ' ' || isWide(a) || isWide(b)
}

const (
	closing = "，。：；！？、）”…,.:;!?)"
	opening = "（“("
)

// Cut shortens text to a number of columns.
func Cut(text string, limit int) string {
	if Width(text) <= limit {
		return text
	}
	used := 1 // for the dots
	for i, r := range text {
		if used += runeWidth(r); used > limit {
			return text[:i] + "…"
		}
	}
	return text
}

// Width returns how many columns of a terminal text takes.
func Width(text string) (n int) {
	for _, r := range text {
		n += runeWidth(r)
	}
	return n
}

// runeWidth is 2 for a Chinese character.
func runeWidth(r rune) int {
	if isWide(r) {
		return 2
	}
	return 1
}

func isWide(r rune) bool {
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}
