package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/phrase"
)

// A window is a terminal's window, to be drawn.
type window struct {
	lang    phrase.Lang
	title   string
	caption string // for those who hear the picture instead of seeing it
	lines   [][]span
}

// Sizes in pixels.
const (
	fontSize  = 15
	cellWidth = 9.3 // of the widest of the fonts below
	lineStep  = 22
	margin    = 26
	barHeight = 40
	baseline  = 16 // from the top of a line to the feet of its letters
)

// fonts are what the systems of a class have; in each the columns stand
// straight, and Chinese, which is not in them, comes only after the columns.
const fonts = `ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono','Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',monospace`

// The window is dark wherever it stands; the colours of the log can be read on it.
const (
	background = "#161b22"
	barColor   = "#21262d"
	border     = "#484f58"
	plain      = "#c9d1d9"
	faint      = "#9198a1"
)

// columns is how many columns the window has: those of its longest line.
func (w window) columns() (most int) {
	for _, line := range w.lines {
		used := 0
		for _, part := range line {
			used += columns.Width(part.text)
		}
		most = max(most, used)
	}
	return most
}

// svg draws the window. Its text stays text: to be selected, and searched.
func (w window) svg() []byte {
	width := int(2*margin + float64(w.columns())*cellWidth)
	height := barHeight + margin + len(w.lines)*lineStep
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="log" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d"`, width, height)
	fmt.Fprintf(&b, ` style="--width:%d;--height:%d" role="img" aria-label="%s" lang="%s">`+"\n", width, height, escaped(w.caption), w.lang)
	fmt.Fprintf(&b, "<style>.log text{font:%dpx %s;fill:%s;white-space:pre}</style>\n", fontSize, fonts, plain)
	drawFrame(&b, width, height)
	fmt.Fprintf(&b, `<text x="%d" y="25" text-anchor="middle" style="font-size:13px;fill:%s">%s</text>`+"\n",
		width/2, faint, escaped(w.title))
	for i, line := range w.lines {
		y := barHeight + margin/2 + i*lineStep + baseline
		fmt.Fprintf(&b, `<text x="%d" y="%d" xml:space="preserve">`, margin, y)
		for _, span := range line {
			b.WriteString(span.svg())
		}
		b.WriteString("</text>\n")
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// drawFrame draws the window without its content.
func drawFrame(b *bytes.Buffer, width, height int) {
	const radius = 10
	fmt.Fprintf(b, `<rect x=".5" y=".5" width="%d" height="%d" rx="%d" fill="%s"/>`+"\n",
		width-1, height-1, radius, background)
	fmt.Fprintf(b, `<path d="M.5 %d v-%d a%[3]d %[3]d 0 0 1 %[3]d -%[3]d h%[4]d a%[3]d %[3]d 0 0 1 %[3]d %[3]d v%[2]d z" fill="%[5]s"/>`+"\n",
		barHeight, barHeight-radius, radius, width-1-2*radius, barColor)
	for i, color := range []string{"#ff5f57", "#febc2e", "#28c840"} {
		fmt.Fprintf(b, `<circle cx="%d" cy="20" r="6" fill="%s"/>`+"\n", margin+i*20, color)
	}
	fmt.Fprintf(b, `<rect x=".5" y=".5" width="%d" height="%d" rx="%d" fill="none" stroke="%s"/>`+"\n",
		width-1, height-1, radius, border)
}

// svg returns the span as a tspan, or as bare text if it has no style.
func (s span) svg() string {
	var attributes strings.Builder
	if s.color != "" {
		fmt.Fprintf(&attributes, ` fill="%s"`, s.color)
	}
	if s.bold {
		attributes.WriteString(` font-weight="bold"`)
	}
	if attributes.Len() == 0 {
		return escaped(s.text)
	}
	return fmt.Sprintf("<tspan%s>%s</tspan>", attributes.String(), escaped(s.text))
}

// escaped returns s as XML has it.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
