package sequence

import (
	"strings"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/svg"
)

// settle finds the row of a beat: the first since the last pause that is below
// all that has led to it, and has room for its words.
func (sc *scene) settle(b *beat) {
	pause := time.Duration(0)
	if len(sc.rows) > 0 {
		pause = b.begin() - sc.until
	}
	if pause >= swiftly {
		sc.base = len(sc.rows)
	}
	sc.until = max(sc.until, b.end())
	r := sc.base
	for _, d := range b.deeds {
		for _, line := range d.touches() {
			r = max(r, sc.lowest[line])
		}
		for _, taken := range d.takes {
			if before := sc.of[taken]; before != nil && before != b {
				r = max(r, before.row+1)
			}
		}
		sc.of[d] = b
	}
	for ; !sc.fits(b, r); r++ {
		if r == len(sc.rows) {
			next := &level{begin: b.begin(), above: 8, below: 8}
			if r == sc.base {
				next.pause = pause
			}
			sc.rows = append(sc.rows, next)
			sc.stand(b, next, true)
			break
		}
	}
	b.row = r
	for _, d := range b.deeds {
		for _, line := range d.touches() {
			sc.lowest[line] = r + 1
		}
	}
}

// fits sets a beat on a row that is there, if it has room.
func (sc *scene) fits(b *beat, r int) bool {
	return r < len(sc.rows) && sc.stand(b, sc.rows[r], false)
}

// stand sets a beat on a row. On a row of its own it must have room, if need be
// for less than all its words.
func (sc *scene) stand(b *beat, r *level, alone bool) bool {
	spans := sc.spans(b)
	for _, s := range spans {
		if r.has(s) {
			return false
		}
	}
	var places []place
	below := px(8)
	for _, line := range b.lines() {
		said := sc.words(b.by(line))
		if len(said) == 0 {
			continue
		}
		p := place{beat: b, line: line, cap: said[0].cap}
		texts := make([]string, len(said))
		for i, w := range said {
			texts[i] = w.text
			p.alarm = p.alarm || w.alarm
		}
		text := strings.Join(texts, sc.Say(commaWord))
		free := func(s span) bool { return !r.has(s) && !meets(s, spans) }
		s, ok := sc.find(&p, text, free, alone)
		if !ok {
			return false
		}
		spans = append(spans, s)
		places = append(places, p)
		lines := px(len(p.lines) - 1)
		if p.low {
			lines++
		}
		below = max(below, 8+lines*lineHeight)
		if p.cap {
			below = max(below, 13)
		}
	}
	r.taken = append(r.taken, spans...)
	r.begin = min(r.begin, b.begin())
	r.below = max(r.below, below)
	if b.arrow != nil {
		r.above = max(r.above, 16+px(len(sc.arrowLines(b.arrow))-1)*lineHeight)
	}
	for _, d := range b.deeds {
		if d.goes != nil {
			r.below = max(r.below, goDown+4)
		}
	}
	sc.places = append(sc.places, places...)
	return true
}

// goDown is how far below accept a goroutine begins.
const goDown = 12

func (r *level) has(s span) bool { return meets(s, r.taken) }

func meets(s span, others []span) bool {
	for _, o := range others {
		if s.meets(o) {
			return true
		}
	}
	return false
}

// find finds a place for words: beside the lane in one line, or in more, or
// below the arrow.
func (sc *scene) find(p *place, text string, free func(span) bool, alone bool) (span, bool) {
	sides := []int{sc.outside(p.line), -sc.outside(p.line)}
	const most = 3 // lines
	for _, limit := range []int{1, most} {
		for _, side := range sides {
			p.side = side
			p.lines = svg.Wrap(text, sc.inner(p, side), sc.sizeOf(p))
			if s := sc.span(p); len(p.lines) <= limit && sc.widest(p) <= sc.inner(p, side) && free(s) {
				return s, true
			}
		}
	}
	if !alone {
		return span{}, false
	}
	p.side = sides[0]
	if sc.inner(p, sides[1]) > sc.inner(p, sides[0]) {
		p.side = sides[1]
	}
	room := sc.inner(p, p.side)
	p.lines = []string{""}
	if p.low = !free(sc.span(p)); p.low {
		room = max(room, sc.below(p))
	}
	p.lines = svg.Wrap(text, room, sc.sizeOf(p))
	if len(p.lines) > most {
		p.lines[most-1] = strings.Join(p.lines[most-1:], " ")
		p.lines = p.lines[:most]
	}
	for i, line := range p.lines {
		p.lines[i] = svg.Cut(line, room, sc.sizeOf(p))
	}
	return sc.span(p), true
}

