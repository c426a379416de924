package main

import (
	"math"
	"time"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

// A report is what -json prints of a comparison. Times are in seconds; what has
// not happened, or cannot be told, is null.
type report struct {
	Clients    int      `json:"clients"`
	Messages   int      `json:"messages"`
	Delay      float64  `json:"delay_s"`
	Stagger    float64  `json:"stagger_s"`
	Serial     outcome  `json:"serial"`          // of A
	Concurrent outcome  `json:"concurrent"`      // of B
	Third      *outcome `json:"third,omitempty"` // of C
	Speedup    *float64 `json:"speedup"`
	Verdict    string   `json:"verdict"`
}

type outcome struct {
	Server    string   `json:"server"`
	Delay     float64  `json:"delay_s"`
	Think     string   `json:"think"`
	Cores     int      `json:"cores"`
	Makespan  *float64 `json:"makespan_s"`
	Theory    float64  `json:"theory_s"`
	AtOnce    *int     `json:"at_once"`
	Failed    int      `json:"failed"`
	Trouble   string   `json:"trouble,omitempty"`
	PerClient []client `json:"per_client"`
}

type client struct {
	Client    int      `json:"client"`
	Connected *float64 `json:"connected_s"`
	Queued    *float64 `json:"queued_s"`
	FirstByte *float64 `json:"first_byte_s"`
	Finished  *float64 `json:"finished_s"`
	Error     string   `json:"error,omitempty"`
}

// reportOf is a comparison as JSON.
func reportOf(s timeline.Summary, lang phrase.Lang) *report {
	plan := s.Servers[0].Run.Plan
	r := &report{
		Clients: plan.Clients, Messages: plan.Messages, Delay: plan.Delay.Seconds(), Stagger: plan.Stagger.Seconds(),
		Serial: outcomeOf(s.Servers[0], lang), Concurrent: outcomeOf(s.Servers[1], lang),
		Verdict: s.Verdict.In(lang),
	}
	if len(s.Servers) > 2 {
		r.Third = new(outcomeOf(s.Servers[2], lang))
	}
	if s.Speedup > 0 {
		r.Speedup = new(math.Round(s.Speedup*1000) / 1000)
	}
	return r
}

func outcomeOf(s timeline.Server, lang phrase.Lang) outcome {
	plan := s.Run.Plan
	o := outcome{
		Server: plan.Server, Delay: plan.Delay.Seconds(), Think: "sleep", Cores: plan.Cores,
		Makespan: seconds(s.Makespan), Theory: max(0, s.Theory).Seconds(),
		Failed: s.Failed, Trouble: s.Run.Trouble.In(lang),
	}
	if plan.Computes {
		o.Think = "cpu"
	}
	if s.Known {
		o.AtOnce = &s.AtOnce
	}
	for _, c := range s.Run.Clients {
		o.PerClient = append(o.PerClient, client{
			c.Number, seconds(c.Connected), seconds(c.Queued()), seconds(c.FirstByte), seconds(c.Finished), c.Error,
		})
	}
	return o
}

// seconds is a time to the microsecond, or nothing.
func seconds(d time.Duration) *float64 {
	if d == timeline.Never {
		return nil
	}
	return new(d.Round(time.Microsecond).Seconds())
}

// printJSON prints a comparison, a sweep, or both, as one document.
func (c *comparer) printJSON(once *measured, sweep []timeline.Summary) {
	document := struct {
		*report
		Sweep []*report `json:"sweep,omitempty"`
	}{}
	if once != nil {
		document.report = reportOf(once.Summary, c.lang)
	}
	for _, s := range sweep {
		document.Sweep = append(document.Sweep, reportOf(s, c.lang))
	}
	c.stdout.WriteJSON(document)
}
