package probe

import (
	"strings"
	"time"

	"tcplab/shared/clock"
)

// climb finds out how far the server comes, one stage after the other. The
// first one that it does not reach ends the climb.
func (x *examiner) climb() {
	x.try((*trial).inTurn)
	reached := x.stage
	switch {
	case reached < 3:
		x.abandon(x.waiting)
		x.waiting = nil
	case !x.parallel():
		x.end(x.waiting) // others want to know what came of it
		x.waiting = nil
	}
	if reached == 3 && x.wants(4) {
		x.try(func(t *trial) { t.concurrent = t.together() })
	}
	var among []*running
	if x.concurrent {
		among = x.begin(Stages, needed)
	}
	more := x.begin(reached, besides)
	before := len(x.mistakes)
	x.end(among)
	if x.concurrent && len(x.mistakes) == before {
		x.try(func(t *trial) { t.reach(Stages) })
	}
	x.end(x.waiting)
	x.end(more)
}

// inTurn is stages 1 to 3, with one client after the other.
func (t *trial) inTurn() {
	first := t.one()
	if first == nil {
		return
	}
	t.reach(1)
	if !t.wants(2) {
		return
	}
	if first = t.many(first); first == nil {
		return
	}
	t.reach(2)
	t.learned = true
	if !t.wants(3) {
		return
	}
	t.examiner.known = t.known
	if t.made(BusyLoop) { // which is not to be said twice
		t.examiner.known.mistakes = []string{BusyLoop}
	}
	t.waiting = t.begin(3, patient)
	if t.next(first) {
		t.reach(3)
	}
}

func (t *trial) reach(stage int) {
	t.stage = stage
	t.show(Line{Kind: Good, Stage: stage, Text: reached.Format(t.Lang, stage)})
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
	begun := clock.Now()
	c, got := t.visit()
	early := got == cut
	if early && !t.gone(0) { // it may not wait for a client that waits for a greeting
		c, got = t.visit()
	}
	switch got {
	case answered:
		if got = c.ask(); got == cut && clock.Since(begun) > time.Second && !t.gone(0) {
			// A busy machine may have held it up for longer than the server waits.
			if again, next := t.visit(); next == answered {
				c, got = again, again.ask()
			}
		}
	case refused:
		t.fail(NoListener, sawRefused, t.addr, t.ending())
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
		saw := sawCut
		if early {
			saw = sawCutAtOnce
		}
		ending := t.ending()
		if !t.gone(0) {
			ending = t.details(ending, t.printed()) // about this client, as there was no other
		}
		t.fail(NoReply, saw, ending)
	case silent:
		queued := t.ifQueued(c)
		if t.sendsTo == toSender && t.relayed(c) {
			return t.one()
		}
		t.whySilent(c, patience, queued)
	}
	return nil
}

// whySilent finds out why the first client got no answer, which may still be in the
// accept queue: the server waits for more, or for more clients, or the answer waits in a
// buffer.
func (t *trial) whySilent(c *client, patience time.Duration, queued string) {
	t.keepExchange()
	if len(t.Command) > 0 && t.fresh() { // as others have connected meanwhile
		if c, _ = t.visit(); !c.send(t.frame(c.word())) {
			t.fail(NoReply, sawSilence, patience.Seconds(), queued)
			return
		}
		t.rest(t.busy(pause)) // the next one is to be a message of its own
	}
	if c.send(t.frame(c.word())) && c.Arrives(t.busy(settle)) {
		if _, got := c.recv(pause); got == answered {
			t.fail(NoReply, sawSecondOnly, patience.Seconds())
			return
		}
	}
	if sent := c.answeredAfter(2<<10, 64<<10); sent > 0 {
		saw := sawWaitsForMore
		if t.repliesOneByOne(c, c.reply.Text) {
			saw = sawNotFlushed
		} else if sent > 2<<10 { // as much as a buffer holds
			saw = sawBuffered
		}
		t.fail(NoReply, saw, patience.Seconds(), sent>>10)
		return
	}
	c.show("close", halfClosed.In(t.Lang))
	c.shut()
	switch text, got := c.recvWhole(t.busy(time.Second), nil); {
	case got == silent && t.waitsForOthers(c, patience):
	case got != answered || c.reply.GoesOn && !within(text, c.word()):
		t.fail(NoReply, sawSilence, patience.Seconds(), queued)
		if t.Say == "" && queued == "" {
			t.remark(remarkFrames)
		}
	case t.repliesOneByOne(c, text):
		t.fail(NoReply, sawFlushedAtEnd, patience.Seconds())
	default:
		t.fail(NoReply, sawAnswerAtEnd, patience.Seconds())
	}
}

// waitsForOthers reports whether the first client gets its answer when others connect,
// and notes it.
func (t *trial) waitsForOthers(c *client, patience time.Duration) bool {
	for range 4 {
		other, got := t.connect()
		if got != answered {
			break
		}
		if !c.Arrives(t.busy(pause)) {
			continue
		}
		if text, got := c.recv(pause); got == answered {
			t.fail(NoReply, sawWaitsForOthers, patience.Seconds(), other.number, quote(text))
			return true
		}
		break
	}
	return false
}

// repliesOneByOne reports whether a text is a reply to each of several messages,
// and not one to all of them: something is between two words that the client
// has not sent.
func (t *trial) repliesOneByOne(c *client, text string) bool {
	parts := strings.SplitN(strings.ToLower(text), strings.ToLower(c.word()), 4)
	return len(parts) == 4 && parts[1] != strings.TrimPrefix(t.frame(c.word()), c.word()) && parts[1] == parts[2]
}

