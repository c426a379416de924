package chart

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/console"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

// lanes is a picture of runs on one axis of time. Sizes and places are in
// pixels.
type lanes struct {
	svg.Picture
	Top, Bottom px // of the panels
	Left, Right px // of the axis of time
	Scale       float64
	LabelX      px // where the labels of the lanes end
	Ticks       []tick
	TicksY      px
	Panels      []panel
}

// A panel is one run.
type panel struct {
	Top, Bottom px
	Letter      string
	Heading     []svg.Text
	Makespan    *svg.Text // a line, and what it says
	ServerY     px
	Marks       []mark
	Lanes       []lane
	Text        px       // the size of the letters in a lane
	Columns     []column // in place of lanes, for many clients
	CountTicks  []tick
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
	Cross       string    // a path, where the client failed
	End         *svg.Text // when it was done
	Description string
}

// A bar is a phase of a client.
type bar struct {
	Phase    string // the class
	X, Width px
	From, To string // in seconds
	Title    string
	Label    *svg.Text // in the bar, if there is room
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

// manyClients is how many are drawn lane by lane. More are drawn as counts.
const manyClients = 100

// Compare draws the runs, A above the others.
func Compare(s timeline.Summary, v svg.View) []byte {
	var names []string
	most := time.Millisecond
	for _, server := range s.Servers {
		names = append(names, server.Letter+" "+server.Run.Plan.Server)
		most = max(most, server.Run.End())
	}
	l := lanes{Picture: v.Picture("compare", v.Say(pictureName, strings.Join(names, ", "), clientsOf(s)), "")}
	left, right := px(92), px(78)
	if v.Phone {
		left, right = 58, 66
	}
	clock := l.clock(left, right, most)
	l.Ticks = clock.ticks(max(4, int(l.Right-l.Left)/90), " s")
	y := l.Top
	for _, server := range s.Servers {
		p := panel{Top: y, Letter: server.Letter}
		p.fill(server, v, clock)
		l.Panels = append(l.Panels, p)
		y = p.Bottom + 24
	}
	l.Bottom = y - 14
	l.TicksY = l.Bottom + 18
	l.Legend(legend(s), l.Bottom+40)
	return svg.Execute(templates, "compare.svg.tmpl", l)
}

// clock sets the axis of time, with room at its left and right.
func (l *lanes) clock(left, right px, most time.Duration) axis {
	l.Top, l.Left, l.Right, l.LabelX = 8, left, l.Width-right, left-8
	l.Scale = float64(l.Right-l.Left) / most.Seconds()
	return axis{l.Left, l.Right, most.Seconds()}
}

// fill lays a panel out below its top.
func (p *panel) fill(s timeline.Server, v svg.View, clock axis) {
	r := s.Run
	p.ServerY = p.heading(s, v, clock) + 18
	y := p.ServerY + 16
	if r.Plan.Clients > manyClients { // so many marks would be a stripe
		p.Bottom = y + 220
		p.counts(r, v, clock, y)
	} else {
		p.Heading = append(p.Heading, svg.Text{X: clock.from - 8, Y: p.ServerY + 4, Class: "faint right", Text: v.Say(timeline.ServerHead)})
		p.Marks = serverMarks(r, v, clock)
		p.Bottom = p.clients(r, v, clock, y)
	}
	if trouble := r.Trouble.In(v.Lang); trouble != "" {
		p.Heading = append(p.Heading, svg.Text{X: 16, Y: p.Bottom + 16, Class: "alarm", Text: columns.Cut(trouble, int(v.Room())/8)})
		p.Bottom += 22
	}
}

// heading lays out the lines above a run, and returns where they end.
func (p *panel) heading(s timeline.Server, v svg.View, clock axis) (bottom px) {
	done, plan := v.Say(noneDone), s.Run.Plan
	switch {
	case s.Makespan == timeline.Never:
	case s.Failed > 0:
		done = v.Say(someDone, plan.Clients-s.Failed, plan.Clients, s.Makespan.Seconds())
	default:
		done = v.Say(allDone, s.Makespan.Seconds())
	}
	title, y := p.Letter+"  "+columns.Cut(plan.Server, int(v.Room())/18), p.Top+20
	p.Heading = []svg.Text{{X: 16, Y: y, Class: "panel", Text: title}}
	if v.Phone {
		y += 20
		p.Heading = append(p.Heading, svg.Text{X: 16, Y: y, Class: "number", Text: done})
	} else {
		p.Heading = append(p.Heading, svg.Text{X: clock.to, Y: y, Class: "panel right number", Text: done})
	}
	y += 20
	p.Heading = append(p.Heading, svg.Text{X: 16, Y: y, Text: v.Say(s.Serving)})
	if note := s.Note(); note != (phrase.Phrase{}) {
		y += 18
		p.Heading = append(p.Heading, svg.Text{X: 16, Y: y, Class: "faint", Text: v.Say(note)})
	}
	if s.Makespan != timeline.Never {
		p.Makespan = &svg.Text{X: clock.at(s.Makespan.Seconds()), Y: y + 9, Text: done}
	}
	return y
}

// clients lays out a lane for each client, and returns where they end.
func (p *panel) clients(r *timeline.Run, v svg.View, clock axis, y px) px {
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
			l.Label = v.Say(clientLabel, client.Number)
			if v.Phone || height < 10 {
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
func (l *lane) bar(c *timeline.Client, s timeline.Span, v svg.View, clock axis) bar {
	from, to := s.From.Seconds(), s.To.Seconds()
	b := bar{
		Phase: phaseClass[s.Phase], Title: title(c, s, v),
		X: clock.at(from), Width: max(0.4, clock.at(to)-clock.at(from)),
		From: fmt.Sprintf("%.6f", from), To: fmt.Sprintf("%.6f", to),
	}
	if s.Phase == timeline.Waiting && l.Height > 12 {
		message := console.Printable(c.Exchanges[s.Exchange-1].Message)
		if b.Width > svg.WidthOf(message, svg.Letters)+8 {
			b.Label = &svg.Text{X: b.X + 5, Text: message}
		}
	}
	return b
}

// end lays out how a client ended.
func (l *lane) end(c *timeline.Client, v svg.View, clock axis, labelled bool) {
	const arm = 5
	switch {
	case c.FailedAt != timeline.Never:
		x, y := clock.at(c.FailedAt.Seconds()), l.Y+l.Height/2
		l.Cross = fmt.Sprintf("M%v %vl%d %[3]dm0-%[3]dl-%[3]d %[3]d", x-arm, y-arm, 2*arm)
		l.End = &svg.Text{X: x + 10, Class: "alarm", Text: v.Say(timeline.FailedWord)}
	case c.Finished != timeline.Never && labelled:
		l.End = &svg.Text{X: clock.at(c.Finished.Seconds()) + 5, Text: timeline.Text(c.Finished)}
		if v.Phone {
			l.End.Text = fmt.Sprintf("%.2f", c.Finished.Seconds())
		}
	}
}

// counts lays out how many clients were in which phase, over time.
func (p *panel) counts(r *timeline.Run, v svg.View, clock axis, top px) {
	count := axis{p.Bottom - 4, top + 12, float64(r.Plan.Clients)}
	p.CountTicks = count.ticks(4, "")
	const step = 2 // pixels
	for x := clock.from; x < clock.at(r.End().Seconds()); x += step {
		now := time.Duration(float64(x-clock.from+step/2) / float64(clock.to-clock.from) * clock.most * float64(time.Second))
		in := timeline.CountOf(r.Clients, now)
		c := column{X: x, Width: step, Title: v.Say(countTitle, now.Seconds(), in.Served, in.Queued, in.Coming, in.Done, in.Failed)}
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

// serverMarks are the calls of accept and close, by the server's events.
func serverMarks(r *timeline.Run, v svg.View, clock axis) (marks []mark) {
	for _, m := range r.Marks {
		at := m.At.Seconds()
		if at < 0 || at > clock.most*1.02 {
			continue
		}
		number := 0
		if client := r.ByAddr(m.Peer); client != nil {
			number = client.Number
		}
		marks = append(marks, mark{clock.at(at), m.Op == event.Accept, v.Say(markTitle, m.Op, number, at)})
	}
	return marks
}

// describe says in a sentence what happened to a client.
func describe(c *timeline.Client, v svg.View) string {
	switch {
	case c.FailedAt != timeline.Never:
		return v.Say(clientFailed, c.Number, c.FailedAt.Seconds(), c.Error)
	case c.Finished == timeline.Never:
		return v.Say(clientLabel, c.Number)
	}
	return v.Say(clientDone, c.Number, c.Connected.Seconds(), max(0, c.Queued()).Seconds(), c.Finished.Seconds())
}

// legend explains what the picture shows.
func legend(s timeline.Summary) []svg.Sample {
	samples := []svg.Sample{svg.Queued, {Class: "waiting", Label: keyWaiting}, {Class: "connecting", Label: keyConnecting}}
	marked := func(op event.Op) bool {
		is := func(s timeline.Server) bool { return s.Run.Marked(op) }
		return clientsOf(s) <= manyClients && slices.ContainsFunc(s.Servers, is)
	}
	if marked(event.Accept) {
		samples = append(samples, svg.Sample{Class: "accept", Label: keyAccept})
	}
	if marked(event.Close) {
		samples = append(samples, svg.Sample{Class: "close", Label: keyClose})
	}
	samples = append(samples, svg.Sample{Class: "makespan", Label: keyMakespan})
	if s.Failed > 0 {
		samples = append(samples, svg.Sample{Class: "failed", Label: timeline.FailedWord})
	}
	return samples
}

// title is what a bar says under the pointer.
func title(c *timeline.Client, s timeline.Span, v svg.View) string {
	text := fmt.Sprintf("%s\n%.3f s – %.3f s: %.3f s", v.Say(phaseTitle[s.Phase], c.Number), s.From.Seconds(), s.To.Seconds(), (s.To - s.From).Seconds())
	if s.Phase == timeline.Waiting {
		e := c.Exchanges[s.Exchange-1]
		text += fmt.Sprintf("\n%q → %q", e.Message, e.Reply)
	}
	return text
}

// phaseClass is the class of a phase in style.css.
var phaseClass = map[timeline.Phase]string{
	timeline.Connecting: "connecting", timeline.Queued: "queued", timeline.Greeting: "greeting",
	timeline.Sending: "sending", timeline.Waiting: "waiting",
}
