package sequence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/event"
	"tcplab/tools/internal/scenario"
	"tcplab/tools/internal/svg"
)

// draw draws what was laid out.
func (sc *scene) draw(id string) *sequence {
	p := &sequence{ID: id, Lang: sc.Lang, Phone: sc.phone, Width: sc.width}
	bottom := px(headRoom + 20)
	if n := len(sc.rows); n > 0 {
		bottom = sc.rows[n-1].y + sc.rows[n-1].below + 14
	}
	d := &drawing{scene: sc, sequence: p, bottom: bottom, used: map[string]bool{}}
	d.heads()
	d.times()
	d.waits()
	d.stays()
	d.buffers()
	d.rails()
	for _, b := range sc.beats {
		d.beat(b)
	}
	for _, place := range sc.places {
		d.write(place)
	}
	d.labels()
	d.legend()
	return p
}

// A drawing is a scene on its way to be a sequence.
type drawing struct {
	*scene
	*sequence
	bottom px
	used   map[string]bool // what the legend explains
	solid  []box           // where no further text may stand
}

// text writes a text, and keeps others from where it is.
func (d *drawing) text(x, y px, class, s string) {
	d.Texts = append(d.Texts, svg.Text{X: x, Y: y, Class: class, Text: s})
	width := d.textWidth(s)
	left := x
	switch {
	case strings.Contains(class, "right"):
		left -= width
	case strings.Contains(class, "middle"):
		left -= width / 2
	}
	d.solid = append(d.solid, box{left, y - 12, width, 16})
}

// name is what stands above a lane.
func (sc *scene) name(l *lifeline) string {
	switch l.role {
	case serverRole:
		if sc.threaded() {
			return "main"
		}
		return sc.Say(scenario.ActorName(0))
	case goroutineRole:
		return fmt.Sprint("goroutine ", l.conn)
	case secondRole:
		return sc.Say(secondServer)
	}
	return sc.Say(scenario.ActorName(l.actor))
}

// heads names the lanes.
func (d *drawing) heads() {
	for _, l := range d.lines {
		x := d.x[l.place]
		name, room := d.name(l), d.headRoomOf(l)
		if l.role == clientRole && d.headWidth(l) > room {
			name = string(rune('A' + l.actor - 1))
		}
		d.text(x, 20, "middle head", svg.Cut(name, room/bold, d.size))
		if ports := strings.Join(l.ports, " "); ports != "" {
			d.text(x, 37, "middle faint number", svg.Cut(ports, room, d.size))
		}
	}
}

// headWidth is how wide the name of a lane is.
func (sc *scene) headWidth(l *lifeline) px { return sc.textWidth(sc.name(l)) * bold }

// headRoomOf is how wide what stands above a lane may be: what its neighbours
// leave.
func (sc *scene) headRoomOf(l *lifeline) px {
	x := sc.x[l.place]
	half := min(x-2, sc.width-2-x)
	for _, next := range sc.lines {
		if next.place == l.place-1 || next.place == l.place+1 {
			gap := max(x-sc.x[next.place], sc.x[next.place]-x)
			half = min(half, max(gap/2, gap-sc.headWidth(next)/2)-3)
		}
	}
	return 2 * half
}

// times are written where the time has moved.
func (d *drawing) times() {
	told := ""
	for i, r := range d.rows {
		if i > 0 && r.pause < 2*swiftly {
			continue
		}
		text := fmt.Sprintf("%.1f", r.begin.Seconds())
		if text == told {
			continue
		}
		told = text
		if !d.phone {
			text += " s"
		}
		d.text(d.timeX, r.y+4.5, "faint right number", text)
	}
}

