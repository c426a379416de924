package probe

import (
	"cmp"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/phrase"
	"tcplab/shared/sockettable"
)

// A user is a client of homework 4c, a relay. It keeps all that has come, since
// a message that did not arrive may have gone elsewhere.
type user struct {
	*client
	named string // if that is not the word of the client
	heard string
}

func (u *user) name() string { return cmp.Or(u.named, u.word()) }

// hear receives for as long as patience, or until a line with a text has come.
func (u *user) hear(patience time.Duration, text string) (string, outcome) {
	heard, got := u.recvWhole(patience, func(all string) bool { return hasLine(all, text) })
	u.heard += heard
	return heard, got
}

// hasLine reports whether a text and the end of its line have come.
func hasLine(all, text string) bool {
	_, rest, found := strings.Cut(all, text)
	return found && strings.Contains(rest, "\n")
}

// user has the next client take a name.
func (t *trial) user(name string) (*user, outcome) {
	c, got := t.visit()
	u := &user{client: c, heard: c.reply.Text}
	if got == answered && !c.send(t.frame(name)) {
		got = cut
	}
	if got == answered {
		t.arrived()
		u.hear(t.busy(100*time.Millisecond), "") // it may be told that it is in
	}
	return u, got
}

// arrived waits until the server has received all that was sent to it, as far as the
// system tells. What a client says next is another message then, even to a server that
// takes one recv for one message.
func (t *trial) arrived() {
	addr, err := net.ResolveTCPAddr("tcp", t.addr)
	if err != nil {
		return // nobody could have connected
	}
	t.allRead(addr.AddrPort().Port(), t.patience(), func(sockettable.Connection) bool { return true })
}

// users wants a message from one user to reach the other one named in it.
func (t *trial) users() {
	t.heading(headingRelay)
	if !t.fresh() {
		return
	}
	var users []*user
	for n, name := range names[:3] {
		u, got := t.user(name)
		if got != answered {
			t.fail(NoReply, sawNth, n+1, words(got).In(t.Lang))
			return
		}
		users = append(users, u)
	}
	michael, tracy, sarah := users[0], users[1], users[2]
	if t.passOn(users) && t.refusesName(michael, tracy) && t.freesName(michael, sarah) && t.registerAtOnce() {
		t.oneOfMany()
	}
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
	case !hasLine(got, text):
		t.fail(NotDelivered, sawNoLineEnd, names[1], quote(got))
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
		all = append(all, fmt.Sprintf("%s %s", u.name(), heard))
	}
	return strings.Join(all, ", ")
}

// refusesName wants a second user of a name to be told so and closed, and the first
// one to keep it.
func (t *trial) refusesName(other, first *user) bool {
	second, got := t.visit()
	told := ""
	if got == answered && second.send(t.frame(first.name())) {
		told, _ = second.recvWhole(t.busy(time.Second), nil)
	}
	switch {
	case !second.isClosed(t.busy(time.Second)):
		t.fail(SameName, sawSameName, first.name())
	case told == "":
		t.fail(SameName, sawRefusedSilently, first.name())
	case t.delivers(other, first):
		t.pass(SameName, sawNameTaken)
		return true
	case !t.told(other, "Nobody"):
		t.fail(NotDelivered, sawStandsStill, first.name())
	default:
		t.fail(SameName, sawLostName, first.name(), t.received([]*user{other, first}))
	}
	return false
}

// freesName wants the name of a user to be free when the user has left, in whatever
// way: another user is told that nobody of that name is there, and a new one gets it.
func (t *trial) freesName(other, leaves *user) bool {
	if !t.toldOf(other, "Nobody") {
		return false
	}
	name := leaves.name()
	for _, way := range waysToLeave {
		way.leave(leaves.client)
		t.rest(t.busy(pause)) // until the server has noticed
		if t.failed() || !t.toldOf(other, name) {
			return false
		}
		next, got := t.user(name)
		next.named = name
		if got != answered || !t.delivers(other, next) {
			t.fail(SameName, sawNotFree, name, way.how.In(t.Lang), t.received([]*user{other, next}))
			return false
		}
		leaves = next
	}
	t.pass(UnknownUser, sawUnknownTold)
	return true
}

// toldOf wants a user to be told that nobody of that name is there.
func (t *trial) toldOf(u *user, nobody string) bool {
	switch {
	case t.told(u, nobody):
		return true
	case u.Ended():
		t.fail(UnknownUser, sawCutInstead, nobody)
	default:
		t.fail(UnknownUser, sawUntold, nobody)
	}
	return false
}

// told reports whether a user is told that nobody of that name is there. One who has
// just left may be known for a moment.
func (t *trial) told(u *user, nobody string) bool {
	for range 3 {
		u.send(t.frame(nobody + " hello"))
		if text, _ := u.hear(t.busy(time.Second), nobody); strings.Contains(text, nobody) {
			return true
		}
	}
	return false
}

// delivers reports whether a message from one user reaches another one, who may not be
// known at once.
func (t *trial) delivers(from, to *user) bool {
	for range 3 {
		if !from.send(t.frame(to.name() + " hello")) {
			return false
		}
		text, got := to.hear(t.busy(time.Second), from.name())
		if got != silent {
			return strings.Contains(text, from.name())
		}
	}
	return false
}

// registerTogether is how many users register at the very same moment.
const registerTogether = 20

// registerAtOnce has many users register at the same moment, and write to each
// other, before and after a rush: a map without a lock does not survive that, or
// loses some of them.
func (t *trial) registerAtOnce() bool {
	t.remark(remarkRegister, registerTogether)
	users := t.register("")
	if users == nil || !t.writeInACircle(users) {
		return false
	}
	t.rush(users)
	t.arrived()
	if t.races() || !t.writeInACircle(users) || t.races() {
		return false
	}
	t.pass(DataRace, sawNoRace, registerTogether)
	return true
}

// oneOfMany has many users take the same name at the same moment: one gets it.
func (t *trial) oneOfMany() {
	const name = "Alice"
	var all sync.WaitGroup
	var inside atomic.Int64
	for _, u := range t.register(name) {
		all.Go(func() {
			if !u.isClosed(t.busy(time.Second)) {
				inside.Add(1)
			}
		})
	}
	all.Wait()
	if n := inside.Load(); !t.failed() && !t.races() && n != 1 {
		t.fail(SameName, sawOneOfMany, registerTogether, name, n)
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

// register has new users come, and then register at the same moment, by a name or
// each by its own word.
func (t *trial) register(name string) []*user {
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
		c.send(t.frame(cmp.Or(name, c.word())))
		return answered
	})
	t.arrived()
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
