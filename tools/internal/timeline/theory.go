package timeline

import (
	"slices"
	"time"
)

// Conversation is how long the server thinks about all messages of one client.
func (p Plan) Conversation() time.Duration { return time.Duration(p.Messages) * p.Delay }

// Serial is how long a run takes if the server serves one client after the
// other and nothing takes time but thinking: N·M·d, if all come at once.
func (p Plan) Serial() time.Duration {
	end := time.Duration(0)
	for i := range p.Clients {
		end = max(end, time.Duration(i)*p.Stagger) + p.Conversation()
	}
	return end
}

// Concurrent is how long a run takes if the server serves all clients at the
// same time: M·d, if all come at once. If it computes, no more clients can be
// thought of than there are cores.
func (p Plan) Concurrent() time.Duration {
	end := time.Duration(p.Clients-1)*p.Stagger + p.Conversation()
	if p.Computes {
		for i := range p.Clients { // from the time when client i+1 comes
			left := time.Duration(p.Clients-i) * p.Conversation() / time.Duration(max(1, p.Cores))
			end = max(end, time.Duration(i)*p.Stagger+left)
		}
	}
	return end
}

// Ratio is what was measured over what theory says; 0 if that cannot be told.
func (r *Run) Ratio(theory time.Duration) float64 {
	if len(r.Failed()) > 0 || r.Makespan() <= 0 || theory <= 0 {
		return 0
	}
	return float64(r.Makespan()) / float64(theory)
}

// AtOnce returns how many clients the server has served at the same time, at
// most.
func (r *Run) AtOnce() int {
	type step struct {
		at    time.Duration
		delta int
	}
	var steps []step
	for _, c := range r.Clients {
		from, to := c.Served(), max(c.Finished, c.Failed)
		if from == Never || to == Never {
			continue
		}
		if !r.Told && !r.Greets { // its first byte is the first answer
			from = max(c.Connected, from-r.Delay)
		}
		// One client's end and the next one's beginning are seen by different
		// programs: a little overlap means nothing.
		to -= (to - from) / 10
		steps = append(steps, step{from, 1}, step{to, -1})
	}
	slices.SortFunc(steps, func(a, b step) int {
		if a.at != b.at {
			return int(a.at - b.at)
		}
		return a.delta - b.delta
	})
	now, most := 0, 0
	for _, s := range steps {
		now += s.delta
		most = max(most, now)
	}
	return most
}

// MostWaited is the longest time that a client was queued.
func (r *Run) MostWaited() time.Duration {
	most := time.Duration(0)
	for _, c := range r.Clients {
		most = max(most, c.Queued())
	}
	return most
}
