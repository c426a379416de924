package probe

import (
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/conversation"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/tools/internal/trace"
)

// A client is one of the probes' own.
type client struct {
	*conversation.Client // nil until it is connected
	trial                *trial
	number               int
	quiet                bool // one of a crowd: it is not shown, and teaches nothing
	from                 string
	pending              bool               // its connect has not returned in time
	said                 string             // the beginning of all that it has sent
	waits                bool               // it has asked, and nothing has come since then
	reply                conversation.Reply // the last one
	alone                string             // the reply when nobody else asked; empty if that is not known
	heldUp               time.Duration      // before its first message, by this machine alone
}

// An outcome is what a client got.
type outcome int

const (
	answered outcome = iota // at least a byte
	silent                  // nothing, for as long as it waited
	cut                     // the server closed, or reset
	refused                 // nobody listened
)

// outcomeOf says what the error of a call means.
func outcomeOf(err error) outcome {
	switch {
	case err == nil:
		return answered
	case conversation.IsTimeout(err):
		return silent
	case fault.Refused(err):
		return refused
	}
	return cut
}

// names is what the clients say.
var names = []string{"Michael", "Tracy", "Sarah", "Robert", "Lily"}

// connect connects the next client.
func (t *trial) connect() (*client, outcome) { return t.connectFrom("") }

// connectFrom connects the next client from an address of this machine.
func (t *trial) connectFrom(ip string) (*client, outcome) {
	c := &client{trial: t, number: len(t.clients) + 1, from: ip, quiet: t.quiet}
	t.clients = append(t.clients, c)
	return c, c.connect(t.patience())
}

func (c *client) connect(patience time.Duration) outcome {
	// A system may try for a while before it believes that nobody listens.
	conn, err := conversation.Connect(c.trial.ctx, dialable(c.trial.addr), conversation.Options{
		From: c.from, Timeout: max(patience, 3*time.Second),
		Number: c.number, Program: "check", Lang: c.trial.Lang,
		Follow: func(e event.Event) { c.trial.record(c.number, e) },
	})
	got := outcomeOf(err)
	c.pending = got == silent
	switch {
	case got == answered:
		c.Client = conn
		c.show("connect", conn.LocalAddr().String())
	case got == silent:
		c.show("connect", noAnswer.In(c.trial.Lang))
	case got == refused:
		c.show("connect", refusedWord.In(c.trial.Lang))
	case fault.Reset(err):
		c.show("connect", errorWords(err))
	default:
		c.trial.giveUp(&Failure{fault.Explain(err, event.Client).In(c.trial.Lang)})
		return refused
	}
	return got
}

// enter connects, and takes the greeting.
func (c *client) enter(patience time.Duration) outcome {
	got := c.connect(patience)
	if got == answered {
		got = c.greeting(patience)
	}
	return got
}

// connectAndAsk connects, takes the greeting, and asks one thing.
func (c *client) connectAndAsk(patience time.Duration) outcome {
	got := c.enter(patience)
	if got == answered {
		got = c.askWithin(patience)
	}
	return got
}

// dialable returns where to connect to a server that listens on every address.
func dialable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err == nil && (host == "" || ip != nil && ip.IsUnspecified()) {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return addr
}

// shy is how long the first client waits for a greeting. Whether one comes is
// known from then on.
const shy = 500 * time.Millisecond

// greeting takes what a server says that speaks first.
func (c *client) greeting(patience time.Duration) (got outcome) {
	defer func() {
		if got == answered {
			c.register(c.word())
		}
	}()
	habits := &c.trial.habits
	if habits.Known && !habits.Greets() {
		return answered
	}
	if habits.Known {
		_, got = c.recv(patience)
		return got
	}
	_, got = c.recv(c.trial.busy(shy))
	habits.Known, habits.Greeting = true, c.reply
	if got == silent {
		return answered
	}
	return got
}

