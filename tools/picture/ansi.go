package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A style is how a terminal shows a stretch of text.
type style struct {
	color string // as SVG has it; none is that of the window
	bold  bool
}

// A span is a stretch of text in one style.
type span struct {
	style
	text string
}

// escape is the sequence that sets the style: "\x1b[1;38;5;30m". The log writes
// no other, since whatever a client sends is escaped.
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
	var all []int
	for code := range strings.SplitSeq(codes, ";") {
		n, _ := strconv.Atoi(code)
		all = append(all, n)
	}
	for i := 0; i < len(all); i++ {
		switch n := all[i]; {
		case n == 0:
			s = style{}
		case n == 1:
			s.bold = true
		case n == 22:
			s.bold = false
		case n == 39:
			s.color = ""
		case n == 38 && i+2 < len(all) && all[i+1] == 5:
			s.color = indexed(all[i+2])
			i += 2
		}
	}
	return s
}

// indexed is one of the 216 colours, of the 256, that look the same in every
// terminal. The log uses no others where it may use these.
func indexed(n int) string {
	light := [6]int{0, 95, 135, 175, 215, 255}
	n = max(n-16, 0)
	return fmt.Sprintf("#%02x%02x%02x", light[n/36%6], light[n/6%6], light[n%6])
}
