// Package sequence draws sequence diagrams: a lane from top to bottom for everyone who
// takes part, with an arrow for whatever one has sent to another.
package sequence

import (
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/scenario"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/trace"
)

//go:embed *.tmpl
var files embed.FS

var templates = svg.Parse(files)

//go:embed sequence.css
var style string

type px = svg.Px

// A sequence is the picture of a play: a lane from top to bottom for everyone
// who takes part. Time runs downwards, not to scale: a second may be nothing
// but a pause, and much may happen within a thousandth of it.
type sequence struct {
	ID            string
	Lang          phrase.Lang
	Style         template.CSS
	Phone         bool
	Width, Height px
	Name          string
	Rails         []rail
	Bands         []band
	Signs         []sign
	Caps          []box // keys of a keyboard
	Texts         []svg.Text
	Keys          []svg.Key
}

// A rail is the line of a lane, or a part of it.
type rail struct {
	Class  string
	X      px
	Y0, Y1 px
}

// A band is a time in which a lane waits.
type band struct {
	Class string
	box
	Title string
}

// A box is a place in the picture.
type box struct{ X, Y, Width, Height px }

// A sign is drawn as a path: an arrow, its head, a mark on a lane.
type sign struct{ Class, Path, Title string }

// Draw draws a play that was recorded, as a picture that stands alone: for
// a projector and for paper, or else for a phone.
func Draw(s scenario.Scenario, r scenario.Recording, lang phrase.Lang, phone bool) []byte {
	v, suffix := svg.View{Lang: lang, Width: svg.Wide}, "-wide"
	if phone {
		v.Width, suffix = svg.Narrow, "-narrow"
	}
	p := newScene(s, r, v).draw(s.Name + suffix)
	p.Name = v.Say(sequenceName, s.Title.In(lang), s.Idea.In(lang))
	p.Style = svg.Style(style)
	return svg.Execute(templates, "sequence.svg.tmpl", p)
}

// Sizes in pixels.
const (
	bandHalf   = 6  // of the width of a band
	edge       = 10 // from the middle of a lane to where bytes wait for it
	track      = 12 // for each that is side by side in the accept queue
	pitch      = 22 // from row to row, at least
	lineHeight = 14 // of text
	headRoom   = 50 // above the first row
	capPad     = 12 // of what stands in a key of the keyboard
	mostCols   = 28 // of what an arrow says
	bold       = 1.1
)

// A scene is a sequence that is being laid out.
type scene struct {
	*story
	svg.View
	phone  bool
	size   px // of the letters
	timeX  px // where the times end
	width  px
	x      []px    // of the lifelines
	tracks [][2]px // how much room the accept queue takes, on both sides of each
	rows   []*level
	beats  []*beat
	places []place
	of     map[*deed]*beat
	base   int // the first row since the last pause
	until  time.Duration
	lowest map[*lifeline]int // the next row that is free
}

// A level is a row: a height at which beats are told, side by side.
type level struct {
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
	beat  *beat
	line  *lifeline
	lines []string
	side  int  // left or right of the lane
	low   bool // below the arrow
	cap   bool
	alarm bool
}

// newScene sets the lanes and the rows.
func newScene(s scenario.Scenario, r scenario.Recording, v svg.View) *scene {
	sc := &scene{story: tell(s, r), View: v, phone: v.Width == svg.Narrow, size: svg.Letters, timeX: 44}
	sc.of, sc.lowest = map[*deed]*beat{}, map[*lifeline]int{}
	if sc.phone {
		sc.size, sc.timeX = svg.PhoneLetters, 26
	}
	sc.lanes()
	sc.beats = sc.story.beats(func(d *deed) bool {
		words := sc.words([]*deed{d})
		return len(words) == 1 && sc.textWidth(words[0].text)+capPad <= sc.room(d.line, sc.outside(d.line))
	})
	for _, b := range sc.beats {
		sc.settle(b)
	}
	sc.heights()
	return sc
}

func (sc *scene) textWidth(text string) px { return svg.WidthOf(text, sc.size) }

