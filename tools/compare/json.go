package main

import (
	"math"
	"time"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

// A report is what -json prints of a comparison. Times are in seconds; what has
// not happened is null.
type report struct {
	Clients    int      `json:"clients"`
	Messages   int      `json:"messages"`
	Delay      float64  `json:"delay_s"`
	Stagger    float64  `json:"stagger_s"`
	Serial     outcome  `json:"serial"`     // of A
	Concurrent outcome  `json:"concurrent"` // of B
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
	AtOnce    int      `json:"at_once"`
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
func (c *comparer) reportOf(measured timeline.Comparison) *report {
	plan := measured.A.Plan
	r := &report{
		Clients: plan.Clients, Messages: plan.Messages, Delay: plan.Delay.Seconds(), Stagger: plan.Stagger.Seconds(),
		Verdict: measured.Verdict().In(c.lang),
	}
	for i, into := range []*outcome{&r.Serial, &r.Concurrent} {
		*into = outcomeOf(measured.Sides()[i], c.lang)
	}
	if speedup := measured.Speedup(); speedup > 0 {
		speedup = math.Round(speedup*1000) / 1000
		r.Speedup = &speedup
	}
	return r
}

func outcomeOf(s timeline.Side, lang phrase.Lang) outcome {
	o := outcome{
		Server: s.Plan.Server, Delay: s.Plan.Delay.Seconds(), Think: "sleep", Cores: s.Plan.Cores,
		Makespan: seconds(s.Makespan()), Theory: s.Theory.Seconds(),
		AtOnce: s.AtOnce(), Failed: len(s.Failures()), Trouble: s.Trouble.In(lang),
	}
	if s.Plan.Computes {
		o.Think = "cpu"
	}
	for _, c := range s.Clients {
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
	s := d.Round(time.Microsecond).Seconds()
	return &s
}

// printJSON prints a comparison, a sweep, or both, as one document.
func (c *comparer) printJSON(once *timeline.Comparison, sweep []timeline.Comparison) {
	document := struct {
		*report
		Sweep []*report `json:"sweep,omitempty"`
	}{}
	if once != nil {
		document.report = c.reportOf(*once)
	}
	for _, measured := range sweep {
		document.Sweep = append(document.Sweep, c.reportOf(measured))
	}
	c.screen.WriteJSON(document)
}
