package probe

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
func (t Target) Homework(ctx context.Context, id string) (Report, error) {
	work, ok := homework[id]
	if !ok {
		return Report{}, fmt.Errorf("there is no homework %q", id)
	}
	return t.run(ctx, 0, id, func(x *examiner) { x.try(work) })
}

// homework is how each one is examined.
var homework = map[string]func(*trial){
	"h1":  (*trial).fourNumbers,
	"h2":  (*trial).failingSend,
	"h3":  (*trial).silentClient,
	"h4a": (*trial).atMostThree,
	"h4b": (*trial).finishFirst,
	"h4c": (*trial).users,
	"h4d": (*trial).queue,
	"h5":  (*trial).pieces,
	"h6":  (*trial).eachLine,
	"h7":  (*trial).checker,
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
// own, and wants the words for what differs. Whether both are served comes first:
// a server for one client only has no second connection to tell of.
func (t *trial) tellsNumbers(second string, differ ...string) bool {
	if !t.fresh() {
		return false
	}
	t.habits.Known = true // the server does not speak first
	var both []*client
	for n, from := range []string{"127.0.0.1", second} {
		c, got := t.connectFrom(from)
		if got == answered && !c.send(t.frame(names[n])) {
			got = cut
		}
		if got == answered { // in however many pieces
			_, got = c.recvWhole(t.patience(), func(all string) bool {
				return strings.HasSuffix(all, "\n") && (n == 0 || strings.Contains(all, "differ"))
			})
		}
		switch {
		case got == answered:
			both = append(both, c)
			c.leave()
			continue
		case n == 0:
			t.fail(NoReply, sawNth, 1, words(got).In(t.Lang))
			return false
		}
		t.fail(StopsAfterOne, sawOneOnly, words(got).In(t.Lang), t.ending())
	}
	for _, c := range both {
		// The client's remote end is the server.
		if line := fmt.Sprintf("server %v client %v", c.RemoteAddr(), c.LocalAddr()); !hasWords(c.reply.Text, line) {
			t.fail(FourNumbers, sawNoAddr, c.number, strconv.Quote(clip(c.reply.Text, 200)), strconv.Quote(line))
			return false
		}
	}
	if len(both) < 2 {
		return false
	}
	t.pass(FourNumbers, sawFourNumbers)
	if !t.namesWhatDiffers(both[0].reply.Text, nil) || !t.namesWhatDiffers(both[1].reply.Text, differ) {
		return false
	}
	t.pass(WhichDiffer, sawWhichDiffer, strings.Join(differ, " "))
	if len(t.Command) > 0 && !t.gone(t.patience()) {
		t.fail(NeverEnds, sawServesOn, t.patience().Seconds())
		return false
	}
	return true
}

// hasWords reports whether a text has a line of these words.
func hasWords(text, words string) bool {
	return slices.ContainsFunc(strings.Split(text, "\n"), func(line string) bool {
		return slices.Equal(strings.Fields(line), strings.Fields(words))
	})
}

// namesWhatDiffers wants the words for what differs, and no other ones: in the line
// that is about it, if there is one.
func (t *trial) namesWhatDiffers(reply string, differ []string) bool {
	about := reply
	if _, line, found := strings.Cut(reply, "differ"); found {
		about, _, _ = strings.Cut(line, "\n")
	}
	var said []string
	for _, word := range []string{"server-ip", "server-port", "client-ip", "client-port"} {
		if strings.Contains(about, word) {
			said = append(said, word)
		}
	}
	switch shown := strconv.Quote(clip(reply, 200)); {
	case slices.Equal(said, differ):
		return true
	case len(differ) == 0:
		t.fail(WhichDiffer, sawDiffersFromNone, shown)
	default:
		t.fail(WhichDiffer, sawWrongOnes, shown, strings.Join(differ, " "))
	}
	return false
}

// failingSend wants the server to go on after a send has failed.
func (t *trial) failingSend() {
	t.heading(headingFailingSend)
	if !t.fresh() {
		return
	}
	c, got := t.served()
	if got != answered {
		t.fail(NoReply, sawNth, 1, words(got).In(t.Lang))
		return
	}
	for _, leave := range []func(*client){(*client).leave, (*client).reset, (*client).leave} {
		next, got := t.connect() // into the queue
		if leave(c); got == answered {
			got = next.greeting(t.patience())
		}
		if got == answered {
			got = next.ask()
		}
		if got != answered {
			t.whyNotOn(c.number, got)
			return
		}
		c = next
	}
	t.pass(DiesOnEOF, sawGoesOn)
}

// whyNotOn finds out why nobody was served after a client had left. The server
// may go on answering that client, but only until a send has failed.
func (t *trial) whyNotOn(left int, got outcome) {
	patience := t.patience()
	if got == silent && !t.gone(time.Second) && len(t.Command) > 0 {
		t.keepExchange()
		if !t.fresh() {
			return
		}
		if c, got := t.served(); got == answered {
			if closed, more := c.halfClose(patience); !closed && more > 0 {
				t.fail(IgnoresFailedSend, sawSendsOn, left, left+1, patience.Seconds(), more)
				return
			}
		}
	}
	t.whyNoNext(left, got)
}

// A client may be silent for ten seconds.
const (
	shortOfIt   = 9 * time.Second
	muchMore    = 14 * time.Second
	betweenTalk = 6 * time.Second
)

// silentClient wants a client that says nothing for ten seconds to be dropped,
// and then one that talks to be kept, until it is silent as well.
func (t *trial) silentClient() {
	t.heading(headingSilentClient)
	t.remark(remarkTakesTime, int((2*muchMore + 2*betweenTalk).Seconds()))
	if !t.fresh() {
		return
	}
	begun := clock.Now() // of the silence, at the earliest
	c, got := t.visit()
	if got != answered {
		t.fail(NoReply, sawNth, 1, words(got).In(t.Lang))
		return
	}
	took := t.dropped(c, begun)
	if t.failed() {
		return
	}
	c, got = t.served()
	if got != answered {
		t.whyNoNext(1, got)
		return
	}
	for range 2 {
		t.rest(betweenTalk)
		begun = clock.Now()
		if got := c.ask(); got != answered {
			t.fail(DropsTalker, sawDroppedTalker, betweenTalk.Seconds())
			return
		}
	}
	t.pass(DropsTalker, sawKeptTalker, betweenTalk.Seconds())
	if took = max(took, t.dropped(c, begun)); !t.failed() {
		t.pass(KeepsSilent, sawDroppedSilent, took.Seconds())
	}
}

// dropped wants a client to be dropped that is silent from a time on, and returns after
// how long it was.
func (t *trial) dropped(c *client, begun time.Time) (took time.Duration) {
	got := answered
	for got != cut && clock.Since(begun) < muchMore { // it may be warned before
		_, got = c.recv(muchMore - clock.Since(begun))
	}
	switch took = clock.Since(begun); {
	case got == cut && took < shortOfIt:
		t.fail(DropsTalker, sawDroppedEarly, took.Seconds())
	case got == cut:
	case c.said == "":
		t.fail(KeepsSilent, sawKept, took.Seconds())
	default:
		t.fail(KeepsSilent, sawKeptLater, took.Seconds())
	}
	return took
}

// finishFirst presses Ctrl+C in the middle of three conversations, and once more while
// one goes on.
func (t *trial) finishFirst() {
	t.heading(headingFinishFirst)
	if len(t.Command) == 0 {
		t.giveUp(&Failure{needsCommand.In(t.Lang)})
		return
	}
	clients := t.interrupted(3)
	if clients == nil {
		return
	}
	t.pass(StillAccepts, sawAcceptsNoMore)
	t.rest(thinksFor)
	// The last one is the first to leave, and so neither of them is who the others wait for.
	for there := []*client{clients[2], clients[0], clients[1]}; len(there) > 0; there = there[1:] {
		for _, c := range there {
			if got := c.ask(); got != answered {
				t.fail(CutsOff, sawNth, c.number, words(got).In(t.Lang))
				return
			}
		}
		there[0].leave()
	}
	t.pass(CutsOff, sawFinished)
	switch {
	case !t.gone(t.patience()):
		t.fail(NeverEnds, sawNeverEnds, t.patience().Seconds())
	case t.program.Ending().Code != 0:
		t.fail(NeverEnds, sawEndedBadly, t.ending())
	case t.interrupted(1) != nil && t.interrupt():
		if !t.gone(t.patience()) {
			t.fail(NeverEnds, sawNotAtOnce, t.patience().Seconds())
			return
		}
		t.pass(NeverEnds, sawEndsWell)
	}
}

// thinksFor is how long clients stay after Ctrl+C before they say something: longer than
// a server waits that gives them some seconds.
const thinksFor = 6 * time.Second

// interrupted starts the server, has so many clients served, and presses Ctrl+C, after
// which nobody new is to be accepted. There are none if something was wrong.
func (t *trial) interrupted(n int) (clients []*client) {
	if !t.fresh() {
		return nil
	}
	for range n {
		c, got := t.served()
		if got != answered {
			t.fail(NoReply, sawNth, c.number, words(got).In(t.Lang))
			return nil
		}
		clients = append(clients, c)
	}
	if !t.interrupt() {
		return nil
	}
	if !t.turnsAway() {
		t.fail(StillAccepts, sawStillAccepts)
		return nil
	}
	return clients
}

// interrupt presses Ctrl+C.
func (t *trial) interrupt() bool {
	t.remark(remarkCtrlC)
	if err := t.program.Interrupt(); err != nil {
		t.giveUp(&Failure{notInterrupted.Format(t.Lang, err)})
		return false
	}
	return true
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

// pieces wants a client that reads a reply to its end: to its newline, and not to where
// the replies of lesson 4 end.
func (t *trial) pieces() {
	t.heading(headingPieces)
	whole := t.converse(func(message string) string {
		reply, isLine := strings.CutSuffix(answerTo(message), "\n")
		if !isLine {
			t.fail(HalfAReply, sawNoNewline, quote(message))
			return ""
		}
		return reply + " It is nice to meet you.\n"
	})
	if t.failed() {
		return
	}
	if !whole {
		t.fail(HalfAReply, sawHalf)
		return
	}
	t.pass(HalfAReply, sawWhole)
}
