// Package exam examines a TCP server from outside: which stage of the course
// it has reached, and which mistakes it makes. It knows no protocol: whatever
// answers bytes with bytes can be examined, in any language.
package exam

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/console"
	"tcplab/shared/conversation"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// An Exam is of one program.
type Exam struct {
	Command []string // starts it, as process.Command says; empty: it runs already
	Addr    string   // where it listens; empty: a free address at every start
	Lang    phrase.Lang
	Show    func(Line) // is told what happens, while it happens; may be nil
}

// A Report is what has come out of an exam.
type Report struct {
	Stage    int      `json:"stage"`
	Wanted   int      `json:"wanted,omitempty"` // 0: it was only to be identified
	Homework string   `json:"homework,omitempty"`
	Pass     bool     `json:"pass"`
	Mistakes []string `json:"mistakes"`
	Checks   []Check  `json:"checks"`
}

// A Check is one thing that was looked at. Its ID is the mistake that it looks
// for.
type Check struct {
	ID   string `json:"id"`
	Pass bool   `json:"pass"`
	Saw  string `json:"saw"`
}

// Stages is how many stages a server can reach.
const Stages = 4

// Identify finds out which stage a server has reached, and its mistakes.
func (e Exam) Identify(ctx context.Context) (Report, error) {
	return e.run(ctx, 0, "", (*examiner).climb)
}

// Server examines whether a server has reached a stage, 1 to 4. Only the
// mistakes that this stage is not meant to make are looked for.
func (e Exam) Server(ctx context.Context, stage int) (Report, error) {
	return e.run(ctx, stage, "", (*examiner).climb)
}

// run has an examiner do its work, and tidies up behind it. The error says why
// the exam could not be held.
func (e Exam) run(ctx context.Context, wanted int, homework string, work func(*examiner)) (Report, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if e.Show == nil {
		e.Show = func(Line) {}
	}
	x := &examiner{
		Exam: e, ctx: ctx, giveUp: cancel, begun: clock.Now(),
		report: Report{Wanted: wanted, Homework: homework, Mistakes: []string{}, Checks: []Check{}},
	}
	go x.watchClock()
	work(x)
	x.stop()
	if ctx.Err() != nil {
		return Report{}, context.Cause(ctx)
	}
	x.report.Pass = wanted <= x.report.Stage && (wanted == 0 && homework == "" || len(x.report.Mistakes) == 0)
	return x.report, nil
}

// An examiner holds an exam. Once its ctx is done nothing happens any more, so
// that a probe need not look at every step.
type examiner struct {
	Exam
	ctx    context.Context
	giveUp context.CancelCauseFunc
	begun  time.Time
	report Report

	program *process.Process // what runs now; nil if nothing is known of it
	addr    string           // where it listens
	clients []*client        // of this program

	habits   conversation.Habits // of the server
	repeats  bool                // its reply holds the message
	operated bool                // an operator types its replies
	longest  time.Duration       // of a crowd
	late     atomic.Int64        // how late timers wake at most, as a time.Duration
	lately   atomic.Int64        // the same in the middle
}

// fresh starts the program anew, after an old one was stopped, and waits until
// it listens. Without a command it is the same program as before.
func (x *examiner) fresh() bool {
	if len(x.Command) == 0 {
		x.hangUp()
		if x.addr == "" {
			x.addr = x.Addr
			x.program = process.Find(x.Addr)
		}
		return x.ctx.Err() == nil
	}
	first := x.addr == ""
	x.stop()
	var missing *process.Missing
	err := x.start()
	for n := 0; n < 3 && errors.As(err, &missing) && missing.Taken && x.Addr == ""; n++ {
		x.stop()
		err = x.start() // at another address: somebody was faster there
	}
	switch {
	case x.ctx.Err() != nil:
		return false
	case err == nil:
		x.show(Line{Kind: Server, Op: "listen", Text: x.addr})
		if first {
			x.pass(NoListener, sawListening, x.addr)
		}
		return true
	case !first:
		x.giveUp(&Failure{notStartedAgain.Format(x.Lang, x.addr, x.lastWords())})
		return false
	case errors.As(err, &missing):
		x.missing(missing)
		return false
	default:
		x.giveUp(err)
		return false
	}
}

