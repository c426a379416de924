// Package svg provides what all pictures of the lab have in common: lengths and
// texts, the legend, templates and the style.
package svg

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/phrase"
)

//go:embed style.css
var style string

//go:embed parts.tmpl
var parts embed.FS

// Parse reads the templates of a package, which may use the shared parts "key"
// and "stripes".
func Parse(files fs.FS) *template.Template {
	t := template.Must(template.ParseFS(parts, "*.tmpl"))
	return template.Must(t.ParseFS(files, "*.tmpl"))
}

// Execute fills a template. Its data is ours: a failure is a mistake in it.
func Execute(templates *template.Template, name string, data any) []byte {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// A Px is a length in pixels, written to a tenth of one.
type Px float64

func (p Px) String() string { return strconv.FormatFloat(math.Round(float64(p)*10)/10, 'f', -1, 64) }

// A View is how a picture is to be drawn: for a screen, a projector and paper, or for a
// phone.
type View struct {
	Lang  phrase.Lang
	Phone bool
}

// Room is how wide the picture may be.
func (v View) Room() Px {
	if v.Phone {
		return 400
	}
	return 1080
}

// Say returns a phrase in the language of the picture.
func (v View) Say(p phrase.Phrase, args ...any) string { return p.Format(v.Lang, args...) }

// A Picture is what every picture has.
type Picture struct {
	ID            string // with which its ids begin
	Lang          phrase.Lang
	Name          string // what it shows, for those who cannot see it
	Style         template.CSS
	Width, Height Px
	Texts         []Text
	Keys          []Key
}

// Picture begins a picture with a style of its own, besides the one of all: its rules
// are for class picture only, and the ids begin with the picture's. So it can stand
// alone as well as in a page beside others.
func (v View) Picture(id, name, own string) Picture {
	if v.Phone {
		id += "-narrow"
	}
	return Picture{ID: id, Lang: v.Lang, Name: name, Style: template.CSS(style + own), Width: v.Room()}
}

// A Text stands somewhere.
type Text struct {
	X, Y  Px
	Class string
	Text  string
}

// A Key explains what something in a picture looks like.
type Key struct {
	X, Y  Px // of a sample, 26 wide and 14 high
	Class string
	Line  bool // of a chart
	Fill  string
	Label string
}

func (k Key) MiddleX() Px { return k.X + 13 }
func (k Key) MiddleY() Px { return k.Y + 7 }
func (k Key) BottomY() Px { return k.Y + 13 }
func (k Key) TextX() Px   { return k.X + 34 }
func (k Key) TextY() Px   { return k.Y + 12 }

// A Sample is what is explained.
type Sample struct {
	Class string
	Label phrase.Phrase
	Line  bool
}

// Queued explains a wait in the accept queue, which has stripes.
var Queued = Sample{Class: "queued", Label: phrase.Phrase{EN: "queued: connected, not accepted", ZH: "排队：已连接，未被接受"}}

// Legend ends a picture with samples side by side, on as many lines as they take from
// y on.
func (p *Picture) Legend(samples []Sample, y Px) {
	const margin = 16
	x := Px(margin)
	for _, s := range samples {
		k := Key{Class: s.Class, Label: s.Label.In(p.Lang), Line: s.Line}
		if s.Class == Queued.Class {
			k.Fill = fmt.Sprintf("url(#%s-stripes)", p.ID)
		}
		width := 34 + WidthOf(k.Label, Letters) + 20
		if x > margin && x+width > p.Width {
			x, y = margin, y+24
		}
		k.X, k.Y = x, y
		p.Keys = append(p.Keys, k)
		x += width
	}
	p.Height = y + 26
}

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
