package probe

import (
	"slices"
	"strings"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/conversation"
	"tcplab/shared/phrase"
)

// What clients do to each other.

// mixed looks whether a reply went to the wrong client, or holds bytes of another
// one, and reports it. It looks at the clients given, and where they got nothing,
// at what the others have received meanwhile.
func (t *trial) mixed(clients ...*client) bool {
	if t.sendsTo != toSender || t.operated { // an operator may type to any of them
		return false
	}
	until := time.Now().Add(t.busy(100 * time.Millisecond)) // a server may cut one off before it sends to another
	for _, c := range clients {
		if other := t.whose(c, c.reply.Text); other != nil {
			t.draw(c, other)
			t.fail(MixesClients, sawOthersBytes, c.number, quote(c.word()), quote(around(c.reply.Text, other.word())), other.number)
			return true
		}
		if c.reply.Text != "" || c.said == "" {
			continue
		}
		if other := t.receiver(c, until); other != nil {
			t.draw(c, other)
			t.fail(MixesClients, sawWrongClient, c.number, quote(c.word()), other.number, quote(other.reply.Text))
			return true
		}
	}
	return false
}

// receiver returns the other client that has received the reply to c, or does so until
// some time. What comes to one that waits, too, is left to it: it may be its own reply.
func (t *trial) receiver(c *client, until time.Time) *client {
	for {
		for _, other := range t.clients {
			if other == c || other.waits || other.Client == nil || !other.Arrives(time.Millisecond) {
				continue
			}
			if text, got := other.recv(crowdPause); got == answered && (!t.repeats || within(text, c.word())) {
				return other
			}
		}
		if time.Now().After(until) || t.ctx.Err() != nil {
			return nil
		}
	}
}

// whose returns the other client whose word is in a reply to c, or whose own reply
// it is, where a reply does not hold the word.
func (t *trial) whose(c *client, reply string) *client {
	for _, other := range t.clients {
		word := other.word()
		if other == c || word == c.word() {
			continue
		}
		if within(reply, word) && strings.Contains(other.said, word) || t.exchanged(c, other) {
			return other
		}
	}
	return nil
}

// within reports whether a reply holds a word, perhaps in capitals.
func within(reply, word string) bool {
	return strings.Contains(strings.ToLower(reply), strings.ToLower(word))
}

// around returns a reply from a word on, with a little of what comes before it.
func around(reply, word string) string {
	before := strings.Index(strings.ToLower(reply), strings.ToLower(word)) - 16
	if before <= 0 {
		return reply
	}
	return "…" + strings.ToValidUTF8(reply[min(before, len(reply)):], "")
}

// exchanged reports whether c got the reply that the other client gets when it asks
// alone, and gets its own one whenever both ask alone again: so it is not the time of
// day, a number or chance that has changed. Of a client whose replies vary nothing is
// known from then on.
func (t *trial) exchanged(c, other *client) bool {
	if c.alone == "" || other.alone == "" || c.reply.Text != other.alone || c.alone == other.alone {
		return false
	}
	got := c.reply
	defer func() { c.reply = got }()
	for range 4 {
		for _, each := range []*client{c, other, other, c} { // a server may alternate, too
			if each.ask() != answered || each.reply.Text != each.alone {
				each.alone = ""
				return false
			}
		}
	}
	return true
}

// burst is how many clients act at the very same moment.
const burst = 10

// comeTogether has clients connect and ask, all at the same moment.
func (t *trial) comeTogether(limit time.Duration) ([]*client, []outcome) {
	clients := t.newClients(burst)
	return clients, t.sameMoment(clients, func(c *client) outcome { return c.connectAndAsk(limit) })
}

