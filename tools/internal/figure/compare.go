package figure

import (
	"fmt"
	"html/template"
	"strconv"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

// A lanes picture shows two runs on one axis of time. Sizes and places are in
// pixels.
type lanes struct {
	ID            string // of the picture, where a page has several
	Lang          phrase.Lang
	Style         template.CSS // none within a page, which has it already
	Width, Height px
	Name          string // what the picture shows, for those who cannot see it
	Top, Bottom   px     // of the panels
	Left, Right   px     // of the time that passes
	Scale         float64
	LabelX        px // where the labels of the lanes end
	Ticks         []tick
	TicksY        px
	Panels        []panel
	Keys          []key
}

// A panel is one run.
type panel struct {
	Top, Bottom px
	Letter      string
	Heading     []text
	Makespan    *text // a line, and what it says
	ServerY     px
	Marks       []mark
	Lanes       []lane
	Text        px       // the size of the letters in a lane
	Columns     []column // in place of lanes, for a crowd
	CountTicks  []tick
}

// A text stands somewhere.
type text struct {
	X, Y  px
	Class string
	Text  string
}

// A mark is a call of the server: accept, or else close.
type mark struct {
	At     px
	Accept bool
	Title  string
}

// A lane is one client.
type lane struct {
	Number      int
	Label       string
	Y, Height   px
	TextY       px
	Bars        []bar
	Cross       string // a path, where the client failed
	End         *text  // when it was done
	Description string
}

// A bar is a phase of a client.
type bar struct {
	Phase    string // the class
	X, Width px
	From, To string // in seconds
	Title    string
	Label    *text // in the bar, if there is room
}

// A column is how many clients were in each phase at a time.
type column struct {
	X, Width px
	Stacks   []stack
	Title    string
}

type stack struct {
	Phase     string
	Y, Height px
}

// manyClients is how many are drawn lane by lane. More become a crowd.
const manyClients = 100

// Compare draws two runs, A above B, as a picture that stands alone.
func Compare(c timeline.Comparison, lang phrase.Lang) []byte {
	return alone(compare(c, view{lang, wide}, "compare"))
}

// CompareNarrow is the same picture for a phone.
func CompareNarrow(c timeline.Comparison, lang phrase.Lang) []byte {
	return alone(compare(c, view{lang, narrow}, "compare-narrow"))
}

func alone(l lanes) []byte {
	l.Style = template.CSS(asset("style.css"))
	return execute("compare.svg.tmpl", l)
}

// compare lays the picture out.
func compare(c timeline.Comparison, v view, id string) lanes {
	l := lanes{
		ID: id, Lang: v.lang, Width: px(v.width), Top: 8,
		Left: 92, Right: px(v.width) - 78,
		Name: v.say(pictureName, c.A.Plan.Server, c.B.Plan.Server, c.A.Plan.Clients),
	}
	if v.width == narrow {
		l.Left, l.Right = 58, px(v.width)-66
	}
	l.LabelX = l.Left - 8
	most := max(c.A.End(), c.B.End(), time.Millisecond).Seconds()
	clock := axis{l.Left, l.Right, most}
	l.Scale = float64(l.Right-l.Left) / most
	l.Ticks = clock.ticks(max(4, int(l.Right-l.Left)/90), " s")
	y := l.Top
	for _, side := range c.Sides() {
		p := panel{Top: y, Letter: side.Letter}
		p.fill(side.Run, v, clock)
		l.Panels = append(l.Panels, p)
		y = p.Bottom + 24
	}
	l.Bottom = y - 14
	l.TicksY = l.Bottom + 18
	l.Keys, l.Height = keys(c, v, l.Bottom+40, id)
	return l
}

// fill lays a panel out below its top.
func (p *panel) fill(r *timeline.Run, v view, clock axis) {
	y := p.heading(r, v, clock)
	p.ServerY = y + 18
	if r.Plan.Clients <= manyClients {
		p.Heading = append(p.Heading, text{clock.from - 8, p.ServerY + 4, "faint right", v.say(serverWord)})
	}
	switch {
	case r.Plan.Clients > manyClients: // so many marks would be a stripe
	case r.Told:
		p.Marks = serverMarks(r, v, clock)
	default:
		p.Heading = append(p.Heading, text{clock.from + 4, p.ServerY - 6, "faint", v.say(timeline.WithoutEvents, p.Letter)})
	}
	y = p.ServerY + 16
	if r.Plan.Clients > manyClients {
		p.Bottom = y + 220
		p.crowd(r, v, clock, y)
	} else {
		p.Bottom = p.clients(r, v, clock, y)
	}
	if trouble := r.Trouble.In(v.lang); trouble != "" {
		p.Heading = append(p.Heading, text{16, p.Bottom + 16, "alarm", columns.Cut(trouble, int(v.width)/8)})
		p.Bottom += 22
	}
}

// heading lays out what is said of a run above it, and returns where that ends.
func (p *panel) heading(r *timeline.Run, v view, clock axis) (bottom px) {
	told := v.say(nothingMeasured)
	if makespan := r.Makespan(); makespan != timeline.Never {
		told = v.say(measured, makespan.Seconds())
		if failed := len(r.Failures()); failed > 0 {
			told = v.say(measuredSome, r.Plan.Clients-failed, r.Plan.Clients, makespan.Seconds())
		}
	}
	title, y := p.Letter+"  "+columns.Cut(r.Plan.Server, int(v.width)/18), p.Top+20
	p.Heading = []text{{16, y, "panel", title}}
	if v.width == narrow {
		y += 20
		p.Heading = append(p.Heading, text{16, y, "number", told})
	} else {
		p.Heading = append(p.Heading, text{clock.to, y, "panel right number", told})
	}
	y += 20
	p.Heading = append(p.Heading, text{16, y, "", v.say(r.Serving())})
	if makespan := r.Makespan(); makespan != timeline.Never {
		p.Makespan = &text{X: clock.at(makespan.Seconds()), Y: y + 9, Text: told}
	}
	return y
}

// clients lays out a lane for each client, and returns where they end.
func (p *panel) clients(r *timeline.Run, v view, clock axis, y px) px {
	height, gap := px(24), px(5)
	switch n := r.Plan.Clients; {
	case n > 64:
		height, gap = 7, 1
	case n > 24:
		height, gap = 9, 2
	case n > 12:
		height, gap = 15, 3
	}
	p.Text = min(13, max(10.5, height-2))
	for _, client := range r.Clients {
		l := lane{Number: client.Number, Y: y, Height: height, Description: describe(client, v)}
		l.TextY = y + height/2 + p.Text*0.35
		// Where lanes are narrow, not every one has room for a text.
		labelled := height > 10 || client.Number == 1 || client.Number%5 == 0
		if labelled {
			l.Label = v.say(clientLabel, client.Number)
			if v.width == narrow || height < 10 {
				l.Label = strconv.Itoa(client.Number)
			}
		}
		for _, span := range client.Spans(r.End()) {
			l.Bars = append(l.Bars, l.bar(client, span, v, clock))
		}
		l.end(client, v, clock, labelled)
		p.Lanes = append(p.Lanes, l)
		y += height + gap
	}
	return y
}

// bar lays out a phase.
func (l *lane) bar(c *timeline.Client, s timeline.Span, v view, clock axis) bar {
	from, to := s.From.Seconds(), s.To.Seconds()
	b := bar{
		Phase: phaseClass[s.Phase], Title: title(c, s, v),
		X: clock.at(from), Width: max(0.4, clock.at(to)-clock.at(from)),
		From: fmt.Sprintf("%.6f", from), To: fmt.Sprintf("%.6f", to),
	}
	if s.Phase == timeline.Waiting && l.Height > 12 {
		message := console.Printable(c.Exchanges[s.Exchange-1].Message)
		if b.Width > widthOf(message, letters)+8 {
			b.Label = &text{X: b.X + 5, Text: message}
		}
	}
	return b
}

// end lays out how it has ended for a client.
func (l *lane) end(c *timeline.Client, v view, clock axis, labelled bool) {
	const arm = 5
	switch {
	case c.FailedAt != timeline.Never:
		x, y := clock.at(c.FailedAt.Seconds()), l.Y+l.Height/2
		l.Cross = fmt.Sprintf("M%v %vl%d %[3]dm0-%[3]dl-%[3]d %[3]d", x-arm, y-arm, 2*arm)
		l.End = &text{X: x + 10, Class: "alarm", Text: v.say(timeline.FailedWord)}
	case c.Finished != timeline.Never && labelled:
		l.End = &text{X: clock.at(c.Finished.Seconds()) + 5, Text: timeline.Text(c.Finished)}
		if v.width == narrow {
			l.End.Text = fmt.Sprintf("%.2f", c.Finished.Seconds())
		}
	}
}

// crowd lays out how many clients were in which phase, over time.
func (p *panel) crowd(r *timeline.Run, v view, clock axis, top px) {
	count := axis{p.Bottom - 4, top + 12, float64(r.Plan.Clients)}
	p.CountTicks = count.ticks(4, "")
	const step = 2 // pixels
	for x := clock.from; x < clock.at(r.End().Seconds()); x += step {
		now := time.Duration(float64(x-clock.from+step/2) / float64(clock.to-clock.from) * clock.most * float64(time.Second))
		in := timeline.CrowdOf(r.Clients, now)
		c := column{X: x, Width: step, Title: v.say(crowdTitle, now.Seconds(), in.Served, in.Queued, in.Coming, in.Done, in.Failed)}
		sum := 0
		for _, layer := range []struct {
			phase timeline.Phase
			n     int
		}{{timeline.Waiting, in.Served}, {timeline.Queued, in.Queued}, {timeline.Connecting, in.Coming}} {
			if layer.n == 0 {
				continue
			}
			top := count.at(float64(sum + layer.n))
			c.Stacks = append(c.Stacks, stack{phaseClass[layer.phase], top, count.at(float64(sum)) - top})
			sum += layer.n
		}
		p.Columns = append(p.Columns, c)
	}
}

// serverMarks are the calls of accept and close, as the server told them.
func serverMarks(r *timeline.Run, v view, clock axis) (marks []mark) {
	for _, m := range r.Marks {
		at := m.At.Seconds()
		if at < 0 || at > clock.most*1.02 {
			continue
		}
		number := 0
		if client := r.ByAddr(m.Peer); client != nil {
			number = client.Number
		}
		if m.Op == event.Accept {
			marks = append(marks, mark{clock.at(at), true, v.say(acceptedAt, number, at)})
		} else {
			marks = append(marks, mark{clock.at(at), false, v.say(closedAt, number, at)})
		}
	}
	return marks
}

// describe says in a sentence what a client went through.
func describe(c *timeline.Client, v view) string {
	switch {
	case c.FailedAt != timeline.Never:
		return v.say(clientFailed, c.Number, c.FailedAt.Seconds(), c.Error)
	case c.Finished == timeline.Never:
		return v.say(clientLabel, c.Number)
	}
	return v.say(clientDone, c.Number, c.Connected.Seconds(), max(0, c.Queued()).Seconds(), c.Finished.Seconds())
}

// title is what a phase says when one points at it.
func title(c *timeline.Client, s timeline.Span, v view) string {
	text := fmt.Sprintf("%s\n%.3f s – %.3f s: %.3f s", v.say(phaseTitle[s.Phase], c.Number), s.From.Seconds(), s.To.Seconds(), (s.To - s.From).Seconds())
	if s.Phase == timeline.Waiting {
		e := c.Exchanges[s.Exchange-1]
		text += fmt.Sprintf("\n%q → %q", e.Message, e.Answer)
	}
	return text
}

// phaseClass is what style.css knows a phase by.
var phaseClass = map[timeline.Phase]string{
	timeline.Connecting: "connecting", timeline.Queued: "queued", timeline.Greeting: "greeting",
	timeline.Sending: "sending", timeline.Waiting: "waiting",
}
