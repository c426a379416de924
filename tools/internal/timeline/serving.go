package timeline

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"tcplab/shared/phrase"
)

// A way is how a server has served its clients.
type way int

const (
	nobody   way = iota // it has served none
	unknown             // it cannot be told: clients failed, or hardly met
	serial              // one client at a time
	inTurn              // it lets many in, and thinks for one at a time
	pool                // some at the same time
	together            // nobody waits for anybody
	slowly              // all at the same time, but far slower than in theory
)

// serves returns in which way the server has served its clients, and how many
// at the same time.
func (r *Run) serves() (w way, atOnce int) {
	p, took := r.Plan, r.Makespan()
	letIn := r.AtOnce()
	one, all := p.Pool(1), p.Pool(p.Clients)
	switch {
	case letIn == 0:
		return nobody, 0
	case len(r.Failures()) > 0, took == Never, 10*one < 13*all:
		return unknown, letIn
	case 10*took < 12*all:
		return together, p.Clients
	case 10*took > 8*one && letIn > 1 && r.seesAccept():
		return inTurn, letIn
	case 10*took > 8*one:
		return serial, 1
	}
	// As many as make theory come nearest to what was measured.
	size := 1 + sort.Search(p.Clients-1, func(i int) bool { return p.Pool(i+1) <= took })
	if size > 1 && p.Pool(size-1)-took < took-p.Pool(size) {
		size--
	}
	if r.seesAccept() && letIn > 2*size {
		return slowly, letIn
	}
	return pool, size
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
		from, to := c.Served(), max(c.Finished, c.FailedAt)
		if from == Never || to == Never {
			continue
		}
		if !r.seesAccept() { // its first byte is the first answer
			from = max(c.Connected, from-r.Plan.Delay)
		}
		// One client's end and the next one's beginning are seen by different
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
	switch w, n := r.serves(); {
	case w == nobody:
		return servedNone
	case w == serial, w == unknown && n == 1:
		return servedOne
	case w == inTurn:
		return servedInTurn.With(n)
	case w == together && r.AtOnce() == r.Plan.Clients:
		return servedAll.With(n)
	case w == together:
		return servedAsTheyCome
	default:
		return servedSome.With(n)
	}
}

var (
	servedNone       = phrase.Phrase{EN: "no client was served", ZH: "没有客户端得到服务"}
	servedOne        = phrase.Phrase{EN: "one client at a time", ZH: "一次服务一个客户端"}
	servedInTurn     = phrase.Phrase{EN: "lets up to %d clients in, but thinks for one at a time", ZH: "最多同时接待 %d 个客户端，但一次只为一个思考"}
	servedAll        = phrase.Phrase{EN: "all %d clients at the same time", ZH: "同时服务全部 %d 个客户端"}
	servedAsTheyCome = phrase.Phrase{EN: "each client as soon as it comes", ZH: "来一个服务一个，谁也不用等"}
	servedSome       = phrase.Phrase{EN: "up to %d clients at the same time", ZH: "最多同时服务 %d 个客户端"}
)
