// Package chart draws the summary of two servers: their clients on one axis of time,
// how the times grow with the number of clients, and the page around either picture.
// The code lays a picture out in pixels; the templates and the style say what it
// looks like.
package chart

import (
	"embed"
	"math"
	"strconv"

	"tcplab/tools/internal/svg"
)

//go:embed *.tmpl
var files embed.FS

var templates = svg.Parse(files)

type px = svg.Px

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