// visit connects the next client, and takes its greeting.
func (t *trial) visit() (*client, outcome) {
	c, got := t.connect()
	if got == answered {
		got = c.greeting(t.patience())
	}
	return c, got
}

// served has the next client visit the server and ask one thing.
func (t *trial) served() (*client, outcome) {
	c, got := t.visit()
	if got == answered {
		got = c.ask()
	}
	return c, got
}

// servedNext is served for the next client after one that has just left. A
// server may turn it away before it has noticed that, or listen again only then.
func (t *trial) servedNext() (*client, outcome) {
	begun := clock.Now()
	for once := true; ; {
		c, got := t.served()
		if got == silent && c.said == "" && c.ask() == answered { // only the first one was greeted
			t.habits.Greeting, got = conversation.Reply{}, answered
		}
		if got == refused && once && !t.gone(settle) {
			once = false
			continue
		}
		if got != cut || t.gone(0) || clock.Since(begun) > 3*t.patience() || t.ctx.Err() != nil {
			return c, got
		}
		c.close()
		t.rest(50 * time.Millisecond)
	}
}

// teaches reports whether something is learned from the client.
func (c *client) teaches() bool { return !c.quiet && !c.trial.learned }

// word is what the client says, and no other one.
func (c *client) word() string {
	if c.number <= len(names) {
		return names[c.number-1]
	}
	return fmt.Sprintf("client-%03d", c.number)
}

// ask sends the client's word and waits for an answer.
func (c *client) ask() outcome { return c.askWithin(c.trial.patience()) }

func (c *client) askWithin(patience time.Duration) outcome {
	reply, got := c.say(c.trial.frame(c.word()), patience)
	// The first message may have been a name, which is greeted.
	if got == answered && c.teaches() && len(c.trial.habits.Replies) > 1 && within(reply, c.word()) && !complains.MatchString(reply) {
		c.trial.repeats = true
	}
	return got
}

// say sends a message and returns the answer.
func (c *client) say(message string, patience time.Duration) (reply string, got outcome) {
	begun := clock.Now()
	switch {
	case c.pending:
		return "", silent
	case !c.send(message):
		return "", cut
	}
	c.waits = true
	if len(c.trial.habits.Replies) == 0 && c.teaches() && c.trial.ear == nil && c.trial.program != nil && !c.trial.operated && c.operate() {
		c.trial.operated = true
	}
	if c.trial.ear != nil {
		c.reply = conversation.Reply{Text: strings.TrimSpace(message)}
		got = c.trial.ear.hear(c.reply.Text, patience)
		c.reply.First = clock.Now()
		c.show("", relayedWord.Format(c.trial.Lang, words(got).In(c.trial.Lang)))
		reply = c.reply.Text
	} else {
		reply, got = c.recv(patience)
	}
	if got == answered && c.teaches() {
		c.reply.Called = begun
		c.trial.habits.Replies = append(c.trial.habits.Replies, c.reply)
	}
	return reply, got
}

// operate finds out whether an operator has to type the answers: if none comes
// by itself, but one does when a line is typed. A line too many might be taken
// for the Enter that is to stop the server, so nothing is typed before.
func (c *client) operate() bool {
	if c.Arrives(c.trial.busy(300 * time.Millisecond)) {
		return false
	}
	c.trial.program.TypeAll(func(yield func(string) bool) { yield(operatorSays) })
	if !c.Arrives(c.trial.busy(200 * time.Millisecond)) {
		return false
	}
	c.trial.program.TypeAll(operator)
	return true
}

func (c *client) send(message string) bool {
	if c.Client == nil {
		return false
	}
	if err := c.Send(message, c.trial.patience()); err != nil {
		c.show("error", errorWords(err))
		return false
	}
	if len(c.said) < 1<<10 {
		c.said += message
	}
	c.show("send", quote(message))
	return true
}

// pause is how long the pieces of one reply may be apart. A crowd is quicker:
// whether it is answered is all that counts.
const (
	pause      = 25 * time.Millisecond
	crowdPause = 5 * time.Millisecond
)

