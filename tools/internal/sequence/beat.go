package sequence

import (
	"slices"
	"time"

	"tcplab/shared/event"
)

// A beat is what one row of a sequence tells: a deed, with what took it at once
// and what came of that.
type beat struct {
	deeds []*deed
	arrow *deed // the deed that has one, or nil
	row   int
}

func (b *beat) begin() time.Duration { return b.deeds[0].at }

func (b *beat) end() time.Duration {
	end := time.Duration(0)
	for _, d := range b.deeds {
		end = max(end, d.at)
	}
	return end
}

// add has a beat tell a deed.
func (b *beat) add(d *deed) {
	b.deeds = append(b.deeds, d)
	if b.arrow == nil && d.to != nil {
		b.arrow = d
	}
}

// touches are the lifelines that a deed is about. Nobody takes what is lost, but
// it comes after its receiver has gone.
func (d *deed) touches() []*lifeline {
	lines := []*lifeline{d.line}
	if d.lost {
		lines = append(lines, d.to)
	}
	if d.from != nil {
		lines = append(lines, d.from)
	}
	return lines
}

// beats returns the story in an order in which nothing comes before what has led
// to it. Beside is asked whether what was typed may stand beside what is sent.
func (t *story) beats(beside func(typed *deed) bool) (ordered []*beat) {
	of := map[*deed]*beat{}
	last := map[*lifeline]*deed{}
	todo := map[*lifeline][]*beat{} // of each lifeline, in its order
	for _, d := range t.deeds {
		before := last[d.line]
		last[d.line] = d
		var b *beat
		switch {
		case len(d.takes) == 1 && d.takes[0].swift && d.takes[0].taken == d:
			b = of[d.takes[0]]
		case before != nil && d.goesWith(before, beside):
			b = of[before]
		}
		if b == nil {
			b = &beat{}
		}
		b.add(d)
		of[d] = b
		for _, line := range d.touches() {
			if !slices.Contains(todo[line], b) {
				todo[line] = append(todo[line], b)
			}
		}
	}
	for {
		next := t.next(todo, of)
		if next == nil {
			return ordered
		}
		ordered = append(ordered, next)
		for line, beats := range todo {
			todo[line] = slices.DeleteFunc(beats, func(b *beat) bool { return b == next })
		}
	}
}

// goesWith reports whether a deed is told together with the one before it.
func (d *deed) goesWith(before *deed, beside func(*deed) bool) bool {
	switch {
	case d.at-before.at >= swiftly:
		return false
	case before.op == typed:
		return d.op == event.Send && beside(before)
	case d.to != nil:
		return false
	}
	ending := before.op == event.EOF || before.op == event.Close || before.op == event.Error
	return ending && (d.op == event.Close || d.op == event.Stop || d.op == event.Error)
}

// next returns the first of the beats that can come next.
func (t *story) next(todo map[*lifeline][]*beat, of map[*deed]*beat) (next *beat) {
	var first *beat // whether or not it can
	earlier := func(b, than *beat) bool { return than == nil || b.begin() < than.begin() }
	for _, line := range t.lines {
		beats := todo[line]
		if len(beats) == 0 {
			continue
		}
		b := beats[0]
		if earlier(b, first) {
			first = b
		}
		if earlier(b, next) && b.ready(todo, of) {
			next = b
		}
	}
	if next == nil { // the recording contradicts itself
		return first
	}
	return next
}

// ready reports whether everything that comes before a beat has come.
func (b *beat) ready(todo map[*lifeline][]*beat, of map[*deed]*beat) bool {
	for _, d := range b.deeds {
		for _, line := range d.touches() {
			if todo[line][0] != b {
				return false
			}
		}
		for _, taken := range d.takes {
			if before := of[taken]; before != b && slices.Contains(todo[taken.line], before) {
				return false
			}
		}
	}
	return true
}
