package probe

import (
	"slices"
	"sync"
	"time"

	"tcplab/shared/clock"
)

// together is the first part of stage 4: a client is served while others stay
// open and silent, and thirty at once take about as long as one.
func (t *trial) together() bool {
	t.heading(headingTogether)
	if !t.fresh() {
		return false
	}
	first := t.again(t.served())
	if first == nil {
		return false
	}
	second, got := t.served()
	switch got {
	case answered:
	case cut:
		t.fail(DropsClients, sawSecondCut, t.ending())
		return false
	default:
		t.whyNoSecond(first, second, got)
		return false
	}
	if t.sendsTo == toSender && t.broadcasts(first, second) {
		t.sendsTo = toAll
		t.remark(remarkBroadcast)
	}
	if got := first.ask(); t.forgotten(first, got, sawMadeRoom, words(got).In(t.Lang)) {
		return false
	}
	if t.mixed(second) {
		return false
	}
	t.pass(ServesSerially, sawTogether)
	t.remark(remarkCrowd, crowdSize)
	return t.thirty(first, second)
}

// whyNoSecond finds out why the second client was not served while the first one
// stays open: in a serial server it is its turn when the first one leaves.
func (t *trial) whyNoSecond(first, second *client, got outcome) {
	if t.mixed(second) {
		return
	}
	if got == refused {
		t.fail(ServesSerially, sawRefusedMeanwhile, t.ending())
		return
	}
	patience := t.patience()
	t.remark(remarkLeaves)
	first.leave()
	if _, late := second.recv(patience); got == silent && late == answered {
		t.fail(ServesSerially, sawSerial, patience.Seconds())
	} else {
		t.fail(ServesSerially, sawNoSecond, patience.Seconds(), t.ending())
	}
}

const (
	crowdSize = 30
	// pace is how far apart the clients of a crowd come at most, on a machine that
	// is not busy. They do not come all at once, as a short accept queue is not a
	// mistake.
	pace = 40 * time.Millisecond
	// thinks is what makes a server's time its own and not the machine's.
	thinks = 40 * time.Millisecond
)

// thirty has thirty clients come, and ask, and ask again in the reverse
// order, while two others are there and silent. Then these two ask again.
func (t *trial) thirty(first, second *client) bool {
	fastest := t.habits.Fastest()
	limit := max(t.patience(), crowdSize/4*fastest+t.busy(time.Second))
	clients := t.newClients(crowdSize)
	come := func(c *client) outcome {
		got := c.connect(limit)
		free := clock.Now()
		if got == answered {
			got = c.greeting(limit)
		}
		if t.habits.Greets() {
			free = clock.Now()
		}
		switch {
		case got != answered:
		case fastest < thinks: // an answer shows as well that it was accepted
			c.heldUp = clock.Since(free)
			got = c.askWithin(limit)
		case !t.habits.Greets():
			t.rest(crowdPause)
		}
		return got
	}
	ask := func(c *client) outcome { return c.askWithin(limit) }
	came := clock.Now()
	inside := t.all(clients, pace+2*time.Duration(t.late.Load()), come) // who got no greeting gets no answer, either
	var longest time.Duration
	var excused bool
	for range 2 {
		begun, before := clock.Now(), t.cpu()
		got := inside
		if !slices.Contains(inside, silent) || fastest >= thinks {
			got = t.sameMoment(clients, ask)
		}
		if t.cutForSilence(clients, got, clock.Since(came)) {
			excused = true
		} else if !t.judge(first, clients, got, limit, t.cpu()-before) {
			return false
		}
		longest = max(longest, clock.Since(begun))
		slices.Reverse(clients)
	}
	for _, c := range []*client{first, second} {
		if got := c.ask(); t.forgotten(c, got, sawForgotten, c.number, crowdSize, words(got).In(t.Lang)) {
			return false
		}
	}
	if !excused {
		t.pass(DropsClients, sawCrowd, crowdSize, t.span(longest))
	}
	return true
}

