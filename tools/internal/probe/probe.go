// Package probe examines a TCP server from outside: which stage of the course
// it has reached, and which mistakes it makes. It knows no protocol: whatever
// answers bytes with bytes can be examined, in any language.
package probe

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/conversation"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/shared/spin"
)

// A Target is one program that is to be probed.
type Target struct {
	Command []string // starts it, as process.Command says; empty: it runs already
	Addr    string   // where it listens; empty: a free address at every start
	Say     string   // how a message is framed: %s is the message; empty: a line
	Lang    phrase.Lang
	Sandbox process.Sandbox // where the program runs; empty: as this process does
	Show    func(Line)      // is told what happens, while it happens; may be nil
}

// A Report is what the probes have found.
type Report struct {
	Stage    int      `json:"stage"`
	Wanted   int      `json:"wanted,omitempty"` // 0: it was only to be identified
	Homework string   `json:"homework,omitempty"`
	Pass     bool     `json:"pass"`
	Mistakes []string `json:"mistakes"`
	Checks   []Check  `json:"checks"`

	Exchanges []Exchange `json:"-"` // those that failed
	Repeats   bool       `json:"-"` // a reply held the message
}

// A Check is one thing that was looked at. Its ID is the mistake that it looks
// for.
type Check struct {
	ID   string `json:"id"`
	Pass bool   `json:"pass"`
	Saw  string `json:"saw"`

	exchange *Exchange // of one that was not passed
}

// Stages is how many stages a server can reach.
const Stages = 4

// Identify finds out which stage a server has reached, and its mistakes.
func (t Target) Identify(ctx context.Context) (Report, error) {
	return t.run(ctx, 0, "", (*examiner).climb)
}

// Server examines whether a server has reached a stage, 1 to 4. Only the
// mistakes that this stage is not meant to make are looked for.
func (t Target) Server(ctx context.Context, stage int) (Report, error) {
	return t.run(ctx, stage, "", (*examiner).climb)
}

// run has an examiner do its work. The error says why the target could not be probed.
func (t Target) run(ctx context.Context, wanted int, homework string, work func(*examiner)) (Report, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if t.Show == nil {
		t.Show = func(Line) {}
	}
	x := &examiner{
		Target: t, ctx: ctx, giveUp: cancel, begun: clock.Now(), free: spin.For,
		report: Report{Wanted: wanted, Homework: homework, Checks: []Check{}}, known: known{mistakes: []string{}},
	}
	go x.watchClock()
	work(x)
	if ctx.Err() != nil {
		return Report{}, context.Cause(ctx)
	}
	x.report.Stage, x.report.Mistakes = x.stage, x.mistakes
	x.report.Repeats = x.repeats
	x.report.Pass = wanted <= x.report.Stage && (wanted == 0 && homework == "" || len(x.report.Mistakes) == 0)
	return x.report, nil
}

// An examiner probes a target, in one trial after the other, or in several at the
// same time.
type examiner struct {
	Target
	ctx    context.Context
	giveUp context.CancelCauseFunc
	begun  time.Time
	report Report
	known
	late   atomic.Int64                      // how late timers wake at most, as a time.Duration
	stalls atomic.Int64                      // how often the machine has stood still
	free   func(time.Duration) time.Duration // for how much of a time a loop of ours runs

	waiting []*running // the patient probes

	mu      sync.Mutex
	showing *trial // its lines are shown at once, those of the others later
}

// What is known of the server. A trial that goes on at the same time as others has
// what was known when it began.
type known struct {
	stage      int                 // it has reached
	mistakes   []string            // it has made
	listens    bool                // it has listened
	habits     conversation.Habits // as far as they were learned
	learned    bool                // which is so of enough of them
	repeats    bool                // its replies hold the message
	operated   bool                // an operator types its replies
	concurrent bool                // it serves all at the same time
	sendsTo    recipient           // of what a client says
	named      bool                // a client has to say who it is first
	cause      string              // the error that the program had reported at the last mistake
}

// newTrial returns a trial that knows what is known now.
func (x *examiner) newTrial() *trial {
	ctx, cancel := context.WithCancel(x.ctx)
	return &trial{examiner: x, known: x.known, ctx: ctx, cancel: cancel}
}

// try holds one trial.
func (x *examiner) try(find func(*trial)) {
	t := x.newTrial()
	x.turnTo(t)
	find(t)
	t.stop()
	x.known = t.known
	x.add(t)
}

// add adds what a trial has found to the report.
func (x *examiner) add(t *trial) {
	if x.ctx.Err() != nil {
		return
	}
	for _, check := range t.checks {
		x.report.Checks = append(x.report.Checks, check)
		if check.exchange != nil {
			x.report.Exchanges = append(x.report.Exchanges, *check.exchange)
		}
		if !check.Pass && !slices.Contains(x.mistakes, check.ID) {
			x.mistakes = append(x.mistakes, check.ID)
		}
	}
}

// counts reports whether a mistake matters for what is wanted.
func (x *examiner) counts(mistake string) bool {
	return x.report.Wanted == 0 || x.report.Wanted >= Mistakes[mistake].From
}

// wants reports whether a stage is to be looked at.
func (x *examiner) wants(stage int) bool { return x.report.Wanted == 0 || x.report.Wanted >= stage }

// A Failure says, in the user's language, why a target could not be probed.
type Failure struct{ Sentence string }

func (f *Failure) Error() string { return f.Sentence }
