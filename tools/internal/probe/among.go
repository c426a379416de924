package probe

import (
	"slices"
	"strings"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/phrase"
)

// What clients do to each other.

// mixed looks whether a reply went to the wrong client, or holds bytes of another
// one, and reports it. It looks at the clients given, and where they got nothing,
// at what the others have received meanwhile.
func (t *trial) mixed(clients ...*client) bool {
	if t.sendsTo != toSender {
		return false
	}
	for _, c := range clients {
		if other := t.whose(c, c.reply.Text); other != nil {
			t.draw(c, other)
			t.fail(MixesClients, sawOthersBytes, c.number, quote(c.word()), quote(c.reply.Text), other.number)
			return true
		}
		if c.reply.Text != "" || c.said == "" {
			continue
		}
		for _, other := range t.clients {
			if other == c || other.Client == nil || !other.Arrives(time.Millisecond) {
				continue
			}
			if text, got := other.recv(crowdPause); got == answered && (!t.repeats || strings.Contains(text, c.word())) {
				t.draw(c, other)
				t.fail(MixesClients, sawWrongClient, c.number, quote(c.word()), other.number, quote(text))
				return true
			}
		}
	}
	return false
}

// whose returns the other client whose word is in a reply to c.
func (t *trial) whose(c *client, reply string) *client {
	for _, other := range t.clients {
		if word := other.word(); other != c && word != c.word() && strings.Contains(reply, word) && strings.Contains(other.said, word) {
			return other
		}
	}
	return nil
}

// burst is how many clients act at the very same moment.
const burst = 10

// atTheSameMoment has clients connect, and ask again and again, all at the same
// moment: what threads share without a lock, they spoil then.
func (t *trial) atTheSameMoment() {
	t.heading(headingMixes, burst)
	if !t.fresh() {
		return
	}
	limit := t.patience() + burst*t.habits.Fastest()
	clients := t.newClients(burst)
	got := t.sameMoment(clients, func(c *client) outcome {
		if got := c.connect(limit); got != answered {
			return got
		}
		if got := c.greeting(limit); got != answered {
			return got
		}
		return c.askWithin(limit)
	})
	begun := clock.Now()
	rounds := 1
	for ; t.fine(clients, got) && (rounds < 3 || rounds < 40 && clock.Since(begun) < time.Second) && t.ctx.Err() == nil; rounds++ {
		got = t.sameMoment(clients, func(c *client) outcome { return c.askWithin(limit) })
	}
	if !t.failed() {
		t.pass(MixesClients, sawOwnReplies, burst, rounds)
	}
}

// fine reports whether each of the clients got its own reply.
func (t *trial) fine(clients []*client, got []outcome) bool {
	if t.mixed(clients...) {
		return false
	}
	for i, c := range clients {
		if got[i] != answered {
			t.draw(c)
			t.fail(DropsClients, sawBurst, len(clients), c.number, words(got[i]).In(t.Lang), t.ending())
			return false
		}
	}
	return true
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
	mute, got := t.connect()
	if got != answered {
		t.unreliable()
		return
	}
	half, got := t.visit()
	line := t.frame(half.word())
	end := len(line) - 1 // without the end of the line
	if got == answered && !half.send(line[:end]) {
		got = cut
	}
	if got == answered {
		asks, got := t.served()
		if t.mixed(asks) {
			return
		}
		if got == answered {
			t.pass(BlocksOnOne, sawNoBlock)
			return
		}
		patience := t.patience()
		half.send(line[end:])
		if _, late := asks.recv(patience); late == answered {
			t.fail(BlocksOnOne, sawHalfALine, asks.number, words(got).In(t.Lang), half.number)
			return
		}
	}
	mute.leave()
	t.fail(BlocksOnOne, sawMute, t.ending())
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
