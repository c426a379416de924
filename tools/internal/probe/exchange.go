package probe

import (
	"slices"
	"sync"

	"tcplab/shared/event"
)

// An Exchange is what led to a mistake: what the clients of the check did and
// received, and the server's own events if it writes them.
type Exchange struct {
	Mistake string
	Entries []Entry // in the order of their times
}

// An Entry is a call of a client, 1, 2, 3 …, or of the server, 0.
type Entry struct {
	Client int
	event.Event
}

// A journal keeps the entries of a trial, up to mostEntries.
type journal struct {
	mu      sync.Mutex
	entries []Entry
	kept    []Entry // of what failed before the program was started again
	error   string  // that the program had written then
	drawn   []int   // the clients that matter; none: the first ones
}

// mostEntries is more than a diagram can show.
const mostEntries = 4000

// mostClients is for how many clients a diagram has room.
const mostClients = 6

// begin empties the journal.
func (j *journal) begin() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries, j.drawn = nil, nil
}

// record takes in a call of a client, or of the server for 0.
func (t *trial) record(client int, e event.Event) {
	j := &t.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.entries) < mostEntries {
		j.entries = append(j.entries, Entry{client, e})
	}
}

// follow takes in an event of the server.
func (t *trial) follow(e event.Event) {
	if e.Role == event.Server {
		t.record(0, e)
	}
}

// keepExchange keeps what has failed, and what the program has written of it, as it
// is started again to find out why.
func (t *trial) keepExchange() {
	if text, isError := t.message(); isError {
		t.journal.error = text
	}
	t.journal.mu.Lock()
	defer t.journal.mu.Unlock()
	t.journal.kept = t.journal.entries
}

// draw names the clients that matter for what has failed.
func (t *trial) draw(clients ...*client) {
	t.journal.mu.Lock()
	defer t.journal.mu.Unlock()
	for _, c := range clients {
		t.journal.drawn = append(t.journal.drawn, c.number)
	}
}

// exchange returns what led to a mistake, of as many clients as a diagram has
// room for. The calls of the server that serve others are left out.
func (j *journal) exchange(mistake string, clients []*client) *Exchange {
	j.mu.Lock()
	defer j.mu.Unlock()
	entries := j.entries
	if j.kept != nil {
		entries = j.kept
	}
	drawn := slices.Clone(j.drawn)
	for _, c := range clients {
		if len(j.drawn) == 0 && len(drawn) < mostClients && !c.quiet {
			drawn = append(drawn, c.number)
		}
	}
	e := &Exchange{Mistake: mistake}
	peers := map[string]bool{"": true}
	for _, entry := range entries {
		if slices.Contains(drawn, entry.Client) {
			peers[entry.Local] = true
		}
	}
	for _, entry := range entries {
		if len(clients) == 0 || entry.Client == 0 && peers[entry.Peer] || slices.Contains(drawn, entry.Client) {
			e.Entries = append(e.Entries, entry)
		}
	}
	slices.SortStableFunc(e.Entries, func(a, b Entry) int { return a.Time.Compare(b.Time) })
	return e
}
