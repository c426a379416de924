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
	return e.run(ctx, 0, id, work)
}

// homework is how each one is examined.
var homework = map[string]func(*examiner){
	"h1":  (*examiner).fourNumbers,
	"h2":  (*examiner).failingSend,
	"h3":  (*examiner).silentClient,
	"h4a": (*examiner).atMostThree,
	"h4b": (*examiner).finishFirst,
	"h4c": (*examiner).relay,
	"h5":  (*examiner).pieces,
}

// fourNumbers wants the four numbers of two connections, and which differ:
// those of two clients on one machine, and those of clients at two addresses,
// where the system has more than one for itself.
func (x *examiner) fourNumbers() {
	x.heading(headingFourNumbers)
	if !x.tellsNumbers("127.0.0.1", "client-port") {
		return
	}
	const other = "127.0.0.2"
	if l, err := net.Listen("tcp", other+":0"); err == nil && len(x.Command) > 0 {
		l.Close()
		x.remark(remarkOtherAddr, other)
		x.tellsNumbers(other, "client-ip", "client-port")
	}
}

// tellsNumbers has two clients connect, the second one from an address of its
// own, and wants the words for what differs.
func (x *examiner) tellsNumbers(second string, differ ...string) bool {
	if !x.fresh() {
		return false
	}
	x.habits.Known = true // the server does not speak first
	for n, from := range []string{"127.0.0.1", second} {
		c, got := x.connectFrom(from)
		if got != answered {
			x.fail(StopsAfterOne, sawNth, n+1, words(got).In(x.Lang))
			return false
		}
		if !c.send(names[n] + "\n") {
			got = cut
		}
		var reply string
		if got == answered { // in however many pieces
			reply, got = c.recvWhole(x.patience(), nil)
		}
		if got != answered {
			x.fail(FourNumbers, sawNth, n+1, words(got).In(x.Lang))
			return false
		}
		for _, addr := range []net.Addr{c.RemoteAddr(), c.LocalAddr()} {
			if !strings.Contains(reply, addr.String()) {
				x.fail(FourNumbers, sawNoAddr, n+1, strconv.Quote(clip(reply, 200)), addr)
				return false
			}
		}
		c.leave()
		if n == 0 {
			continue
		}
		x.pass(FourNumbers, sawFourNumbers)
		var said []string
		for _, word := range []string{"server-ip", "server-port", "client-ip", "client-port"} {
			if strings.Contains(reply, word) {
				said = append(said, word)
			}
		}
		if !slices.Equal(said, differ) {
			x.fail(WhichDiffer, sawWrongOnes, strconv.Quote(clip(reply, 200)), strings.Join(differ, " "))
			return false
		}
		x.pass(WhichDiffer, sawWhichDiffer, strings.Join(differ, " "))
	}
	return true
}

// failingSend wants the server to go on after a send has failed.
func (x *examiner) failingSend() {
	x.heading(headingFailingSend)
	if !x.fresh() {
		return
	}
	for n := 1; n <= 3; n++ {
		c, got := x.servedNext()
		switch {
		case got != answered && n == 1:
			x.fail(NoReply, sawNth, n, words(got).In(x.Lang))
			return
		case got != answered:
			x.whyNoNext(n-1, got)
			return
		case n == 2:
			c.reset()
		default:
			c.leave()
		}
	}
	if _, got := x.served(); got != answered {
		x.whyNoNext(3, got)
		return
	}
	x.pass(DiesOnEOF, sawGoesOn)
}

// A client may be silent for ten seconds.
const (
	shortOfIt   = 9 * time.Second
	muchMore    = 14 * time.Second
	betweenTalk = 6 * time.Second
)

