package console

import (
	"io"
	"os"
	"strings"

	"github.com/fatih/color"
	"github.com/mattn/go-colorable"
	"github.com/mattn/go-isatty"
)

// A Palette has the colours of the connections, red for an error, and green
// for its opposite. A nil palette leaves the text as it is.
type Palette struct {
	conns      [10]paint
	red, green paint
}

// A paint is what to write before and after a coloured text. It is made once,
// since fatih/color makes it anew with every call.
type paint struct{ on, off string }

func newPaint(attributes ...color.Attribute) paint {
	c := color.New(attributes...)
	c.EnableColor() // whether to colour was decided before, for this writer
	on, off, _ := strings.Cut(c.Sprint("|"), "|")
	return paint{on, off}
}

// NewPalette returns the colours of the lab.
func NewPalette() *Palette {
	return &Palette{
		// Neighbours far apart; none is black, white or the red of errors.
		conns: [...]paint{
			newPaint(color.FgCyan),
			newPaint(color.FgYellow),
			newPaint(color.FgMagenta),
			newPaint(color.FgGreen),
			newPaint(color.FgBlue),
			newPaint(color.FgHiCyan),
			newPaint(color.FgHiYellow),
			newPaint(color.FgHiMagenta),
			newPaint(color.FgHiGreen),
			newPaint(color.FgHiBlue),
		},
		red:   newPaint(color.FgRed, color.Bold),
		green: newPaint(color.FgGreen, color.Bold),
	}
}

// Paint returns text in the colour of connection conn: 1, 2, 3 …, where 0 is
// none.
func (p *Palette) Paint(conn int, text string) string {
	paint := p.of(conn)
	return paint.on + text + paint.off
}

func (p *Palette) of(conn int) paint {
	if p == nil || conn < 1 {
		return paint{}
	}
	return p.conns[(conn-1)%len(p.conns)]
}

// Good returns text as that of a success.
func (p *Palette) Good(text string) string {
	if p == nil {
		return text
	}
	return p.green.on + text + p.green.off
}

// Bad returns text as that of a failure.
func (p *Palette) Bad(text string) string {
	if p == nil {
		return text
	}
	return p.red.on + text + p.red.off
}

// alarm writes word in red, within the colour of conn.
func (p *Palette) alarm(b []byte, word string, conn int) []byte {
	if p == nil {
		return append(b, word...)
	}
	b = append(b, p.red.on...)
	b = append(b, word...)
	b = append(b, p.red.off...)
	return append(b, p.of(conn).on...)
}

// A Mode is when to colour.
type Mode string

const (
	Auto   Mode = "auto" // on a terminal, unless NO_COLOR is set
	Always Mode = "always"
	Never  Mode = "never"
)

// Open returns a writer to file that understands colour, on Windows too, and
// whether to colour what goes there. It decides for this file alone:
// color.NoColor looks at stdout only, whichever file is meant.
func Open(file *os.File, mode Mode) (w io.Writer, colored bool) {
	w = colorable.NewColorable(file)
	switch mode {
	case Always:
		return w, true
	case Never:
		return w, false
	}
	if os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return w, false
	}
	return w, IsTerminal(file)
}

// IsTerminal reports whether file is a terminal, also one of Cygwin.
func IsTerminal(file *os.File) bool {
	return isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd())
}
