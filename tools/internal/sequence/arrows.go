package sequence

import (
	"fmt"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/event"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/trace"
)

// group draws the arrow and the marks of a group.
func (p *picture) group(g *group) {
	if g.arrow != nil {
		p.arrow(g.arrow)
	}
	for _, line := range g.lines() {
		marks := 0
		for _, m := range g.by(line) {
			if p.mark(m, p.y(m)+px(marks*8)) {
				marks++
			}
		}
	}
}

// mark draws the mark of a step on its lifeline, if it has one.
func (p *picture) mark(m *step, y px) bool {
	x := p.x[m.line.place]
	s := sign{Title: p.title(m)}
	switch m.op {
	case event.Listen:
		s.Class, s.Path = "dot-mark", fmt.Sprintf("M%v %va5 5 0 1 0 10 0a5 5 0 1 0-10 0", x-5, y)
	case event.Accept:
		s.Class, s.Path = "accept", fmt.Sprintf("M%v %vl-6-11h12z", x, y+6)
	case event.EOF:
		s.Class, s.Path = "nothing", fmt.Sprintf("M%v %va5 5 0 1 0 10 0a5 5 0 1 0-10 0", x-5, y)
	case event.Close:
		s.Class, s.Path = "close", fmt.Sprintf("M%v %vh18", x-9, y)
	case event.Stop:
		s.Class, s.Path = "dot-mark", fmt.Sprintf("M%v %vh10v10h-10z", x-5, y-5)
	case event.Error:
		if m.lost {
			return false
		}
		s.Class, s.Path = "failed", fmt.Sprintf("M%v %vl10 10m0-10l-10 10", x-5, y-5)
	case event.Recv, event.Socket, event.Bind, event.Connect, trace.Shutdown:
		if m.tookAtOnce() || m.to != nil {
			return false
		}
		s.Class, s.Path = "dot-mark", fmt.Sprintf("M%v %va3 3 0 1 0 6 0a3 3 0 1 0-6 0", x-3, y)
	default:
		return false
	}
	p.Signs = append(p.Signs, s)
	if g := m.goes; g != nil {
		p.goes(m, g)
	}
	return true
}

// goes draws how a goroutine begins.
func (p *picture) goes(accept *step, g *lifeline) {
	from, to, y := p.x[accept.line.place], p.x[g.place], p.y(accept)+goDown
	p.used["go"] = true
	p.Signs = append(p.Signs,
		sign{"go", fmt.Sprintf("M%v %vV%vH%v", from, y-goDown, y, to), ""},
		sign{"dot-mark", fmt.Sprintf("M%v %va3 3 0 1 0 6 0a3 3 0 1 0-6 0", to-3, y), ""})
}

// arrow draws the arrow of a step, and what it says.
func (p *picture) arrow(m *step) {
	from, to, y := p.x[m.source().place], p.x[m.to.place], p.y(m)
	dir := px(m.side())
	begin, end := from+dir*(bandHalf+1), to-dir*(bandHalf+1)
	if s, ok := m.line.queuedAt(m); ok {
		end = p.trackX(s) - 1
		if dir < 0 {
			end += track - 1
		}
	} else if !m.atOnce && m.op != event.Error {
		end = to - dir*(edge+1)
	}
	class := "arrow"
	switch m.op {
	case event.Send:
	case Packet:
		class = "arrow packet"
		p.used["arrow packet"] = true
	default:
		class = "arrow control"
	}
	if m.lost {
		end = to - dir*(edge+4)
		p.used["lost"] = true
		p.Signs = append(p.Signs, sign{"lost", fmt.Sprintf("M%v %vl9 9m0-9l-9 9", end-4.5+dir*5, y-4.5), ""})
	}
	p.Signs = append(p.Signs, sign{class, fmt.Sprintf("M%v %vH%v", begin, y, end-dir*6), p.title(m)},
		sign{"tip", fmt.Sprintf("M%v %vl%v-4.5v9z", end, y, -dir*9), ""})
	p.solid = append(p.solid, box{min(begin, end), y - 6, max(begin, end) - min(begin, end), 12})

	left, right := p.labelGap(m)
	lines := p.arrowLines(m)
	for i, line := range lines {
		p.text((left+right)/2, y-5-px(len(lines)-1-i)*lineHeight, "middle", line)
	}
}

// arrowLines is the text of an arrow. On a phone, it is broken rather than cut.
func (lay *layout) arrowLines(m *step) []string {
	left, right := lay.labelGap(m)
	room := right - left - 4
	if whole := lay.arrowText(m, mostCols); lay.Phone && lay.textWidth(whole) > room && !strings.Contains(whole, "…") {
		lines := svg.Wrap(whole, room, lay.size)
		if len(lines) == 2 && lay.textWidth(lines[0]) <= room && lay.textWidth(lines[1]) <= room {
			return lines
		}
	}
	return []string{svg.Longest(room, lay.size, mostCols, func(cols int) string { return lay.arrowText(m, cols) })}
}

// labelGap is where the text of an arrow stands: between the first two lifelines
// that leave it room, or else the two that leave it most.
func (lay *layout) labelGap(m *step) (left, right px) {
	side := m.side()
	for i := m.source().place; i != m.to.place; i += side {
		a, b := lay.lines[i], lay.lines[i+side]
		from, to := lay.x[i]+px(side)*lay.clear(a, side), lay.x[i+side]-px(side)*lay.clear(b, -side)
		if side < 0 {
			from, to = to, from
		}
		if to-from > right-left {
			left, right = from, to
		}
		if right-left-4 >= lay.textWidth(lay.arrowText(m, mostCols)) {
			break
		}
	}
	return left, right
}

// clear is the room beside a lifeline in which no text of an arrow stands.
func (lay *layout) clear(l *lifeline, side int) px {
	return edge + lay.tracks[l.place][max(0, side)]
}

// title is what a step says when one points at it.
func (lay *layout) title(m *step) string {
	text := fmt.Sprintf("%.6f s  %s  %s", m.at.Seconds(), lay.name(m.line), m.op)
	switch {
	case m.err != "":
		text += "  " + m.err
	case m.op == event.Send || m.op == event.Recv:
		text += fmt.Sprintf("  %s  %q", lay.Say(inBytes, m.bytes), columns.Cut(m.text, 80))
	}
	return text
}
