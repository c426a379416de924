package main

import (
	"encoding/json"
	"math"
	"time"

	"tcplab/tools/internal/figure"
	"tcplab/tools/internal/timeline"
)

// A comparison is what -json prints. Times are in seconds; what has not
// happened is null.
type comparison struct {
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

// result is a comparison as JSON.
func (c *comparer) result(a, b *timeline.Run) comparison {
	r := comparison{
		Clients: a.Plan.Clients, Messages: a.Messages, Delay: a.Delay.Seconds(), Stagger: a.Stagger.Seconds(),
		Serial: of(a, a.Serial()), Concurrent: of(b, b.Concurrent()),
		Verdict: timeline.Verdict(a, b).In(c.lang),
	}
	if speedup := timeline.Speedup(a, b); speedup > 0 {
		speedup = math.Round(speedup*1000) / 1000
		r.Speedup = &speedup
	}
	return r
}

func of(r *timeline.Run, theory time.Duration) outcome {
	o := outcome{
		Server: r.Server, Delay: r.Delay.Seconds(), Think: "sleep", Cores: r.Cores,
		Makespan: seconds(r.Makespan()), Theory: theory.Seconds(),
		AtOnce: r.AtOnce(), Failed: len(r.Failed()), Trouble: r.Trouble,
	}
	if r.Computes {
		o.Think = "cpu"
	}
	for _, c := range r.Clients {
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

// sweepResult is a sweep as JSON.
func (c *comparer) sweepResult(points []figure.Point) any {
	var all []comparison
	for _, p := range points {
		all = append(all, c.result(p.A, p.B))
	}
	return map[string]any{"sweep": all}
}

func (c *comparer) printJSON(v any) error { return json.NewEncoder(c.screen.Terminal).Encode(v) }
