package probe

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/conversation"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/sockettable"
)

// clientStage is the stage of the matching client.
const clientStage = Stages + 1

// Client examines a client: stage 5. The probe is its server.
func (t Target) Client(ctx context.Context) (Report, error) {
	return t.run(ctx, clientStage, "", func(x *examiner) {
		x.try(func(t *trial) {
			t.heading(headingClient)
			t.converse(answerTo)
			if !t.failed() {
				t.reach(clientStage)
			}
		})
	})
}

// How long the server of a client keeps it waiting: long enough for one that
// does not wait to show it.
const (
	hold      = 700 * time.Millisecond
	piecePace = 200 * time.Millisecond
)

// A caller is the client under examination, as its server sees it.
type caller struct {
	trial  *trial
	conn   *net.TCPConn
	more   net.Listener // where it may connect again
	buffer []byte
	heard  string   // the end of all that it has said
	closed bool     // it has ended its side
	typed  []string // the lines that are left
	answer func(message string) string
}

// converse has a conversation with the client, in which the server takes its
// time. It reports in the end whether the client took each reply as a whole. If there
// is no answer to the first message, the conversation is over.
func (t *trial) converse(answer func(message string) string) (whole bool) {
	c := t.receive()
	if c == nil {
		return false
	}
	c.answer = answer
	defer c.more.Close()
	defer c.conn.Close()
	message := c.opening()
	if message == "" {
		return false
	}
	next := c.recv(hold)
	switch {
	case next == "" && strings.TrimRight(message, "\r\n") == "exit":
		t.fail(SaysNothing, sawOnlyExit)
		return false
	case next != "" || isExit(message):
		t.fail(SendsAhead, sawSendsAhead, quote(message+next))
		return false
	}
	t.pass(SendsAhead, sawOneAtATime)
	reply := answer(message)
	if reply == "" {
		return false
	}
	t.remark(remarkPieces)
	next = c.sendPieces(reply)
	whole = next == ""
	if !whole {
		t.remark(remarkHalf)
	}
	return c.goodbye(next) && whole
}

// opening is the greeting and the first message, which it returns, or nothing if a
// mistake was found.
func (c *caller) opening() (message string) {
	t := c.trial
	if early := c.recv(hold); early != "" {
		t.fail(SpeaksFirst, sawSpeaksFirst, quote(early))
		return ""
	}
	c.send("Welcome!")
	listened := c.hasRead(t.busy(settle))
	c.typeLine()
	message = c.recv(t.patience())
	switch {
	case message == "" && c.closed:
		ending := t.ending()
		t.fail(SaysNothing, sawClosesSilent, t.details(c.again(), ending))
		return ""
	case message == "":
		printed := t.printed() // before it is cut off
		t.fail(SaysNothing, sawSaysNothing, t.patience().Seconds(), t.details(c.again(), printed))
		return ""
	}
	message += c.rest()
	if !listened {
		c.typeLine() // which is sent now if the greeting was taken for the reply
		if next := c.recv(hold); next != "" {
			t.fail(SpeaksFirst, sawTookGreeting, quote(message), quote(next))
			return ""
		}
	}
	t.pass(SpeaksFirst, sawWaitsForGreeting)
	return message
}

// hasRead reports whether the client reads all that was sent, within some time, as far
// as the system tells.
func (c *caller) hasRead(within time.Duration) bool {
	client, server := c.conn.RemoteAddr().(*net.TCPAddr).AddrPort(), c.conn.LocalAddr().(*net.TCPAddr).AddrPort()
	return c.trial.allRead(client.Port(), within, func(s sockettable.Connection) bool { return s.Peer == server })
}

// allRead waits until all that came to the connections of a port, as far as they matter,
// was received, and reports false if it takes longer than it may.
func (t *trial) allRead(port uint16, within time.Duration, matters func(sockettable.Connection) bool) bool {
	unread := func(c sockettable.Connection) bool { return c.Unread > 0 && matters(c) }
	for begun := clock.Now(); ; t.rest(5 * time.Millisecond) {
		all, _ := sockettable.Connections(port)
		switch {
		case !slices.ContainsFunc(all, unread):
			return true
		case clock.Since(begun) > within || t.ctx.Err() != nil:
			return false
		}
	}
}

// endless is how many messages are more than a client has to say.
const endless = 200

// goodbye answers until the client says exit, and wants it to close then.
func (c *caller) goodbye(message string) bool {
	t := c.trial
	begun := clock.Now()
	for n := 0; !isExit(c.heard); n++ {
		if n == endless || clock.Since(begun) > time.Minute {
			t.fail(NoExit, sawEndless, n)
			return false
		}
		if message != "" {
			c.send(c.answer(message))
		}
		c.typeLine()
		next, err := c.await(t.patience())
		switch {
		case err == nil:
			message = next
			if !strings.HasSuffix(next, "\n") && !isExit(next) {
				message += c.rest()
			}
			continue
		case conversation.IsTimeout(err):
			t.fail(NoExit, sawHangs, t.patience().Seconds())
		default:
			crash := t.crash(n == 0 && message == "")
			t.fail(NoExit, sawNoExit, t.details(c.again(), crash))
		}
		return false
	}
	t.pass(NoExit, sawExit)
	_, err := c.await(time.Second)
	if conversation.IsTimeout(err) { // perhaps it waits for the server to close
		c.conn.CloseWrite()
		_, err = c.await(t.patience())
	}
	if err == nil || conversation.IsTimeout(err) {
		t.fail(StaysOpen, sawStaysOpen, t.patience().Seconds())
		return false
	}
	t.pass(StaysOpen, sawClientCloses)
	return true
}