// start starts the program, and waits until it listens.
func (x *examiner) start() error {
	err := x.launch(x.Addr)
	if err != nil {
		return err
	}
	x.addr = x.program.Addr
	if x.operated {
		x.program.TypeAll(operator)
	}
	return x.program.Listening(x.ctx)
}

// launch starts the program, which runs until stop, or until the exam is over.
func (x *examiner) launch(addr string) error {
	program, err := process.Command{Args: x.Command, Addr: addr}.Start(x.ctx)
	if err != nil {
		return &Failure{notStarted.Format(x.Lang, process.Explain(err))}
	}
	x.program = program
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
func (x *examiner) missing(m *process.Missing) {
	switch {
	case m.Exited:
		x.fail(NoListener, sawEnded, x.addr, x.lastWords())
	case len(m.Elsewhere) > 0:
		x.fail(NoListener, sawElsewhere, x.addr, m.Elsewhere[0])
	default:
		x.fail(NoListener, sawNobody, x.addr, m.Waited.Seconds())
	}
}

// hangUp closes what the clients have left open.
func (x *examiner) hangUp() {
	for _, c := range x.clients {
		c.close()
	}
	x.clients = nil
}

// stop ends the program. The clients hang up first, so that the address can be
// used again at once: who closes first keeps it busy for a minute.
func (x *examiner) stop() {
	x.hangUp()
	if x.program != nil {
		x.program.Kill()
	}
	x.program = nil
}

// gone reports whether the program has ended, within a time that a dying one
// needs. It is false if nothing is known of the program.
func (x *examiner) gone(within time.Duration) bool {
	if x.program == nil || x.program.Exited() == nil {
		return false
	}
	select {
	case <-x.program.Exited():
		return true
	default:
	}
	select {
	case <-x.program.Exited():
		return true
	case <-time.After(x.busy(within)):
	case <-x.ctx.Done():
	}
	return false
}

// rest waits for a moment.
func (x *examiner) rest(d time.Duration) {
	select {
	case <-time.After(d):
	case <-x.ctx.Done():
	}
}

// lastWords quotes what the program has said at last.
func (x *examiner) lastWords() string {
	if x.program == nil || x.program.LastWords() == "" {
		return saidNothing.In(x.Lang)
	}
	return said.Format(x.Lang, console.Printable(clip(x.program.LastWords(), 160)))
}

// pass and fail report what was seen of a mistake.
func (x *examiner) pass(mistake string, saw phrase.Phrase, args ...any) {
	x.note(mistake, true, saw, args)
}

func (x *examiner) fail(mistake string, saw phrase.Phrase, args ...any) {
	if late := x.overloaded(); late > 0 {
		x.giveUp(&Failure{tooBusy.Format(x.Lang, late.Seconds())})
	}
	x.note(mistake, false, saw, args)
}

func (x *examiner) note(mistake string, pass bool, saw phrase.Phrase, args []any) {
	if x.ctx.Err() != nil {
		return // what is seen while all is being torn down is not the server's fault
	}
	check := Check{ID: mistake, Pass: pass, Saw: strings.TrimRight(saw.Format(x.Lang, args...), ";； ")}
	x.report.Checks = append(x.report.Checks, check)
	if !pass && !slices.Contains(x.report.Mistakes, mistake) {
		x.report.Mistakes = append(x.report.Mistakes, mistake)
	}
	kind := Good
	if !pass {
		kind = Bad
	}
	x.show(Line{Kind: kind, Op: mistake, Text: check.Saw})
}

// made reports whether a mistake was found.
func (x *examiner) made(mistake string) bool { return slices.Contains(x.report.Mistakes, mistake) }

// counts reports whether a mistake matters for what is wanted.
func (x *examiner) counts(mistake string) bool {
	return x.report.Wanted == 0 || x.report.Wanted >= Mistakes[mistake].From
}

// A Failure says, in the user's language, why an exam could not be held.
type Failure struct{ Sentence string }

func (f *Failure) Error() string { return f.Sentence }
