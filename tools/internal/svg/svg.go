// Package svg provides what all pictures of the lab have in common: lengths and
// texts, the legend, templates and the style.
package svg

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"math"
	"strconv"

	"tcplab/shared/phrase"
)

//go:embed style.css
var style string

//go:embed parts.tmpl
var parts embed.FS

// Style returns the style of a picture: the one of all, and its own. Its rules are
// for class picture only, and the ids of a picture begin with its own. So it can
// stand alone as well as in a page beside others.
func Style(own string) template.CSS { return template.CSS(style + own) }

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

// A Width is how wide a picture is, in pixels.
type Width int

// The widths of a screen or a projector, and of a phone.
const (
	Wide   Width = 1080
	Narrow Width = 400
)

// A View is how a picture is to be drawn.
type View struct {
	Lang  phrase.Lang
	Width Width
}

// Say returns a phrase in the language of the picture.
func (v View) Say(p phrase.Phrase, args ...any) string { return p.Format(v.Lang, args...) }

// A Text stands somewhere.
type Text struct {
	X, Y  Px
	Class string
	Text  string
}
