package exam

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/clock"
)

// Homework examines the homework called id, such as h4a.
func (e Exam) Homework(ctx context.Context, id string) (Report, error) {
	work, ok := homework[id]
	if !ok {
		return Report{}, fmt.Errorf("there is no homework %q", id)
	}
	return e.run(ctx, 0, id, func(x *examiner) { x.try(work) })
}

// homework is how each one is examined.
var homework = map[string]func(*trial){
	"h1":  (*trial).fourNumbers,
	"h2":  (*trial).failingSend,
	"h3":  (*trial).silentClient,
	"h4a": (*trial).atMostThree,
	"h4b": (*trial).finishFirst,
	"h4c": (*trial).relay,
	"h5":  (*trial).pieces,
}

// fourNumbers wants the four numbers of two connections, and which differ:
// those of two clients on one machine, and those of clients at two addresses,
// where the system has more than one for itself.
func (t *trial) fourNumbers() {
	t.heading(headingFourNumbers)
	if !t.tellsNumbers("127.0.0.1", "client-port") {
		return
	}
	const other = "127.0.0.2"
	if l, err := net.Listen("tcp", other+":0"); err == nil && len(t.Command) > 0 {
		l.Close()
		t.remark(remarkOtherAddr, other)
		t.tellsNumbers(other, "client-ip", "client-port")
	}
}

// tellsNumbers has two clients connect, the second one from an address of its
// own, and wants the words for what differs.
func (t *trial) tellsNumbers(second string, differ ...string) bool {
	if !t.fresh() {
		return false
	}
	t.habits.Known = true // the server does not speak first
	for n, from := range []string{"127.0.0.1", second} {
		c, got := t.connectFrom(from)
		if got != answered {
			t.fail(StopsAfterOne, sawNth, n+1, words(got).In(t.Lang))
			return false
		}
		if !c.send(names[n] + "\n") {
			got = cut
		}
		var reply string
		if got == answered { // in however many pieces
			reply, got = c.recvWhole(t.patience(), nil)
		}
		if got != answered {
			t.fail(FourNumbers, sawNth, n+1, words(got).In(t.Lang))
			return false
		}
		for _, addr := range []net.Addr{c.RemoteAddr(), c.LocalAddr()} {
			if !strings.Contains(reply, addr.String()) {
				t.fail(FourNumbers, sawNoAddr, n+1, strconv.Quote(clip(reply, 200)), addr)
				return false
			}
		}
		c.leave()
		if n == 0 {
			continue
		}
		t.pass(FourNumbers, sawFourNumbers)
		var said []string
		for _, word := range []string{"server-ip", "server-port", "client-ip", "client-port"} {
			if strings.Contains(reply, word) {
				said = append(said, word)
			}
		}
		if !slices.Equal(said, differ) {
			t.fail(WhichDiffer, sawWrongOnes, strconv.Quote(clip(reply, 200)), strings.Join(differ, " "))
			return false
		}
		t.pass(WhichDiffer, sawWhichDiffer, strings.Join(differ, " "))
	}
	return true
}

// failingSend wants the server to go on after a send has failed.
func (t *trial) failingSend() {
	t.heading(headingFailingSend)
	if !t.fresh() {
		return
	}
	for n := 1; n <= 3; n++ {
		c, got := t.servedNext()
		switch {
		case got != answered && n == 1:
			t.fail(NoReply, sawNth, n, words(got).In(t.Lang))
			return
		case got != answered:
			t.whyNoNext(n-1, got)
			return
		case n == 2:
			c.reset()
		default:
			c.leave()
		}
	}
	if _, got := t.served(); got != answered {
		t.whyNoNext(3, got)
		return
	}
	t.pass(DiesOnEOF, sawGoesOn)
}

// A client may be silent for ten seconds.
const (
	shortOfIt   = 9 * time.Second
	muchMore    = 14 * time.Second
	betweenTalk = 6 * time.Second
)