// silentClient wants a client that says nothing for ten seconds to be dropped,
// and then one that talks to be kept.
func (x *examiner) silentClient() {
	x.heading(headingSilentClient)
	x.remark(remarkTakesTime, int((muchMore + 2*betweenTalk).Seconds()))
	if !x.fresh() {
		return
	}
	begun := clock.Now() // of the silence, at the earliest
	c, got := x.visit()
	if got != answered {
		x.fail(NoReply, sawNth, 1, words(got).In(x.Lang))
		return
	}
	for got != cut && clock.Since(begun) < muchMore { // it may be warned before
		_, got = c.recv(muchMore - clock.Since(begun))
	}
	took := clock.Since(begun)
	switch {
	case got != cut:
		x.fail(KeepsSilent, sawKept, took.Seconds())
		return
	case took < shortOfIt:
		x.fail(DropsTalker, sawDroppedEarly, took.Seconds())
		return
	}
	x.pass(KeepsSilent, sawDroppedSilent, took.Seconds())

	c, got = x.served()
	if got != answered {
		x.whyNoNext(1, got)
		return
	}
	for range 2 {
		x.rest(betweenTalk)
		if got := c.ask(); got != answered {
			x.fail(DropsTalker, sawDroppedTalker, betweenTalk.Seconds())
			return
		}
	}
	x.pass(DropsTalker, sawKeptTalker, betweenTalk.Seconds())
}

// room is how many clients homework 4a lets in.
const room = 3

// atMostThree wants the fourth client to be told that there is no room.
func (x *examiner) atMostThree() {
	x.heading(headingAtMost)
	if !x.fresh() {
		return
	}
	var inside []*client
	for n := 1; n <= room; n++ {
		c, got := x.served()
		if got != answered {
			x.fail(TurnsAway, sawNth, n, words(got).In(x.Lang))
			return
		}
		inside = append(inside, c)
	}
	x.pass(TurnsAway, sawInside, room)

	fourth, got := x.connect()
	if got != answered {
		x.fail(NotTold, sawNth, room+1, words(got).In(x.Lang))
		return
	}
	told, got := fourth.recvWhole(x.patience(), nil)
	if got == silent && fourth.send(names[room]+"\n") { // it may be told when it has spoken
		told, got = fourth.recvWhole(x.patience(), nil)
	}
	switch {
	case got != answered:
		x.fail(NotTold, sawNth, room+1, words(got).In(x.Lang))
		return
	case !fourth.isClosed(x.patience()):
		x.fail(LetsAllIn, sawStillOpen)
		return
	case x.habits.Greets() && told == x.habits.Greeting.Text:
		x.fail(NotTold, sawGreetedOnly, quote(told))
		return
	}
	x.pass(NotTold, sawTold, strconv.Quote(clip(told, 100)))
	x.pass(LetsAllIn, sawTurnedAway)

	for n, c := range inside {
		if got := c.ask(); got != answered {
			x.fail(TurnsAway, sawNth, n+1, words(got).In(x.Lang))
			return
		}
	}
	if closed, _ := inside[0].halfClose(x.patience()); !closed {
		x.fail(NeverCloses, sawNeverClosed, x.patience().Seconds())
		return
	}
	inside[0].close()
	if !x.letIn() {
		x.fail(TurnsAway, sawNoRoomAgain)
		return
	}
	x.pass(TurnsAway, sawRoomAgain)
}

// letIn reports whether the next client is let in. It is answered twice then,
// where the sentence of a full server comes but once.
func (x *examiner) letIn() bool {
	for begun := clock.Now(); clock.Since(begun) < x.patience() && x.ctx.Err() == nil; {
		c, got := x.servedNext()
		if got == answered && c.ask() == answered {
			return true
		}
		c.close()
		x.rest(50 * time.Millisecond) // the server may need a moment to know that there is room
	}
	return false
}

// finishFirst presses Ctrl+C in the middle of two conversations.
func (x *examiner) finishFirst() {
	x.heading(headingFinishFirst)
	if len(x.Command) == 0 {
		x.giveUp(&Failure{needsCommand.In(x.Lang)})
		return
	}
	if !x.fresh() {
		return
	}
	var both []*client
	for n := 1; n <= 2; n++ {
		c, got := x.served()
		if got != answered {
			x.fail(NoReply, sawNth, n, words(got).In(x.Lang))
			return
		}
		both = append(both, c)
	}
	first, second := both[0], both[1]
	x.remark(remarkCtrlC)
	if err := x.program.Interrupt(); err != nil {
		x.giveUp(&Failure{notInterrupted.Format(x.Lang, err)})
		return
	}
	if !x.turnsAway() {
		x.fail(StillAccepts, sawStillAccepts)
		return
	}
	x.pass(StillAccepts, sawAcceptsNoMore)
	for n, c := range both {
		if got := c.ask(); got != answered {
			x.fail(CutsOff, sawNth, n+1, words(got).In(x.Lang))
			return
		}
	}
	first.leave()
	if got := second.ask(); got != answered {
		x.fail(CutsOff, sawNth, 2, words(got).In(x.Lang))
		return
	}
	x.pass(CutsOff, sawFinished)
	second.leave()
	switch {
	case !x.gone(x.patience()):
		x.fail(NeverEnds, sawNeverEnds, x.patience().Seconds())
	case x.program.ExitCode() != 0:
		x.fail(NeverEnds, sawEndedBadly, x.program.ExitCode(), x.lastWords())
	default:
		x.pass(NeverEnds, sawEndsWell)
	}
}

