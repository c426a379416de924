package chart

import (
	"time"

	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

// Thinking draws how long the same servers took with two kinds of thinking: they
// wait, or they compute. For each kind, a bar is a server.
func Thinking(waiting, computing timeline.Summary, v svg.View) []byte {
	l := lanes{Picture: v.Picture("thinking", v.Say(thinkingName), "")}
	most := time.Millisecond
	for _, s := range [][]timeline.Server{waiting.Servers, computing.Servers} {
		for _, server := range s {
			most = max(most, server.Makespan)
		}
	}
	clock := l.clock(130, 66, most)
	l.Ticks = clock.ticks(4, " s")
	plan := waiting.Servers[0].Run.Plan
	y := l.Top
	for i, s := range []timeline.Summary{waiting, computing} {
		p := panel{Top: y, ServerY: y + 32, Text: svg.Letters, Letter: string(rune('1' + i))}
		title := thinksByWaiting.With(plan.Clients, plan.Delay.Seconds())
		if i == 1 {
			title = thinksByComputing.With(plan.Clients, plan.Delay.Seconds(), s.Servers[0].Run.Plan.Cores)
		}
		p.Heading = []svg.Text{{X: 16, Y: y + 20, Class: "panel", Text: v.Say(title)}}
		y += 42
		for _, server := range s.Servers {
			p.Lanes = append(p.Lanes, laneOf(server, clock, y))
			y += 29
		}
		p.Bottom = y
		l.Panels = append(l.Panels, p)
		y += 16
	}
	l.Bottom = y - 10
	l.TicksY = l.Bottom + 18
	l.Height = l.TicksY + 12
	return svg.Execute(templates, "compare.svg.tmpl", l)
}

// laneOf is a bar of the time in which a server has served all its clients.
func laneOf(s timeline.Server, clock axis, y px) lane {
	took := timeline.Text(s.Makespan)
	return lane{
		Label: s.Run.Plan.Server, Y: y, Height: 24, TextY: y + 16,
		Description: s.Run.Plan.Server + ": " + took,
		Bars:        []bar{{Phase: "waiting", X: clock.from, Width: clock.at(s.Makespan.Seconds()) - clock.from, Title: took}},
		End:         &svg.Text{X: clock.at(s.Makespan.Seconds()) + 5, Text: took},
	}
}