// silentClient wants a client that says nothing for ten seconds to be dropped,
// and then one that talks to be kept.
func (t *trial) silentClient() {
	t.heading(headingSilentClient)
	t.remark(remarkTakesTime, int((muchMore + 2*betweenTalk).Seconds()))
	if !t.fresh() {
		return
	}
	begun := clock.Now() // of the silence, at the earliest
	c, got := t.visit()
	if got != answered {
		t.fail(NoReply, sawNth, 1, words(got).In(t.Lang))
		return
	}
	for got != cut && clock.Since(begun) < muchMore { // it may be warned before
		_, got = c.recv(muchMore - clock.Since(begun))
	}
	took := clock.Since(begun)
	switch {
	case got != cut:
		t.fail(KeepsSilent, sawKept, took.Seconds())
		return
	case took < shortOfIt:
		t.fail(DropsTalker, sawDroppedEarly, took.Seconds())
		return
	}
	t.pass(KeepsSilent, sawDroppedSilent, took.Seconds())

	c, got = t.served()
	if got != answered {
		t.whyNoNext(1, got)
		return
	}
	for range 2 {
		t.rest(betweenTalk)
		if got := c.ask(); got != answered {
			t.fail(DropsTalker, sawDroppedTalker, betweenTalk.Seconds())
			return
		}
	}
	t.pass(DropsTalker, sawKeptTalker, betweenTalk.Seconds())
}

// room is how many clients homework 4a lets in.
const room = 3

