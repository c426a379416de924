// Package figure draws runs: as a picture of their own, and in a page that
// needs nothing else. A picture is laid out here, in pixels; what it looks like
// stands in the templates and in style.css.
package figure

import (
	"bytes"
	"embed"
	"html/template"
	"math"
	"strconv"

	"tcplab/shared/phrase"
)

//go:embed *.tmpl style.css sequence.css page.css page.js
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.tmpl"))

// execute fills a template. Its data is ours: a failure is a mistake in it.
func execute(name string, data any) []byte {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// asset returns a file that goes into a picture or a page as it is.
func asset(name string) string {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// A px is a length in pixels, written to a tenth of one.
type px float64

func (p px) String() string { return strconv.FormatFloat(math.Round(float64(p)*10)/10, 'f', -1, 64) }

// A width is how wide a picture is, in pixels.
type width int

// The widths of a screen or a projector, and of a phone.
const (
	wide   width = 1080
	narrow width = 400
)

// An axis is a straight scale from values to pixels.
type axis struct {
	from, to px      // the pixels of 0 and of most
	most     float64 // the largest value
}

func (a axis) at(value float64) px { return a.from + (a.to-a.from)*px(value/a.most) }

// A tick is a value on an axis, with a line across the picture.
type tick struct {
	At    px
	Label string
}

// ticks returns about n round values, from 0 on.
func (a axis) ticks(n int, unit string) (ticks []tick) {
	step := roundUp(a.most / float64(n))
	for i := 0; float64(i)*step <= a.most*1.0001; i++ {
		value := float64(i) * step
		digits := max(0, -int(math.Floor(math.Log10(step))))
		ticks = append(ticks, tick{a.at(value), strconv.FormatFloat(value, 'f', digits, 64) + unit})
	}
	return ticks
}

// roundUp returns the next number of 1, 2 or 5 with zeros.
func roundUp(value float64) float64 {
	if value <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(value)))
	for _, factor := range []float64{1, 2, 5} {
		if value <= factor*power*1.0001 {
			return factor * power
		}
	}
	return 10 * power
}

// A view is how a picture is to be drawn.
type view struct {
	lang  phrase.Lang
	width width
}

func (v view) say(p phrase.Phrase, args ...any) string { return p.Format(v.lang, args...) }
