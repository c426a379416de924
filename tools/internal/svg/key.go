package svg

import (
	"fmt"

	"tcplab/shared/phrase"
)

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