// outside is the side of a lifeline on which no arrow of its own begins.
func (sc *scene) outside(l *lifeline) int {
	switch {
	case l.place < sc.server.place && l.role != goroutineRole, l.place > sc.server.place && l.role == goroutineRole:
		return -1
	}
	return 1
}

// lanes finds out where the lanes are: as far apart as their words need, or on
// a phone, as there is room.
func (sc *scene) lanes() {
	n := len(sc.lines)
	sc.x, sc.tracks = make([]px, n), make([][2]px, n)
	sc.queues()
	first, last := sc.lines[0], sc.lines[n-1]
	left, right := sc.margin(first, -1), sc.margin(last, 1)
	gaps := make([]px, n) // gaps[i] is the one before i
	sum := px(0)
	for i := 1; i < n; i++ {
		gaps[i] = sc.gap(sc.lines[i-1], sc.lines[i])
		sum += gaps[i]
	}
	scale := px(1)
	sc.width = left + sum + right
	if sc.phone {
		sc.width = px(svg.Narrow)
		scale = (sc.width - left - right) / max(1, sum)
	}
	x := left
	for i := range n {
		x += gaps[i] * scale
		sc.x[i] = x
	}
}

// margin is the room beside the first or the last lane.
func (sc *scene) margin(l *lifeline, side int) px {
	free := px(8)
	if side < 0 {
		free = sc.timeX + 6
	}
	switch {
	case !sc.phone && l.role == serverRole:
		return free + 136
	case !sc.phone:
		return free + 118
	case l.role == serverRole && len(sc.lines) > 2:
		return free + 62
	case l.role == serverRole:
		return free + 108
	case side < 0:
		return max(free+14, sc.headWidth(l)/2+2)
	}
	return sc.headWidth(l)/2 + 4
}

// gap is how far two lanes want to be apart.
func (sc *scene) gap(a, b *lifeline) px {
	goroutines := 0
	for _, l := range []*lifeline{a, b} {
		if l.role == goroutineRole {
			goroutines++
		}
	}
	queue := sc.tracks[a.place][1] + sc.tracks[b.place][0]
	switch server := a == sc.server || b == sc.server; {
	case server && goroutines > 0 && sc.phone:
		return 119 + queue
	case server && goroutines > 0:
		return sc.textWidth(sc.Say(blocksWord, event.Accept)) + 30 + queue
	case (goroutines == 2 || !server && goroutines == 0) && sc.phone:
		return 96
	case goroutines == 2, !server && goroutines == 0:
		return 112
	}
	most := px(0)
	for _, d := range sc.deeds {
		if d.to != nil {
			most = max(most, sc.textWidth(sc.arrowText(d, mostCols)))
		}
	}
	switch {
	case sc.phone && len(sc.lines) < 4:
		return 200 + queue
	case sc.phone:
		return 145 + queue
	}
	return min(234, max(140, most+2*(edge+8)+8)) + queue
}

