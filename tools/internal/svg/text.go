package svg

import (
	"slices"
	"strings"

	"tcplab/shared/columns"
)

// Letters are about as wide as those of DejaVu Sans, which is among the widest
// that a system has for its own texts: what has room in it has room elsewhere.
// They are parts of the size of the letters.
const (
	slimLetters  = " ijlI.,'|\u00a0"
	smallLetters = "frt!:;()[]-/\\\""
	broadLetters = "mwMW@%&"
)

// letterWidth is how wide a letter is, in sizes.
func letterWidth(r rune) float64 {
	switch {
	case strings.ContainsRune(slimLetters, r):
		return 0.32
	case strings.ContainsRune(smallLetters, r):
		return 0.40
	case strings.ContainsRune(broadLetters, r):
		return 0.92
	case strings.ContainsRune("csz", r):
		return 0.54
	case r >= 'a' && r <= 'z':
		return 0.62
	case r >= '0' && r <= '9':
		return 0.64
	case r >= 'A' && r <= 'Z':
		return 0.71
	case r < 0x80:
		return 0.6
	}
	return 1 // a Chinese character, dots, an arrow
}

// The sizes of the letters of a picture. On a phone they are slimmer.
const (
	Letters      Px = 13
	PhoneLetters Px = 12 * 0.93
)

// WidthOf is about how wide a text is, in letters of a size.
func WidthOf(text string, size Px) (width Px) {
	for _, r := range text {
		width += size * Px(letterWidth(r))
	}
	return width
}

// Longest returns the longest of the forms of a text that is no wider than
// room, or the shortest. A form is made for a number of columns.
func Longest(room, size Px, most int, form func(cols int) string) (text string) {
	for cols := most; cols > 0; cols-- {
		if text = form(cols); WidthOf(text, size) <= room {
			break
		}
	}
	return text
}

// Cut shortens a text to what there is room for.
func Cut(text string, room, size Px) string {
	return Longest(room, size, columns.Width(text), func(cols int) string { return columns.Cut(text, cols) })
}

// Wrap breaks a text into lines for which there is room. A word that is wider
// has a line of its own.
func Wrap(text string, room, size Px) (lines []string) {
	for cols := columns.Width(text); ; cols-- {
		lines = columns.Wrap(text, cols)
		if cols < 2 || !tooWide(lines, room, size) {
			return lines
		}
	}
}

// tooWide reports whether a line is, and can be broken.
func tooWide(lines []string, room, size Px) bool {
	return slices.ContainsFunc(lines, func(line string) bool {
		return WidthOf(line, size) > room && len(columns.Wrap(line, 1)) > 1
	})
}
