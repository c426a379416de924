package probe

import (
	"strconv"
	"time"

	"tcplab/shared/clock"
)

// room is how many clients homework 4a lets in.
const room = 3

// atMostThree wants the fourth client to be told that there is no room.
func (t *trial) atMostThree() {
	t.heading(headingAtMost)
	if !t.fresh() {
		return
	}
	inside := t.fill(room)
	if inside == nil {
		return
	}
	t.pass(TurnsAway, sawInside, room)

	fourth, got := t.connect()
	if got != answered {
		t.fail(NotTold, sawNth, room+1, words(got).In(t.Lang))
		return
	}
	told, got := fourth.recvWhole(t.patience(), nil)
	if got == silent && fourth.send(t.frame(names[room])) { // it may be told when it has spoken
		told, got = fourth.recvWhole(t.patience(), nil)
	}
	switch {
	case got != answered:
		t.fail(NotTold, sawNth, room+1, words(got).In(t.Lang))
		return
	case !fourth.isClosed(t.patience()):
		t.fail(LetsAllIn, sawStillOpen)
		return
	case t.habits.Greets() && told == t.habits.Greeting.Text:
		t.fail(NotTold, sawGreetedOnly, quote(told))
		return
	}
	t.pass(NotTold, sawTold, strconv.Quote(clip(told, 100)))
	t.pass(LetsAllIn, sawTurnedAway)

	if !t.stillServed(inside) {
		return
	}
	if closed, _ := inside[0].halfClose(t.patience()); !closed {
		t.fail(NeverCloses, sawNeverClosed, t.patience().Seconds())
		return
	}
	inside[0].close()
	if !t.letIn() {
		t.fail(TurnsAway, sawNoRoomAgain)
		return
	}
	t.pass(TurnsAway, sawRoomAgain)
}

// fill has so many clients served at the same time, as many as there are places. If one
// is not, that is reported, and there are none.
func (t *trial) fill(places int) (inside []*client) {
	for n := 1; n <= places; n++ {
		c, got := t.served()
		if got != answered {
			t.fail(TurnsAway, sawNth, n, words(got).In(t.Lang))
			return nil
		}
		inside = append(inside, c)
	}
	return inside
}

// stillServed wants those who have places to be answered.
func (t *trial) stillServed(inside []*client) bool {
	for n, c := range inside {
		if got := c.ask(); got != answered {
			t.fail(TurnsAway, sawNth, n+1, words(got).In(t.Lang))
			return false
		}
	}
	return true
}

// letIn reports whether the next client is let in. It is answered twice then,
// where the sentence of a full server comes but once.
func (t *trial) letIn() bool {
	for begun := clock.Now(); clock.Since(begun) < t.patience() && t.ctx.Err() == nil; {
		c, got := t.servedNext()
		if got == answered && c.ask() == answered {
			return true
		}
		c.close()
		t.rest(50 * time.Millisecond) // the server may need a moment to know that there is room
	}
	return false
}

// workers is how many clients homework 4d serves at a time.
const workers = 4

// queue wants four clients to be served at a time, and the others to wait for
// their turn: for as long as it takes, and in the order in which they came.
func (t *trial) queue() {
	t.heading(headingQueue, workers)
	if !t.fresh() {
		return
	}
	inside := t.fill(workers)
	if inside == nil {
		return
	}
	var waiting []*client
	for n := workers + 1; n <= 2*workers; n++ {
		c, got := t.connect()
		if got == answered && !c.send(t.frame(c.word())) {
			got = cut
		}
		if got != answered {
			t.fail(LosesWaiting, sawNth, n, words(got).In(t.Lang))
			return
		}
		waiting = append(waiting, c)
	}
	t.rest(t.busy(500 * time.Millisecond))
	if !t.allWait(waiting) {
		return
	}
	if !t.stillServed(inside) {
		return
	}
	t.pass(ServesTooMany, sawInside, workers)
	t.inOrder(inside, waiting)
}

// allWait wants those that wait to hear nothing, and not to be turned away.
func (t *trial) allWait(waiting []*client) bool {
	for _, c := range waiting {
		if !c.Arrives(time.Millisecond) {
			continue
		}
		if text, got := c.recv(pause); got == answered {
			t.fail(ServesTooMany, sawServedToo, c.number, workers, quote(text))
		} else {
			t.fail(LosesWaiting, sawNth, c.number, words(got).In(t.Lang))
		}
		return false
	}
	return true
}

// inOrder has those inside leave one after the other, each in another way, and
// wants the next one of those that wait to be served each time. One of them does
// not wait for so long.
func (t *trial) inOrder(inside, waiting []*client) {
	const impatient = 2
	waiting[impatient].leave()
	waiting = append(waiting[:impatient:impatient], waiting[impatient+1:]...)
	for i, leave := range []func(*client){(*client).sayExit, (*client).leave, (*client).reset} {
		leave(inside[i])
		next, others := waiting[0], waiting[1:]
		_, got := next.recv(t.patience())
		if got == answered {
			got = next.ask()
		}
		for _, c := range others {
			if got != answered && c.Arrives(time.Millisecond) {
				t.fail(OutOfOrder, sawOutOfOrder, c.number, next.number)
				return
			}
		}
		if got != answered {
			t.fail(LosesWaiting, sawNotItsTurn, inside[i].number, next.number, words(got).In(t.Lang), t.ending())
			return
		}
		if !t.allWait(others) {
			return
		}
		waiting = others
	}
	t.pass(LosesWaiting, sawInOrder)
}

// sayExit leaves as the protocol of the course has it.
func (c *client) sayExit() {
	c.send(c.trial.frame("exit"))
	c.leave()
}