// queues sets those who are in the accept queue side by side, at the server.
func (sc *scene) queues() {
	room := &sc.tracks[sc.server.place]
	var stays []*stay
	for _, line := range sc.lines {
		for i := range line.queue {
			s := &line.queue[i]
			side := 0
			if line.place > sc.server.place {
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

// pad is the room at a side of a lane in which no text stands.
func (sc *scene) pad(l *lifeline, side int) px {
	if !sc.receives(l, side) {
		return bandHalf + 7
	}
	return edge + 5 + sc.tracks[l.place][max(0, side)]
}

// receives reports whether something may arrive at a side of a lane, and wait
// there.
func (sc *scene) receives(l *lifeline, side int) bool {
	if l == sc.server {
		return !sc.threaded() || sc.tracks[l.place][max(0, side)] > 0
	}
	return side != sc.outside(l)
}

// threaded reports whether clients are served by goroutines of their own.
func (sc *scene) threaded() bool {
	return slices.ContainsFunc(sc.lines, func(l *lifeline) bool { return l.role == goroutineRole })
}

// room is how wide the words of a lifeline can be at a side.
func (sc *scene) room(l *lifeline, side int) px {
	at, pad := sc.x[l.place], sc.pad(l, side)
	next := l.place + side
	switch {
	case next < 0:
		return at - pad - sc.timeX - 6
	case next >= len(sc.lines):
		return sc.width - 4 - at - pad
	}
	between := sc.x[next] - at
	if side < 0 {
		between = -between
	}
	return between - pad - sc.pad(sc.lines[next], -side) + 3
}

// A word is said of a deed beside its lane.
type word struct {
	text  string
	cap   bool
	alarm bool
}

// words are what is said of deeds of one lifeline, other than on an arrow.
func (sc *scene) words(deeds []*deed) (words []word) {
	for _, d := range deeds {
		w := word{text: string(d.op)}
		switch {
		case d.op == typed:
			w = word{text: columns.Cut(console.Printable(d.text), 16), cap: true}
		case d.op == pressed:
			w.cap = true
		case d.op == event.EOF:
			w.text = sc.Say(recvNothing)
			if sc.phone && d.line.role == goroutineRole { // where there is little room
				w.text = sc.Say(justNothing)
			}
		case d.op == event.Error:
			w = word{text: d.err, alarm: true}
			if _, why, ok := strings.Cut(d.err, ": "); ok && d.to != nil { // the arrow says of what
				w.text = why
			}
		case d.op == event.Recv && !d.isSwift():
			w.text = sc.recvText(d)
		case d.to != nil || d.op == event.Recv || d.op == event.Send || d.op == trace.Shutdown:
			continue
		}
		words = append(words, w)
	}
	return abridge(words, deeds)
}

// abridge leaves out what the marks on the lane tell: how an error or a client
// ends. The same call, again and again, is counted.
func abridge(words []word, deeds []*deed) []word {
	if i := slices.IndexFunc(words, func(w word) bool { return w.alarm }); i >= 0 {
		return words[i : i+1]
	}
	if n := len(words); n > 0 && len(deeds) > 1 && deeds[0].line.role == clientRole && words[n-1].text == string(event.Stop) {
		words = words[:n-1]
	}
	if n := len(words); n > 1 && !slices.ContainsFunc(words, func(w word) bool { return w != words[0] }) {
		words[0].text += fmt.Sprint("\u00a0×", n)
		return words[:1]
	}
	return words
}

// isSwift reports whether a deed has taken at once what it took.
func (d *deed) isSwift() bool { return len(d.takes) == 1 && d.takes[0].swift }

func (sc *scene) recvText(d *deed) string {
	if quoted := strconv.Quote(d.text); len(d.text) == d.bytes && columns.Width(quoted) <= 22 {
		return "recv " + quoted
	}
	return sc.Say(recvBytes, d.bytes)
}

// arrowText is what is said of a deed on its arrow.
func (sc *scene) arrowText(d *deed, cols int) string {
	switch {
	case d.op == event.Send:
		return sc.quote(d, cols)
	case d.op == event.Error && d.from != nil:
		return "reset"
	case d.op == event.Error:
		return string(event.Connect)
	}
	return columns.Cut(string(d.op), cols)
}

// quote returns what was sent, in quotes; where that is too long, the beginning
// of its first line, and how long it is.
func (sc *scene) quote(d *deed, cols int) string {
	text := d.text
	if line, rest, more := strings.Cut(text, "\n"); more && rest != "" {
		text = strings.TrimRight(line, "\r")
	}
	whole := len(text) == d.bytes
	quoted := strconv.Quote(text)
	if whole && columns.Width(quoted) <= cols {
		return quoted
	}
	size := " " + strings.ReplaceAll(sc.Say(inBytes, d.bytes), " ", "\u00a0")
	room := cols - columns.Width(size)
	if room < 9 {
		room, size = cols, ""
	}
	inner := quoted[1 : len(quoted)-1]
	cut := columns.Cut(inner, room-2)
	if cut == inner && !whole {
		cut = columns.Cut(inner, room-3) + "…"
		cut = strings.Replace(cut, "……", "…", 1)
	}
	return `"` + cut + `"` + size
}
