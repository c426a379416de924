package console

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/fatih/color"
)

// A Palette has the colours of the connections, red for an error, and green
// for its opposite. A nil palette leaves the text as it is.
type Palette struct {
	conns      []paint
	red, green paint
}

// A paint is what to write before and after a coloured text. It is made once,
// since fatih/color makes it again with every call.
type paint struct{ on, off string }

func newPaint(attributes ...color.Attribute) paint {
	c := color.New(attributes...)
	c.EnableColor() // whether to colour was decided before, for this writer
	on, off, _ := strings.Cut(c.Sprint("|"), "|")
	return paint{on, off}
}

// attributes are those of one colour.
type attributes = []color.Attribute

// indexed are colours of the 256 that look the same in every terminal. Each has
// a contrast of at least 3 on black and on white; neighbours are far apart, and
// none is near the red of errors.
var indexed = []attributes{
	index(30),  // teal
	index(200), // pink
	index(28),  // green
	index(27),  // blue
	index(133), // mauve
	index(136), // gold
	index(68),  // steel blue
	index(129), // violet
}

// index is one of the 256 colours.
func index(n int) attributes { return attributes{38, 5, color.Attribute(n)} }

// Color returns the colour of a connection as the web writes it, for a picture of a
// log; none for connection 0.
func Color(conn int) string {
	if conn < 1 {
		return ""
	}
	n := int(indexed[(conn-1)%len(indexed)][2]) - 16 // in a cube of 6×6×6
	light := [6]int{0, 95, 135, 175, 215, 255}
	return fmt.Sprintf("#%02x%02x%02x", light[n/36], light[n/6%6], light[n%6])
}

// basic are colours of the 16 that a theme defines as it likes. These are the
// readable ones: yellow is lost on white, and so is blue on black.
var basic = []attributes{
	{color.FgCyan},
	{color.FgMagenta},
	{color.FgGreen},
	{color.FgHiMagenta},
	{color.FgHiBlue},
}

// NewPalette returns the colours of the lab, for the terminal that the
// environment tells of.
func NewPalette() *Palette {
	if has256(os.Getenv) {
		return newPalette(indexed, index(196), index(28))
	}
	return newPalette(basic, attributes{color.FgHiRed}, attributes{color.FgGreen})
}

func newPalette(conns []attributes, red, green attributes) *Palette {
	p := &Palette{
		red:   newPaint(append(red, color.Bold)...),
		green: newPaint(append(green, color.Bold)...),
	}
	for _, c := range conns {
		p.conns = append(p.conns, newPaint(c...))
	}
	return p
}

// has256 reports whether a terminal has 256 colours: if it says so, or is one of
// Windows, where go-colorable sees to it.
func has256(getenv func(string) string) bool {
	kind := getenv("TERM")
	return runtime.GOOS == "windows" || getenv("COLORTERM") != "" ||
		strings.Contains(kind, "256color") || strings.HasSuffix(kind, "-direct")
}

// What is painted besides the connections 1, 2, 3 …, where 0 is none.
const (
	good = -1
	bad  = -2
)

// Paint returns text in the colour of a connection.
func (p *Palette) Paint(conn int, text string) string {
	paint := p.of(conn)
	return paint.on + text + paint.off
}

// Good and Bad return text as that of a success and of a failure.
func (p *Palette) Good(text string) string { return p.Paint(good, text) }
func (p *Palette) Bad(text string) string  { return p.Paint(bad, text) }

func (p *Palette) of(conn int) paint {
	switch {
	case p == nil:
		return paint{}
	case conn == good:
		return p.green
	case conn == bad:
		return p.red
	case conn > 0:
		return p.conns[(conn-1)%len(p.conns)]
	}
	return paint{}
}
