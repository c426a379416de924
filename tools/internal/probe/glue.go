package probe

import (
	"strings"
	"time"

	"tcplab/shared/conversation"
)

// twoTogether sends two messages in one segment, and says so when they get one
// answer. In the course that is no mistake: the lessons do the same.
func (t *trial) twoTogether() {
	if !t.fresh() {
		return
	}
	c := t.newClients(1)[0] // what it does is of no interest otherwise
	got := c.connect(t.patience())
	if got == answered {
		got = c.greeting(t.patience())
	}
	if got == answered {
		got = c.ask()
	}
	one := c.reply.Text
	if got != answered || c.ask() != answered {
		t.unreliable()
		return
	}
	if c.reply.Text != one || !c.send(t.frame(c.word())+t.frame(c.word())) {
		return // each reply is another one: who could count them?
	}
	settled := func(all string) bool {
		return strings.Count(all, one) == 2 || !strings.HasPrefix(all, one) && !strings.HasPrefix(one, all)
	}
	within := t.busy(300*time.Millisecond) + 3*t.habits.Slowest()
	if text, got := c.recvUntil(conversation.Until{Within: within, Holds: settled}); got == answered && strings.Count(text, one) < 2 {
		t.heading(headingTwoTogether)
		t.remark(remarkTwoTogether, quote(text))
	}
}
