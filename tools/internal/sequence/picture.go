package sequence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tcplab/shared/event"
	"tcplab/tools/internal/svg"
)

// A picture is what the template draws.
type picture struct {
	*layout
	svg.Picture
	Rails []rail
	Bands []band
	Signs []sign
	Caps  []box // keys of a keyboard

	bottom px
	used   map[string]bool // what the legend explains
	solid  []box           // where no further text may stand
}

// A rail is the line of a lifeline, or a part of it.
type rail struct {
	Class  string
	X      px
	Y0, Y1 px
}

// A band is a time in which a lifeline waits.
type band struct {
	Class string
	box
	Title string
}

// A box is a place in the picture.
type box struct{ X, Y, Width, Height px }

// A sign is drawn as a path: an arrow, its head, a mark on a lifeline.
type sign struct{ Class, Path, Title string }

// draw draws what was laid out.
func (lay *layout) draw(begun svg.Picture) *picture {
	p := &picture{layout: lay, Picture: begun, bottom: headRoom + 20, used: map[string]bool{}}
	p.Width = lay.width
	if n := len(lay.rows); n > 0 {
		p.bottom = lay.rows[n-1].y + lay.rows[n-1].below + 14
	}
	p.heads()
	p.times()
	p.waits()
	p.stays()
	p.buffers()
	p.rails()
	for _, g := range lay.groups {
		p.group(g)
	}
	for _, place := range lay.places {
		p.write(place)
	}
	p.labels()
	p.legend()
	return p
}

// text writes a text, and keeps others from where it is.
func (p *picture) text(x, y px, class, s string) {
	p.Texts = append(p.Texts, svg.Text{X: x, Y: y, Class: class, Text: s})
	width := p.textWidth(s)
	left := x
	switch {
	case strings.Contains(class, "right"):
		left -= width
	case strings.Contains(class, "middle"):
		left -= width / 2
	}
	p.solid = append(p.solid, box{left, y - 12, width, 16})
}

// name is the text above a lifeline.
func (lay *layout) name(l *lifeline) string {
	switch l.role {
	case serverRole:
		if lay.threaded() {
			return "main"
		}
		return lay.names[0]
	case goroutineRole:
		return fmt.Sprint("goroutine ", l.conn)
	case secondRole:
		return lay.Say(secondServer)
	}
	return lay.names[l.actor]
}

// heads names the lifelines.
func (p *picture) heads() {
	for _, l := range p.lines {
		x := p.x[l.place]
		name, room := p.name(l), p.headRoomOf(l)
		if words := strings.Fields(name); l.role == clientRole && p.headWidth(l) > room {
			name = words[len(words)-1] // A of client A
		}
		p.text(x, 20, "middle head", svg.Cut(name, room/bold, p.size))
		if ports := strings.Join(l.ports, " "); ports != "" {
			p.text(x, 37, "middle faint number", svg.Cut(ports, room, p.size))
		}
	}
}

// headWidth is how wide the name of a lifeline is.
func (lay *layout) headWidth(l *lifeline) px { return lay.textWidth(lay.name(l)) * bold }

// headRoomOf is how wide the text above a lifeline may be: what its neighbours
// leave.
func (lay *layout) headRoomOf(l *lifeline) px {
	x := lay.x[l.place]
	half := min(x-2, lay.width-2-x)
	for _, next := range lay.lines {
		if next.place == l.place-1 || next.place == l.place+1 {
			gap := max(x-lay.x[next.place], lay.x[next.place]-x)
			half = min(half, max(gap/2, gap-lay.headWidth(next)/2)-3)
		}
	}
	return 2 * half
}

// times are written where the time has moved.
func (p *picture) times() {
	told := ""
	for i, r := range p.rows {
		if i > 0 && r.pause < 2*instant {
			continue
		}
		text := fmt.Sprintf("%.1f", r.begin.Seconds())
		if text == told {
			continue
		}
		told = text
		if !p.Phone {
			text += " s"
		}
		p.text(p.timeX, r.y+4.5, "faint right number", text)
	}
}

// waits shades the lifelines of those who wait.
func (p *picture) waits() {
	for _, l := range p.lines {
		for _, w := range l.waits {
			class := waitClass(w.why)
			p.used[class] = true
			y0, y1 := p.at(l, w.from), p.at(l, w.to)
			p.Bands = append(p.Bands, band{class, box{p.x[l.place] - bandHalf, y0, 2 * bandHalf, y1 - y0}, p.waitTitle(w)})
		}
	}
}

// waitClass is what the style knows a wait by.
func waitClass(why string) string {
	switch why {
	case thinking:
		return "waiting"
	case keyboard:
		return "reading"
	}
	return "blocked"
}

func (lay *layout) waitTitle(w wait) string {
	return fmt.Sprintf("%s\n%.3f s – %.3f s", lay.waitText(w), w.from.Seconds(), w.to.Seconds())
}

func (lay *layout) waitText(w wait) string {
	switch w.why {
	case thinking:
		return lay.Say(thinksWord)
	case keyboard:
		return lay.Say(keyboardWord)
	}
	return lay.Say(blocksWord, w.why)
}

// stays shows who is in the accept queue, at the server.
func (p *picture) stays() {
	for _, l := range p.lines {
		for _, s := range l.queue {
			p.used["queued"] = true
			y0, y1 := p.at(l, s.from), p.at(p.server, s.to)
			if y1 <= y0 { // it was dropped, of which the server knows nothing
				y1 = p.at(l, s.to)
			}
			x := p.trackX(s)
			title := fmt.Sprintf("%s, %s\n%.3f s – %.3f s", p.name(l), p.Say(svg.Queued.Label), s.from.Seconds(), s.to.Seconds())
			p.Bands = append(p.Bands, band{"queued", box{x, y0, track - 3, y1 - y0}, title})
		}
	}
}

