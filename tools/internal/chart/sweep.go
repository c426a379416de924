package chart

import (
	"fmt"
	"strings"
	"time"

	"tcplab/shared/columns"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

// A chart is a sweep: the makespans over the number of clients.
type chart struct {
	svg.Picture
	Left, Right px
	Top, Bottom px
	Across, Up  []tick
	AcrossY     px
	Lines       []line
	Dots        []dot
	LabelX      px

	clients, time axis
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

// Sweep draws the makespans of the servers over the number of clients, and those
// of theory. Points are in the order of their clients.
func Sweep(points []timeline.Summary, v svg.View) []byte {
	last := points[len(points)-1].Servers
	var names []string
	for _, s := range last {
		names = append(names, s.Run.Plan.Server)
	}
	c := chart{
		Picture: v.Picture("sweep", v.Say(sweepName, strings.Join(names, ", ")), ""),
		Top:     48, Left: 76, Right: v.Room() - 24, Bottom: 460,
	}
	if v.Phone {
		c.Left, c.Right, c.Bottom = 52, v.Room()-14, 340
	}
	c.LabelX, c.AcrossY = c.Left-8, c.Bottom+18
	most := time.Duration(0)
	for _, p := range points {
		for _, s := range p.Servers {
			most = max(most, s.Makespan, s.Theory)
		}
	}
	c.clients = axis{c.Left, c.Right, float64(clientsOf(points[len(points)-1]))}
	c.time = axis{c.Bottom, c.Top, max(most, time.Millisecond).Seconds() * 1.04}
	c.Across = clientTicks(points, c.clients)
	c.Up = c.time.ticks(6, " s")
	c.Texts = []svg.Text{
		{X: c.Right, Y: c.Bottom + 38, Class: "faint right", Text: v.Say(acrossWord)},
		{X: 16, Y: 22, Class: "faint", Text: v.Say(upWord)},
	}

	c.curve("a theory", points, func(p timeline.Summary) time.Duration { return p.Servers[0].Theory })
	c.curve("b theory", points, func(p timeline.Summary) time.Duration { return p.Servers[1].Theory })
	for i := range last {
		c.curve(string(rune('a'+i)), points, func(p timeline.Summary) time.Duration { return p.Servers[i].Makespan })
	}
	for _, p := range points {
		for _, s := range p.Servers {
			if s.Makespan != timeline.Never {
				x, y := c.place(p, s.Makespan)
				title := v.Say(dotTitle, s.Letter, clientsOf(p), s.Makespan.Seconds(), s.Failed)
				c.Dots = append(c.Dots, dot{x, y, strings.ToLower(s.Letter), s.Letter == "B", title})
			}
		}
	}
	name := int(v.Room()) / 16
	var samples []svg.Sample
	for i, s := range last {
		samples = append(samples, svg.Sample{Class: string(rune('a' + i)), Label: keyMeasured.With(s.Letter, columns.Cut(names[i], name)), Line: true})
	}
	samples = append(samples, svg.Sample{Class: "a theory", Label: keySerial, Line: true}, svg.Sample{Class: "b theory", Label: keyConcurrent, Line: true})
	c.Legend(samples, c.Bottom+56)
	return svg.Execute(templates, "sweep.svg.tmpl", c)
}

// curve adds the line through one time of each point, with a gap where there is none.
func (c *chart) curve(class string, points []timeline.Summary, of func(timeline.Summary) time.Duration) {
	path, move := "", "M"
	for _, p := range points {
		at := of(p)
		if at == timeline.Never {
			move = "M"
			continue
		}
		x, y := c.place(p, at)
		path += fmt.Sprintf("%s%v %v", move, x, y)
		move = "L"
	}
	c.Lines = append(c.Lines, line{class, path})
}

// place is where a time of a point is drawn.
func (c *chart) place(p timeline.Summary, at time.Duration) (x, y px) {
	return c.clients.at(float64(clientsOf(p))), c.time.at(at.Seconds())
}

func clientsOf(s timeline.Summary) (most int) {
	for _, server := range s.Servers {
		most = max(most, server.Run.Plan.Clients)
	}
	return most
}

// clientTicks are the numbers of clients that were measured, as far as there is
// room for them.
func clientTicks(points []timeline.Summary, across axis) (ticks []tick) {
	const room = 30
	free := across.to + room
	for i := len(points) - 1; i >= 0; i-- { // the largest is always there
		n := clientsOf(points[i])
		if at := across.at(float64(n)); at <= free-room {
			ticks = append(ticks, tick{at, fmt.Sprint(n)})
			free = at
		}
	}
	return ticks
}