// answeredAfter goes on sending messages, and returns after how many bytes an
// answer came, as one of sizes; 0: after none of them.
func (c *client) answeredAfter(sizes ...int) int {
	c.trial.remark(remarkMore, sizes[len(sizes)-1]>>10)
	sent := 0
	for _, size := range sizes {
		message := c.trial.frame(c.word())
		message = strings.Repeat(message, (size-sent)/len(message))
		if c.Send(message, c.trial.busy(time.Second)) != nil {
			return 0
		}
		if sent = size; !c.Arrives(c.trial.busy(400 * time.Millisecond)) {
			continue
		}
		if _, got := c.recv(pause); got == answered { // and not the end of the connection
			return sent
		}
		return 0
	}
	return 0
}

// many is stage 2: the same client is answered again and again. It returns the
// client.
func (t *trial) many(c *client) *client {
	t.heading(headingMany)
	answer := c.reply.Text
	for n := 2; n <= 3; n++ {
		switch c.ask() {
		case answered:
			continue
		case silent:
			patience := t.patience()
			switch {
			case n == 2 && t.sendsTo == toSender && t.relayed(c): // the first message was a name
				if c = t.one(); c == nil {
					return nil
				}
				return t.many(c)
			case n == 2 && t.speaksUnasked(answer):
				t.stage = 0
				t.fail(NoReply, sawGreetingOnly, patience.Seconds(), quote(answer))
			case n == 2:
				t.fail(AnswersOnce, sawNthSilence, n, patience.Seconds())
			default:
				t.fail(NoReply, sawNthSilence, n, patience.Seconds())
			}
		default:
			t.fail(ClosesAfterOne, sawClosed, n-1)
		}
		return nil
	}
	n, got := c.askAgain(3, manyMore)
	switch {
	case t.gone(settle / 2):
		t.fail(StopsAfterOne, sawEndedMeanwhile, t.ending())
		return nil
	case got != answered:
		t.stops(n, got)
		return nil
	}
	t.pass(ClosesAfterOne, sawThree)
	return c
}

// manyMore is how many more messages of one client are answered, and how many more
// clients are served, by a server that is quick.
const manyMore = 9

// quick reports whether so many answers take less than a second, and nobody types them.
func (t *trial) quick() bool { return manyMore*t.habits.Fastest() < time.Second && !t.operated }

// askAgain has a client that got some answers ask again, so many times, if the server
// is quick. It returns the number of the last message.
func (c *client) askAgain(answers, more int) (n int, got outcome) {
	defer func(quiet bool) { c.quiet = quiet }(c.quiet)
	c.quiet = true
	for n = answers; n < answers+more && c.trial.quick() && got == answered; n++ {
		got = c.ask()
	}
	return n, got
}

// stops reports that a client was not answered any more from its nth message on.
func (t *trial) stops(n int, got outcome) {
	if got == silent {
		t.fail(AnswersOnce, sawNthSilence, n, t.patience().Seconds())
	} else {
		t.fail(ClosesAfterOne, sawClosed, n-1)
	}
}

// speaksUnasked reports whether what the first client took for an answer comes
// by itself: a greeting that is late, or in two parts.
func (t *trial) speaksUnasked(answer string) bool {
	if len(t.Command) == 0 || !t.fresh() {
		return false
	}
	c, got := t.connect()
	if got != answered {
		return false
	}
	text, _ := c.recvWhole(t.patience(), holds(answer))
	return strings.Contains(text, answer)
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
	case more >= flood && second.Arrives(t.busy(pause)): // and not just the end of a long reply
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
	if c, got := t.moreInTurn(); got != answered {
		t.fail(StopsAfterOne, sawStops, c.number, words(got).In(t.Lang), t.whyLost(c, got))
		return false
	}
	if !closed && !t.made(IgnoresEOF) {
		t.fail(NeverCloses, sawNeverClosed, patience.Seconds())
	}
	if !t.made(IgnoresEOF) && !t.spins() { // on the first, or on the third
		t.pass(IgnoresEOF, sawServedNext)
	}
	return true
}

// moreInTurn has more clients come and leave, one after the other, if the server is
// quick. It returns the last one.
func (t *trial) moreInTurn() (c *client, got outcome) {
	defer func() { t.quiet = false }()
	t.quiet = true
	for n := 0; n < manyMore && t.quick() && got == answered; n++ {
		if c, got = t.servedNext(); got == answered {
			c.leave()
		}
	}
	return c, got
}

// spins reports whether the server keeps a core busy with clients that have
// gone, where it did not before they came.
func (t *trial) spins() bool {
	if t.made(BusyLoop) {
		return false
	}
	burns, cores := t.burning()
	if !burns {
		return false
	}
	t.keepExchange()
	if len(t.Command) > 0 && t.fresh() { // perhaps it is busy after a while, even without clients
		t.rest(idleFor)
		if burns, cores := t.burning(); burns {
			t.fail(BusyLoop, sawBurning, cores*100)
			return true
		}
	}
	t.fail(IgnoresEOF, sawSpinning, cores*100)
	return true
}

// again returns a client that was answered, as one was before. One that was not gives
// up, and is nil.
func (t *trial) again(c *client, got outcome) *client {
	if got != answered {
		t.unreliable()
		return nil
	}
	return c
}

// unreliable gives up: a server that does now this, now that, has no stage.
func (t *trial) unreliable() {
	if len(t.Command) == 0 && len(t.mistakes) > 0 {
		t.remark(remarkGone) // because of one of them
		return
	}
	if t.apart { // the others go on
		t.remark(remarkNotAgain, t.ending())
		return
	}
	t.giveUp(&Failure{notAgain.Format(t.Lang, t.ending())})
}
