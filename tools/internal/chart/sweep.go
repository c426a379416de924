package chart

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

// A chart is a sweep: the makespans over the number of clients.
type chart struct {
	ID            string
	Lang          phrase.Lang
	Style         template.CSS
	Width, Height px
	Name          string
	Left, Right   px
	Top, Bottom   px
	Across, Up    []tick
	AcrossY       px
	AcrossWord    svg.Text
	UpWord        svg.Text
	Lines         []line
	Dots          []dot
	Keys          []svg.Key
	LabelX        px
}

// A line joins points.
type line struct{ Class, Path string }

// A dot is a measured point.
type dot struct {
	X, Y   px
	Class  string
	Square bool
	Title  string
}

// Sweep draws the makespans of both servers against the number of clients,
// beside theory, as a picture that stands alone. Points stand in the order of
// their clients.
func Sweep(points []timeline.Comparison, lang phrase.Lang) []byte {
	return sweep(points, svg.View{Lang: lang, Width: svg.Wide}, "sweep").draw()
}

func (c chart) draw() []byte { return svg.Execute(templates, "sweep.svg.tmpl", c) }

func sweep(points []timeline.Comparison, v svg.View, id string) chart {
	last := points[len(points)-1]
	c := chart{
		ID: id, Lang: v.Lang, Style: svg.Style(""), Width: px(v.Width), Top: 48, Left: 76, Right: px(v.Width) - 24, Bottom: 460,
		Name: v.Say(sweepName, last.A.Plan.Server, last.B.Plan.Server),
	}
	if v.Width == svg.Narrow {
		c.Left, c.Right, c.Bottom = 52, px(v.Width)-14, 340
	}
	c.LabelX, c.AcrossY = c.Left-8, c.Bottom+18
	most := time.Duration(0)
	for _, p := range points {
		for _, side := range p.Sides() {
			most = max(most, side.Makespan(), side.Theory)
		}
	}
	across := axis{c.Left, c.Right, float64(last.A.Plan.Clients)}
	up := axis{c.Bottom, c.Top, max(most, time.Millisecond).Seconds() * 1.04}
	c.Across = clientTicks(points, across)
	c.Up = up.ticks(6, " s")
	c.AcrossWord = svg.Text{X: c.Right, Y: c.Bottom + 38, Class: "faint right", Text: v.Say(acrossWord)}
	c.UpWord = svg.Text{X: 16, Y: 22, Class: "faint", Text: v.Say(upWord)}

	curve := func(class string, side int, of func(timeline.Side) time.Duration) {
		path, move := "", "M"
		for _, p := range points {
			at := of(p.Sides()[side])
			if at == timeline.Never {
				move = "M"
				continue
			}
			path += fmt.Sprintf("%s%v %v", move, across.at(float64(p.A.Plan.Clients)), up.at(at.Seconds()))
			move = "L"
		}
		c.Lines = append(c.Lines, line{class, path})
	}
	theory := func(s timeline.Side) time.Duration { return s.Theory }
	curve("a theory", 0, theory)
	curve("b theory", 1, theory)
	curve("a", 0, timeline.Side.Makespan)
	curve("b", 1, timeline.Side.Makespan)
	for _, p := range points {
		for _, r := range p.Sides() {
			if makespan := r.Makespan(); makespan != timeline.Never {
				c.Dots = append(c.Dots, dot{
					across.at(float64(r.Plan.Clients)), up.at(makespan.Seconds()), strings.ToLower(r.Letter), r.Letter == "B",
					v.Say(dotTitle, r.Letter, r.Plan.Clients, makespan.Seconds(), len(r.Failures())),
				})
			}
		}
	}
	name := int(v.Width) / 16
	c.Keys, c.Height = svg.Legend([]svg.Sample{
		{Class: "a", Label: keyMeasured.With("A", columns.Cut(last.A.Plan.Server, name)), Line: true},
		{Class: "b", Label: keyMeasured.With("B", columns.Cut(last.B.Plan.Server, name)), Line: true},
		{Class: "a theory", Label: keySerial, Line: true},
		{Class: "b theory", Label: keyConcurrent, Line: true},
	}, v, id, c.Bottom+56)
	return c
}

// clientTicks are the numbers of clients that were measured, as far as there is
// room for them.
func clientTicks(points []timeline.Comparison, across axis) (ticks []tick) {
	const room = 30
	free := across.to + room
	for i := len(points) - 1; i >= 0; i-- { // the largest is always there
		n := points[i].A.Plan.Clients
		if at := across.at(float64(n)); at <= free-room {
			ticks = append(ticks, tick{at, fmt.Sprint(n)})
			free = at
		}
	}
	return ticks
}

var (
	sweepName = phrase.Phrase{
		EN: "How long it takes until all clients are done, over their number, for A, %s, and B, %s",
		ZH: "全部客户端完成的时间随客户端数量的变化：A（%s）和 B（%s）",
	}
	acrossWord    = phrase.Phrase{EN: "number of clients", ZH: "客户端数量"}
	upWord        = phrase.Phrase{EN: "until all clients are done", ZH: "全部客户端完成所用的时间"}
	dotTitle      = phrase.Phrase{EN: "%s, %d clients: %.3f s, %d failed", ZH: "%s，%d 个客户端：%.3f 秒，%d 个失败"}
	keyMeasured   = phrase.Phrase{EN: "%s measured: %s", ZH: "%s 实测：%s"}
	keySerial     = phrase.Phrase{EN: "theory, one after the other", ZH: "理论：一个接一个"}
	keyConcurrent = phrase.Phrase{EN: "theory, all at the same time", ZH: "理论：同时进行"}
)
