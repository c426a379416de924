package sequence

import "slices"

// labels say what the bands are, where there is room: once for each lifeline.
func (p *picture) labels() {
	for _, l := range p.lines {
		told := map[string]bool{}
		for _, w := range l.waits {
			if !told[w.why] {
				told[w.why] = p.label(l, w)
			}
		}
	}
}

// label writes what a wait is in the longest pause of it, and reports whether
// there is room. It stands away from the accept queue, which waits for nothing.
func (p *picture) label(l *lifeline, w wait) bool {
	text, side := p.waitText(w), p.outside(l)
	tries := [][]int{{side, -side}}
	for _, side := range []int{-1, 1} {
		if p.tracks[l.place][max(0, side)] > 0 {
			tries = [][]int{{-side}, {side}}
		}
	}
	for _, sides := range tries {
		best, bestSide := p.pause(l, w, p.textWidth(text), sides)
		switch {
		case bestSide > 0:
			p.text(best.X, best.Y+12, "faint", text)
			return true
		case bestSide < 0:
			p.text(best.X+best.Width, best.Y+12, "faint right", text)
			return true
		}
	}
	return false
}

// pause finds the longest pause of a wait that has room for a text of this
// width, and the side of the lifeline; that is 0 if there is none.
func (p *picture) pause(l *lifeline, w wait, width px, sides []int) (best box, bestSide int) {
	y0, y1 := p.at(l, w.from), p.at(l, w.to)
	most := px(0)
	for i := 1; i < len(p.rows); i++ {
		above, below := p.rows[i-1], p.rows[i]
		if below.pause < instant || above.y < y0-1 || below.y > y1+1 {
			continue
		}
		height := below.y - above.y
		for _, side := range sides {
			if width > p.room(l, side) || height <= most {
				continue
			}
			x := p.x[l.place] + px(side)*p.pad(l, side)
			if side < 0 {
				x -= width
			}
			place := box{x, (above.y+above.below+below.y-below.above)/2 - 8, width, 16}
			if !slices.ContainsFunc(p.solid, place.grown(2).meets) {
				best, bestSide, most = place, side, height
			}
		}
	}
	return best, bestSide
}

func (b box) grown(by px) box { return box{b.X, b.Y - by, b.Width, b.Height + 2*by} }

func (b box) meets(o box) bool {
	return b.X < o.X+o.Width && o.X < b.X+b.Width && b.Y < o.Y+o.Height && o.Y < b.Y+b.Height
}
