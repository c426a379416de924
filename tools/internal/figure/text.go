package figure

import (
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
	letters      px = 13
	phoneLetters px = 12 * 0.93
)

// widthOf is about how wide a text is, in letters of a size.
func widthOf(text string, size px) (width px) {
	for _, r := range text {
		width += size * px(letterWidth(r))
	}
	return width
}

// longest returns the longest of the forms of a text that is no wider than
// room, or the shortest. A form is made for a number of columns.
func longest(room, size px, most int, form func(cols int) string) (text string) {
	for cols := most; cols > 0; cols-- {
		if text = form(cols); widthOf(text, size) <= room {
			break
		}
	}
	return text
}

// cut shortens a text to what there is room for.
func cut(text string, room, size px) string {
	return longest(room, size, columns.Width(text), func(cols int) string { return columns.Cut(text, cols) })
}

// wrap breaks a text into lines for which there is room. A word that is wider
// has a line of its own.
func wrap(text string, room, size px) (lines []string) {
	for cols := columns.Width(text); ; cols-- {
		lines = columns.Wrap(text, cols)
		if cols < 2 || !tooWide(lines, room, size) {
			return lines
		}
	}
}

// tooWide reports whether a line is, and can be broken.
func tooWide(lines []string, room, size px) bool {
	for _, line := range lines {
		if widthOf(line, size) > room && len(columns.Wrap(line, 1)) > 1 {
			return true
		}
	}
	return false
}
