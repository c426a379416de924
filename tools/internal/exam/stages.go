package exam

import "time"

// climb finds out how far the server comes, one stage after the other. The
// first one that it does not reach ends the climb.
func (x *examiner) climb() {
	x.try((*trial).inTurn)
	together := false
	if x.report.Stage == 3 && x.wants(4) {
		x.try(func(t *trial) { together = t.together() })
	}
	if together {
		x.reach(4)
	}
	x.probeAll()
}

// inTurn is stages 1 to 3, with one client after the other.
func (t *trial) inTurn() {
	first := t.one()
	if first == nil {
		return
	}
	t.reach(1)
	if !t.wants(2) || !t.many(first) {
		return
	}
	t.reach(2)
	if t.wants(3) && t.next(first) {
		t.reach(3)
	}
}

func (x *examiner) reach(stage int) {
	if x.ctx.Err() != nil {
		return
	}
	x.report.Stage = stage
	x.showing.show(Line{Kind: Good, Text: reached.Format(x.Lang, stage)})
}

// one is stage 1: one client, one message, one answer. It returns the client.
func (t *trial) one() *client {
	t.heading(headingOne)
	if !t.fresh() {
		return nil
	}
	if burns, cores := t.burning(); burns {
		t.fail(BusyLoop, sawBurning, cores*100)
	} else if t.program != nil {
		t.pass(BusyLoop, sawIdle)
	}
	c, got := t.visit()
	switch got {
	case answered:
		got = c.ask()
	case refused:
		t.fail(NoListener, sawRefused, t.addr)
		return nil
	case cut:
		t.fail(NoReply, sawCutAtOnce, t.ending())
		return nil
	case silent: // there was no connection
		t.giveUp(&Failure{noWay.Format(t.Lang, t.addr)})
		return nil
	}
	patience := t.patience()
	switch got {
	case answered:
		t.pass(NoReply, sawAnswer, t.span(t.habits.Slowest()))
		return c
	case cut:
		t.fail(NoReply, sawCut, t.ending())
	case silent:
		// Perhaps it waits for the client's end.
		if _, more := c.halfClose(t.busy(time.Second)); more > 0 && more < flood {
			t.fail(NoReply, sawAnswerAtEnd, patience.Seconds())
		} else {
			t.fail(NoReply, sawSilence, patience.Seconds())
		}
	}
	return nil
}

// ending says how the program ended, if it did, behind what a client has seen.
func (t *trial) ending() string {
	switch {
	case t.gone(time.Second):
		return endedWith.Format(t.Lang, t.program.ExitCode(), t.lastWords())
	case t.program == nil || t.program.Exited() == nil:
		return "" // nobody knows
	}
	return stillRuns.In(t.Lang)
}

// many is stage 2: the same client is answered again and again.
func (t *trial) many(c *client) bool {
	t.heading(headingMany)
	for n := 2; n <= 3; n++ {
		switch c.ask() {
		case answered:
			continue
		case silent:
			if n == 2 && t.greetsLate() {
				t.report.Stage = 0
				t.fail(NoReply, sawGreetingOnly, t.patience().Seconds())
			} else {
				t.fail(NoReply, sawNthSilence, n, t.patience().Seconds())
			}
		default:
			t.fail(ClosesAfterOne, sawClosed, n-1)
		}
		return false
	}
	t.pass(ClosesAfterOne, sawThree)
	return true
}

// greetsLate reports whether the server speaks first after all, only so late
// that the first client took it for an answer.
func (t *trial) greetsLate() bool {
	if t.habits.Greets() || len(t.Command) == 0 || !t.fresh() {
		return false
	}
	c, got := t.connect()
	if got == answered {
		_, got = c.recv(t.patience())
	}
	return got == answered
}

