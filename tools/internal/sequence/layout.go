package sequence

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/svg"
)

// setRow finds the row of a group: the first since the last pause that is below
// all that has led to it, and has room for its words.
func (lay *layout) setRow(g *group) {
	pause := time.Duration(0)
	if len(lay.rows) > 0 {
		pause = g.begin() - lay.until
	}
	if pause >= instant {
		lay.base = len(lay.rows)
	}
	lay.until = max(lay.until, g.end())
	r := lay.base
	for _, s := range g.steps {
		for _, line := range s.touches() {
			r = max(r, lay.lowest[line])
		}
		for _, taken := range s.takes {
			if before := lay.of[taken]; before != nil && before != g {
				r = max(r, before.row+1)
			}
		}
		lay.of[s] = g
	}
	for r < len(lay.rows) && !lay.put(g, lay.rows[r], false) {
		r++
	}
	if r == len(lay.rows) {
		next := &row{begin: g.begin(), above: 8, below: 8}
		if r == lay.base {
			next.pause = pause
		}
		lay.rows = append(lay.rows, next)
		lay.put(g, next, true)
	}
	g.row = r
	for _, s := range g.steps {
		for _, line := range s.touches() {
			lay.lowest[line] = r + 1
		}
	}
}

// put puts a group on a row. On a row of its own it must have room, if need be
// for less than all its words.
func (lay *layout) put(g *group, r *row, alone bool) bool {
	spans := lay.spans(g)
	for _, s := range spans {
		if r.has(s) {
			return false
		}
	}
	var places []place
	below := px(8)
	for _, line := range g.lines() {
		said := lay.words(g.by(line))
		if len(said) == 0 {
			continue
		}
		p := place{group: g, line: line, cap: said[0].cap}
		texts := make([]string, len(said))
		for i, w := range said {
			texts[i] = w.text
			p.alarm = p.alarm || w.alarm
		}
		text := strings.Join(texts, lay.Say(commaWord))
		free := func(s span) bool { return !r.has(s) && !meets(s, spans) }
		s, ok := lay.find(&p, text, free, alone)
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
	r.begin = min(r.begin, g.begin())
	r.below = max(r.below, below)
	if g.arrow != nil {
		r.above = max(r.above, 16+px(len(lay.arrowLines(g.arrow))-1)*lineHeight)
	}
	for _, s := range g.steps {
		if s.goes != nil {
			r.below = max(r.below, goDown+4)
		}
	}
	lay.places = append(lay.places, places...)
	return true
}

// goDown is how far below accept a goroutine begins.
const goDown = 12

func (r *row) has(s span) bool { return meets(s, r.taken) }

func meets(s span, others []span) bool { return slices.ContainsFunc(others, s.meets) }

// find finds a place for words: beside the lifeline in one line, or in more, or
// below the arrow.
func (lay *layout) find(p *place, text string, free func(span) bool, alone bool) (span, bool) {
	sides := []int{lay.outside(p.line), -lay.outside(p.line)}
	const most = 3 // lines
	for _, limit := range []int{1, most} {
		for _, side := range sides {
			p.side = side
			p.lines = svg.Wrap(text, lay.inner(p, side), lay.sizeOf(p))
			if s := lay.span(p); len(p.lines) <= limit && lay.widest(p) <= lay.inner(p, side) && free(s) {
				return s, true
			}
		}
	}
	if !alone {
		return span{}, false
	}
	p.side = sides[0]
	if lay.inner(p, sides[1]) > lay.inner(p, sides[0]) {
		p.side = sides[1]
	}
	room := lay.inner(p, p.side)
	p.lines = []string{""}
	if p.low = !free(lay.span(p)); p.low {
		room = max(room, lay.below(p))
	}
	p.lines = svg.Wrap(text, room, lay.sizeOf(p))
	if len(p.lines) > most {
		p.lines[most-1] = strings.Join(p.lines[most-1:], " ")
		p.lines = p.lines[:most]
	}
	for i, line := range p.lines {
		p.lines[i] = svg.Cut(line, room, lay.sizeOf(p))
	}
	return lay.span(p), true
}

// below is how wide words may be that stand below their arrow: as far as it
// leads past those who have gone.
func (lay *layout) below(p *place) px {
	arrow := p.group.arrow
	if arrow == nil {
		return 0
	}
	end := arrow.to
	if end == p.line {
		end = arrow.source()
	}
	for i := p.line.place + p.side; i != end.place; i += p.side {
		if !lay.lines[i].gone(arrow.at) {
			end = lay.lines[i]
			break
		}
	}
	between := lay.x[end.place] - lay.x[p.line.place]
	return px(p.side)*between - lay.pad(p.line, p.side) - lay.pad(end, -p.side)
}

// gone reports whether a lifeline has ended by a time.
func (l *lifeline) gone(by time.Duration) bool {
	n := len(l.steps)
	return n > 0 && l.steps[n-1].at < by && l.steps[n-1].ends()
}

// inner is how wide the text of a place may be.
func (lay *layout) inner(p *place, side int) px {
	if p.cap {
		return lay.room(p.line, side) - capPad
	}
	return lay.room(p.line, side)
}

func (lay *layout) widest(p *place) (most px) {
	for _, line := range p.lines {
		most = max(most, svg.WidthOf(line, lay.sizeOf(p)))
	}
	return most
}

// sizeOf is the size of the letters of a place, as wide as they are.
func (lay *layout) sizeOf(p *place) px {
	if p.alarm {
		return lay.size * bold
	}
	return lay.size
}

// span is what a place takes of its row.
func (lay *layout) span(p *place) span {
	from := lay.x[p.line.place] + px(p.side)*lay.pad(p.line, p.side)
	to := from + px(p.side)*lay.widest(p)
	if p.cap {
		to += px(p.side) * capPad
	}
	return span{min(from, to), max(from, to)}
}

// spans are what a group takes of its row, without its words.
func (lay *layout) spans(g *group) (spans []span) {
	for _, line := range g.lines() {
		x := lay.x[line.place]
		spans = append(spans, span{x - bandHalf - 1, x + bandHalf + 1})
	}
	if s := g.arrow; s != nil {
		from, to := lay.x[s.source().place], lay.x[s.to.place]
		spans = []span{{min(from, to) - bandHalf - 1, max(from, to) + bandHalf + 1}}
	}
	return spans
}

// source is where the arrow of a step begins.
func (s *step) source() *lifeline {
	if s.from != nil {
		return s.from
	}
	return s.line
}

// side is where its arrow leads: -1 to the left, 1 to the right.
func (s *step) side() int { return cmp.Compare(s.to.place, s.source().place) }

// lines are the lifelines that have a part in a group.
func (g *group) lines() (lines []*lifeline) {
	for _, s := range g.steps {
		if !slices.Contains(lines, s.line) {
			lines = append(lines, s.line)
		}
	}
	return lines
}

// by returns the steps of a group that a lifeline has done.
func (g *group) by(line *lifeline) (steps []*step) {
	for _, s := range g.steps {
		if s.line == line {
			steps = append(steps, s)
		}
	}
	return steps
}

// heights finds out where the rows are.
func (lay *layout) heights() {
	y := px(headRoom)
	for i, r := range lay.rows {
		step := r.above + 2
		if i > 0 {
			step = max(pitch, lay.rows[i-1].below+r.above+2)
		}
		y += step + stretch(r.pause)
		r.y = y
	}
}

// stretch is how much of the picture a pause takes.
func stretch(pause time.Duration) px {
	if pause < instant {
		return 0
	}
	return min(60, 6+40*px(pause.Seconds()))
}

// y returns where a step is told.
func (lay *layout) y(s *step) px { return lay.rows[lay.of[s].row].y }

// at returns where a lifeline is at a time: at its last step, if that was just
// then, or else where the time is.
func (lay *layout) at(line *lifeline, when time.Duration) px {
	var last *step
	for _, s := range line.steps {
		if s.at <= when {
			last = s
		}
	}
	if last != nil && when-last.at < instant {
		return lay.y(last)
	}
	for i := len(lay.rows) - 1; i >= 0; i-- {
		r := lay.rows[i]
		if r.begin > when {
			continue
		}
		if i+1 == len(lay.rows) || lay.rows[i+1].pause < instant {
			return r.y
		}
		next := lay.rows[i+1]
		begin := next.begin - next.pause
		part := float64(max(0, when-begin)) / float64(next.pause)
		return r.y + (next.y-r.y)*px(min(1, part))
	}
	return headRoom
}

// ends reports whether a lifeline may end with a step.
func (s *step) ends() bool {
	return s.op == event.Close || s.op == event.Stop || s.op == event.Error
}
