package probe

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/phrase"
)

// room is how many clients homework 4a lets in.
const room = 3

// atMostThree wants the fourth client to be told that there is no room.
func (t *trial) atMostThree() {
	t.heading(headingAtMost)
	if !t.fresh() {
		return
	}
	inside := t.fill(room, TurnsAway)
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
	case t.habits.Greets() && strings.HasPrefix(told, t.habits.Greeting.Text):
		t.fail(NotTold, sawGreetedToo, quote(told))
		return
	}
	t.pass(NotTold, sawToldSo, strconv.Quote(clip(told, 100)))
	t.pass(LetsAllIn, sawTurnedAway)
	if t.stillServed(inside) && t.roomAgain(inside) && t.notMoreAtOnce() {
		t.pass(TurnsAway, sawRoomAgain)
	}
}

// roomAgain wants each place to be free when its client has left, in whatever way,
// and no other place.
func (t *trial) roomAgain(inside []*client) bool {
	for i, way := range waysToLeave {
		way.leave(inside[i])
		next := t.letIn()
		if t.failed() {
			return false
		}
		if next == nil {
			t.fail(TurnsAway, sawNoRoomAgain, inside[i].number, way.how.In(t.Lang))
			return false
		}
		inside[i] = next
	}
	if c, got := t.served(); got == answered && c.ask() == answered {
		t.fail(LetsAllIn, sawFourAgain, c.number)
		return false
	}
	for _, c := range inside {
		c.leave()
	}
	return true
}

// notMoreAtOnce wants no more than three to be let in when more come at the same
// moment.
func (t *trial) notMoreAtOnce() bool {
	const many = 10
	got := t.sameMoment(t.newClients(many), func(c *client) outcome {
		if got := c.connectAndAsk(t.patience()); got != answered {
			return got
		}
		return c.ask()
	})
	if n := many - len(slices.DeleteFunc(got, func(o outcome) bool { return o == answered })); n > room {
		t.fail(LetsAllIn, sawMoreAtOnce, many, n)
		return false
	}
	return !t.races()
}

// waysToLeave are how clients leave: as the protocol of the course has it, by a close,
// and by a crash.
var waysToLeave = []struct {
	how   phrase.Phrase
	leave func(*client)
}{
	{saidExit, (*client).sayExit},
	{hasClosed, (*client).leave},
	{hasCrashed, (*client).reset},
}

// sayExit wants the server to close after the word exit.
func (c *client) sayExit() {
	t := c.trial
	if c.send(t.frame("exit")); !c.isClosed(t.patience()) {
		t.fail(IgnoresExit, sawIgnoresExit, c.number)
	}
	c.leave()
}

// fill has so many clients served at the same time, as many as there are places. If one
// is not, that is reported, and there are none.
func (t *trial) fill(places int, mistake string) (inside []*client) {
	for n := 1; n <= places; n++ {
		c, got := t.served()
		if got != answered {
			t.fail(mistake, sawTooFew, n, words(got).In(t.Lang), places)
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

// letIn returns the next client that is let in. It is answered twice then, where
// the sentence of a full server comes but once.
func (t *trial) letIn() *client {
	for begun := clock.Now(); clock.Since(begun) < t.patience() && t.ctx.Err() == nil; {
		c, got := t.servedNext()
		if got == answered && c.ask() == answered {
			return c
		}
		c.close()
		t.rest(50 * time.Millisecond) // the server may need a moment to know that there is room
	}
	return nil
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
	inside := t.fill(workers, LosesWaiting)
	if inside == nil {
		return
	}
	var waiting []*client
	for n := workers + 1; n <= 2*workers; n++ {
		c, got := t.connect()
		if got == answered && !c.send(t.frame(c.word())) {
			got = cut
		}
		switch got {
		case answered:
		case silent:
			t.fail(LosesWaiting, sawFullQueue, n)
			return
		default:
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
	if t.inOrder(inside, waiting) && t.anyNumberWaits() {
		t.pass(LosesWaiting, sawInOrder)
	}
}

// anyNumberWaits wants a crowd to wait, whatever room the queue of the program has.
func (t *trial) anyNumberWaits() bool {
	const many = 110
	crowd := t.newClients(many)
	got := t.sameMoment(crowd, func(c *client) outcome { return c.connect(t.patience()) })
	t.rest(t.busy(300 * time.Millisecond))
	for i, c := range crowd {
		// Where the system's own queue is full, it is not the server that turns it away.
		if got[i] == answered && c.Arrives(time.Millisecond) {
			_, got[i] = c.recv(pause)
		}
		if got[i] == cut {
			t.draw(c)
			t.fail(LosesWaiting, sawCrowdCut, many, c.number, words(cut).In(t.Lang))
			return false
		}
	}
	return true
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
func (t *trial) inOrder(inside, waiting []*client) bool {
	const impatient = 2
	waiting[impatient].leave()
	waiting = append(waiting[:impatient:impatient], waiting[impatient+1:]...)
	for i, way := range waysToLeave {
		if way.leave(inside[i]); t.failed() {
			return false
		}
		next, others := waiting[0], waiting[1:]
		_, got := next.recv(t.patience())
		if got == answered {
			got = next.ask()
		}
		for _, c := range others {
			if got != answered && c.Arrives(time.Millisecond) {
				t.fail(OutOfOrder, sawOutOfOrder, c.number, next.number)
				return false
			}
		}
		if got != answered {
			t.fail(LosesWaiting, sawNotItsTurn, inside[i].number, way.how.In(t.Lang), next.number, words(got).In(t.Lang), t.ending())
			return false
		}
		if !t.allWait(others) {
			return false
		}
		waiting = others
	}
	return true
}