// waits shades the lanes of those who wait.
func (d *drawing) waits() {
	for _, l := range d.lines {
		for _, w := range l.waits {
			class := waitClass(w.why)
			d.used[class] = true
			y0, y1 := d.at(l, w.from), d.at(l, w.to)
			d.Bands = append(d.Bands, band{class, box{d.x[l.place] - bandHalf, y0, 2 * bandHalf, y1 - y0}, d.waitTitle(w)})
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

func (sc *scene) waitTitle(w wait) string {
	return fmt.Sprintf("%s\n%.3f s – %.3f s", sc.waitText(w), w.from.Seconds(), w.to.Seconds())
}

func (sc *scene) waitText(w wait) string {
	switch w.why {
	case thinking:
		return sc.Say(thinksWord)
	case keyboard:
		return sc.Say(keyboardWord)
	}
	return sc.Say(blocksWord, w.why)
}

// stays shows who is in the accept queue, at the server.
func (d *drawing) stays() {
	for _, l := range d.lines {
		for _, s := range l.queue {
			d.used["queued"] = true
			y0, y1 := d.at(l, s.from), d.at(d.server, s.to)
			if y1 <= y0 { // it was dropped, of which the server knows nothing
				y1 = d.at(l, s.to)
			}
			x := d.trackX(s)
			title := fmt.Sprintf("%s, %s\n%.3f s – %.3f s", d.name(l), d.Say(svg.Queued.Label), s.from.Seconds(), s.to.Seconds())
			d.Bands = append(d.Bands, band{"queued", box{x, y0, track - 3, y1 - y0}, title})
		}
	}
}

// trackX is the left edge of a stay in the accept queue.
func (sc *scene) trackX(s stay) px {
	x := sc.x[sc.server.place]
	if s.side == 0 {
		return x - edge - px(s.track+1)*track
	}
	return x + edge + 3 + px(s.track)*track
}

// queuedAt returns the stay in the accept queue in which a deed of a client falls.
func (l *lifeline) queuedAt(d *deed) (stay, bool) {
	for _, s := range l.queue {
		if d.at >= s.from && d.at < s.to {
			return s, true
		}
	}
	return stay{}, false
}

// buffers shows what has arrived, and waits to be received.
func (d *drawing) buffers() {
	type where struct {
		line *lifeline
		side int
	}
	merged := map[where][]span{}
	var order []where
	for _, m := range d.deeds {
		if m.to == nil || m.swift || m.lost || m.op == event.Connect || m.op == event.Error {
			continue
		}
		at := where{m.to, -1}
		if m.line.place > m.to.place {
			at.side = 1
		}
		y0, y1 := d.y(m), d.bottom
		if s, ok := m.line.queuedAt(m); ok { // until then it waits in the queue
			if s.accept == nil {
				continue
			}
			y0 = d.y(s.accept)
		}
		if m.taken != nil {
			y1 = d.y(m.taken)
		} else if m.closed != nil {
			y1 = d.y(m.closed)
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
		x := d.x[at.line.place] + px(at.side*edge)
		for _, s := range union(merged[at]) {
			d.used["buffer"] = true
			d.Signs = append(d.Signs, sign{"buffer", fmt.Sprintf("M%v %vV%v", x, s.from, s.to), d.Say(keyBuffer)})
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

// rails draws the lanes: strong where somebody is there.
func (d *drawing) rails() {
	for _, l := range d.lines {
		x := d.x[l.place]
		d.Rails = append(d.Rails, rail{"grid", x, headRoom - 6, d.bottom})
	}
	for _, l := range d.lines {
		for _, s := range d.lives(l) {
			d.Rails = append(d.Rails, rail{"axis", d.x[l.place], s.from, s.to})
		}
	}
}

// lives are the times in which a lifeline is there.
func (d *drawing) lives(l *lifeline) (lives []span) {
	begin := func(y px) { lives = append(lives, span{y, d.bottom}) }
	all := l.deeds
	if l.role == goroutineRole {
		all = slices.DeleteFunc(slices.Clone(d.deeds), func(m *deed) bool { return m.line != l && m.goes != l })
	}
	for i, m := range all {
		switch {
		case m.goes == l:
			begin(d.y(m) + goDown)
		case i == 0 || all[i-1].ends() && (m.op == event.Listen || m.op == event.Connect):
			begin(d.from(m))
		}
		if n := len(lives); m.ends() {
			lives[n-1].to = d.y(m)
		} else {
			lives[n-1].to = d.bottom
		}
	}
	return lives
}

// from returns where a call began.
func (d *drawing) from(m *deed) px {
	if m.returned-m.called < swiftly {
		return d.y(m)
	}
	return d.at(m.line, m.called)
}

// beat draws the arrow and the marks of a beat.
func (d *drawing) beat(b *beat) {
	if b.arrow != nil {
		d.arrow(b.arrow)
	}
	for _, line := range b.lines() {
		marks := 0
		for _, m := range b.by(line) {
			if d.mark(m, d.y(m)+px(marks*8)) {
				marks++
			}
		}
	}
}

// mark draws the mark of a deed on its lane, if it has one.
func (d *drawing) mark(m *deed, y px) bool {
	x := d.x[m.line.place]
	s := sign{Title: d.title(m)}
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
	case event.Recv:
		if m.isSwift() {
			return false
		}
		s.Class, s.Path = "dot-mark", fmt.Sprintf("M%v %va3 3 0 1 0 6 0a3 3 0 1 0-6 0", x-3, y)
	default:
		return false
	}
	d.Signs = append(d.Signs, s)
	if g := m.goes; g != nil {
		d.goes(m, g)
	}
	return true
}

// goes draws how a goroutine begins.
func (d *drawing) goes(accept *deed, g *lifeline) {
	from, to, y := d.x[accept.line.place], d.x[g.place], d.y(accept)+goDown
	d.used["go"] = true
	d.Signs = append(d.Signs,
		sign{"go", fmt.Sprintf("M%v %vV%vH%v", from, y-goDown, y, to), ""},
		sign{"dot-mark", fmt.Sprintf("M%v %va3 3 0 1 0 6 0a3 3 0 1 0-6 0", to-3, y), ""})
}

// arrow draws the arrow of a deed, and what it says.
func (d *drawing) arrow(m *deed) {
	from, to, y := d.x[m.source().place], d.x[m.to.place], d.y(m)
	side := 1
	if to < from {
		side = -1
	}
	dir := px(side)
	begin, end := from+dir*(bandHalf+1), to-dir*(bandHalf+1)
	if s, ok := m.line.queuedAt(m); ok {
		end = d.trackX(s) - 1
		if side < 0 {
			end += track - 1
		}
	} else if !m.swift && m.op != event.Error {
		end = to - dir*(edge+1)
	}
	class := "arrow"
	if m.op != event.Send {
		class = "arrow control"
	}
	if m.lost {
		end = to - dir*(edge+4)
		d.used["lost"] = true
		d.Signs = append(d.Signs, sign{"lost", fmt.Sprintf("M%v %vl9 9m0-9l-9 9", end-4.5+dir*5, y-4.5), ""})
	}
	d.Signs = append(d.Signs, sign{class, fmt.Sprintf("M%v %vH%v", begin, y, end-dir*6), d.title(m)},
		sign{"tip", fmt.Sprintf("M%v %vl%v-4.5v9z", end, y, -dir*9), ""})
	d.solid = append(d.solid, box{min(begin, end), y - 6, max(begin, end) - min(begin, end), 12})

	left, right := d.labelGap(m, side)
	lines := d.arrowLines(m)
	for i, line := range lines {
		d.text((left+right)/2, y-5-px(len(lines)-1-i)*lineHeight, "middle", line)
	}
}

// arrowLines is the text of an arrow. On a phone, it is broken rather than cut.
func (sc *scene) arrowLines(m *deed) []string {
	side := 1
	if m.to.place < m.source().place {
		side = -1
	}
	left, right := sc.labelGap(m, side)
	room := right - left - 4
	if whole := sc.arrowText(m, mostCols); sc.phone && sc.textWidth(whole) > room && !strings.Contains(whole, "…") {
		lines := svg.Wrap(whole, room, sc.size)
		if len(lines) == 2 && sc.textWidth(lines[0]) <= room && sc.textWidth(lines[1]) <= room {
			return lines
		}
	}
	return []string{svg.Longest(room, sc.size, mostCols, func(cols int) string { return sc.arrowText(m, cols) })}
}

// labelGap is where the text of an arrow stands: between the first two lanes
// that leave it room, or else the two that leave it most.
func (sc *scene) labelGap(m *deed, side int) (left, right px) {
	for i := m.source().place; i != m.to.place; i += side {
		a, b := sc.lines[i], sc.lines[i+side]
		from, to := sc.x[i]+px(side)*sc.clear(a, side), sc.x[i+side]-px(side)*sc.clear(b, -side)
		if side < 0 {
			from, to = to, from
		}
		if to-from > right-left {
			left, right = from, to
		}
		if right-left-4 >= sc.textWidth(sc.arrowText(m, mostCols)) {
			break
		}
	}
	return left, right
}

// clear is the room beside a lane in which no text of an arrow stands.
func (sc *scene) clear(l *lifeline, side int) px {
	return edge + sc.tracks[l.place][max(0, side)]
}

// title is what a deed says when one points at it.
func (sc *scene) title(m *deed) string {
	text := fmt.Sprintf("%.6f s  %s  %s", m.at.Seconds(), sc.name(m.line), m.op)
	switch {
	case m.err != "":
		text += "  " + m.err
	case m.op == event.Send || m.op == event.Recv:
		text += fmt.Sprintf("  %s  %q", sc.Say(inBytes, m.bytes), columns.Cut(m.text, 80))
	}
	return text
}

// write writes what is said beside a lane.
func (d *drawing) write(p place) {
	s := d.span(&p)
	y := d.rows[p.beat.row].y + 4.5
	if p.low {
		y += lineHeight - 1
	}
	if p.cap {
		d.used["cap"] = true
		key := box{s.from, y - 14, s.to - s.from, 19}
		d.Caps = append(d.Caps, key)
		d.solid = append(d.solid, key)
		d.text((s.from+s.to)/2, y, "middle", p.lines[0])
		return
	}
	class, x := "", s.from
	if p.side < 0 {
		class, x = "right", s.to
	}
	if p.alarm {
		class = strings.TrimSpace(class + " alarm")
	}
	for i, line := range p.lines {
		d.text(x, y+px(i)*lineHeight, class, line)
	}
}

// labels say what the bands are, where there is room: once for each lane.
func (d *drawing) labels() {
	for _, l := range d.lines {
		told := map[string]bool{}
		for _, w := range l.waits {
			if !told[w.why] {
				told[w.why] = d.label(l, w)
			}
		}
	}
}

// label writes what a wait is in the longest pause of it, and reports whether
// there is room. It stands away from the accept queue, which waits for nothing.
func (d *drawing) label(l *lifeline, w wait) bool {
	text, side := d.waitText(w), d.outside(l)
	tries := [][]int{{side, -side}}
	for _, side := range []int{-1, 1} {
		if d.tracks[l.place][max(0, side)] > 0 {
			tries = [][]int{{-side}, {side}}
		}
	}
	for _, sides := range tries {
		best, bestSide := d.pause(l, w, d.textWidth(text), sides)
		switch {
		case bestSide > 0:
			d.text(best.X, best.Y+12, "faint", text)
			return true
		case bestSide < 0:
			d.text(best.X+best.Width, best.Y+12, "faint right", text)
			return true
		}
	}
	return false
}

// pause finds the longest pause of a wait that has room for a text of this
// width, and the side of the lane; that is 0 if there is none.
func (d *drawing) pause(l *lifeline, w wait, width px, sides []int) (best box, bestSide int) {
	y0, y1 := d.at(l, w.from), d.at(l, w.to)
	most := px(0)
	for i := 1; i < len(d.rows); i++ {
		above, below := d.rows[i-1], d.rows[i]
		if below.pause < swiftly || above.y < y0-1 || below.y > y1+1 {
			continue
		}
		height := below.y - above.y
		for _, side := range sides {
			if width > d.room(l, side) || height <= most {
				continue
			}
			x := d.x[l.place] + px(side)*d.pad(l, side)
			if side < 0 {
				x -= width
			}
			place := box{x, (above.y+above.below+below.y-below.above)/2 - 8, width, 16}
			if !place.grown(2).meetsAny(d.solid) {
				best, bestSide, most = place, side, height
			}
		}
	}
	return best, bestSide
}

func (b box) grown(by px) box { return box{b.X, b.Y - by, b.Width, b.Height + 2*by} }

func (b box) meetsAny(others []box) bool {
	return slices.ContainsFunc(others, func(o box) bool {
		return b.X < o.X+o.Width && o.X < b.X+b.Width && b.Y < o.Y+o.Height && o.Y < b.Y+b.Height
	})
}

// legend explains what occurs.
func (d *drawing) legend() {
	var samples []svg.Sample
	for _, s := range []svg.Sample{
		{Class: "blocked", Label: keyBlocked},
		{Class: "reading", Label: keyReading},
		{Class: "waiting", Label: keyThinking},
		svg.Queued,
		{Class: "buffer", Label: keyBuffer, Line: true},
		{Class: "cap", Label: keyTyped},
		{Class: "go", Label: keyGo, Line: true},
		{Class: "lost", Label: keyLost},
		{Class: "time", Label: keyTime, Line: true},
	} {
		if d.used[s.Class] || s.Class == "time" {
			samples = append(samples, s)
		}
	}
	d.Keys, d.Height = svg.Legend(samples, svg.View{Lang: d.scene.Lang, Width: svg.Width(d.scene.width)}, d.ID, d.bottom+16)
}
