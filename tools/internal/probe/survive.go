package probe

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/conversation"
	"tcplab/shared/phrase"
)

// resets ends connections as a crash does: idle, within an answer, and before
// accept. After each the server has to serve the next client.
func (t *trial) resets() {
	t.heading(headingReset)
	if !t.fresh() {
		return
	}
	for _, crash := range []func() outcome{
		func() outcome { // idle
			c, got := t.served()
			if got == answered {
				c.reset()
			}
			return got
		},
		func() outcome { // within an answer
			c, got := t.visit()
			if got == answered {
				c.send(t.frame(c.word()))
				c.reset()
			}
			return got
		},
		func() outcome { // before accept, perhaps
			c, got := t.connect()
			if got == answered {
				c.reset()
			}
			return got
		},
	} {
		if crash() != answered {
			t.unreliable()
			return
		}
		t.rest(t.busy(pause)) // until the server has noticed
		c, got := t.servedNext()
		if got == answered && !t.gone(0) {
			c.leave()
		}
		if got != answered || t.gone(0) {
			t.goesOn(DiesOnReset, got, sawResets)
			return
		}
	}
	t.gone(settle) // the answer may be faster than the end of the server
	t.goesOn(DiesOnReset, answered, sawResets)
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

// badText is not UTF-8, not GBK, and nothing for a terminal.
const badText = "\xff\xfe\x80 \xe4\xbd \x00\x1b[2J"

// badText sends bytes that are not text.
func (t *trial) badText() {
	t.heading(headingBadText)
	if !t.fresh() {
		return
	}
	c := t.again(t.visit())
	if c == nil {
		return
	}
	if _, got := c.say(t.frame(badText), t.patience()); got == cut {
		t.gone(settle) // the connection may end before the program
	}
	c.leave()
	_, got := t.servedNext()
	t.goesOn(DiesOnBadText, got, sawBadText)
}

// nothing has clients that leave without a word, and one that sends an empty line.
func (t *trial) nothing() {
	t.heading(headingEmpty)
	if !t.fresh() {
		return
	}
	for _, act := range []struct {
		do  func(*client)
		saw phrase.Phrase
	}{
		{func(c *client) {}, sawLeftAtOnce},
		{func(c *client) {
			c.send(t.frame(""))
			c.recv(t.busy(200 * time.Millisecond)) // perhaps there is an answer
		}, sawEmptyLine},
	} {
		c := t.again(t.connect())
		if c == nil {
			return
		}
		act.do(c)
		c.leave()
		next, got := t.servedNext()
		if got != answered || t.gone(settle/2) {
			t.fail(DiesOnEmpty, act.saw, words(got).In(t.Lang), t.ending())
			return
		}
		next.leave()
	}
	t.pass(DiesOnEmpty, sawEmptySurvived)
}

// long sends a message that is longer than any buffer of the course. The server
// must survive it; and one that repeats what it was told has to send it back in
// full, in whatever pieces and with whatever between them.
func (t *trial) long() {
	t.heading(headingLong)
	if !t.fresh() {
		return
	}
	c := t.again(t.visit())
	if c == nil {
		return
	}
	size := 20_000
	if t.habits.Slowest() > thinks {
		size = 3000 // a server that thinks does so for each of its recvs
	}
	message := numbers(size)
	c.show("send", sizeOf.Format(t.Lang, len(message)))
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		c.Send(t.frame(message), t.patience())
	}()
	back, goesOn := len(message), false
	if t.repeats && t.ear == nil {
		back, goesOn = c.recvBack(message)
		c.show("recv", sizeOf.Format(t.Lang, back))
	} else if t.ear == nil {
		c.recv(t.patience())
	}
	<-sent
	got := answered
	if gone := t.gone(settle / 2); !gone && !goesOn && t.stage >= 3 {
		c.leave()
		c, got = t.servedNext()
	} else if gone {
		got = refused
	}
	switch {
	case got != answered:
		t.fail(DiesOnLong, sawDiedOfLong, len(message), words(got).In(t.Lang), t.ending())
	case back < len(message) && !goesOn:
		t.fail(LosesBytes, sawLost, len(message), back)
	default:
		c.leave()
		t.pass(DiesOnLong, sawLongSurvived, len(message))
		if t.repeats && t.ear == nil && !goesOn {
			t.pass(LosesBytes, sawAll, len(message))
		}
	}
}

// numbers returns a text of so many bytes at least, no part of which is like another.
func numbers(size int) string {
	var text strings.Builder
	for i := 0; text.Len() < size; i++ {
		fmt.Fprintf(&text, "%04d-", i)
	}
	return text.String()
}

// enoughFor is how many recvs a server may need for a long message, if each of
// them takes as long as is waited for one.
const enoughFor = 20

// recvBack receives until all bytes of message have come, in their order, and
// returns how many did. It reports whether the server goes on, as one may that is slow
// with each byte.
func (c *client) recvBack(message string) (back int, goesOn bool) {
	patience := c.trial.patience()
	end := time.Now().Add(enoughFor * patience)
	last := time.Now()
	next := last.Add(max(patience, c.trial.busy(longAgo)))
	for back < len(message) {
		if time.Now().After(end) {
			return back, true
		}
		stalls := c.trial.stalls.Load()
		piece, err := c.Recv(conversation.Until{Within: max(time.Until(next), 1), Size: 1})
		if conversation.IsTimeout(err) && c.trial.stoodStill(stalls) {
			next = time.Now().Add(patience)
			continue
		}
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
			took := time.Since(last)
			last = last.Add(took)
			next = last.Add(min(patience+4*took, atMost))
		}
	}
	return back, false
}

