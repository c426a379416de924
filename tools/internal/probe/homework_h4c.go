package probe

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/phrase"
)

// A user is a client of homework 4c, a relay. It keeps all that has come, since
// a message that did not arrive may have gone elsewhere.
type user struct {
	*client
	heard string
}

// hear receives for as long as patience, or until a text has come.
func (u *user) hear(patience time.Duration, text string) (string, outcome) {
	heard, got := u.recvWhole(patience, holds(text))
	u.heard += heard
	return heard, got
}

// users wants a message from one user to reach the other one named in it.
func (t *trial) users() {
	t.heading(headingRelay)
	if !t.fresh() {
		return
	}
	var users []*user
	for n, name := range names[:3] {
		c, got := t.visit()
		u := &user{client: c, heard: c.reply.Text}
		if got == answered && !c.send(t.frame(name)) {
			got = cut
		}
		if got != answered {
			t.fail(NoReply, sawNth, n+1, words(got).In(t.Lang))
			return
		}
		u.hear(t.busy(100*time.Millisecond), "\n") // it may be told that it is in
		users = append(users, u)
	}
	if !t.passOn(users) || !t.tellsOfNobody(users[0], users[2]) || !t.refusesName() {
		return
	}
	t.registerAtOnce()
}

// passOn wants messages to reach the user that is named, and no other one.
func (t *trial) passOn(users []*user) bool {
	michael, tracy, sarah := users[0], users[1], users[2]
	const text = "one two three"
	got, outcome := "", silent
	for try := 0; try < 3 && outcome == silent; try++ { // Tracy may not be known at once
		michael.send(t.frame(names[1] + " " + text))
		got, outcome = tracy.hear(t.busy(time.Second), text)
	}
	switch {
	case outcome != answered:
		t.fail(NotDelivered, sawNotDelivered, names[1], words(outcome).In(t.Lang), t.received(users))
		return false
	case !strings.Contains(got, text), !strings.Contains(got, names[0]):
		t.fail(NotDelivered, sawOtherText, names[1], quote(got), names[0], t.received(users))
		return false
	}
	t.pass(NotDelivered, sawDelivered, quote(got))
	if heard, _ := sarah.hear(t.busy(300*time.Millisecond), text); strings.Contains(heard, text) {
		t.fail(Overheard, sawOverheard, names[2], quote(heard))
		return false
	}
	t.pass(Overheard, sawPrivate)

	tracy.send(t.frame(names[0] + " four"))
	if heard, _ := michael.hear(t.busy(3*time.Second), "four"); !strings.Contains(heard, "four") {
		t.fail(NotDelivered, sawOtherText, names[0], quote(heard), names[1], t.received(users))
		return false
	}
	return true
}

// received says what every user has received since it connected.
func (t *trial) received(users []*user) string {
	var all []string
	for _, u := range users {
		if u.Arrives(time.Millisecond) {
			u.hear(pause, "\n")
		}
		heard := gotNothing.In(t.Lang)
		if u.heard != "" {
			heard = quote(u.heard)
		}
		all = append(all, fmt.Sprintf("%s %s", u.word(), heard))
	}
	return strings.Join(all, ", ")
}

// tellsOfNobody wants a user to be told that nobody of a name is there: of a
// name that no user has had, and of one who leaves.
func (t *trial) tellsOfNobody(u, leaves *user) bool {
	leaves.leave()
	for _, nobody := range []string{"Nobody", leaves.word()} {
		if !t.toldOf(u, nobody) {
			t.fail(UnknownUser, sawUntold, nobody)
			return false
		}
	}
	t.pass(UnknownUser, sawUnknownTold)
	return true
}

// toldOf reports whether a user is told that nobody of that name is there. One
// who has just left may be known for a moment.
func (t *trial) toldOf(u *user, nobody string) bool {
	for range 3 {
		u.send(t.frame(nobody + " hello"))
		if text, _ := u.hear(t.busy(time.Second), nobody); strings.Contains(text, nobody) {
			return true
		}
	}
	return false
}

// refusesName wants a second user of a name to be refused.
func (t *trial) refusesName() bool {
	second, got := t.visit()
	if got == answered && second.send(t.frame(names[1])) {
		second.recvWhole(t.busy(time.Second), nil)
	}
	if !second.isClosed(t.busy(time.Second)) {
		t.fail(SameName, sawSameName, names[1])
		return false
	}
	t.pass(SameName, sawNameTaken)
	return true
}