// speaks is how long a server may go on speaking, at whatever pace.
const speaks = 3 * time.Second

// recv waits for the first byte, and takes what follows it at once.
func (c *client) recv(patience time.Duration) (string, outcome) {
	together := pause
	if c.quiet {
		together = crowdPause
	}
	return c.recvUntil(conversation.Until{Within: patience, Pause: together, AtMost: speaks})
}

// recvWhole receives for as long as patience, or until holds; it may be nil.
func (c *client) recvWhole(patience time.Duration, holds func(all string) bool) (string, outcome) {
	return c.recvUntil(conversation.Until{Within: patience, Holds: holds})
}

// recvUntil waits again where an answer is due and the server does not get to run, or
// the machine has stood still meanwhile. A crowd waits again in any case.
func (c *client) recvUntil(until conversation.Until) (string, outcome) {
	if c.Client == nil {
		return "", cut
	}
	stalls := c.trial.stalls.Load()
	reply, err := c.Recv(until)
	got := outcomeOf(err)
	if got == silent && until.Within >= soon && !c.quiet && (c.trial.stoodStill(stalls) || c.trial.starved()) {
		more := until
		more.Within = busyMost
		reply, err = c.Recv(more)
		got = outcomeOf(err)
	}
	c.reply, c.waits = reply, c.waits && got == silent
	switch {
	case got == answered:
		c.show("recv", quote(c.reply.Text))
	case got == silent:
		c.show("", nothingIn.Format(c.trial.Lang, until.Within.Seconds()))
	case err == io.EOF:
		c.show("eof", closedWord.In(c.trial.Lang))
	default:
		c.show("error", errorWords(err))
	}
	return c.reply.Text, got
}

// halfClose ends the client's side, and reports whether the server then closes
// too. It counts the bytes that still come.
func (c *client) halfClose(patience time.Duration) (closed bool, more int) {
	c.show("close", halfClosed.In(c.trial.Lang))
	return c.finish(patience)
}

// leave closes, as a client does that has finished. What the server still
// sends is read first, as a close would reset the connection otherwise.
func (c *client) leave() {
	c.show("close", "")
	c.finish(100 * time.Millisecond)
	c.close()
}

// shut ends the client's side only.
func (c *client) shut() {
	c.trial.record(c.number, event.Event{Time: clock.Now(), Op: trace.Shutdown, Role: event.Client, Conn: c.number})
	c.CloseWrite()
}

// flood is more than any farewell.
const flood = 1 << 20

func (c *client) finish(patience time.Duration) (closed bool, more int) {
	if c.Client == nil {
		return true, 0
	}
	c.shut()
	end := time.Now().Add(patience)
	for !c.Ended() && time.Now().Before(end) {
		reply, err := c.Recv(conversation.Until{Within: max(time.Until(end), 1)})
		if err != nil {
			break
		}
		more += len(reply.Text)
	}
	return c.Ended(), more
}

// isClosed reports whether the server closes, whatever it says before.
func (c *client) isClosed(patience time.Duration) bool {
	if c.Client == nil {
		return true
	}
	end := time.Now().Add(patience + speaks)
	for got := answered; got == answered && !c.Ended() && time.Now().Before(end); {
		_, got = c.recv(patience)
	}
	return c.Ended()
}

// reset ends the connection as a crash does.
func (c *client) reset() {
	c.show("reset", "")
	if c.Client != nil {
		c.Reset()
	}
}

// close closes the socket. Where the server has closed first, the system would
// keep its port busy for a minute, and a server that is to listen there once
// more could not: a reset frees the port.
func (c *client) close() {
	switch {
	case c.Client == nil:
	case c.Ended() && c.trial.Addr != "":
		c.Reset()
	default:
		c.Close()
	}
}

func (c *client) show(op, text string) {
	if !c.quiet {
		c.trial.show(Line{Kind: Client, Client: c.number, Op: op, Text: text})
	}
}