// atTheSameMoment has clients connect, and ask again and again, all at the same
// moment: what threads share without a lock, they spoil then.
func (t *trial) atTheSameMoment() {
	t.heading(headingMixes, burst)
	if !t.fresh() {
		return
	}
	limit := t.patience() + burst*t.habits.Fastest()
	clients, got := t.comeTogether(limit)
	if !t.repeats { // only what each is told alone shows whose a reply is
		for i, c := range clients {
			if got[i] == answered && c.askWithin(limit) == answered {
				c.alone = c.reply.Text
			}
		}
	}
	rounds, least := 1, 3
	if t.habits.Fastest() < thinks {
		least = 20
	}
	begun := clock.Now()
	more := func() bool { return rounds < least || rounds < 2*least && clock.Since(begun) < time.Second }
	for ; t.fine(clients, got, rounds, limit) && more() && t.ctx.Err() == nil; rounds++ {
		got = t.sameMoment(clients, func(c *client) outcome { return c.askWithin(limit) })
	}
	if !t.failed() && t.repeats && t.habits.Fastest() < thinks {
		t.overwritten(clients[0], clients[1])
	}
	if !t.failed() {
		t.pass(MixesClients, sawOwnReplies, burst, rounds)
	}
}

// overwritten has a client send until the server waits in its own send, as the client
// receives nothing, while another one asks. If both have the same buffer, what the
// first one receives at last holds the words of the other.
func (t *trial) overwritten(c, other *client) {
	said := func(c *client, size int) string {
		word := t.frame(c.word())
		return strings.Repeat(word, size/len(word))
	}
	much, end := said(c, flood/16), time.Now().Add(time.Second)
	for n := 0; n < 256 && time.Now().Before(end) && c.Send(much, t.busy(50*time.Millisecond)) == nil; n++ {
		// more than the system keeps for both
	}
	other.say(said(other, 4<<10), t.busy(100*time.Millisecond))
	for end := time.Now().Add(t.busy(time.Second)); time.Now().Before(end); {
		text, got := c.recvUntil(conversation.Until{Within: t.busy(100 * time.Millisecond), Pause: crowdPause, AtMost: pause})
		if got != answered || within(text, other.word()) && t.mixed(c) {
			return
		}
	}
}

// fine reports whether each of the clients got its own reply to its nth message, or
// gets it within some more time.
func (t *trial) fine(clients []*client, got []outcome, n int, limit time.Duration) bool {
	t.waitMore(clients, got, limit)
	if t.mixed(clients...) {
		return false
	}
	for i, c := range clients {
		if got[i] != answered {
			t.draw(c)
			if got[i] == cut && n > manyMore && t.stopsAlone(n) {
				return false
			}
			t.fail(DropsClients, sawBurst, len(clients), c.number, words(got[i]).In(t.Lang), t.whyLost(c, got[i]))
			return false
		}
	}
	return true
}

// stopsAlone reports whether a client that is alone is not answered any more, either,
// by its nth message, and notes it.
func (t *trial) stopsAlone(n int) bool {
	t.keepExchange()
	if len(t.Command) == 0 || !t.fresh() {
		return false
	}
	c, got := t.served()
	if got == answered {
		n, got = c.askAgain(1, n)
		if got != answered {
			t.stops(n, got)
		}
	}
	return got != answered
}

// whyLost says what is known of a client without an answer.
func (t *trial) whyLost(c *client, got outcome) string {
	switch {
	case t.gone(settle):
		return t.ending()
	case got != silent:
		return ""
	}
	accepted, known := t.accepted(c)
	switch {
	case accepted:
		return wasAccepted.In(t.Lang)
	case known:
		return notAccepted.In(t.Lang)
	}
	return ""
}

// ifQueued says that a client has not been accepted, where that is known.
func (t *trial) ifQueued(c *client) string {
	if accepted, known := t.accepted(c); known && !accepted {
		return notAccepted.In(t.Lang)
	}
	return ""
}

