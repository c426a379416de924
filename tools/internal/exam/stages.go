package exam

import "time"

// climb finds out how far the server comes, one stage after the other. The
// first one that it does not reach ends the climb.
func (x *examiner) climb() {
	first := x.one()
	if first == nil {
		return
	}
	x.reach(1)
	if !x.wants(2) || !x.many(first) {
		return
	}
	x.reach(2)
	if x.wants(3) && x.next(first) {
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

// one is stage 1: one client, one message, one answer. It returns the client.
func (x *examiner) one() *client {
	x.heading(headingOne)
	if !x.fresh() {
		return nil
	}
	if burns, cores := x.burning(); burns {
		x.fail(BusyLoop, sawBurning, cores*100)
	} else if x.program != nil {
		x.pass(BusyLoop, sawIdle)
	}
	c, got := x.visit()
	switch got {
	case answered:
		got = c.ask()
	case refused:
		x.fail(NoListener, sawRefused, x.addr)
		return nil
	case cut:
		x.fail(NoReply, sawCutAtOnce, x.ending())
		return nil
	case silent: // there was no connection
		x.giveUp(&Failure{noWay.Format(x.Lang, x.addr)})
		return nil
	}
	patience := x.patience()
	switch got {
	case answered:
		x.pass(NoReply, sawAnswer, x.span(x.habits.Slowest()))
		return c
	case cut:
		x.fail(NoReply, sawCut, x.ending())
	case silent:
		// Perhaps it waits for the client's end.
		if _, more := c.halfClose(x.busy(time.Second)); more > 0 && more < flood {
			x.fail(NoReply, sawAnswerAtEnd, patience.Seconds())
		} else {
			x.fail(NoReply, sawSilence, patience.Seconds())
		}
	}
	return nil
}

// ending says how the program ended, if it did, behind what a client has seen.
func (x *examiner) ending() string {
	switch {
	case x.gone(time.Second):
		return endedWith.Format(x.Lang, x.program.ExitCode(), x.lastWords())
	case x.program == nil || x.program.Exited() == nil:
		return "" // nobody knows
	}
	return stillRuns.In(x.Lang)
}

// many is stage 2: the same client is answered again and again.
func (x *examiner) many(c *client) bool {
	x.heading(headingMany)
	for n := 2; n <= 3; n++ {
		switch c.ask() {
		case answered:
			continue
		case silent:
			if n == 2 && x.greetsLate() {
				x.report.Stage = 0
				x.fail(NoReply, sawGreetingOnly, x.patience().Seconds())
			} else {
				x.fail(NoReply, sawNthSilence, n, x.patience().Seconds())
			}
		default:
			x.fail(ClosesAfterOne, sawClosed, n-1)
		}
		return false
	}
	x.pass(ClosesAfterOne, sawThree)
	return true
}

// greetsLate reports whether the server speaks first after all, only so late
// that the first client took it for an answer.
func (x *examiner) greetsLate() bool {
	if x.habits.Greets() || len(x.Command) == 0 || !x.fresh() {
		return false
	}
	c, got := x.connect()
	if got == answered {
		_, got = c.recv(x.patience())
	}
	return got == answered
}

// next is stage 3: when a client has left, the next one is served, over and
// over.
func (x *examiner) next(first *client) bool {
	x.heading(headingNext)
	first.leave()
	second, got := x.servedNext()
	if got != answered {
		x.whyNoNext(1, got)
		return false
	}
	patience := x.patience()
	closed, more := second.halfClose(patience)
	switch {
	case closed:
		x.pass(NeverCloses, sawBothClosed)
	case more >= flood:
		x.fail(IgnoresEOF, sawFlood)
	default:
		x.spins() // on the second client, perhaps, which leaves now
	}
	second.close()
	third, got := x.servedNext()
	if got != answered {
		x.whyNoNext(2, got)
		return false
	}
	third.leave()
	if !closed && !x.made(IgnoresEOF) {
		x.fail(NeverCloses, sawNeverClosed, patience.Seconds())
	}
	if !x.made(IgnoresEOF) && !x.spins() { // on the first, or on the third
		x.pass(IgnoresEOF, sawServedNext)
	}
	return true
}

// spins reports whether the server keeps a core busy with clients that have
// gone, where it did not before they came.
func (x *examiner) spins() bool {
	if x.made(BusyLoop) {
		return false
	}
	burns, cores := x.burning()
	if burns {
		x.fail(IgnoresEOF, sawSpinning, cores*100)
	}
	return burns
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
	patience := x.patience()
	if burns, cores := x.burning(); burns && !x.made(BusyLoop) {
		x.fail(IgnoresEOF, sawSpinsOn, left, left+1, patience.Seconds(), cores*100)
		return
	}
	// Blocked, or in accept no more? One that notices the end closes as well.
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
	if got == cut {
		x.fail(DropsClients, sawSecondCut, x.ending())
		return false
	}
	if got != answered {
		patience := x.patience()
		x.remark(remarkLeaves)
		first.leave()
		if _, late := second.recv(patience); got == silent && late == answered {
			x.fail(ServesSerially, sawSerial, patience.Seconds())
		} else {
			x.fail(ServesSerially, sawNoSecond, patience.Seconds(), x.ending())
		}
		return false
	}
	if got := first.ask(); got != answered {
		x.fail(ServesSerially, sawMadeRoom, words(got).In(x.Lang))
		return false
	}
	x.remark(remarkCrowd, crowdSize)
	return x.crowd()
}

// unreliable gives up: a server that does now this, now that, has no stage.
func (x *examiner) unreliable() {
	if len(x.Command) == 0 && len(x.report.Mistakes) > 0 {
		x.remark(remarkGone) // because of one of them
		return
	}
	x.giveUp(&Failure{notAgain.Format(x.Lang, x.ending())})
}
