package exam

import (
	"fmt"
	"strings"
	"time"

	"tcplab/shared/conversation"
	"tcplab/shared/phrase"
)

// survive looks at what comes from outside without warning.
func (x *examiner) survive() {
	if x.counts(DiesOnReset) {
		x.resets()
	}
	if x.counts(DiesOnBadText) {
		x.badText()
	}
}

// resets ends connections as a crash does: idle, within an answer, and before
// accept.
func (x *examiner) resets() {
	x.heading(headingReset)
	if !x.fresh() {
		return
	}
	idle, got := x.served()
	if got != answered {
		x.unreliable()
		return
	}
	idle.reset()
	if c, got := x.visit(); got == answered {
		c.send(names[1] + "\n")
		c.reset()
	}
	if c, got := x.connect(); got == answered {
		c.reset()
	}
	c, got := x.servedNext()
	if got == answered && !x.gone(settle) { // the first one may be faster than the end of the server
		c.leave()
		_, got = x.servedNext()
	}
	x.goesOn(DiesOnReset, got, sawResets)
}

// settle is how long a server that dies may take for it.
const settle = 400 * time.Millisecond

// goesOn says whether the server has survived something: the next client got
// this.
func (x *examiner) goesOn(mistake string, got outcome, saw phrase.Phrase) {
	if got != answered || x.gone(0) {
		x.fail(mistake, sawNotAfter, words(got).In(x.Lang), x.ending())
		return
	}
	x.pass(mistake, saw)
}

// badText is no UTF-8, no GBK, and nothing for a terminal.
const badText = "\xff\xfe\x80 \xe4\xbd \x00\x1b[2J\n"

// badText sends bytes that are no text.
func (x *examiner) badText() {
	x.heading(headingBadText)
	if !x.fresh() {
		return
	}
	c, got := x.visit()
	if got != answered {
		x.unreliable()
		return
	}
	if _, got := c.say(badText, x.patience()); got == cut {
		x.gone(settle) // the connection may end before the program
	}
	c.leave()
	_, got = x.servedNext()
	x.goesOn(DiesOnBadText, got, sawBadText)
}

// long sends a message that is longer than any buffer of the course, and wants
// it back in full, in whatever pieces and with whatever between them. It can
// only be seen with a server that repeats what it was told.
func (x *examiner) long() {
	if !x.counts(LosesBytes) || x.ctx.Err() != nil || !x.repeats {
		return
	}
	x.heading(headingLong)
	if !x.fresh() {
		return
	}
	c, got := x.visit()
	if got != answered {
		x.unreliable()
		return
	}
	size := 20_000
	if x.habits.Slowest() > thinks {
		size = 3000 // a server that thinks does so for each of its recvs
	}
	var text strings.Builder
	for i := 0; text.Len() < size; i++ {
		fmt.Fprintf(&text, "%04d-", i)
	}
	message := text.String()
	c.show("send", sizeOf.Format(x.Lang, len(message)))
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		c.Send(message+"\n", x.patience())
	}()
	back := c.recvBack(message)
	<-sent
	c.show("recv", sizeOf.Format(x.Lang, back))
	if back < len(message) {
		x.fail(LosesBytes, sawLost, len(message), back)
		return
	}
	x.pass(LosesBytes, sawAll, len(message))
}

// enoughFor is how many recvs a server may need for a long message, if each of
// them takes as long as is waited for one.
const enoughFor = 20

// recvBack receives until all bytes of message have come, in their order, and
// returns how many did.
func (c *client) recvBack(message string) (back int) {
	end := time.Now().Add(enoughFor * c.x.patience())
	next := time.Now().Add(c.x.patience())
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
			next = time.Now().Add(c.x.patience())
		}
	}
	return back
}

// words says what a client got.
func words(got outcome) phrase.Phrase {
	return [...]phrase.Phrase{answered: gotAnswer, silent: gotSilence, cut: gotCut, refused: gotRefused}[got]
}
