package load

import (
	"net/netip"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/sockettable"
	"tcplab/tools/internal/timeline"
)

// recordAccepts records when a server that writes no events accepts its clients, as
// the system's table of sockets shows it, at most a period later.
func (r *recorder) recordAccepts(server string, over <-chan struct{}) {
	addr, err := netip.ParseAddrPort(server)
	if !sockettable.ShowsQueue || err != nil {
		return
	}
	const period = 10 * time.Millisecond
	tick := time.NewTicker(period)
	defer tick.Stop()
	accepted := map[netip.AddrPort]bool{}
	for !r.serverTells() {
		connections, err := sockettable.Connections(addr.Port())
		if err != nil {
			return // what it cannot tell now, it will not tell later
		}
		now := clock.Now()
		for _, c := range connections {
			if !c.Accepted || accepted[c.Peer] {
				continue
			}
			accepted[c.Peer] = true
			r.take(event.Event{
				Time: now, Lesson: timeline.Observed, Role: event.Server, Op: event.Accept,
				Conn: len(accepted), Local: c.Local.String(), Peer: c.Peer.String(),
			})
		}
		select {
		case <-tick.C:
		case <-over:
			return
		}
	}
}

// serverTells reports whether the server writes events.
func (r *recorder) serverTells() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told
}
