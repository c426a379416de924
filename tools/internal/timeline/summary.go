package timeline

import (
	"fmt"
	"math"
	"slices"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// A Summary is what two runs, or three, with the same clients have shown. It is computed
// once: the screen, the JSON and the page print its numbers, and the pictures
// draw its runs.
type Summary struct {
	Servers []Server // A, which should be serial, B, which should be concurrent, and perhaps C
	Failed  int      // clients, of all
	Speedup float64  // how many times as fast as A B is; 0 if the times do not tell
	Verdict phrase.Phrase
}

// A Server is one of them, and the numbers of its run.
type Server struct {
	Letter string // A, B or C
	Run    *Run

	Failed   int           // clients
	Waited   time.Duration // by all clients together, in the queue and for what the server sends
	Makespan time.Duration // until the last client finished, of those that did; Never if none has
	Theory   time.Duration // the makespan if only thinking took time: one after the other for A, all together for the others
	Ratio    float64       // Makespan over Theory; 0 if the times do not tell
	Computes bool          // its thinking keeps a core busy

	Thinking time.Duration // about a message: as planned, or less if most clients waited less
	Known    bool          // the next three are known
	AtOnce   int           // most clients that were served at the same time
	Parallel int           // about how many messages it thought about at the same time
	Queued   bool          // clients waited in the queue for a good part of a conversation
	Serving  phrase.Phrase // the same in words
}

// shortest is the shortest thinking that shows who waits for whom. Below, the
// clients themselves and the system take as much time as the server: conversations
// may overlap although they are served one after the other.
const shortest = 10 * time.Millisecond

// Summarize computes the summary of the runs with A, with B, and perhaps with C.
func Summarize(runs ...*Run) (s Summary) {
	for i, run := range runs {
		server := serverOf(string(rune('A'+i)), run)
		switch {
		case run.Plan.Free():
			server.Theory = Never
		case i == 0:
			server.Theory = run.Plan.Serial()
		default:
			together := run.Plan
			together.Computes = server.Computes
			server.Theory = together.Concurrent()
		}
		if server.Failed == 0 && server.Thinking >= shortest {
			server.Ratio = quotient(server.Makespan, server.Theory)
		}
		s.Failed += server.Failed
		s.Servers = append(s.Servers, server)
	}
	if len(s.Servers) > 1 && s.Servers[0].Ratio > 0 && s.Servers[1].Ratio > 0 {
		s.Speedup = quotient(s.Servers[0].Makespan, s.Servers[1].Makespan)
	}
	s.Verdict = s.verdict()
	return s
}

// serverOf computes the numbers of one run.
func serverOf(letter string, r *Run) Server {
	s := Server{Letter: letter, Run: r, Failed: len(r.Failures()), Makespan: r.makespan(), Waited: r.waited(), Thinking: r.Plan.Delay}
	if waits := r.waits(); len(waits) > 0 {
		s.Thinking = min(s.Thinking, median(waits))
	}
	// A run that is faster than the cores allow does something else than compute.
	s.Computes = r.Plan.Computes && (s.Makespan == Never || 10*s.Makespan >= 8*r.Plan.Concurrent())
	if s.Known = r.Lost == 0 && s.Thinking >= shortest; s.Known {
		s.AtOnce, s.Parallel = r.parallel(s.Makespan)
		s.Queued = r.queued()
	}
	s.Serving = s.serving()
	return s
}

// Note says where it is known from when clients left the queue, if the server itself
// does not say.
func (s Server) Note() phrase.Phrase {
	switch {
	case s.Run.WritesEvents:
		return phrase.Phrase{}
	case s.Run.Marked(event.Accept):
		return untilAccept.With(s.Letter)
	}
	return untilFirstByte.With(s.Letter)
}

// parallel returns how many clients were served at the same time, at most, and
// about how many messages the server then thought about.
func (r *Run) parallel(makespan time.Duration) (atOnce, messages int) {
	atOnce = r.AtOnce()
	if atOnce < 2 || len(r.Failures()) > 0 || r.Plan.Free() {
		return atOnce, atOnce
	}
	// A server that writes no events does not show its thinking. Nor does an event
	// loop that computes: the other messages wait unread. Their clients notice.
	thinking := r.thinking
	shown := mostAtOnce(thinking) > 1
	if !shown {
		thinking = r.waits()
	}
	slowness := quotient(median(thinking), r.Plan.Delay)
	faster := quotient(r.Plan.Serial(), makespan) // than one after the other
	switch {
	case slowness >= 1.3:
		return atOnce, max(1, int(math.Round(min(float64(atOnce)/slowness, faster))))
	case !shown && faster < 1.1: // so nothing proves that the conversations did overlap
		return 1, 1
	}
	return atOnce, atOnce
}

func median(intervals []interval) time.Duration {
	var took []time.Duration
	for _, i := range intervals {
		took = append(took, i.to-i.from)
	}
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[len(took)/2]
}

// quotient is 0 if one of the two is not known.
func quotient(a, b time.Duration) float64 {
	if a <= 0 || b <= 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Text is a time in seconds, or a dash for what has not happened.
func Text(at time.Duration) string {
	if at == Never {
		return "–"
	}
	return fmt.Sprintf("%.3f s", at.Seconds())
}

// Cells are the makespan, its theory, and the ratio of the two, for a table.
func (s Server) Cells() []string {
	return []string{Text(s.Makespan), Text(s.Theory), known("%.3f", s.Ratio)}
}

// SpeedupCell is the speed-up, for a table.
func (s Summary) SpeedupCell() string { return known("%.2f", s.Speedup) }

// known is a number, or a dash for 0.
func known(format string, number float64) string {
	if number == 0 {
		return "–"
	}
	return fmt.Sprintf(format, number)
}
