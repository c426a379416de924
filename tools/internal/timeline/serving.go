package timeline

import (
	"cmp"
	"math"
	"slices"
	"time"

	"tcplab/shared/phrase"
)

// A way is how a server has served its clients.
type way int

const (
	nobody   way = iota // it has served none
	unknown             // it cannot be told: clients failed
	serial              // one client at a time, and others queue
	alone               // each client as it comes, and no two of them meet
	together            // each client as it comes, at the same time as others
	pool                // some at the same time, and others queue
	inTurn              // it lets many in, and thinks for one at a time
	slowly              // it lets more in than it thinks for at the same time
)

// serves returns in which way the server has served its clients, how many it
// has let in at the same time, and for how many of these it has thought at the
// same time.
func (r *Run) serves() (w way, letIn, thinksFor int) {
	letIn = r.AtOnce()
	slowness := max(1, r.slowness())
	// As many as the slowness of the answers allows, and no more than the whole
	// run: one after the other would take as long as theory says.
	allowed := float64(letIn) / slowness
	if took := r.Makespan(); took > 0 {
		allowed = min(allowed, float64(r.Plan.Serial())/float64(took))
	}
	thinksFor = max(1, int(math.Round(allowed)))
	switch {
	case letIn == 0:
		return nobody, 0, 0
	case len(r.Failures()) > 0:
		return unknown, letIn, letIn
	case letIn == 1 && r.queues():
		return serial, 1, 1
	case letIn == 1:
		return alone, 1, 1
	case slowness < 1.3 && r.queues():
		return pool, letIn, letIn
	case slowness < 1.3:
		return together, letIn, letIn
	case thinksFor == 1:
		return inTurn, letIn, 1
	}
	return slowly, letIn, thinksFor
}

// slowness is how many times as long as planned the server takes to think, in
// the middle of all answers; 0 if that cannot be told.
func (r *Run) slowness() float64 {
	var took []time.Duration
	for _, c := range r.Clients {
		for i, e := range c.Exchanges {
			if e.Answered == Never || i == 0 && !r.seesAccept() {
				continue // it may have been queued in that time
			}
			took = append(took, e.Answered-max(e.Sent, c.Served()))
		}
	}
	if len(took) == 0 || r.Plan.Delay <= 0 {
		return 0
	}
	slices.Sort(took)
	return float64(took[len(took)/2]) / float64(r.Plan.Delay)
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
	type step struct {
		at    time.Duration
		delta int
	}
	var steps []step
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
		to -= (to - from) / 10
		steps = append(steps, step{from, 1}, step{to, -1})
	}
	slices.SortFunc(steps, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.at, b.at), a.delta-b.delta)
	})
	now, most := 0, 0
	for _, s := range steps {
		now += s.delta
		most = max(most, now)
	}
	return most
}

// Serving says how the server has served its clients.
func (r *Run) Serving() phrase.Phrase {
	switch w, letIn, thinksFor := r.serves(); {
	case w == nobody:
		return servedNone
	case w == serial, w == unknown && letIn == 1:
		return servedOne
	case w == inTurn:
		return servedInTurn.With(letIn)
	case w == slowly:
		return servedSlowly.With(letIn, thinksFor)
	case w == together && letIn == r.Plan.Clients:
		return servedAll.With(letIn)
	case w == together, w == alone:
		return servedAsTheyCome
	default:
		return servedSome.With(letIn)
	}
}

var (
	servedNone       = phrase.Phrase{EN: "no client was served", ZH: "没有客户端得到服务"}
	servedOne        = phrase.Phrase{EN: "one client at a time", ZH: "一次服务一个客户端"}
	servedInTurn     = phrase.Phrase{EN: "lets up to %d clients in, but thinks for one at a time", ZH: "最多同时接待 %d 个客户端，但一次只为一个思考"}
	servedSlowly     = phrase.Phrase{EN: "lets up to %d clients in, and thinks for about %d at a time", ZH: "最多同时接待 %d 个客户端，大约同时为 %d 个思考"}
	servedAll        = phrase.Phrase{EN: "all %d clients at the same time", ZH: "同时服务全部 %d 个客户端"}
	servedAsTheyCome = phrase.Phrase{EN: "each client as soon as it comes", ZH: "来一个服务一个，谁也不用等"}
	servedSome       = phrase.Phrase{EN: "up to %d clients at the same time", ZH: "最多同时服务 %d 个客户端"}
)
