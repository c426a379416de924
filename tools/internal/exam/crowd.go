package exam

import (
	"slices"
	"sync"
	"time"

	"tcplab/shared/clock"
)

const (
	crowdSize = 30
	// pace is how far apart the clients of a crowd come at most. They do not
	// come all at once, as a short accept queue is no mistake.
	pace = 40 * time.Millisecond
	// thinks is what makes a server's time its own and not the machine's.
	thinks = 40 * time.Millisecond
)

// crowd has thirty clients come, and ask, and ask once more in the reverse
// order, while two others are there and silent.
func (t *trial) crowd() bool {
	limit := max(t.patience(), crowdSize/4*t.habits.Fastest()+t.busy(time.Second))
	clients := make([]*client, crowdSize)
	for i := range clients {
		clients[i] = &client{trial: t, number: len(t.clients) + 1, quiet: true}
		t.clients = append(t.clients, clients[i])
	}
	come := func(c *client) outcome {
		got := c.connect(limit)
		switch {
		case got != answered:
		case t.habits.Greets():
			got = c.greeting(limit)
		case t.habits.Fastest() < thinks: // a first answer shows as well that it was accepted
			_, got = c.say(names[2]+"\n", limit)
		default:
			t.rest(crowdPause)
		}
		return got
	}
	ask := func(c *client) outcome {
		_, got := c.say(names[0]+"\n", limit)
		return got
	}
	t.all(clients, pace, come) // who got no greeting gets no answer, either
	var longest time.Duration
	for range 2 {
		begun, before := clock.Now(), t.cpu()
		got := t.all(clients, 0, ask)
		if !t.judge(clients, got, limit, t.cpu()-before) {
			return !t.made(ServesSerially)
		}
		longest = max(longest, clock.Since(begun))
		slices.Reverse(clients)
	}
	t.pass(ServesSerially, sawTogether)
	t.pass(DropsClients, sawCrowd, crowdSize, t.span(longest))
	return true
}

// all has each client do something, the next one when the one before is done,
// or after pace.
func (t *trial) all(clients []*client, pace time.Duration, do func(*client) outcome) []outcome {
	got := make([]outcome, len(clients))
	var wait sync.WaitGroup
	for i, c := range clients {
		done := make(chan struct{})
		wait.Go(func() {
			defer close(done)
			got[i] = do(c)
		})
		select {
		case <-done:
		case <-time.After(pace):
		case <-t.ctx.Done():
		}
	}
	wait.Wait()
	return got
}

// judge says what the answers to a crowd mean, for which the server has used the
// processor for some time, and reports whether all is well. Clients without an
// answer wait once more.
func (t *trial) judge(clients []*client, got []outcome, more, used time.Duration) bool {
	computes := t.computes(got, used)
	queued := !computes && t.queued(clients, got)
	if computes {
		more += 3 * crowdSize * t.habits.Fastest()
	}
	if !queued {
		// A busy machine holds up single ones.
		var wait sync.WaitGroup
		for i, c := range clients {
			if got[i] == silent {
				wait.Go(func() { _, got[i] = c.recv(more) })
			}
		}
		wait.Wait()
	}
	var count [refused + 1]int
	for _, g := range got {
		count[g]++
	}
	switch {
	case queued:
		t.fail(ServesSerially, sawQueue, crowdSize, t.span(t.habits.Fastest()), count[answered])
	case count[answered] < len(clients):
		t.fail(DropsClients, sawDropped, crowdSize, count[answered], count[cut]+count[refused], count[silent], more.Seconds())
	default:
		return true
	}
	return false
}

// computes reports whether the server needs the processor for a good part of the
// time that an answer takes. Then its clients wait for each other where there are
// more of them than cores, or where other programs want the cores.
func (t *trial) computes(got []outcome, used time.Duration) bool {
	answers := 1
	for _, g := range got {
		if g == answered {
			answers++
		}
	}
	return used > time.Duration(answers)*t.habits.Fastest()/4
}

// queued reports whether clients that have asked at the same time were answered
// one after the other. With a lock the answers are as far apart as one takes; a
// busy machine delays them all, but then they come in bunches.
func (t *trial) queued(clients []*client, got []outcome) bool {
	var at []time.Time
	for i, c := range clients {
		if got[i] == answered {
			at = append(at, c.reply.First)
		}
	}
	if t.habits.Fastest() < thinks || len(at) < 5 {
		return false
	}
	slices.SortFunc(at, time.Time.Compare)
	gaps := make([]time.Duration, len(at)-1)
	for i := range gaps {
		gaps[i] = at[i+1].Sub(at[i])
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2] > t.habits.Fastest()/2
}
