package probe

import (
	"regexp"
	"time"
)

// brokenPipe is in what programs print when they send to a client that has left, or
// use its socket when they have closed it. macOS has an error of its own while the
// client closes; Windows has numbers, and sentences in its own language.
var brokenPipe = regexp.MustCompile(`(?i)broken ?pipe|EPIPE|connection ?reset|connection ?abort|wrong type for socket|` +
	`forcibly closed|aborted by the software|强迫关闭了一个现有的连接|中止了一个已建立的连接|\b100(38|53|54)\b|not a socket|` +
	`bad file descriptor|EBADF|closed (network|stream|socket)|socket( is)? closed|write after`)

// whyNoNext finds out why nobody was served after a client had left: client
// number left is the one that did.
func (t *trial) whyNoNext(left int, got outcome) {
	if t.gone(time.Second) {
		t.whyEnded(left)
		return
	}
	line, isError := t.message()
	switch usesDead := brokenPipe.MatchString(line); {
	case got == refused:
		t.fail(StopsAfterOne, sawNoListener, left, left+1)
		return
	case got == cut && !usesDead:
		t.fail(StopsAfterOne, sawNextCut, left, left+1)
		return
	case t.made(IgnoresEOF):
		return // that is why
	case usesDead:
		t.fail(StopsAfterOne, sawSendsToTheDead, left, left+1, words(got).In(t.Lang), line, stillUsed.In(t.Lang))
		return
	}
	patience := t.patience()
	if burns, cores := t.burning(); burns && !t.made(BusyLoop) {
		t.fail(IgnoresEOF, sawSpinsOn, left, left+1, patience.Seconds(), cores*100)
		return
	}
	t.keepExchange()
	accepted, _ := t.accepted(t.clients[len(t.clients)-1])
	// Blocked, or in accept no more? One that notices the end closes as well.
	if len(t.Command) > 0 && t.fresh() {
		c, got := t.served()
		if got == answered {
			if closed, _ := c.halfClose(patience); closed && accepted {
				guess := perhapsLocked.In(t.Lang)
				if isError {
					guess = said.Format(t.Lang, line) // which tells more
				}
				t.fail(StopsAfterOne, sawAcceptedOnly, left, left+1, patience.Seconds(), guess)
				return
			} else if closed {
				t.fail(StopsAfterOne, sawNoAccept, left, left+1, patience.Seconds())
				return
			}
		}
	}
	t.fail(IgnoresEOF, sawBlocked, left, left+1, patience.Seconds())
}

// whyEnded finds out why the program ended when client number left had left. Its
// listening socket may have been closed before; and one that ends well while it
// serves another client has not just come to its end.
func (t *trial) whyEnded(left int) {
	failed, ending := t.program.Ending().Code != 0, t.ending()
	t.keepExchange()
	if len(t.Command) > 0 && !timedOut.MatchString(ending) && t.fresh() {
		first, got := t.served()
		t.rest(t.busy(pause))
		second, next := t.connect()
		if got == answered && next == refused {
			t.fail(StopsAfterOne, sawRefusedMeanwhile, t.ending())
			return
		}
		if !failed && got == answered && next == answered && second.greeting(t.patience()) == answered && second.ask() == answered {
			first.leave()
			if t.gone(time.Second) {
				t.fail(DiesOnEOF, sawEndedForAll, t.ending())
				return
			}
		}
	}
	if failed {
		t.fail(DiesOnEOF, sawDied, left, ending)
	} else {
		t.fail(StopsAfterOne, sawDied, left, ending)
	}
}
