package exam

import "sync"

// A probe looks for one mistake, with a program of its own.
type probe struct {
	mistake string
	find    func(*trial)
	needs   func(*examiner) bool // nil: nothing besides the stage from which the mistake counts
}

// probes are those that do not depend on each other, in the order in which they
// are told.
var probes = []probe{
	{DiesOnReset, (*trial).resets, nil},
	{DiesOnBadText, (*trial).badText, nil},
	{LosesBytes, (*trial).long, func(x *examiner) bool { return x.repeats }},
}

// atOnce is how many probes go on at the same time. Most of their time they wait.
const atOnce = 4

// probeAll runs the probes whose mistakes count: several at the same time where
// each can have a program and an address of its own.
func (x *examiner) probeAll() {
	var trials []*trial
	var all sync.WaitGroup
	room := make(chan struct{}, atOnce)
	for _, p := range probes {
		if x.report.Stage < Mistakes[p.mistake].From || !x.counts(p.mistake) || p.needs != nil && !p.needs(x) {
			continue
		}
		if len(x.Command) == 0 || x.Addr != "" {
			x.try(p.find)
			continue
		}
		t := &trial{examiner: x, apart: true, done: make(chan struct{})}
		trials = append(trials, t)
		all.Go(func() {
			defer close(t.done)
			room <- struct{}{}
			defer func() { <-room }()
			p.find(t)
			t.stop()
		})
	}
	for _, t := range trials {
		x.turnTo(t)
		<-t.done
	}
	all.Wait()
	for _, t := range trials { // none of them may read the report any more
		x.add(t)
	}
}