// sameMoment has all clients do something at the same moment.
func (t *trial) sameMoment(clients []*client, do func(*client) outcome) []outcome {
	got := make([]outcome, len(clients))
	start := make(chan struct{})
	var all sync.WaitGroup
	for i, c := range clients {
		all.Go(func() {
			<-start
			got[i] = do(c)
		})
	}
	close(start)
	all.Wait()
	return got
}

// silentOnes has a client that says nothing at all, and one that says half a
// line, while another one asks.
func (t *trial) silentOnes() {
	t.heading(headingBlocks)
	if !t.fresh() {
		return
	}
	mute := t.again(t.connect())
	if mute == nil {
		return
	}
	half, got := t.visit()
	line := t.frame(half.word())
	end := len(line) - 1 // without the end of the line
	if got == answered && !half.send(line[:end]) {
		got = cut
	}
	waits := half
	if got == answered {
		t.rest(t.busy(pause)) // the server should have received it by then
		waits, got = t.served()
		if t.mixed(waits) {
			return
		}
		if got == answered {
			t.pass(BlocksOnOne, sawNoBlock)
			return
		}
		patience := t.patience()
		half.send(line[end:])
		if _, late := waits.recv(patience); late == answered {
			t.fail(BlocksOnOne, sawHalfALine, waits.number, words(got).In(t.Lang), half.number)
			return
		}
	}
	mute.leave()
	t.whyBlocked(waits)
}

// whyBlocked finds out whether it was the silence of two clients that stopped a
// third one, which is answered then when they have left, or when all three speak.
func (t *trial) whyBlocked(third *client) {
	if _, late := third.recv(t.patience()); late == answered || t.gone(0) || len(t.Command) == 0 {
		t.fail(BlocksOnOne, sawMute, t.ending())
		return
	}
	t.keepExchange()
	for range 3 {
		if c, got := t.threeSpeak(); got != answered {
			t.fail(DropsClients, sawThreeSpeak, c.number, words(got).In(t.Lang), t.ending())
			return
		}
	}
	t.fail(BlocksOnOne, sawMute, t.ending())
}

// threeSpeak has three clients connect, and then speak. It returns the first one
// that is not answered, or the last one.
func (t *trial) threeSpeak() (c *client, got outcome) {
	if !t.fresh() {
		return nil, answered
	}
	for range 3 {
		if c, got = t.connect(); got != answered {
			return c, got
		}
	}
	for _, c = range t.clients {
		if got = c.greeting(t.patience()); got == answered {
			got = c.ask()
		}
		if got != answered {
			break
		}
	}
	return c, got
}

// forgotten reports whether a client that had stayed, and was silent for a while,
// is not served any more, and what was seen.
func (t *trial) forgotten(c *client, got outcome, saw phrase.Phrase, args ...any) bool {
	if got == answered || got == cut && t.dropsIdle() {
		return false
	}
	if !t.mixed(c) {
		t.fail(ForgetsClients, saw, args...)
	}
	return true
}

// comeAndGo has clients come and leave, and asks those that have stayed.
func (t *trial) comeAndGo() {
	t.heading(headingForgets)
	if !t.fresh() {
		return
	}
	var there []*client
	come := func() bool {
		c, got := t.served()
		there = append(there, c)
		if got != answered && !t.mixed(c) {
			t.fail(ForgetsClients, sawNewcomer, c.number, words(got).In(t.Lang), t.ending())
		}
		return got == answered
	}
	ask := func() bool {
		for _, c := range there {
			if got := c.ask(); got != answered && t.forgotten(c, got, sawForgottenThen, c.number, words(got).In(t.Lang), t.ending()) {
				return false
			}
		}
		return true
	}
	leave := func(i int) func() bool {
		return func() bool {
			there[i].leave()
			there = slices.Delete(there, i, i+1)
			return true
		}
	}
	for _, step := range []func() bool{
		come, come, leave(0), // the oldest one
		come, come, ask, leave(1), // one in the middle
		come, ask,
	} {
		if !step() {
			return
		}
	}
	t.pass(ForgetsClients, sawAllRemembered)
}
