package main

import (
	"regexp"
	"strconv"
	"strings"
)

// A style is how a terminal shows a stretch of text.
type style struct {
	color int // 30 to 37 and 90 to 97, as in the escape sequence; 0 is none
	bold  bool
}

// A span is a stretch of text in one style.
type span struct {
	style
	text string
}

// escape is the sequence that sets the style: "\x1b[1;31m". The log writes no
// other, since whatever a client sends is escaped.
var escape = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// parse returns the lines that a terminal would show, in spans. A style lasts
// until the next one, across the end of a line.
func parse(console string) [][]span {
	var lines [][]span
	var now style
	for text := range strings.Lines(console) {
		text = strings.TrimRight(text, "\r\n")
		var line []span
		for text != "" {
			at := escape.FindStringSubmatchIndex(text)
			if at == nil {
				line = append(line, span{now, text})
				break
			}
			if at[0] > 0 {
				line = append(line, span{now, text[:at[0]]})
			}
			now = now.after(text[at[2]:at[3]])
			text = text[at[1]:]
		}
		lines = append(lines, line)
	}
	return lines
}

// after returns the style once the codes of an escape sequence are obeyed.
// None at all mean a reset.
func (s style) after(codes string) style {
	for code := range strings.SplitSeq(codes, ";") {
		n, _ := strconv.Atoi(code)
		switch {
		case n == 0:
			s = style{}
		case n == 1:
			s.bold = true
		case n == 22:
			s.bold = false
		case n == 39:
			s.color = 0
		case 30 <= n && n <= 37, 90 <= n && n <= 97:
			s.color = n
		}
	}
	return s
}