// trackX is the left edge of a stay in the accept queue.
func (lay *layout) trackX(s stay) px {
	x := lay.x[lay.server.place]
	if s.side == 0 {
		return x - edge - px(s.track+1)*track
	}
	return x + edge + 3 + px(s.track)*track
}

// queuedAt returns the stay in the accept queue in which a step of a client falls.
func (l *lifeline) queuedAt(p *step) (stay, bool) {
	for _, s := range l.queue {
		if p.at >= s.from && p.at < s.to {
			return s, true
		}
	}
	return stay{}, false
}

// buffers shows what has arrived, and waits to be received by one that tells when
// it does.
func (p *picture) buffers() {
	type where struct {
		line *lifeline
		side int
	}
	merged := map[where][]span{}
	var order []where
	for _, m := range p.steps {
		if m.to == nil || len(m.to.steps) == 0 || m.atOnce || m.lost || m.op == event.Connect || m.op == event.Error {
			continue
		}
		at := where{m.to, cmp.Compare(m.line.place, m.to.place)}
		y0, y1 := p.y(m), p.bottom
		if s, ok := m.line.queuedAt(m); ok { // until then it waits in the queue
			if s.accept == nil {
				continue
			}
			y0 = p.y(s.accept)
		}
		if m.taken != nil {
			y1 = p.y(m.taken)
		} else if m.closed != nil {
			y1 = p.y(m.closed)
		}
		if y1 <= y0 {
			continue
		}
		if merged[at] == nil {
			order = append(order, at)
		}
		merged[at] = append(merged[at], span{y0, y1})
	}
	for _, at := range order {
		x := p.x[at.line.place] + px(at.side*edge)
		for _, s := range union(merged[at]) {
			p.used["buffer"] = true
			p.Signs = append(p.Signs, sign{"buffer", fmt.Sprintf("M%v %vV%v", x, s.from, s.to), p.Say(keyBuffer)})
		}
	}
}

// union joins spans that meet.
func union(spans []span) (joined []span) {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for _, s := range spans {
		if n := len(joined); n > 0 && s.from <= joined[n-1].to {
			joined[n-1].to = max(joined[n-1].to, s.to)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

// rails draws the lifelines: strong where somebody is there.
func (p *picture) rails() {
	for _, l := range p.lines {
		x := p.x[l.place]
		p.Rails = append(p.Rails, rail{"grid", x, headRoom - 6, p.bottom})
	}
	for _, l := range p.lines {
		for _, s := range p.lives(l) {
			p.Rails = append(p.Rails, rail{"axis", p.x[l.place], s.from, s.to})
		}
	}
}

// lives are the times in which a lifeline is there.
func (p *picture) lives(l *lifeline) (lives []span) {
	begin := func(y px) { lives = append(lives, span{y, p.bottom}) }
	all := l.steps
	if l.role == goroutineRole {
		all = slices.DeleteFunc(slices.Clone(p.steps), func(m *step) bool { return m.line != l && m.goes != l })
	}
	for i, m := range all {
		switch {
		case m.goes == l:
			begin(p.y(m) + goDown)
		case i == 0 || all[i-1].ends() && (m.op == event.Listen || m.op == event.Connect):
			begin(p.from(m))
		}
		if n := len(lives); m.ends() {
			lives[n-1].to = p.y(m)
		} else {
			lives[n-1].to = p.bottom
		}
	}
	return lives
}

// from returns where a call began.
func (p *picture) from(m *step) px {
	if m.returned-m.called < instant {
		return p.y(m)
	}
	return p.at(m.line, m.called)
}

// write writes what is said beside a lifeline.
func (p *picture) write(said place) {
	s := p.span(&said)
	y := p.rows[said.group.row].y + 4.5
	if said.low {
		y += lineHeight - 1
	}
	if said.cap {
		p.used["cap"] = true
		key := box{s.from, y - 14, s.to - s.from, 19}
		p.Caps = append(p.Caps, key)
		p.solid = append(p.solid, key)
		p.text((s.from+s.to)/2, y, "middle", said.lines[0])
		return
	}
	class, x := "", s.from
	if said.side < 0 {
		class, x = "right", s.to
	}
	if said.alarm {
		class = strings.TrimSpace(class + " alarm")
	}
	for i, line := range said.lines {
		p.text(x, y+px(i)*lineHeight, class, line)
	}
}

// legend explains what occurs.
func (p *picture) legend() {
	var samples []svg.Sample
	for _, s := range []svg.Sample{
		{Class: "blocked", Label: keyBlocked},
		{Class: "reading", Label: keyReading},
		{Class: "waiting", Label: keyThinking},
		svg.Queued,
		{Class: "buffer", Label: keyBuffer, Line: true},
		{Class: "cap", Label: keyTyped},
		{Class: "go", Label: keyGo, Line: true},
		{Class: "arrow packet", Label: keyPacket, Line: true},
		{Class: "lost", Label: keyLost},
		{Class: "time", Label: keyTime, Line: true},
	} {
		if p.used[s.Class] || s.Class == "time" {
			samples = append(samples, s)
		}
	}
	p.Legend(samples, p.bottom+16)
}
