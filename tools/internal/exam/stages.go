package exam

import (
	"slices"
	"sync"
	"time"
)

// climb finds out how far the server comes, one stage after the other. The
// first one that it does not reach ends the climb.
func (x *examiner) climb() {
	if !x.one() {
		return
	}
	x.reach(1)
	if !x.wants(2) || !x.many() {
		return
	}
	x.reach(2)
	if x.wants(3) && x.next() {
		x.reach(3)
		if x.wants(4) && x.together() {
			x.reach(4)
		}
		x.survive()
	}
	x.long()
}

func (x *examiner) wants(stage int) bool { return x.report.Wanted == 0 || x.report.Wanted >= stage }

func (x *examiner) reach(stage int) {
	if x.ctx.Err() != nil {
		return
	}
	x.report.Stage = stage
	x.show(Line{Kind: Good, Text: reached.Format(x.Lang, stage)})
}

// one is stage 1: one client, one message, one answer.
func (x *examiner) one() bool {
	x.heading(headingOne)
	if !x.fresh() {
		return false
	}
	if burns, cores := x.burning(); burns {
		x.fail(BusyLoop, sawBurning, cores*100)
	} else if x.program != nil {
		x.pass(BusyLoop, sawIdle)
	}
	c, got := x.visit()
	if got == answered {
		got = c.ask()
	}
	switch got {
	case answered:
		x.pass(NoReply, sawAnswer, x.span(x.slowest))
		return true
	case refused:
		x.fail(NoListener, sawRefused, x.addr)
	case cut:
		x.fail(NoReply, sawCut, x.ending())
	case silent:
		patience := x.patience()
		// Perhaps it waits for the client's end.
		if _, more := c.halfClose(time.Second); more > 0 && more < flood {
			x.fail(NoReply, sawAnswerAtEnd, patience.Seconds())
		} else {
			x.fail(NoReply, sawSilence, patience.Seconds())
		}
	}
	return false
}

// ending says how the program ended, if it did.
func (x *examiner) ending() string {
	if x.gone(time.Second) {
		return endedWith.Format(x.Lang, x.program.ExitCode(), x.lastWords())
	}
	return stillRuns.In(x.Lang)
}

// many is stage 2: the same client is answered again and again.
func (x *examiner) many() bool {
	x.heading(headingMany)
	c := x.clients[0]
	for n := 2; n <= 3; n++ {
		switch c.ask() {
		case answered:
			continue
		case silent:
			x.fail(NoReply, sawNthSilence, n, x.patience().Seconds())
		default:
			x.fail(ClosesAfterOne, sawClosed, n-1)
		}
		return false
	}
	x.pass(ClosesAfterOne, sawThree)
	return true
}

// next is stage 3: when a client has left, the next one is served, over and
// over.
func (x *examiner) next() bool {
	x.heading(headingNext)
	x.clients[0].leave()
	second, got := x.served()
	if got != answered {
		x.whyNoNext(1, got)
		return false
	}
	closed, more := second.halfClose(x.patience())
	switch {
	case closed:
		x.pass(NeverCloses, sawBothClosed)
	case more >= flood:
		x.fail(IgnoresEOF, sawFlood)
	case !x.made(BusyLoop):
		if burns, cores := x.burning(); burns {
			x.fail(IgnoresEOF, sawSpinning, cores*100)
		}
	}
	second.close()
	third, got := x.served()
	if got != answered {
		x.whyNoNext(2, got)
		return false
	}
	third.leave()
	if !closed && !x.made(IgnoresEOF) {
		x.fail(NeverCloses, sawNeverClosed, x.patience().Seconds())
	}
	if !x.made(BusyLoop) && !x.made(IgnoresEOF) {
		if burns, cores := x.burning(); burns {
			x.fail(IgnoresEOF, sawSpinning, cores*100)
		} else {
			x.pass(IgnoresEOF, sawServedNext)
		}
	}
	return true
}

// whyNoNext finds out why nobody was served after a client had left: client
// number left is the one that did.
func (x *examiner) whyNoNext(left int, got outcome) {
	if x.gone(time.Second) {
		code := x.program.ExitCode()
		if code == 0 {
			x.fail(StopsAfterOne, sawEndedWell, left)
		} else {
			x.fail(DiesOnEOF, sawDied, left, code, x.lastWords())
		}
		return
	}
	switch got {
	case refused:
		x.fail(StopsAfterOne, sawNoListener, left, left+1)
		return
	case cut:
		x.fail(StopsAfterOne, sawNextCut, left, left+1)
		return
	}
	if x.made(IgnoresEOF) {
		return // that is why
	}
	if burns, cores := x.burning(); burns && !x.made(BusyLoop) {
		x.fail(IgnoresEOF, sawSpinsOn, left, left+1, x.patience().Seconds(), cores*100)
		return
	}
	// Blocked, or in accept no more? One that notices the end closes as well.
	patience := x.patience()
	if len(x.Command) > 0 && x.fresh() {
		c, got := x.served()
		if got == answered {
			if closed, _ := c.halfClose(patience); closed {
				x.fail(StopsAfterOne, sawNoAccept, left, left+1, patience.Seconds())
				return
			}
		}
	}
	x.fail(IgnoresEOF, sawBlocked, left, left+1, patience.Seconds())
}

