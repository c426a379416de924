package probe

import (
	"strings"
	"sync"
	"time"

	"tcplab/shared/conversation"
)

// A recipient is whom the server sends what a client says.
type recipient int

const (
	toSender recipient = iota // as in the course
	toOthers                  // as in a chat: the sender gets nothing
	toAll                     // to the sender as well
)

// relayed finds out whether the server, which has not answered c, sends what a
// client says to the others: to each of two what the other one says, where a
// server that has mixed them up sends all to one. The newer one speaks first: when
// its words arrive, it was accepted. The server may take what a client says first
// for its name; then the newer one has to say two things.
func (t *trial) relayed(c *client) bool {
	other, got := t.connect()
	if got != answered || !t.reaches(other, c, 2) || !t.reaches(c, other, 1) {
		return false
	}
	t.sendsTo = toOthers
	mute, got := t.connect()
	t.named = got == answered && !t.reaches(c, mute, 2)
	t.remark(remarkRelay)
	return true
}

// reaches reports whether what one client says, so often at most, is sent to another
// one.
func (t *trial) reaches(from, to *client, tries int) bool {
	for range tries {
		said := from.send(t.frame(from.word()))
		text, _ := to.recvWhole(t.busy(time.Second), holds(from.word()))
		if said && strings.Contains(text, from.word()) {
			return true
		}
	}
	return false
}

// register says who a client is, where the server relays nothing to one that has not
// done so, and takes what comes.
func (c *client) register(name string) {
	if c.trial.named && c.send(c.trial.frame(name)) {
		c.recv(c.trial.busy(200 * time.Millisecond))
	}
}

// holds reports whether a text has come, in however many pieces.
func holds(text string) func(string) bool {
	return func(all string) bool { return strings.Contains(all, text) }
}

// broadcasts finds out whether each of two clients gets what the other one says,
// besides its own reply. b has just asked.
func (t *trial) broadcasts(a, b *client) bool {
	if !a.Arrives(t.busy(pause)) {
		return false
	}
	text, _ := a.recv(pause)
	if !strings.Contains(text, b.word()) || a.ask() != answered {
		return false
	}
	text, _ = b.recvWhole(t.busy(time.Second), holds(a.word()))
	return strings.Contains(text, a.word())
}

// An ear is a client that receives what the others say, where the server relays
// it.
type ear struct {
	mu   sync.Mutex
	conn *client
	text string // has come and is not taken yet
}

// listen connects the ear.
func (t *trial) listen() {
	c := &client{trial: t, quiet: true}
	if c.connect(t.patience()) == answered {
		c.register("everybody")
		t.rest(t.busy(pause)) // until it is one of those that are told
		t.ear = &ear{conn: c}
	}
}

// hear waits until the words of a client arrive.
func (e *ear) hear(word string, patience time.Duration) outcome {
	for end := time.Now().Add(patience); ; {
		e.mu.Lock()
		if i := strings.Index(e.text, word); i >= 0 {
			e.text = e.text[:i] + e.text[i+len(word):]
			e.mu.Unlock()
			return answered
		}
		reply, err := e.conn.Recv(conversation.Until{Within: 20 * time.Millisecond, Size: 1})
		e.text += reply.Text
		e.mu.Unlock()
		switch got := outcomeOf(err); {
		case got == cut:
			return cut
		case got == silent && time.Now().After(end):
			return silent
		}
	}
}