// below is how wide words may be that stand below their arrow: as far as it
// leads past those who have gone.
func (sc *scene) below(p *place) px {
	arrow := p.beat.arrow
	if arrow == nil {
		return 0
	}
	end := arrow.to
	if end == p.line {
		end = arrow.source()
	}
	for i := p.line.place + p.side; i != end.place; i += p.side {
		if !sc.lines[i].gone(arrow.at) {
			end = sc.lines[i]
			break
		}
	}
	between := sc.x[end.place] - sc.x[p.line.place]
	return px(p.side)*between - sc.pad(p.line, p.side) - sc.pad(end, -p.side)
}

// gone reports whether a lifeline has ended by a time.
func (l *lifeline) gone(by time.Duration) bool {
	n := len(l.deeds)
	return n > 0 && l.deeds[n-1].at < by && l.deeds[n-1].ends()
}

// inner is how wide the text of a place may be.
func (sc *scene) inner(p *place, side int) px {
	if p.cap {
		return sc.room(p.line, side) - capPad
	}
	return sc.room(p.line, side)
}

func (sc *scene) widest(p *place) (most px) {
	for _, line := range p.lines {
		most = max(most, svg.WidthOf(line, sc.sizeOf(p)))
	}
	return most
}

// sizeOf is the size of the letters of a place, as wide as they are.
func (sc *scene) sizeOf(p *place) px {
	if p.alarm {
		return sc.size * bold
	}
	return sc.size
}

// span is what a place takes of its row.
func (sc *scene) span(p *place) span {
	from := sc.x[p.line.place] + px(p.side)*sc.pad(p.line, p.side)
	to := from + px(p.side)*sc.widest(p)
	if p.cap {
		to += px(p.side) * capPad
	}
	return span{min(from, to), max(from, to)}
}

// spans are what a beat takes of its row, without its words.
func (sc *scene) spans(b *beat) (spans []span) {
	for _, line := range b.lines() {
		x := sc.x[line.place]
		spans = append(spans, span{x - bandHalf - 1, x + bandHalf + 1})
	}
	if d := b.arrow; d != nil {
		from, to := sc.x[d.source().place], sc.x[d.to.place]
		spans = []span{{min(from, to) - bandHalf - 1, max(from, to) + bandHalf + 1}}
	}
	return spans
}

// source is where the arrow of a deed begins.
func (d *deed) source() *lifeline {
	if d.from != nil {
		return d.from
	}
	return d.line
}

// lines are the lifelines that have a part in a beat.
func (b *beat) lines() (lines []*lifeline) {
	for _, d := range b.deeds {
		seen := false
		for _, l := range lines {
			seen = seen || l == d.line
		}
		if !seen {
			lines = append(lines, d.line)
		}
	}
	return lines
}

// by returns the deeds of a beat that a lifeline has done.
func (b *beat) by(line *lifeline) (deeds []*deed) {
	for _, d := range b.deeds {
		if d.line == line {
			deeds = append(deeds, d)
		}
	}
	return deeds
}

// heights finds out where the rows are.
func (sc *scene) heights() {
	y := px(headRoom)
	for i, r := range sc.rows {
		step := r.above + 2
		if i > 0 {
			step = max(pitch, sc.rows[i-1].below+r.above+2)
		}
		y += step + stretch(r.pause)
		r.y = y
	}
}

// stretch is how much of the picture a pause takes.
func stretch(pause time.Duration) px {
	if pause < swiftly {
		return 0
	}
	return min(60, 6+40*px(pause.Seconds()))
}

// y returns where a deed is told.
func (sc *scene) y(d *deed) px { return sc.rows[sc.of[d].row].y }

// at returns where a lane is at a time: at its last deed, if that was just
// then, or else where the time is.
func (sc *scene) at(line *lifeline, when time.Duration) px {
	var last *deed
	for _, d := range line.deeds {
		if d.at <= when {
			last = d
		}
	}
	if last != nil && when-last.at < swiftly {
		return sc.y(last)
	}
	for i := len(sc.rows) - 1; i >= 0; i-- {
		r := sc.rows[i]
		if r.begin > when {
			continue
		}
		if i+1 == len(sc.rows) || sc.rows[i+1].pause < swiftly {
			return r.y
		}
		next := sc.rows[i+1]
		begin := next.begin - next.pause
		part := float64(max(0, when-begin)) / float64(next.pause)
		return r.y + (next.y-r.y)*px(min(1, part))
	}
	return headRoom
}

// ends reports whether a lane may end with a deed.
func (d *deed) ends() bool {
	return d.op == event.Close || d.op == event.Stop || d.op == event.Error
}
