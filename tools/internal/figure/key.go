package figure

import (
	"fmt"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

// A key explains what something in a picture looks like.
type key struct {
	X, Y  px // of a sample, 26 wide and 14 high
	Class string
	Line  bool // of a chart
	Fill  string
	Label string
}

func (k key) MiddleX() px { return k.X + 13 }
func (k key) MiddleY() px { return k.Y + 7 }
func (k key) BottomY() px { return k.Y + 13 }
func (k key) TextX() px   { return k.X + 34 }
func (k key) TextY() px   { return k.Y + 12 }

// A sample is what is explained.
type sample struct {
	class string
	label phrase.Phrase
	line  bool
}

// keys are those at the foot of a comparison; it returns where they end.
func keys(c timeline.Comparison, v view, y px, id string) (list []key, bottom px) {
	samples := []sample{{class: "queued", label: keyQueued}, {class: "waiting", label: keyWaiting}, {class: "connecting", label: keyConnecting}}
	if (c.A.Told || c.B.Told) && c.A.Plan.Clients <= manyClients {
		samples = append(samples, sample{class: "accept", label: keyAccept}, sample{class: "close", label: keyClose})
	}
	samples = append(samples, sample{class: "makespan", label: keyMakespan})
	if c.Failed() > 0 {
		samples = append(samples, sample{class: "failed", label: timeline.FailedWord})
	}
	list, bottom = row(samples, v, y)
	for i := range list {
		if list[i].Class == "queued" {
			list[i].Fill = fmt.Sprintf("url(#%s-stripes)", id)
		}
	}
	return list, bottom
}

// row sets samples side by side, on as many lines as they take.
func row(samples []sample, v view, y px) (list []key, bottom px) {
	const margin = 16
	x := px(margin)
	for _, s := range samples {
		label := v.say(s.label)
		width := 34 + widthOf(label, letters) + 20
		if x > margin && x+width > px(v.width) {
			x, y = margin, y+24
		}
		list = append(list, key{X: x, Y: y, Class: s.class, Label: label, Line: s.line})
		x += width
	}
	return list, y + 26
}
