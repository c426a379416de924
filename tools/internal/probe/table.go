package probe

import "runtime"

// A probe looks for mistakes, with a program of its own.
type probe struct {
	mistake string // the first of them: from its stage on the probe is made
	find    func(*trial)
	needs   func(*examiner) bool // besides the stage; nil: nothing
}

// needed lists what stage 4 takes besides serving all at the same time: what
// clients may not do to each other.
var needed = []probe{
	{MixesClients, (*trial).atTheSameMoment, nil},
	{BlocksOnOne, (*trial).silentOnes, nil},
	{ForgetsClients, (*trial).comeAndGo, nil},
}

// besides lists what a server is to survive, whatever its stage.
var besides = []probe{
	{DiesOnReset, (*trial).resets, nil},
	{DiesOnBadText, (*trial).badText, nil},
	{DiesOnEmpty, (*trial).nothing, nil},
	{ExitEndsAll, (*trial).exit, nil},
	{Leftovers, (*trial).leftovers, nil},
	{LeavesZombies, (*trial).zombies, func(x *examiner) bool { return runtime.GOOS == "linux" && len(x.Command) > 0 }},
	{LosesBytes, (*trial).long, nil},
	{GluesLines, (*trial).twoTogether, func(x *examiner) bool { return x.stage >= 2 && !x.operated && x.sendsTo == toSender }},
}

// patient lists those that wait most of the time, and so disturb nobody.
var patient = []probe{
	{DropsIdle, (*trial).idle, nil},
}

// atATime is how many probes go on at the same time.
const atATime = 6

// A running probe is a trial that runs at the same time as others, or one that has to wait
// until they have ended.
type running struct {
	*trial
	find func(*trial)
	done chan struct{} // closed at its end; nil: it has to wait
}

// parallel reports whether several probes can go on at the same time: where each
// can have a program and an address of its own.
func (x *examiner) parallel() bool { return len(x.Command) > 0 && x.Addr == "" }

// begin begins the probes whose mistakes count at a stage.
func (x *examiner) begin(stage int, probes []probe) (all []*running) {
	room := make(chan struct{}, atATime)
	for _, p := range probes {
		if Mistakes[p.mistake].From > stage || !x.counts(p.mistake) || p.needs != nil && !p.needs(x) {
			continue
		}
		r := &running{trial: x.newTrial(), find: p.find}
		all = append(all, r)
		if !x.parallel() {
			continue
		}
		r.apart, r.done = true, make(chan struct{})
		go func() {
			defer close(r.done)
			room <- struct{}{}
			r.find(r.trial)
			r.stop()
			<-room
		}()
	}
	return all
}

// end makes the probes that had to wait, waits for the others in their order, and
// shows and adds what each has found.
func (x *examiner) end(all []*running) {
	for _, r := range all {
		if r.done == nil {
			x.try(r.find)
			continue
		}
		x.turnTo(r.trial)
		<-r.done
		x.mu.Lock()
		r.flush(r.inTheEnd)
		x.mu.Unlock()
		x.add(r.trial)
	}
}

// abandon ends probes without an answer.
func (x *examiner) abandon(all []*running) {
	for _, r := range all {
		r.cancel()
		if r.done != nil {
			<-r.done
		}
	}
}
