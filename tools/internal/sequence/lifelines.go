package sequence

import (
	"slices"
	"time"

	"tcplab/shared/event"
	"tcplab/tools/internal/svg"
)

type px = svg.Px

// Sizes in pixels.
const (
	bandHalf   = 6  // of the width of a band
	edge       = 10 // from the middle of a lifeline to where bytes wait for it
	track      = 12 // for each that is side by side in the accept queue
	pitch      = 22 // from row to row, at least
	lineHeight = 14 // of text
	headRoom   = 50 // above the first row
	capPad     = 12 // of what stands in a key of the keyboard
	mostCols   = 28 // of what an arrow says
	bold       = 1.1
)

// A layout is where everything stands.
type layout struct {
	*interaction
	svg.View
	names  []string // of the actors
	size   px       // of the letters
	timeX  px       // where the times end
	width  px
	x      []px    // of the lifelines
	tracks [][2]px // how much room the accept queue takes, on both sides of each
	rows   []*row
	groups []*group
	places []place
	of     map[*step]*group
	base   int // the first row since the last pause
	until  time.Duration
	lowest map[*lifeline]int // the next row that is free
}

// A row is a height at which groups are told, side by side.
type row struct {
	begin        time.Duration
	pause        time.Duration // before it
	above, below px
	taken        []span
	y            px
}

// A span is what is taken of a row.
type span struct{ from, to px }

func (s span) meets(o span) bool { return s.from < o.to && o.from < s.to }

// A place is where the words of a lifeline stand.
type place struct {
	group *group
	line  *lifeline
	lines []string
	side  int  // left or right of the lifeline
	low   bool // below the arrow
	cap   bool
	alarm bool
}

// layout sets the lifelines and the rows.
func (d Diagram) layout(v svg.View) *layout {
	lay := &layout{
		interaction: newInteraction(d), View: v, names: d.Actors, size: svg.Letters, timeX: 44,
		of: map[*step]*group{}, lowest: map[*lifeline]int{},
	}
	if lay.Phone {
		lay.size, lay.timeX = svg.PhoneLetters, 26
	}
	lay.lifelines()
	lay.groups = lay.interaction.groups(func(s *step) bool {
		words := lay.words([]*step{s})
		return len(words) == 1 && lay.textWidth(words[0].text)+capPad <= lay.room(s.line, lay.outside(s.line))
	})
	for _, g := range lay.groups {
		lay.setRow(g)
	}
	lay.heights()
	return lay
}

func (lay *layout) textWidth(text string) px { return svg.WidthOf(text, lay.size) }

// outside is the side of a lifeline on which no arrow of its own begins.
func (lay *layout) outside(l *lifeline) int {
	switch {
	case l.place < lay.server.place && l.role != goroutineRole, l.place > lay.server.place && l.role == goroutineRole:
		return -1
	}
	return 1
}

// lifelines finds out where the lifelines are: as far apart as their words need,
// or on a phone, as there is room.
func (lay *layout) lifelines() {
	n := len(lay.lines)
	lay.x, lay.tracks = make([]px, n), make([][2]px, n)
	lay.queues()
	first, last := lay.lines[0], lay.lines[n-1]
	left, right := lay.margin(first, -1), lay.margin(last, 1)
	gaps := make([]px, n) // gaps[i] is the one before i
	sum := px(0)
	for i := 1; i < n; i++ {
		gaps[i] = lay.gap(lay.lines[i-1], lay.lines[i])
		sum += gaps[i]
	}
	scale := px(1)
	lay.width = left + sum + right
	if lay.Phone {
		lay.width = lay.Room()
		scale = (lay.width - left - right) / max(1, sum)
	}
	x := left
	for i := range n {
		x += gaps[i] * scale
		lay.x[i] = x
	}
}

// margin is the room beside the first or the last lifeline.
func (lay *layout) margin(l *lifeline, side int) px {
	free := px(8)
	if side < 0 {
		free = lay.timeX + 6
	}
	switch {
	case !lay.Phone && l.role == serverRole:
		return free + 136
	case !lay.Phone:
		return free + 118
	case l.role == serverRole && len(lay.lines) > 2:
		return free + 62
	case l.role == serverRole:
		return free + 108
	case side < 0:
		return max(free+14, lay.headWidth(l)/2+2)
	}
	return lay.headWidth(l)/2 + 4
}

// gap is how far two lifelines want to be apart.
func (lay *layout) gap(a, g *lifeline) px {
	goroutines := 0
	for _, l := range []*lifeline{a, g} {
		if l.role == goroutineRole {
			goroutines++
		}
	}
	queue := lay.tracks[a.place][1] + lay.tracks[g.place][0]
	switch server := a == lay.server || g == lay.server; {
	case server && goroutines > 0 && lay.Phone:
		return 119 + queue
	case server && goroutines > 0:
		return lay.textWidth(lay.Say(blocksWord, event.Accept)) + 30 + queue
	case (goroutines == 2 || !server && goroutines == 0) && lay.Phone:
		return 96
	case goroutines == 2, !server && goroutines == 0:
		return 112
	}
	most := px(0)
	for _, s := range lay.steps {
		if s.to != nil {
			most = max(most, lay.textWidth(lay.arrowText(s, mostCols)))
		}
	}
	switch {
	case lay.Phone && len(lay.lines) < 4:
		return 200 + queue
	case lay.Phone:
		return 145 + queue
	}
	return min(234, max(140, most+2*(edge+8)+8)) + queue
}

// queues sets those who are in the accept queue side by side, at the server.
func (lay *layout) queues() {
	room := &lay.tracks[lay.server.place]
	var stays []*stay
	for _, line := range lay.lines {
		for i := range line.queue {
			s := &line.queue[i]
			side := 0
			if line.place > lay.server.place {
				side = 1
			}
			s.side = side
			for _, other := range stays {
				if other.side == side && other.track == s.track && s.from < other.to && other.from < s.to {
					s.track++
				}
			}
			stays = append(stays, s)
			room[side] = max(room[side], px(s.track+1)*track)
		}
	}
}

// pad is the room at a side of a lifeline in which no text stands.
func (lay *layout) pad(l *lifeline, side int) px {
	if !lay.receives(l, side) {
		return bandHalf + 7
	}
	return edge + 5 + lay.tracks[l.place][max(0, side)]
}

// receives reports whether something may arrive at a side of a lifeline, and wait
// there.
func (lay *layout) receives(l *lifeline, side int) bool {
	if l == lay.server {
		return !lay.threaded() || lay.tracks[l.place][max(0, side)] > 0
	}
	return side != lay.outside(l)
}

// threaded reports whether clients are served by goroutines of their own.
func (lay *layout) threaded() bool {
	return slices.ContainsFunc(lay.lines, func(l *lifeline) bool { return l.role == goroutineRole })
}

// room is how wide the words of a lifeline can be at a side.
func (lay *layout) room(l *lifeline, side int) px {
	at, pad := lay.x[l.place], lay.pad(l, side)
	next := l.place + side
	switch {
	case next < 0:
		return at - pad - lay.timeX - 6
	case next >= len(lay.lines):
		return lay.width - 4 - at - pad
	}
	return px(side)*(lay.x[next]-at) - pad - lay.pad(lay.lines[next], -side) + 3
}
