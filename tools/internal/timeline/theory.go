package timeline

import "time"

// Free reports whether the clients come, speak and leave as they like, as those of a
// class do. Then there is no theory of how long that takes.
func (p Plan) Free() bool { return p.Messages == 0 }

// conversation is how long the server thinks about all messages of a client.
func (p Plan) conversation() time.Duration { return time.Duration(p.Messages) * p.Delay }

// Serial is how long a run takes if the server serves one client after the
// other and nothing takes time but thinking: N·M·d, if all come at once.
func (p Plan) Serial() time.Duration { return p.pool(1) }

// together is how long it takes if the server serves all clients at the same time.
func (p Plan) together() time.Duration { return p.pool(p.Clients) }

// pool is how long it takes if the server serves size clients at the same time,
// and the others queue.
func (p Plan) pool(size int) time.Duration {
	free := make([]time.Duration, size) // when each place is free again
	end := time.Duration(0)
	for i := range p.Clients {
		place := &free[i%size]
		*place = max(*place, time.Duration(i)*p.Stagger) + p.conversation()
		end = max(end, *place)
	}
	return end
}

// Concurrent is how long a run takes if the server serves all clients at the
// same time: M·d, if all come at once. If it computes, a core thinks about one
// message at a time.
func (p Plan) Concurrent() time.Duration {
	end := p.together()
	if p.Computes {
		for i := range p.Clients { // from the time when client i+1 comes
			left := time.Duration(p.Clients-i) * p.conversation() / time.Duration(max(1, p.Cores))
			end = max(end, time.Duration(i)*p.Stagger+left)
		}
	}
	return end
}
