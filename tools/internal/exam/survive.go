package exam

import (
	"fmt"
	"strings"
	"time"

	"tcplab/shared/conversation"
	"tcplab/shared/phrase"
)

// resets ends connections as a crash does: idle, within an answer, and before
// accept.
func (t *trial) resets() {
	t.heading(headingReset)
	if !t.fresh() {
		return
	}
	idle, got := t.served()
	if got != answered {
		t.unreliable()
		return
	}
	idle.reset()
	if c, got := t.visit(); got == answered {
		c.send(names[1] + "\n")
		c.reset()
	}
	if c, got := t.connect(); got == answered {
		c.reset()
	}
	c, got := t.servedNext()
	if got == answered && !t.gone(settle) { // the first one may be faster than the end of the server
		c.leave()
		_, got = t.servedNext()
	}
	t.goesOn(DiesOnReset, got, sawResets)
}

// settle is how long a server that dies may take for it.
const settle = 400 * time.Millisecond

// goesOn says whether the server has survived something: the next client got
// this.
func (t *trial) goesOn(mistake string, got outcome, saw phrase.Phrase) {
	if got != answered || t.gone(0) {
		t.fail(mistake, sawNotAfter, words(got).In(t.Lang), t.ending())
		return
	}
	t.pass(mistake, saw)
}

// badText is no UTF-8, no GBK, and nothing for a terminal.
const badText = "\xff\xfe\x80 \xe4\xbd \x00\x1b[2J\n"

// badText sends bytes that are no text.
func (t *trial) badText() {
	t.heading(headingBadText)
	if !t.fresh() {
		return
	}
	c, got := t.visit()
	if got != answered {
		t.unreliable()
		return
	}
	if _, got := c.say(badText, t.patience()); got == cut {
		t.gone(settle) // the connection may end before the program
	}
	c.leave()
	_, got = t.servedNext()
	t.goesOn(DiesOnBadText, got, sawBadText)
}

// long sends a message that is longer than any buffer of the course, and wants
// it back in full, in whatever pieces and with whatever between them. It can
// only be seen with a server that repeats what it was told.
func (t *trial) long() {
	t.heading(headingLong)
	if !t.fresh() {
		return
	}
	c, got := t.visit()
	if got != answered {
		t.unreliable()
		return
	}
	size := 20_000
	if t.habits.Slowest() > thinks {
		size = 3000 // a server that thinks does so for each of its recvs
	}
	var text strings.Builder
	for i := 0; text.Len() < size; i++ {
		fmt.Fprintf(&text, "%04d-", i)
	}
	message := text.String()
	c.show("send", sizeOf.Format(t.Lang, len(message)))
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		c.Send(message+"\n", t.patience())
	}()
	back := c.recvBack(message)
	<-sent
	c.show("recv", sizeOf.Format(t.Lang, back))
	if back < len(message) {
		t.fail(LosesBytes, sawLost, len(message), back)
		return
	}
	t.pass(LosesBytes, sawAll, len(message))
}

// enoughFor is how many recvs a server may need for a long message, if each of
// them takes as long as is waited for one.
const enoughFor = 20

// recvBack receives until all bytes of message have come, in their order, and
// returns how many did.
func (c *client) recvBack(message string) (back int) {
	end := time.Now().Add(enoughFor * c.trial.patience())
	next := time.Now().Add(c.trial.patience())
	for back < len(message) && time.Now().Before(end) {
		piece, err := c.Recv(conversation.Until{Within: max(time.Until(next), 1), Size: 1})
		if err != nil {
			break
		}
		before := back
		for _, b := range []byte(piece.Text) {
			if back < len(message) && b == message[back] {
				back++
			}
		}
		if back > before { // bytes of something else earn no more time
			next = time.Now().Add(c.trial.patience())
		}
	}
	return back
}

// words says what a client got.
func words(got outcome) phrase.Phrase {
	return [...]phrase.Phrase{answered: gotAnswer, silent: gotSilence, cut: gotCut, refused: gotRefused}[got]
}
