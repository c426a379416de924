package probe

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/console"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// A trial looks for some mistakes, with a program that is started for it, and
// with clients of its own. After the work was given up, its methods do nothing, so
// that a probe need not look at every step.
type trial struct {
	*examiner
	known   // when it began, and what it has learned since then
	ctx     context.Context
	cancel  context.CancelFunc
	program *process.Process // what runs now; nil if nothing is known of it
	addr    string           // where it listens
	clients []*client        // of this program
	ear     *ear             // of a relay
	checks  []Check          // what was found so far
	journal journal          // what its clients did, and the server as far as it tells
	apart   bool             // others go on at the same time
	quiet   bool             // the clients that come now are not shown
	lines   []Line           // to be shown when it is its turn
}

// fresh restarts the program and forgets its clients.
func (t *trial) fresh() bool {
	t.journal.begin()
	if !t.restart() {
		return false
	}
	if t.sendsTo == toOthers {
		t.listen()
	}
	return true
}

// restart starts the program again, after an old one was stopped, and waits until
// it listens. Without a command it is the same program as before.
func (t *trial) restart() bool {
	if len(t.Command) == 0 {
		t.hangUp()
		if t.addr == "" {
			t.addr = t.Addr
			t.program = process.Find(t.Addr)
		}
		return t.ctx.Err() == nil
	}
	t.stop()
	err := t.start()
	for n := 0; n < 3 && t.mayStart(err); n++ {
		t.stop()
		t.rest(100 * time.Millisecond)
		err = t.start()
	}
	var missing *process.Missing
	switch {
	case t.ctx.Err() != nil:
		return false
	case err == nil:
		t.show(Line{Kind: Server, Op: "listen", Text: t.addr})
		if !t.listens {
			t.pass(NoListener, sawListening, t.addr)
			t.listens = true
		}
		return true
	case t.listens && t.apart:
		t.unreliable()
		return false
	case t.listens:
		t.giveUp(&Failure{notStartedAgain.Format(t.Lang, t.addr, t.lastWords())})
		return false
	case errors.As(err, &missing):
		t.missing(missing)
		return false
	default:
		t.giveUp(err)
		return false
	}
}

// mayStart reports whether a program that did not come to listen may do so when it
// is started once more: somebody was faster at the address, or the connections of
// the program before still hold it for a moment.
func (t *trial) mayStart(err error) bool {
	var missing *process.Missing
	return errors.As(err, &missing) && missing.Exited && (t.program.LostAddr(err) || t.listens && t.Addr != "")
}

// start starts the program, and waits until it listens.
func (t *trial) start() error {
	err := t.launch(t.Addr)
	if err != nil {
		return err
	}
	t.addr = t.program.Addr
	if t.operated {
		t.program.TypeAll(operator)
	}
	return t.program.Listening(t.ctx)
}

// launch starts the program, which runs until stop, or until all probes have ended.
func (t *trial) launch(addr string) error {
	program, err := process.Command{Args: t.Command, Addr: addr, Sandbox: t.Sandbox, Follow: t.follow}.Start(t.ctx)
	if err != nil {
		return &Failure{notStarted.Format(t.Lang, process.Explain(err))}
	}
	t.program = program
	return nil
}

// operator types answers, faster than anybody asks for them.
func operator(yield func(string) bool) {
	for yield(operatorSays) {
		time.Sleep(5 * time.Millisecond) // and no faster, for a server that reads whatever comes
	}
}

const operatorSays = "I see."

// missing reports that nobody listens.
func (t *trial) missing(m *process.Missing) {
	switch {
	case m.Exited:
		t.fail(NoListener, sawEnded, t.addr, t.lastWords())
	case m.UDP != "":
		t.fail(NoListener, sawUDP, t.addr, m.UDP)
	case len(m.Elsewhere) > 0:
		t.fail(NoListener, sawElsewhere, t.addr, m.Elsewhere[0])
	case m.Loops:
		t.fail(NoListener, sawLoop, t.addr, m.Waited.Seconds(), t.lastWords())
	default:
		t.fail(NoListener, sawNobody, t.addr, m.Waited.Seconds(), t.lastWords())
	}
}

// hangUp closes what the clients have left open.
func (t *trial) hangUp() {
	for _, c := range t.clients {
		c.close()
	}
	if t.ear != nil {
		t.ear.conn.close()
	}
	t.clients, t.ear = nil, nil
}

// stop ends the program. The clients hang up first, so that the address can be
// used again at once: who closes first keeps it busy for a minute.
func (t *trial) stop() {
	t.hangUp()
	if t.program != nil {
		t.program.Kill()
	}
	t.program = nil
}

// gone reports whether the program has ended, within a time that a dying one
// needs. It is false if nothing is known of the program.
func (t *trial) gone(within time.Duration) bool {
	if t.program == nil || t.program.Exited() == nil {
		return false
	}
	select {
	case <-t.program.Exited():
		return true
	default:
	}
	select {
	case <-t.program.Exited():
		return true
	case <-time.After(t.busy(within)):
	case <-t.ctx.Done():
	}
	return false
}

