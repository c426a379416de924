package sequence

import (
	"slices"
	"time"

	"tcplab/shared/event"
)

// A group is what is told in one row: a step, with what took it at once
// and what came of that.
type group struct {
	steps []*step
	arrow *step // the step that has one, or nil
	row   int
}

func (g *group) begin() time.Duration { return g.steps[0].at }

func (g *group) end() time.Duration {
	end := time.Duration(0)
	for _, s := range g.steps {
		end = max(end, s.at)
	}
	return end
}

// add has a group tell a step.
func (g *group) add(s *step) {
	g.steps = append(g.steps, s)
	if g.arrow == nil && s.to != nil {
		g.arrow = s
	}
}

// touches are the lifelines that a step is about. Nobody takes what is lost, but
// it comes after its receiver has gone.
func (s *step) touches() []*lifeline {
	lines := []*lifeline{s.line}
	if s.lost || s.op == Packet {
		lines = append(lines, s.to)
	}
	if s.from != nil {
		lines = append(lines, s.from)
	}
	return lines
}

// groups returns the steps in an order in which nothing comes before what has led
// to it. Beside is asked whether what was typed may stand beside what is sent.
func (in *interaction) groups(beside func(typed *step) bool) (ordered []*group) {
	of := map[*step]*group{}
	last := map[*lifeline]*step{}
	todo := map[*lifeline][]*group{} // of each lifeline, in its order
	for _, s := range in.steps {
		before := last[s.line]
		last[s.line] = s
		var g *group
		switch {
		case len(s.takes) == 1 && s.takes[0].atOnce && s.takes[0].taken == s:
			g = of[s.takes[0]]
		case before != nil && s.goesWith(before, beside):
			g = of[before]
		}
		if g == nil {
			g = &group{}
		}
		g.add(s)
		of[s] = g
		for _, line := range s.touches() {
			if !slices.Contains(todo[line], g) {
				todo[line] = append(todo[line], g)
			}
		}
	}
	for {
		next := in.next(todo, of)
		if next == nil {
			return ordered
		}
		ordered = append(ordered, next)
		for line, groups := range todo {
			todo[line] = slices.DeleteFunc(groups, func(g *group) bool { return g == next })
		}
	}
}

// goesWith reports whether a step is told together with the one before it.
func (s *step) goesWith(before *step, beside func(*step) bool) bool {
	switch {
	case s.at-before.at >= instant:
		return false
	case before.op == Typed:
		return s.op == event.Send && beside(before)
	case s.to != nil:
		return false
	}
	ending := before.op == event.EOF || before.op == event.Close || before.op == event.Error
	return ending && (s.op == event.Close || s.op == event.Stop || s.op == event.Error)
}

// next returns the first of the groups that can come next.
func (in *interaction) next(todo map[*lifeline][]*group, of map[*step]*group) (next *group) {
	var first *group // whether or not it can
	earlier := func(g, than *group) bool { return than == nil || g.begin() < than.begin() }
	for _, line := range in.lines {
		groups := todo[line]
		if len(groups) == 0 {
			continue
		}
		g := groups[0]
		if earlier(g, first) {
			first = g
		}
		if earlier(g, next) && g.ready(todo, of) {
			next = g
		}
	}
	if next == nil { // the times contradict each other
		return first
	}
	return next
}

// ready reports whether everything that comes before a group has come.
func (g *group) ready(todo map[*lifeline][]*group, of map[*step]*group) bool {
	for _, s := range g.steps {
		for _, line := range s.touches() {
			if todo[line][0] != g {
				return false
			}
		}
		for _, taken := range s.takes {
			if before := of[taken]; before != g && slices.Contains(todo[taken.line], before) {
				return false
			}
		}
	}
	return true
}