// exit has one client say goodbye with the word exit, while another one stays.
func (t *trial) exit() {
	t.heading(headingExit)
	if !t.fresh() {
		return
	}
	var stays *client
	if t.concurrent {
		if stays = t.again(t.served()); stays == nil {
			return
		}
	}
	leaves := t.again(t.served())
	if leaves == nil {
		return
	}
	leaves.send(t.frame("exit"))
	leaves.recv(t.busy(200 * time.Millisecond)) // perhaps there is an answer
	leaves.leave()
	if stays != nil {
		if got := stays.ask(); got != answered && (got != cut || t.gone(settle) || !t.dropsIdle()) {
			t.fail(ExitEndsAll, sawExitEndsOther, words(got).In(t.Lang), t.ending())
			return
		}
	}
	for range 2 { // an accept that was called before the listening socket was closed still returns one
		next, got := t.servedNext()
		if got != answered || t.gone(settle/2) {
			t.fail(ExitEndsAll, sawExitEndsAll, words(got).In(t.Lang), t.ending())
			return
		}
		next.leave()
	}
	t.pass(ExitEndsAll, sawExitEndsOne)
}

// leftovers sends a long line and then a short one, on one connection and on the
// next: a reply may hold what was sent, and nothing that was in the buffer before.
func (t *trial) leftovers() {
	t.heading(headingLeftovers)
	if !t.fresh() {
		return
	}
	const long, short, end = "the-quick-brown-fox-jumps-over-the-lazy-dog", "ox", "the-lazy-dog"
	for n := range 2 {
		c := t.again(t.visit())
		if c == nil {
			return
		}
		complete := false // as the end of a reply may come late
		for _, message := range []string{short, long, short}[n:] {
			text, got := c.say(t.frame(message), t.patience())
			if got != answered {
				t.unreliable()
				return
			}
			old := complete && strings.Contains(text, end) && !strings.Contains(text, long)
			complete = complete || strings.Contains(text, end)
			// A length may hold some zeros, but never so many, and a text may end with one.
			zeros := strings.Index(text, "\x00\x00\x00\x00\x00\x00\x00\x00")
			if old || zeros >= 0 || strings.Contains(text, message) && strings.HasSuffix(text, "\x00\x00") {
				if zeros >= 0 {
					text = text[:zeros+4] + "…"
				}
				t.fail(Leftovers, sawLeftovers, quote(message), strconv.Quote(clip(text, 80)))
				return
			}
		}
		c.leave()
		if t.stage < 3 {
			break // there is no next client
		}
	}
	t.pass(Leftovers, sawNoLeftovers)
}

// idleFor is how long a client is silent that wants to go on then.
const idleFor = 3100 * time.Millisecond

// idle has a client that is silent for a while, as one that thinks.
func (t *trial) idle() {
	t.heading(headingIdle, idleFor.Seconds())
	if !t.fresh() {
		return
	}
	c := t.again(t.served())
	if c == nil {
		return
	}
	t.rest(idleFor)
	if burns, cores := t.burning(); burns && !t.made(BusyLoop) {
		t.fail(BusyLoop, sawBurningWith, cores*100)
	}
	if c.Arrives(time.Millisecond) { // a farewell, perhaps
		c.recv(pause)
	}
	if got := c.ask(); got != answered {
		t.fail(DropsIdle, sawIdleDropped, idleFor.Seconds(), words(got).In(t.Lang), t.ending())
		return
	}
	c.leave()
	if _, got := t.servedNext(); got != answered {
		t.fail(DropsIdle, sawNobodyCame, idleFor.Seconds(), words(got).In(t.Lang), t.ending())
		return
	}
	t.pass(DropsIdle, sawIdleKept, idleFor.Seconds())
}

// dropsIdle reports whether the server closes clients that are silent. Then it says
// nothing else of it that one is cut which was silent for a while.
func (t *trial) dropsIdle() bool {
	for _, r := range t.waiting {
		<-r.done
		if r.made(DropsIdle) {
			return true
		}
	}
	return t.made(DropsIdle)
}

// zombies has clients come and leave, at first many at the same moment if they can, as
// several signals may arrive as one. It looks for processes that have ended and were
// not waited for. One may be there until the next client comes.
func (t *trial) zombies() {
	t.heading(headingZombies)
	if !t.fresh() {
		return
	}
	if t.concurrent {
		clients, got := t.comeTogether(t.patience())
		if slices.ContainsFunc(got, func(g outcome) bool { return g != answered }) {
			t.unreliable()
			return
		}
		t.sameMoment(clients, func(c *client) outcome {
			c.close()
			return answered
		})
		t.rest(t.busy(settle / 2))
		t.clients = nil
	}
	n := 0
	for visits := range 5 {
		c := t.again(t.servedNext())
		if c == nil {
			return
		}
		c.leave()
		if visits < 3 {
			continue
		}
		t.rest(t.busy(settle / 2))
		if n, _ = t.program.Zombies(); n <= 1 {
			break // and otherwise one may have ended when the next client was there already
		}
	}
	if n > 1 {
		t.fail(LeavesZombies, sawZombies, n)
		return
	}
	t.pass(LeavesZombies, sawNoZombies)
}

// words says what a client got.
func words(got outcome) phrase.Phrase {
	return [...]phrase.Phrase{answered: gotAnswer, silent: gotSilence, cut: gotCut, refused: gotRefused}[got]
}