// together is stage 4: a client is served while others stay open and silent,
// and thirty at once take about as long as one.
func (x *examiner) together() bool {
	x.heading(headingTogether)
	if !x.fresh() {
		return false
	}
	first, got := x.served()
	if got != answered {
		x.unreliable()
		return false
	}
	second, got := x.served()
	if got != answered {
		patience := x.patience()
		x.remark(remarkLeaves)
		first.leave()
		if got == silent && second.late() == answered {
			x.fail(ServesSerially, sawSerial, patience.Seconds())
		} else {
			x.fail(ServesSerially, sawNoSecond, patience.Seconds(), x.ending())
		}
		return false
	}
	x.remark(remarkCrowd, crowdSize)
	return x.crowd()
}

// late has a client that got nothing wait once more, and ask if it could not.
func (c *client) late() outcome {
	_, got := c.recv(c.x.patience())
	return got
}

// unreliable gives up: a server that does now this, now that, has no stage.
func (x *examiner) unreliable() {
	if len(x.Command) == 0 && len(x.report.Mistakes) > 0 {
		x.remark(remarkGone) // of one of them
		return
	}
	x.giveUp(&Failure{notAgain.Format(x.Lang, x.ending())})
}

const (
	crowdSize = 30
	// pace is how far apart the clients of a crowd come at most. They do not
	// come all at once, as a short accept queue is no mistake.
	pace = 40 * time.Millisecond
	// thinks is what makes a server's time its own and not the machine's.
	thinks = 40 * time.Millisecond
)

// crowd has thirty clients ask, and then ask again in the reverse order, while
// two others are there and silent.
func (x *examiner) crowd() bool {
	limit := max(x.patience(), crowdSize/4*x.fastest+time.Second)
	clients := make([]*client, crowdSize)
	for i := range clients {
		clients[i] = &client{x: x, number: len(x.clients) + 1, quiet: true}
		x.clients = append(x.clients, clients[i])
	}
	arrive := func(c *client, through func()) outcome {
		got := c.connect(limit)
		if got == answered {
			got = c.greeting(limit)
		}
		if got == answered {
			_, got = c.say(names[0]+"\n", limit)
		}
		through()
		return got
	}
	again := func(c *client, through func()) outcome {
		through()
		_, got := c.say(names[1]+"\n", limit)
		return got
	}
	if !x.judge(x.all(clients, arrive), limit) {
		return !x.made(ServesSerially)
	}
	slices.Reverse(clients)
	if x.judge(x.all(clients, again), limit) {
		x.pass(ServesSerially, sawTogether)
		x.pass(DropsClients, sawCrowd, crowdSize, x.span(x.longest))
	}
	return !x.made(ServesSerially)
}

// A turn is what one client of a crowd got, and how long it took.
type turn struct {
	got  outcome
	took time.Duration
}

// all has each client do something, all at once, but for the pace at which
// they come: the next one comes when the one before is through.
func (x *examiner) all(clients []*client, do func(c *client, through func()) outcome) []turn {
	turns := make([]turn, len(clients))
	var wait sync.WaitGroup
	for i, c := range clients {
		through := make(chan struct{})
		wait.Go(func() {
			begun := time.Now()
			got := do(c, sync.OnceFunc(func() { close(through) }))
			took := time.Since(begun)
			if got == answered {
				took = c.heard.Sub(begun)
			}
			turns[i] = turn{got, took}
		})
		select {
		case <-through:
		case <-time.After(pace):
		case <-x.ctx.Done():
		}
	}
	wait.Wait()
	return turns
}

// judge says what a crowd's turns mean, and reports whether all is well.
func (x *examiner) judge(turns []turn, limit time.Duration) bool {
	slices.SortFunc(turns, func(a, b turn) int { return int(a.took - b.took) })
	var served []turn
	closed := 0
	for _, t := range turns {
		switch t.got {
		case answered:
			served = append(served, t)
		case cut, refused:
			closed++
		}
	}
	x.longest = turns[len(turns)-1].took
	// With a lock the nth answer comes after n times as long, and half of them
	// later than this; a busy machine holds up single ones.
	half := turns[len(turns)/2].took
	slow := crowdSize / 4 * x.fastest
	switch {
	case x.fastest >= thinks && half > slow && len(served) > 1 && served[len(served)-1].took > slow/2:
		x.fail(ServesSerially, sawQueue, crowdSize, x.span(x.fastest), len(served), x.span(x.longest))
	case len(served) < len(turns):
		x.fail(DropsClients, sawDropped, crowdSize, len(served), closed, len(turns)-len(served)-closed, limit.Seconds())
	default:
		return true
	}
	return false
}