// next is stage 3: when a client has left, the next one is served, over and
// over.
func (t *trial) next(first *client) bool {
	t.heading(headingNext)
	first.leave()
	second, got := t.servedNext()
	if got != answered {
		t.whyNoNext(1, got)
		return false
	}
	patience := t.patience()
	closed, more := second.halfClose(patience)
	switch {
	case closed:
		t.pass(NeverCloses, sawBothClosed)
	case more >= flood:
		t.fail(IgnoresEOF, sawFlood)
	default:
		t.spins() // on the second client, perhaps, which leaves now
	}
	second.close()
	third, got := t.servedNext()
	if got != answered {
		t.whyNoNext(2, got)
		return false
	}
	third.leave()
	if !closed && !t.made(IgnoresEOF) {
		t.fail(NeverCloses, sawNeverClosed, patience.Seconds())
	}
	if !t.made(IgnoresEOF) && !t.spins() { // on the first, or on the third
		t.pass(IgnoresEOF, sawServedNext)
	}
	return true
}

// spins reports whether the server keeps a core busy with clients that have
// gone, where it did not before they came.
func (t *trial) spins() bool {
	if t.made(BusyLoop) {
		return false
	}
	burns, cores := t.burning()
	if burns {
		t.fail(IgnoresEOF, sawSpinning, cores*100)
	}
	return burns
}

// whyNoNext finds out why nobody was served after a client had left: client
// number left is the one that did.
func (t *trial) whyNoNext(left int, got outcome) {
	if t.gone(time.Second) {
		code := t.program.ExitCode()
		if code == 0 {
			t.fail(StopsAfterOne, sawEndedWell, left)
		} else {
			t.fail(DiesOnEOF, sawDied, left, code, t.lastWords())
		}
		return
	}
	switch got {
	case refused:
		t.fail(StopsAfterOne, sawNoListener, left, left+1)
		return
	case cut:
		t.fail(StopsAfterOne, sawNextCut, left, left+1)
		return
	}
	if t.made(IgnoresEOF) {
		return // that is why
	}
	patience := t.patience()
	if burns, cores := t.burning(); burns && !t.made(BusyLoop) {
		t.fail(IgnoresEOF, sawSpinsOn, left, left+1, patience.Seconds(), cores*100)
		return
	}
	// Blocked, or in accept no more? One that notices the end closes as well.
	if len(t.Command) > 0 && t.fresh() {
		c, got := t.served()
		if got == answered {
			if closed, _ := c.halfClose(patience); closed {
				t.fail(StopsAfterOne, sawNoAccept, left, left+1, patience.Seconds())
				return
			}
		}
	}
	t.fail(IgnoresEOF, sawBlocked, left, left+1, patience.Seconds())
}

// together is stage 4: a client is served while others stay open and silent,
// and thirty at once take about as long as one.
func (t *trial) together() bool {
	t.heading(headingTogether)
	if !t.fresh() {
		return false
	}
	first, got := t.served()
	if got != answered {
		t.unreliable()
		return false
	}
	second, got := t.served()
	if got == cut {
		t.fail(DropsClients, sawSecondCut, t.ending())
		return false
	}
	if got != answered {
		patience := t.patience()
		t.remark(remarkLeaves)
		first.leave()
		if _, late := second.recv(patience); got == silent && late == answered {
			t.fail(ServesSerially, sawSerial, patience.Seconds())
		} else {
			t.fail(ServesSerially, sawNoSecond, patience.Seconds(), t.ending())
		}
		return false
	}
	if got := first.ask(); got != answered {
		t.fail(ServesSerially, sawMadeRoom, words(got).In(t.Lang))
		return false
	}
	t.remark(remarkCrowd, crowdSize)
	return t.crowd()
}

// unreliable gives up: a server that does now this, now that, has no stage.
func (t *trial) unreliable() {
	if len(t.Command) == 0 && len(t.report.Mistakes) > 0 {
		t.remark(remarkGone) // because of one of them
		return
	}
	t.giveUp(&Failure{notAgain.Format(t.Lang, t.ending())})
}