// crash says how the client ended, if that was with an error: perhaps because the reply
// came in pieces.
func (t *trial) crash(pieces bool) string {
	switch ending := t.ending(); {
	case t.program == nil || !t.gone(0) || t.program.Ending().Code == 0:
		return ""
	case pieces:
		return t.details(cameInPieces.In(t.Lang), ending)
	default:
		return ending
	}
}

// receive listens, starts the client, and accepts it.
func (t *trial) receive() *caller {
	addr := t.Addr
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.giveUp(&Failure{cannotListen.Format(t.Lang, addr, errorWords(err), fault.Explain(err, event.Server).In(t.Lang))})
		return nil
	}
	context.AfterFunc(t.ctx, func() { l.Close() })
	t.show(Line{Kind: Server, Op: "listen", Text: l.Addr().String()})
	l.(*net.TCPListener).SetDeadline(time.Now().Add(time.Minute))
	if len(t.Command) == 0 {
		t.remark(remarkStartClient, l.Addr())
	} else {
		if err := t.launch(l.Addr().String()); err != nil {
			t.giveUp(err)
			return nil
		}
		program := t.program
		ctx, connected := context.WithCancel(t.ctx)
		pause := t.busy(1500 * time.Millisecond)
		var asks sync.WaitGroup
		asks.Go(func() { typeIfAsked(ctx, program, l.Addr().String(), pause) })
		defer asks.Wait()
		defer connected()
		go func() {
			select {
			case <-program.Exited(): // it may have connected before
				l.(*net.TCPListener).SetDeadline(time.Now().Add(time.Second))
			case <-t.ctx.Done():
			}
		}()
	}
	conn, err := l.Accept()
	if err != nil {
		t.fail(NoConnection, sawNoConnection, l.Addr(), t.ending())
		l.Close()
		return nil
	}
	context.AfterFunc(t.ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })
	c := &caller{trial: t, conn: conn.(*net.TCPConn), more: l, buffer: make([]byte, 64<<10), typed: typed}
	t.record(1, event.Event{ // it has connected, or it could not be accepted
		Time: clock.Now(), Role: event.Client, Op: event.Connect, Conn: 1,
		Local: conn.RemoteAddr().String(), Peer: conn.LocalAddr().String(),
	})
	c.tell(event.Accept, clock.Now(), "", conn.RemoteAddr().String())
	t.pass(NoConnection, sawConnected, l.Addr())
	return c
}

// rest returns what follows at once: one message may be sent in two goes, such as the
// text and its newline.
func (c *caller) rest() string { return c.recv(c.trial.busy(30 * time.Millisecond)) }

// recv returns what comes, or nothing if nothing does.
func (c *caller) recv(patience time.Duration) string {
	text, _ := c.await(patience)
	return text
}

func (c *caller) await(patience time.Duration) (string, error) {
	c.conn.SetReadDeadline(time.Now().Add(patience))
	if c.trial.ctx.Err() != nil {
		return "", c.trial.ctx.Err()
	}
	called := clock.Now()
	n, err := c.conn.Read(c.buffer)
	text := string(c.buffer[:n])
	c.closed = err != nil && !conversation.IsTimeout(err)
	switch {
	case n > 0:
		c.heard = (c.heard + text)[max(0, len(c.heard+text)-len("exit\r\n")):]
		c.tell(event.Recv, called, text, quote(text))
		return text, nil
	case errors.Is(err, io.EOF):
		c.tell(event.EOF, called, "", clientClosed.In(c.trial.Lang))
	case !conversation.IsTimeout(err):
		c.tell(event.Error, called, "", errorWords(err))
	}
	return "", err
}

// again says so if the client has connected once more.
func (c *caller) again() string {
	c.more.(*net.TCPListener).SetDeadline(time.Now().Add(c.trial.busy(200 * time.Millisecond)))
	second, err := c.more.Accept()
	if err != nil {
		return ""
	}
	second.Close()
	return connectsAgain.In(c.trial.Lang)
}

func (c *caller) send(text string) {
	c.conn.SetWriteDeadline(time.Now().Add(c.trial.patience()))
	called := clock.Now()
	if _, err := io.WriteString(c.conn, text); err == nil { // else the next recv tells
		c.tell(event.Send, called, text, quote(text))
	}
}

// sendPieces sends a reply in three pieces, and returns what the client said
// before it had all of them.
func (c *caller) sendPieces(reply string) (early string) {
	third := len(reply) / 3
	for _, piece := range []string{reply[:third], reply[third : 2*third]} {
		c.send(piece)
		early += c.recv(piecePace)
	}
	c.send(reply[2*third:])
	return early
}

// tell shows a call of this side, the server's, and records it.
func (c *caller) tell(op event.Op, called time.Time, text, shown string) {
	e := event.Event{
		Time: clock.Now(), Role: event.Server, Op: op, Conn: 1,
		Local: c.conn.LocalAddr().String(), Peer: c.conn.RemoteAddr().String(),
		Bytes: len(text), Text: text, Took: event.Seconds(clock.Now().Sub(called).Seconds()),
	}
	if op == event.Send {
		e.Time = called
	}
	if op == event.Error {
		e.Error = shown
	}
	c.trial.record(0, e)
	c.trial.show(Line{Kind: Client, Client: 1, Op: string(op), Text: shown})
}

// answerTo greets, on a line if the message was one.
func answerTo(message string) string {
	name, isLine := strings.CutSuffix(message, "\n")
	name = strings.TrimSuffix(name, "\r")
	if isLine {
		return "Hello, " + name + "!\n"
	}
	return "Hello, " + name + "!"
}

// isExit reports whether the client says goodbye, perhaps glued to what it said
// before.
func isExit(message string) bool {
	return strings.HasSuffix(strings.TrimRight(message, "\r\n"), "exit")
}