// registerTogether is how many users register at the very same moment.
const registerTogether = 20

// registerAtOnce has many users register at the same moment, and write to each
// other, before and after a rush: a map without a lock does not survive that, or
// loses some of them.
func (t *trial) registerAtOnce() {
	t.remark(remarkRegister, registerTogether)
	users := t.register()
	if users == nil || !t.writeInACircle(users) {
		return
	}
	t.rush(users)
	if !t.races() && t.writeInACircle(users) && !t.races() {
		t.pass(DataRace, sawNoRace, registerTogether)
	}
}

// rush has some users write to themselves, many messages in each segment, while
// others come, register and leave. In a rush even a program without a race
// detector meets its own race, most of the time.
func (t *trial) rush(users []*user) {
	const writers, comers, lines = 4, 8, 50
	done := make(chan struct{})
	var all sync.WaitGroup
	for _, u := range users[:writers] {
		all.Go(func() {
			for got := answered; got != cut && t.ctx.Err() == nil; _, got = u.recv(t.busy(100 * time.Millisecond)) {
				select {
				case <-done:
					return
				default:
				}
				if !u.send(strings.Repeat(t.frame(u.word()+" hello"), lines)) {
					return
				}
			}
		})
	}
	for begun := clock.Now(); clock.Since(begun) < time.Second && !t.gone(0) && t.ctx.Err() == nil; {
		t.sameMoment(t.newClients(comers), func(c *client) outcome {
			got := c.enter(t.patience())
			if got == answered {
				c.send(t.frame(c.word()))
			}
			c.close()
			return got
		})
	}
	close(done)
	all.Wait()
}

// register has new users come, and then register at the same moment.
func (t *trial) register() []*user {
	clients := t.newClients(registerTogether)
	got := t.sameMoment(clients, func(c *client) outcome { return c.enter(t.patience()) })
	var users []*user
	for i, c := range clients {
		if got[i] != answered {
			t.draw(c)
			t.lost(sawNth, c.number, words(got[i]).In(t.Lang))
			return nil
		}
		users = append(users, &user{client: c, heard: c.reply.Text})
	}
	t.sameMoment(clients, func(c *client) outcome {
		c.send(t.frame(c.word()))
		return answered
	})
	return users
}

// writeInACircle has each user write to the next one, all at the same moment,
// and wants each message to arrive.
func (t *trial) writeInACircle(users []*user) bool {
	got := make([]outcome, len(users))
	var all sync.WaitGroup
	for i, u := range users {
		to := users[(i+1)%len(users)]
		all.Go(func() {
			for range 3 { // it may not be known at once
				if !u.send(t.frame(to.word() + " hello")) {
					got[i] = cut
					return
				}
				text, outcome := to.hear(t.busy(time.Second), u.word())
				if got[i] = outcome; outcome == cut || strings.Contains(text, u.word()) {
					return
				}
				got[i] = silent
			}
		})
	}
	all.Wait()
	for i, u := range users {
		if to := users[(i+1)%len(users)]; got[i] != answered {
			t.draw(u.client, to.client)
			t.lost(sawLostAmongMany, len(users), u.word(), to.word(), words(got[i]).In(t.Lang),
				t.received([]*user{u, to}), t.ending())
			return false
		}
	}
	return true
}

// lost reports that a user or a message was lost, or the race that is the reason.
func (t *trial) lost(saw phrase.Phrase, args ...any) {
	if !t.races() {
		t.fail(NotDelivered, saw, args...)
	}
}

// raceReports are what Go writes about data that goroutines use at the same time.
var raceReports = []string{"WARNING: DATA RACE", "fatal error: concurrent map"}

// races reports whether Go has found a data race, and notes it.
func (t *trial) races() bool {
	if t.program == nil {
		return false
	}
	t.gone(100 * time.Millisecond) // it may be dying of it
	output := t.program.Output()
	for _, report := range raceReports {
		if strings.Contains(output, report) {
			t.fail(DataRace, sawRace, t.lastWords())
			return true
		}
	}
	return false
}