// atMostThree wants the fourth client to be told that there is no room.
func (t *trial) atMostThree() {
	t.heading(headingAtMost)
	if !t.fresh() {
		return
	}
	var inside []*client
	for n := 1; n <= room; n++ {
		c, got := t.served()
		if got != answered {
			t.fail(TurnsAway, sawNth, n, words(got).In(t.Lang))
			return
		}
		inside = append(inside, c)
	}
	t.pass(TurnsAway, sawInside, room)

	fourth, got := t.connect()
	if got != answered {
		t.fail(NotTold, sawNth, room+1, words(got).In(t.Lang))
		return
	}
	told, got := fourth.recvWhole(t.patience(), nil)
	if got == silent && fourth.send(names[room]+"\n") { // it may be told when it has spoken
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

	for n, c := range inside {
		if got := c.ask(); got != answered {
			t.fail(TurnsAway, sawNth, n+1, words(got).In(t.Lang))
			return
		}
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

// finishFirst presses Ctrl+C in the middle of two conversations.
func (t *trial) finishFirst() {
	t.heading(headingFinishFirst)
	if len(t.Command) == 0 {
		t.giveUp(&Failure{needsCommand.In(t.Lang)})
		return
	}
	if !t.fresh() {
		return
	}
	var both []*client
	for n := 1; n <= 2; n++ {
		c, got := t.served()
		if got != answered {
			t.fail(NoReply, sawNth, n, words(got).In(t.Lang))
			return
		}
		both = append(both, c)
	}
	first, second := both[0], both[1]
	t.remark(remarkCtrlC)
	if err := t.program.Interrupt(); err != nil {
		t.giveUp(&Failure{notInterrupted.Format(t.Lang, err)})
		return
	}
	if !t.turnsAway() {
		t.fail(StillAccepts, sawStillAccepts)
		return
	}
	t.pass(StillAccepts, sawAcceptsNoMore)
	for n, c := range both {
		if got := c.ask(); got != answered {
			t.fail(CutsOff, sawNth, n+1, words(got).In(t.Lang))
			return
		}
	}
	first.leave()
	if got := second.ask(); got != answered {
		t.fail(CutsOff, sawNth, 2, words(got).In(t.Lang))
		return
	}
	t.pass(CutsOff, sawFinished)
	second.leave()
	switch {
	case !t.gone(t.patience()):
		t.fail(NeverEnds, sawNeverEnds, t.patience().Seconds())
	case t.program.Ending().Code != 0:
		t.fail(NeverEnds, sawEndedBadly, t.ending())
	default:
		t.pass(NeverEnds, sawEndsWell)
	}
}

// turnsAway reports whether the server comes to accept nobody any more. It may
// need a moment for that.
func (t *trial) turnsAway() bool {
	begun := clock.Now()
	for clock.Since(begun) < t.patience() && t.ctx.Err() == nil {
		if !t.program.Listens() {
			return true
		}
		select {
		case <-t.program.Exited():
			return true
		case <-time.After(10 * time.Millisecond):
		}
	}
	return false
}

// relay wants a message from one user to reach the other one named in it.
func (t *trial) relay() {
	t.heading(headingRelay)
	if !t.fresh() {
		return
	}
	var users []*client
	for n, name := range names[:3] {
		c, got := t.visit()
		if got == answered && !c.send(name+"\n") {
			got = cut
		}
		if got != answered {
			t.fail(NoReply, sawNth, n+1, words(got).In(t.Lang))
			return
		}
		c.recv(t.busy(100 * time.Millisecond)) // it may be told that it is in
		users = append(users, c)
	}
	michael, tracy, sarah := users[0], users[1], users[2]

	got, outcome := "", silent
	for try := 0; try < 3 && outcome == silent; try++ { // Tracy may not be known at once
		michael.send(names[1] + " one two three\n")
		got, outcome = tracy.recvWhole(t.busy(time.Second), holds("one two three"))
	}
	switch {
	case outcome != answered:
		t.fail(NotDelivered, sawNotDelivered, names[1], words(outcome).In(t.Lang))
		return
	case !strings.Contains(got, "one two three"), !strings.Contains(got, names[0]):
		t.fail(NotDelivered, sawOtherText, names[1], quote(got), names[0])
		return
	}
	t.pass(NotDelivered, sawDelivered, quote(got))
	if text, _ := sarah.recvWhole(t.busy(300*time.Millisecond), holds("one two three")); strings.Contains(text, "one two three") {
		t.fail(Overheard, sawOverheard, names[2], quote(text))
		return
	}
	t.pass(Overheard, sawPrivate)

	tracy.send(names[0] + " four\n")
	if text, _ := michael.recvWhole(t.busy(3*time.Second), holds("four")); !strings.Contains(text, "four") {
		t.fail(NotDelivered, sawOtherText, names[0], quote(text), names[1])
		return
	}
	sarah.leave()
	for _, nobody := range []string{"Nobody", names[2]} {
		if !t.toldOf(michael, nobody) {
			t.fail(UnknownUser, sawUntold, nobody)
			return
		}
	}
	t.pass(UnknownUser, sawUnknownTold)

	second, outcome := t.visit()
	if outcome == answered && second.send(names[1]+"\n") {
		second.recvWhole(t.busy(time.Second), nil)
	}
	if !second.isClosed(t.busy(time.Second)) {
		t.fail(SameName, sawSameName, names[1])
		return
	}
	t.pass(SameName, sawNameTaken)
}

// holds reports whether a text has come, in however many pieces.
func holds(text string) func(string) bool {
	return func(all string) bool { return strings.Contains(all, text) }
}

// toldOf reports whether a user is told that nobody of that name is there. One
// who has just left may be known for a moment.
func (t *trial) toldOf(c *client, nobody string) bool {
	for range 3 {
		c.send(nobody + " hello\n")
		if text, _ := c.recvWhole(t.busy(time.Second), holds(nobody)); strings.Contains(text, nobody) {
			return true
		}
	}
	return false
}

// pieces wants a client that reads a reply to its end.
func (t *trial) pieces() {
	t.heading(headingPieces)
	whole := t.converse()
	if t.failed() {
		return
	}
	if !whole {
		t.fail(HalfAReply, sawHalf)
		return
	}
	t.pass(HalfAReply, sawWhole)
}