// accepted reports whether the program has accepted the connection of a client, where
// that is known.
func (t *trial) accepted(c *client) (accepted, known bool) {
	if t.program == nil || c.Client == nil {
		return false, false
	}
	return t.program.Accepted(c.LocalAddr())
}

// rest waits for a moment.
func (t *trial) rest(d time.Duration) { clock.Sleep(t.ctx, d) }

// message is what the program has written about an error, with the author's own
// source line; or the last line of its output, if it has written of none.
func (t *trial) message() (text string, isError bool) {
	if t.program == nil {
		return "", false
	}
	m := t.program.Diagnostic()
	text = clip(m.Text, 160)
	if m.Source.File != "" {
		text += " (" + m.Source.String()
		if m.Source.Code != "" {
			text += ": " + clip(m.Source.Code, 80)
		}
		text += ")"
	}
	return console.Printable(text), m.Error
}

// lastWords quotes the message of the program.
func (t *trial) lastWords() string {
	return cmp.Or(t.printed(), saidNothing.In(t.Lang))
}

// printed is the same, and empty if the program has printed nothing.
func (t *trial) printed() string {
	text, _ := t.message()
	if text == "" {
		return ""
	}
	return said.Format(t.Lang, text)
}

// ending says how the program ended, if it did, what it printed, and what to do
// about a signal.
func (t *trial) ending() string {
	switch {
	case t.program == nil || t.program.Exited() == nil:
		return "" // nobody knows
	case !t.gone(time.Second):
		return stillRuns.In(t.Lang)
	}
	ending := t.program.Ending()
	text := endedWith.Format(t.Lang, ending.What().In(t.Lang), t.lastWords())
	if remedy := ending.Remedy(); remedy.EN != "" {
		text += ". " + strings.TrimRight(remedy.In(t.Lang), ".。")
	}
	return text
}

// giveUp ends all work, except because of a trial that was ended itself.
func (t *trial) giveUp(why error) {
	if t.ctx.Err() == nil {
		t.examiner.giveUp(why)
	}
}

// pass and fail report what was seen of a mistake.
func (t *trial) pass(mistake string, saw phrase.Phrase, args ...any) {
	t.note(mistake, true, saw, args)
}

func (t *trial) fail(mistake string, saw phrase.Phrase, args ...any) {
	if t.stage >= 3 && mistake != DropsClients && t.made(DropsClients) && t.sameCause() {
		t.remark(remarkNotAgain, t.ending()) // whatever was tried: only so many are served
		return
	}
	if t.listens && t.report.Homework != "h3" && t.gone(0) && timedOut.MatchString(t.lastWords()) {
		mistake = DropsIdle // whatever was tried meanwhile, where no deadline is asked for
	}
	if ran, is := t.overloaded(); is {
		t.giveUp(&Failure{tooBusy.Format(t.Lang, 100*ran.Seconds())})
	}
	t.note(mistake, false, saw, args)
}

// sameCause reports whether the newest client waits for accept, and no error tells why,
// or the program ended with the error that was the cause of the last mistake.
func (t *trial) sameCause() bool {
	text, isError := t.message()
	if isError || t.program == nil || len(t.clients) == 0 || t.gone(0) {
		return isError && text == t.cause
	}
	c := t.clients[len(t.clients)-1]
	accepted, known := t.accepted(c)
	return known && !accepted && !c.Ended()
}

// timedOut is in what programs print that end because they have waited for too long.
var timedOut = regexp.MustCompile(`(?i)timed ?out|i/o timeout|SocketTimeoutException`)

func (t *trial) note(mistake string, pass bool, saw phrase.Phrase, args []any) {
	if t.ctx.Err() != nil {
		return // what is seen while all is being torn down is not the server's fault
	}
	check := Check{ID: mistake, Pass: pass, Saw: strings.TrimRight(saw.Format(t.Lang, args...), ";；, ，")}
	kind := Good
	if !pass {
		kind = Bad
		text, isError := t.message()
		if !isError {
			text = t.journal.error
		}
		t.cause = text
		if !strings.Contains(check.Saw, text) {
			check.Saw = t.details(check.Saw, said.Format(t.Lang, text)) // although it still runs
			if (mistake == ForgetsClients || mistake == NeverCloses) && brokenPipe.MatchString(text) {
				check.Saw = t.details(check.Saw, stillUsed.In(t.Lang))
			}
		}
		check.exchange = t.journal.exchange(mistake, t.clients)
	}
	t.checks = append(t.checks, check)
	t.show(Line{Kind: kind, Op: mistake, Text: check.Saw})
}

// made reports whether a mistake was found, here or before.
func (t *trial) made(mistake string) bool {
	return slices.Contains(t.mistakes, mistake) ||
		slices.ContainsFunc(t.checks, func(c Check) bool { return c.ID == mistake && !c.Pass })
}

// failed reports whether any mistake was found here.
func (t *trial) failed() bool {
	return slices.ContainsFunc(t.checks, func(c Check) bool { return !c.Pass })
}
