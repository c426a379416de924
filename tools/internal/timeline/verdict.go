package timeline

import "tcplab/shared/phrase"

// serving says how the server has served its clients.
func (s Server) serving() phrase.Phrase {
	waited := s.Queued || s.Failed > 0 // not all clients were served at once
	switch {
	case s.Run.Lost > 0:
		return servingLost.With(s.Run.Lost)
	case !s.Known:
		return servingShort
	case s.AtOnce == 0:
		return servingNone
	case s.Parallel < s.AtOnce:
		return servingInTurn.With(s.AtOnce, s.Parallel)
	case s.AtOnce == 1 && waited:
		return servingOne
	case s.AtOnce > 1 && s.AtOnce == s.Run.Plan.Clients:
		return servingAll.With(s.AtOnce)
	case waited:
		return servingSome.With(s.AtOnce)
	}
	return servingEach
}

// verdict says what the comparison shows, and then how each of the servers has
// served its clients.
func (s Summary) verdict() phrase.Phrase {
	if s.Servers[0].Run.Plan.Free() {
		return s.free()
	}
	verdict := s.verdictOfTwo()
	if len(s.Servers) < 3 {
		return verdict
	}
	b, c := s.Servers[1], s.Servers[2]
	third := thirdServes.With(c.Serving)
	switch {
	case c.Failed > 0:
		third = thirdFailed.With(c.Failed, c.Run.Plan.Clients)
	case b.Ratio > 0 && c.Ratio > 0:
		third = thirdTook.With(quotient(c.Makespan, b.Makespan), c.Serving)
	}
	return then.With(verdict, third)
}

// verdictOfTwo is about A and B.
func (s Summary) verdictOfTwo() phrase.Phrase {
	a, b := s.Servers[0], s.Servers[1]
	oneByOne := b.AtOnce == 1 && b.Queued
	var shows phrase.Phrase
	switch {
	case a.Failed+b.Failed > 0:
		return someFailed.With(a.Failed, b.Failed, a.Run.Plan.Clients)
	case s.Speedup == 0:
		return tooShort.With(a.milliseconds(), b.milliseconds())
	case a.nobodyWaits() && b.nobodyWaits():
		return nobodyWaits.With(a.Run.Plan.Serial().Seconds(), a.Run.Plan.together().Seconds())
	case b.Computes && b.Known && !oneByOne:
		shows = boundByCores.With(s.Speedup, b.Run.Plan.Cores)
	case oneByOne || b.Known && b.Parallel == 1 && b.AtOnce > 1:
		shows = notConcurrent.With(s.Speedup)
	case a.Parallel > 1:
		shows = bothConcurrent.With(s.Speedup)
	default:
		shows = faster.With(s.Speedup)
	}
	verdict := withServing.With(shows, a.Serving, b.Serving)
	if a.Parallel < a.AtOnce || b.Parallel < b.AtOnce && !b.Computes {
		verdict = then.With(verdict, inTurn)
	}
	if 5*max(a.Thinking, b.Thinking) > 6*min(a.Thinking, b.Thinking) {
		verdict = then.With(verdict, unlike.With(a.milliseconds(), b.milliseconds()))
	}
	return verdict
}

// free is the verdict where each client did as it liked.
func (s Summary) free() phrase.Phrase {
	verdict := asTheyLike
	for _, server := range s.Servers {
		n := len(server.Run.Clients)
		each := server.Waited.Seconds() / float64(n)
		verdict = then.With(verdict, waitedFor.With(server.Letter, n, server.Waited.Seconds(), each, server.Serving))
	}
	return verdict
}

// nobodyWaits reports whether a serial server would do as well with these clients.
func (s Server) nobodyWaits() bool {
	return 10*s.Run.Plan.Serial() <= 12*s.Run.Plan.together()
}

func (s Server) milliseconds() float64 { return 1000 * s.Thinking.Seconds() }