// cutForSilence reports whether all clients without an answer were cut by a server
// that closes silent ones: on a busy machine, they were silent for that long, before
// their first message or since they came.
func (t *trial) cutForSilence(clients []*client, got []outcome, since time.Duration) bool {
	others := func(g outcome) bool { return g != answered && g != cut }
	if !slices.Contains(got, cut) || slices.ContainsFunc(got, others) {
		return false
	}
	heldUp := true // each of those that were cut
	for i, c := range clients {
		heldUp = heldUp && (got[i] != cut || c.heldUp > 8*pause)
	}
	return heldUp || since > time.Second && t.dropsIdle()
}

// newClients returns n clients that are not shown, and not connected yet.
func (t *trial) newClients(n int) []*client {
	clients := make([]*client, n)
	for i := range clients {
		clients[i] = &client{trial: t, number: len(t.clients) + 1, quiet: true}
		t.clients = append(t.clients, clients[i])
	}
	return clients
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
// answer wait again.
func (t *trial) judge(first *client, clients []*client, got []outcome, more, used time.Duration) bool {
	fastest := t.habits.Fastest()
	computes := t.computes(got, used)
	queued := !computes && t.queued(clients, got)
	if computes {
		more += 3 * crowdSize * fastest
	}
	if !queued {
		t.waitMore(clients, got, more)
	}
	if !queued && t.mixed(clients...) {
		return false
	}
	var count [refused + 1]int
	for _, g := range got {
		count[g]++
	}
	switch {
	case queued:
		t.fail(ServesSerially, sawQueue, crowdSize, t.span(fastest), count[answered])
	case count[answered] == len(clients):
		return true
	case count[silent] == len(clients)-count[answered] && t.makesRoom(first, clients, got, more):
		t.fail(LimitsClients, sawLimit, count[answered]+2, count[silent])
	default:
		lost := slices.IndexFunc(got, func(g outcome) bool { return g != answered })
		t.fail(DropsClients, sawDropped, crowdSize, count[answered], count[cut]+count[refused], count[silent], more.Seconds(), t.whyLost(clients[lost], got[lost]))
	}
	return false
}

// waitMore has the clients without an answer wait for it, as a busy machine holds
// up single ones; and again while some get it, as a server may take its time with each.
func (t *trial) waitMore(clients []*client, got []outcome, more time.Duration) {
	for goesOn := true; goesOn && slices.Contains(got, silent); {
		before := slices.Clone(got)
		var wait sync.WaitGroup
		for i, c := range clients {
			switch {
			case got[i] != silent:
			case c.pending: // its system tries again only after seconds
				wait.Go(func() { got[i] = c.connectAndAsk(more) })
			default:
				wait.Go(func() { _, got[i] = c.recv(more) })
			}
		}
		wait.Wait()
		goesOn = !slices.Equal(got, before) && !t.dropsIdle() // one that is cut makes room
	}
}

// makesRoom reports whether one of the clients that wait is served when a client
// leaves, or all that were served: the server serves so many at a time, and no more.
func (t *trial) makesRoom(first *client, clients []*client, got []outcome, patience time.Duration) bool {
	t.remark(remarkLeaves)
	first.leave()
	if t.oneServed(clients, got, patience) {
		return true
	}
	for _, c := range t.clients {
		if i := slices.Index(clients, c); i < 0 || got[i] == answered {
			c.close()
		}
	}
	return t.oneServed(clients, got, patience)
}

// oneServed reports whether one of the clients that wait is served within some time.
func (t *trial) oneServed(clients []*client, got []outcome, patience time.Duration) bool {
	end := time.Now().Add(patience)
	for time.Now().Before(end) && t.ctx.Err() == nil {
		for i, c := range clients {
			if got[i] == silent && c.Client != nil && c.Arrives(time.Millisecond) {
				_, now := c.recv(crowdPause)
				return now == answered
			}
		}
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
// one after the other. With a lock the answers are as far apart as one takes, and
// all together take as long; a busy machine delays them all, but in bunches.
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
	whole, inTurn := at[len(at)-1].Sub(at[0]), time.Duration(len(gaps))*t.habits.Fastest()
	return gaps[len(gaps)/2] > t.habits.Fastest()/2 && whole > inTurn*3/4
}
