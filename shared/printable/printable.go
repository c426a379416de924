// Package printable decides what may reach a terminal. A client can send
// whatever it likes; what would move the cursor, change the order of the text
// or hide in it is shown as an escape.
package printable

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"tcplab/shared/charset"
	"tcplab/shared/columns"
)

// Append appends s, with escapes for whatever is not to be printed, and for what
// the charset of the terminal does not have. It also returns how many columns
// that takes.
func Append(b []byte, s string, terminal charset.Charset) (_ []byte, width int) {
	if isPlain(s) {
		return append(b, s...), len(s)
	}
	for rest := s; rest != ""; {
		var taken int
		b, rest, taken = appendNext(b, rest, terminal, bare)
		width += taken
	}
	return b, width
}

// JSON returns a line of JSON for a terminal: what must not reach one is written
// as \uXXXX, which means the same.
func JSON(line []byte) []byte {
	if !slices.ContainsFunc(line, func(c byte) bool { return c >= del }) {
		return line // as it is, nearly always
	}
	b := make([]byte, 0, 2*len(line))
	for rest := string(line); rest != ""; {
		b, rest, _ = appendNext(b, rest, charset.UTF8, inJSON)
	}
	return b
}

// AppendQuoted appends s in quotes, with escapes as in a Go string. It takes
// room columns at most: where s is longer, it is cut, and … follows.
func AppendQuoted(b []byte, s string, room int, terminal charset.Charset) []byte {
	room -= len(`""`)
	b = append(b, '"')
	if len(s) <= room && isPlain(s) && !strings.ContainsAny(s, `"\`) {
		b = append(b, s...)
		return append(b, '"')
	}
	used, fits := 0, len(b) // fits is where there is still room for the dots
	for s != "" {
		var width int
		b, s, width = appendNext(b, s, terminal, quoted)
		if used += width; used > room {
			return append(append(b[:fits], '"'), columns.Dots...)
		}
		if used <= room-columns.Width(columns.Dots) {
			fits = len(b)
		}
	}
	return append(b, '"')
}

// A style is how an escape is written, and what else needs one.
type style int

const (
	bare   style = iota // \x1b
	quoted              // the same, and \" and \\
	inJSON              // \u001b, where ASCII is the JSON's own
)

// mostMarks is how many code points may follow the first of one character.
// Letters of Thai and Vietnamese have two accents, and the key 1️⃣ is made of
// three code points; a hundred accents would reach over the lines around.
const mostMarks = 2

// appendNext appends the first character of s, and returns what follows it, and
// how many columns it takes.
func appendNext(b []byte, s string, terminal charset.Charset, style style) (_ []byte, rest string, width int) {
	character, rest, width := columns.Next(s)
	before := len(b)
	b, clean := appendCharacter(b, character, terminal, style)
	if !clean {
		width = columns.Width(string(b[before:]))
	}
	return b, rest, width
}

// appendCharacter appends one character, and reports whether it is as it was,
// without an escape.
func appendCharacter(b []byte, character string, terminal charset.Charset, style style) (_ []byte, clean bool) {
	const none = -1 // no code point that a mark could stand on
	clean = true
	for marks := none; character != ""; {
		r, size := utf8.DecodeRuneInString(character)
		piece := character[:size]
		character = character[size:]
		isQuote := r == '"' || r == '\\'
		switch {
		case style == inJSON && r < del:
			b = append(b, piece...)
			if marks = 0; isQuote {
				marks = none
			}
		case style == quoted && isQuote:
			b, clean, marks = append(append(b, '\\'), piece...), false, none
		case !isByte(r, size) && IsPrint(r) && terminal.Has(r) && marks < mostMarks && (marks > none || !unicode.IsMark(r)):
			b = append(b, piece...)
			marks++
		default:
			b, clean = appendEscape(b, piece, r, style), false
			if marks < mostMarks {
				marks = none
			}
		}
	}
	return b, clean
}

const del = 0x7F

// appendEscape appends the escape of a code point, or of a byte that is none.
func appendEscape(b []byte, piece string, r rune, style style) []byte {
	const hex = "0123456789abcdef"
	switch {
	case style == inJSON:
		if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
			b = appendUnit(b, high)
			r = low
		}
		return appendUnit(b, r)
	case isByte(r, len(piece)):
		return append(b, '\\', 'x', hex[piece[0]>>4], hex[piece[0]&15])
	}
	var array [16]byte
	escape := strconv.AppendQuoteRuneToASCII(array[:0], r)
	return append(b, escape[1:len(escape)-1]...)
}

// appendUnit appends a unit of UTF-16, as JSON writes it.
func appendUnit(b []byte, unit rune) []byte { return fmt.Appendf(b, `\u%04x`, unit) }

// isByte reports whether a code point that was decoded is none, but a byte that
// is no UTF-8.
func isByte(r rune, size int) bool { return r == utf8.RuneError && size == 1 }

// IsPrint reports whether r can be seen, and does nothing but be seen. That
// leaves out what strconv.IsPrint refuses, such as all that has no width or
// turns the direction of the text, and letters that are blank.
func IsPrint(r rune) bool {
	return strconv.IsPrint(r) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// isPlain reports whether s is ASCII without anything to escape. Most text is,
// and can be copied at once instead of character by character.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' {
			return false
		}
	}
	return true
}
