package timeline

import (
	"cmp"
	"math"
	"slices"
	"time"

	"tcplab/shared/phrase"
)

// A serving is how a server has served its clients.
type serving struct {
	letIn     int  // how many it has let in at the same time
	thinksFor int  // for how many of these it has thought at the same time
	queues    bool // others had to wait until it let them in
}

// oneByOne reports whether the server lets a client in when the one before has
// left, and others queue.
func (s serving) oneByOne() bool { return s.letIn == 1 && s.queues }

// inTurn reports whether the server lets many in, and thinks for one at a time.
func (s serving) inTurn() bool { return s.letIn > 1 && s.thinksFor == 1 }

// asTheyCome reports whether no client has waited for another.
func (s serving) asTheyCome() bool { return s.thinksFor == s.letIn && !s.queues }

// serves returns how the server has served its clients, as far as that can be
// told.
func (r *Run) serves() serving {
	letIn := r.AtOnce()
	s := serving{letIn, letIn, r.queues()}
	slowness := r.slowness()
	if letIn < 2 || slowness < 1.3 || len(r.Failures()) > 0 {
		return s
	}
	// As many as the slowness of the answers allows, and no more than the whole
	// run: one after the other would take as long as theory says.
	allowed := float64(letIn) / slowness
	if took := r.Makespan(); took > 0 {
		allowed = min(allowed, float64(r.Plan.Serial())/float64(took))
	}
	s.thinksFor = max(1, int(math.Round(allowed)))
	return s
}

// slowness is how many times as long as planned the server takes to think, in
// the middle of all messages; 0 if that cannot be told.
func (r *Run) slowness() float64 {
	thoughts := r.thoughts
	if mostAtOnce(thoughts) < 2 {
		// It writes no events, or while it thinks about one message, others wait
		// unread, as with an event loop that computes: only their clients notice.
		thoughts = r.waits()
	}
	if len(thoughts) == 0 || r.Plan.Delay <= 0 {
		return 0
	}
	var took []time.Duration
	for _, s := range thoughts {
		took = append(took, s.to-s.from)
	}
	slices.Sort(took)
	return float64(took[len(took)/2]) / float64(r.Plan.Delay)
}

// waits are the times in which the clients have waited for an answer.
func (r *Run) waits() (waits []stretch) {
	for _, c := range r.Clients {
		for i, e := range c.Exchanges {
			if e.Answered == Never || i == 0 && !r.seesAccept() {
				continue // it may have been queued in that time
			}
			waits = append(waits, stretch{max(e.Sent, c.Served()), e.Answered})
		}
	}
	return waits
}

// queues reports whether a client had to wait in the queue for a good part of a
// conversation.
func (r *Run) queues() bool {
	limit := r.Plan.conversation() / 5
	if !r.seesAccept() { // what is seen holds the first answer, too
		limit += r.Plan.Delay
	}
	for _, c := range r.Clients {
		if c.Queued() > limit {
			return true
		}
	}
	return false
}

// seesAccept reports whether it is known when a client left the queue.
func (r *Run) seesAccept() bool { return r.Told || r.Plan.Greets }

// AtOnce returns how many clients the server has let in at the same time, at
// most, as far as that is seen.
func (r *Run) AtOnce() int {
	var served []stretch
	for _, c := range r.Clients {
		from, to := c.Served(), c.left()
		if from == Never || to == Never {
			continue
		}
		if !r.seesAccept() && r.Plan.Messages == 1 { // its first byte is all there is
			from = max(c.Connected, from-r.Plan.Delay)
		}
		// One client's end and the next one's beginning may be seen by different
		// programs: a little overlap means nothing.
		served = append(served, stretch{from, to - (to-from)/10})
	}
	return mostAtOnce(served)
}

// mostAtOnce returns how many of the stretches have a moment in common, at most.
func mostAtOnce(all []stretch) (most int) {
	type step struct {
		at    time.Duration
		delta int
	}
	var steps []step
	for _, s := range all {
		steps = append(steps, step{s.from, 1}, step{s.to, -1})
	}
	slices.SortFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.at, b.at), a.delta-b.delta)
	})
	now := 0
	for _, s := range steps {
		now += s.delta
		most = max(most, now)
	}
	return most
}

// Serving says how the server has served its clients.
func (r *Run) Serving() phrase.Phrase {
	switch s := r.serves(); {
	case r.Lost > 0:
		return servedUnknown
	case s.letIn == 0:
		return servedNone
	case s.letIn == 1 && (s.queues || len(r.Failures()) > 0):
		return servedOne
	case s.inTurn():
		return servedInTurn.With(s.letIn)
	case s.thinksFor < s.letIn:
		return servedSlowly.With(s.letIn, s.thinksFor)
	case s.queues || len(r.Failures()) > 0:
		return servedSome.With(s.letIn)
	case s.letIn > 1 && s.letIn == r.Plan.Clients:
		return servedAll.With(s.letIn)
	}
	return servedAsTheyCome
}

var (
	servedNone       = phrase.Phrase{EN: "no client was served", ZH: "没有客户端得到服务"}
	servedUnknown    = phrase.Phrase{EN: "cannot be told: events were lost", ZH: "无法判断：有事件丢失"}
	servedOne        = phrase.Phrase{EN: "one client at a time", ZH: "一次服务一个客户端"}
	servedInTurn     = phrase.Phrase{EN: "lets up to %d clients in, but thinks for one at a time", ZH: "最多同时接待 %d 个客户端，但一次只为一个思考"}
	servedSlowly     = phrase.Phrase{EN: "lets up to %d clients in, and thinks for about %d at a time", ZH: "最多同时接待 %d 个客户端，大约同时为 %d 个思考"}
	servedAll        = phrase.Phrase{EN: "all %d clients at the same time", ZH: "同时服务全部 %d 个客户端"}
	servedAsTheyCome = phrase.Phrase{EN: "each client as soon as it comes", ZH: "来一个服务一个，谁也不用等"}
	servedSome       = phrase.Phrase{EN: "up to %d clients at the same time", ZH: "最多同时服务 %d 个客户端"}
)
