package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tcplab/shared/columns"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/timeline"
)

// serial is a run of a serial server with a second for each of two messages, as
// it is at a time.
func serial(clients int, now time.Duration) *timeline.Run {
	begun := time.Unix(1_000_000, 0)
	r := timeline.NewRun(timeline.Plan{Server: "s", Clients: clients, Messages: 2, Delay: time.Second, Cores: 1, Greets: true}, begun)
	add := func(at time.Duration, role string, op event.Op, client int) {
		addr := fmt.Sprint("client ", client)
		if at <= now {
			r.Take(event.Event{Time: begun.Add(at), Role: role, Op: op, Conn: client, Local: addr, Peer: addr, Error: "read: EOF", Text: "hm"})
		}
	}
	for i := range clients {
		add(0, event.Client, event.Connect, i+1)
	}
	for i := range clients {
		at := time.Duration(i) * 2 * time.Second
		add(at, event.Server, event.Accept, i+1)
		add(at, event.Client, event.Recv, i+1)
		for range 2 {
			add(at, event.Client, event.Send, i+1)
			at += time.Second
			add(at, event.Client, event.Recv, i+1)
		}
		add(at, event.Client, event.Close, i+1)
	}
	return r
}

// view is a live view of a run, on a screen so high.
func view(r *timeline.Run, lang phrase.Lang, height int) *live {
	var b strings.Builder
	out := cli.NewTerminal(&b, 60)
	out.Height = height
	s := &screen{Terminal: out, lang: lang}
	l := s.open("A", r.Plan, r.Plan.Serial())
	l.run = r
	return l
}

// A row fills in real time, and names the phase of its client.
func TestFrame(t *testing.T) {
	for now, want := range map[time.Duration]string{
		500 * time.Millisecond: `
   1  waiting     ==
   2  queued      ..
   3  queued      ..`,
		3500 * time.Millisecond: `
   1  done        ====|====|                      2.000 s
   2  waiting     ..........====|==
   3  queued      .................`,
		6 * time.Second: `
   1  done        ====|====|                      2.000 s
   2  done        ..........====|====|            4.000 s
   3  done        ....................====|===|   6.000 s`,
	} {
		got := strings.Join(view(serial(3, now), phrase.English, 24).frame(now), "\n")
		if got = trim(got); got != trim(want[1:]) {
			t.Errorf("after %v:\n%s\nwant:%s", now, got, want)
		}
	}
}

func trim(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimRight(line, " \n"))
	}
	return strings.Join(lines, "\n")
}

// More clients than lines are counted, and nothing is wider than the screen.
func TestFrameOfMany(t *testing.T) {
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		lines := view(serial(64, 5*time.Second), lang, 16).frame(5 * time.Second)
		if len(lines) != 10 {
			t.Errorf("%d lines", len(lines))
		}
		want := map[phrase.Lang]string{phrase.English: "and 55 more: 55 queued", phrase.Chinese: "还有 55 个：55 个排队"}[lang]
		if last := lines[len(lines)-1]; !strings.Contains(last, want) {
			t.Errorf("the last line is %q", last)
		}
		for _, line := range lines {
			if width := columns.Width(line); width >= 60 {
				t.Errorf("a line of %d columns: %q", width, line)
			}
		}
	}
}

// The report fits into 80 columns, in both languages.
func TestReportIsNarrow(t *testing.T) {
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		var b strings.Builder
		s := &screen{Terminal: cli.NewTerminal(&b, 80), lang: lang}
		a := serial(20, time.Hour)
		for _, runs := range [][]*timeline.Run{{a, a}, {a, a, a}} {
			c := timeline.Summarize(runs...)
			s.report(c)
			s.sweepHead([]string{"a", "b", "c"}[:len(runs)])
			s.sweepRow(c)
		}
		for line := range strings.Lines(b.String()) {
			if width := columns.Width(strings.TrimSuffix(line, "\n")); width > 80 {
				t.Errorf("a line of %d columns: %q", width, line)
			}
		}
	}
}