// turnsAway reports whether the server comes to accept nobody any more. It may
// need a moment for that.
func (x *examiner) turnsAway() bool {
	begun := clock.Now()
	for clock.Since(begun) < x.patience() && x.ctx.Err() == nil {
		if !x.program.Listens() {
			return true
		}
		select {
		case <-x.program.Exited():
			return true
		case <-time.After(10 * time.Millisecond):
		}
	}
	return false
}

// relay wants a message from one user to reach the other one named in it.
func (x *examiner) relay() {
	x.heading(headingRelay)
	if !x.fresh() {
		return
	}
	var users []*client
	for n, name := range names[:3] {
		c, got := x.visit()
		if got == answered && !c.send(name+"\n") {
			got = cut
		}
		if got != answered {
			x.fail(NoReply, sawNth, n+1, words(got).In(x.Lang))
			return
		}
		c.recv(x.busy(100 * time.Millisecond)) // it may be told that it is in
		users = append(users, c)
	}
	michael, tracy, sarah := users[0], users[1], users[2]

	got, outcome := "", silent
	for try := 0; try < 3 && outcome == silent; try++ { // Tracy may not be known at once
		michael.send(names[1] + " one two three\n")
		got, outcome = tracy.recvWhole(x.busy(time.Second), holds("one two three"))
	}
	switch {
	case outcome != answered:
		x.fail(NotDelivered, sawNotDelivered, names[1], words(outcome).In(x.Lang))
		return
	case !strings.Contains(got, "one two three"), !strings.Contains(got, names[0]):
		x.fail(NotDelivered, sawOtherText, names[1], quote(got), names[0])
		return
	}
	x.pass(NotDelivered, sawDelivered, quote(got))
	if text, _ := sarah.recvWhole(x.busy(300*time.Millisecond), holds("one two three")); strings.Contains(text, "one two three") {
		x.fail(Overheard, sawOverheard, names[2], quote(text))
		return
	}
	x.pass(Overheard, sawPrivate)

	tracy.send(names[0] + " four\n")
	if text, _ := michael.recvWhole(x.busy(3*time.Second), holds("four")); !strings.Contains(text, "four") {
		x.fail(NotDelivered, sawOtherText, names[0], quote(text), names[1])
		return
	}
	sarah.leave()
	for _, nobody := range []string{"Nobody", names[2]} {
		if !x.toldOf(michael, nobody) {
			x.fail(UnknownUser, sawUntold, nobody)
			return
		}
	}
	x.pass(UnknownUser, sawUnknownTold)

	second, outcome := x.visit()
	if outcome == answered && second.send(names[1]+"\n") {
		second.recvWhole(x.busy(time.Second), nil)
	}
	if !second.isClosed(x.busy(time.Second)) {
		x.fail(SameName, sawSameName, names[1])
		return
	}
	x.pass(SameName, sawNameTaken)
}

// holds reports whether a text has come, in however many pieces.
func holds(text string) func(string) bool {
	return func(all string) bool { return strings.Contains(all, text) }
}

// toldOf reports whether a user is told that nobody of that name is there. One
// who has just left may be known for a moment.
func (x *examiner) toldOf(c *client, nobody string) bool {
	for range 3 {
		c.send(nobody + " hello\n")
		if text, _ := c.recvWhole(x.busy(time.Second), holds(nobody)); strings.Contains(text, nobody) {
			return true
		}
	}
	return false
}

// pieces wants a client that reads a reply to its end.
func (x *examiner) pieces() {
	x.heading(headingPieces)
	whole := x.converse()
	if len(x.report.Mistakes) > 0 {
		return
	}
	if !whole {
		x.fail(HalfAReply, sawHalf)
		return
	}
	x.pass(HalfAReply, sawWhole)
}
