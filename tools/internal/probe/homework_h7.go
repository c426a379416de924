package probe

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

const (
	// enoughTold is how many broken servers a checker has to find.
	enoughTold = 8
	// judgeWithin is how long it may take for one server.
	judgeWithin = 15 * time.Second
)

// A verdict is what a checker says of a server.
type verdict int

const (
	saysCorrect verdict = iota // exit code 0
	saysBroken                 // exit code 1
	saysNeither                // another one
	saysNothing                // it had to be killed
)

// checker wants a program that tells broken servers from correct ones. It does
// not say how to find a mistake: that is the homework.
func (t *trial) checker() {
	correct, broken := newSamples()
	t.heading(headingChecker, len(broken), len(correct))
	if len(t.Command) == 0 || t.Addr != "" {
		t.giveUp(&Failure{needsChecker.In(t.Lang)})
		return
	}
	// The correct ones are among the first, in any order, as nobody is to know which
	// they are.
	others := slices.Clone(broken)
	rand.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
	first := slices.Concat(correct, others[:len(correct)])
	rand.Shuffle(len(first), func(i, j int) { first[i], first[j] = first[j], first[i] })
	t.verdictsOn(first)
	if hopeless := t.accuses(correct); hopeless {
		return
	}
	t.verdictsOn(others[len(correct):])
	told := 0
	var missed []string
	for _, s := range broken {
		switch s.verdict {
		case saysBroken:
			told++
			continue
		case saysNothing:
			missed = append(missed, killedAt.Format(t.Lang, s.mistake, judgeWithin.Seconds()))
		case saysNeither:
			missed = append(missed, neitherOf.Format(t.Lang, s.mistake))
		default:
			missed = append(missed, s.mistake)
		}
	}
	list := none.In(t.Lang)
	if len(missed) > 0 {
		list = strings.Join(missed, ", ")
	}
	if told < enoughTold {
		t.fail(MissesBroken, sawTold, told, len(broken), list)
	} else {
		t.pass(MissesBroken, sawTold, told, len(broken), list)
	}
}

// accuses wants the checker to exit with 0 for each correct server. It reports
// whether it did so for none: then its verdict means nothing.
func (t *trial) accuses(correct []*sample) (hopeless bool) {
	wrong := 0
	for _, s := range correct {
		if s.verdict == saysCorrect {
			continue
		}
		if wrong++; wrong > 1 {
			continue // one is enough to look at
		}
		switch s.verdict {
		case saysNothing:
			t.fail(AccusesCorrect, sawNoVerdict, judgeWithin.Seconds(), s.ending)
		case saysNeither:
			t.fail(AccusesCorrect, sawNeither, s.ending)
		default:
			t.fail(AccusesCorrect, s.accused(), s.ending)
		}
	}
	if wrong == 0 {
		t.pass(AccusesCorrect, sawAccusesNone, len(correct))
	}
	return wrong == len(correct)
}

// accused says which correct server is accused.
func (s *sample) accused() phrase.Phrase {
	switch {
	case s.pieces:
		return sawAccusesPieces
	case s.thinks > 0:
		return sawAccusesSlow
	}
	return sawAccuses
}

// verdictsOn has the checker judge each of the servers, several at a time.
func (t *trial) verdictsOn(samples []*sample) {
	room := make(chan struct{}, atATime)
	var all sync.WaitGroup
	for _, s := range samples {
		room <- struct{}{}
		all.Go(func() {
			defer func() { <-room }()
			s.verdict, s.ending = t.verdictOn(s)
		})
	}
	all.Wait()
}

func (t *trial) verdictOn(s *sample) (v verdict, ending string) {
	if err := s.start(); err != nil {
		t.giveUp(&Failure{cannotListen.Format(t.Lang, "127.0.0.1:0", errorWords(err), fault.Explain(err, event.Server).In(t.Lang))})
		return saysNothing, ""
	}
	defer s.stop()
	run := t.newTrial()
	if err := run.launch(s.listener.Addr().String()); err != nil {
		t.giveUp(err)
		return saysNothing, ""
	}
	defer run.stop()
	select {
	case <-run.program.Exited():
	case <-time.After(t.busy(judgeWithin)):
		return saysNothing, run.lastWords()
	case <-t.ctx.Done():
		return saysNothing, ""
	}
	switch run.program.Ending().Code {
	case 0:
		return saysCorrect, ""
	case 1:
		return saysBroken, run.ending()
	}
	return saysNeither, run.ending()
}
