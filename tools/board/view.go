package main

import (
	"context"
	"iter"
	"math"
	"runtime"
	"slices"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/phrase"
	"tcplab/shared/sockettable"
	"tcplab/tools/internal/timeline"
)

// A view is a snapshot with all that the page and the terminal show besides.
type view struct {
	snapshot
	Cards     []card    `json:"cards"` // in place of the clients
	Playing   int       `json:"playing"`
	Runs      []outcome `json:"runs"` // of the choices
	Trouble   string    `json:"trouble"`
	Note      string    `json:"note"` // what the system does not tell
	Addresses []string  `json:"addresses"`
}

// A card is a client as the page shows it.
type card struct {
	row
	Number  int     `json:"number"`
	Name    string  `json:"name"`      // what it said first
	Waiting float64 `json:"waiting_s"` // in all, so far
	Unread  int     `json:"unread"`
}

// An outcome is the last class of a choice, as a number.
type outcome struct {
	Name     string  `json:"name"`
	Clients  int     `json:"clients"`
	Answered int     `json:"answered"` // how many of them, at least once
	Waiting  float64 `json:"waiting_s"`
	Waits    int     `json:"waits"` // how many clients wait now, so that the sum grows
}

// view returns what the board shows now, and a channel that is closed with the next
// change.
func (b *board) view(lang phrase.Lang) (v view, changed <-chan struct{}) {
	where := b.where()
	b.mu.Lock()
	defer b.mu.Unlock()
	now := clock.Now()
	v = view{
		snapshot: b.class.snapshot(now, b.addr), Playing: b.playing,
		Trouble: b.trouble.In(lang), Addresses: where,
	}
	for i, one := range b.class.ordered() {
		v.Cards = append(v.Cards, card{v.Clients[i].printable(), one.number, printable(one.name), seconds(one.waiting(now)), one.unread})
	}
	for _, choice := range b.choices {
		run := outcome{Name: choice.name.In(lang)}
		if c := choice.played; c != nil {
			run.Clients, run.Answered, run.Waiting = c.arrived, c.answers, seconds(c.waiting(now))
			for _, one := range c.present {
				if one.waits() {
					run.Waits++
				}
			}
		}
		v.Runs = append(v.Runs, run)
	}
	switch {
	case sockettable.ShowsQueue:
	case !b.class.told:
		v.Note = queueUnknown.In(lang)
	case runtime.GOOS != "windows": // which lists all connections, and the events tell who was accepted
		v.Note = queueHidden.In(lang)
	}
	return v, b.changed
}

// views yields a view now and after each change, with a pause between them that
// grows with the work, until ctx is done.
func (b *board) views(ctx context.Context, lang phrase.Lang, pause time.Duration) iter.Seq[view] {
	return func(yield func(view) bool) {
		for {
			begun := clock.Now()
			v, changed := b.view(lang)
			if !yield(v) {
				return
			}
			if !clock.Sleep(ctx, max(pause, part*clock.Since(begun))) {
				return
			}
			select {
			case <-changed:
			case <-ctx.Done():
				return
			}
		}
	}
}

// recordings are the runs of the choices that were played, in their order.
func (b *board) recordings() (all []timeline.Recording) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, choice := range b.choices {
		if choice.played == nil {
			continue
		}
		if r, ok := choice.played.recording(clock.Now(), choice.name.In(b.lang), b.addr, choice.greets); ok {
			all = append(all, r)
		}
	}
	return all
}

// A snapshot is what -json prints: the class at a moment. Times are in seconds.
type snapshot struct {
	At       float64 `json:"t_s"` // since the server was started
	Listen   string  `json:"listen"`
	Queued   int     `json:"queued"`
	Served   int     `json:"served"`
	Thinking int     `json:"thinking"`
	Gone     int     `json:"gone"`
	Clients  []row   `json:"clients"`
}

// A row is a client. Since is for how long it has been in its state.
type row struct {
	Peer     string  `json:"peer"`
	Conn     int     `json:"conn"` // 0 if the server does not say
	State    state   `json:"state"`
	TCP      string  `json:"tcp"`
	Since    float64 `json:"since_s"`
	Said     string  `json:"said"`
	Messages int     `json:"messages"`
}

// mostRows is how many clients are listed one by one. The counts include all.
const mostRows = 1000

// ordered are the clients that are listed: those with the server, those in the
// queue, each in the order of arrival, and then those that have gone, the last one
// first.
func (c *class) ordered() (all []*client) {
	for _, one := range c.present {
		if one.state != queued {
			all = append(all, one)
		}
	}
	for _, one := range c.present {
		if one.state == queued {
			all = append(all, one)
		}
	}
	for _, one := range slices.Backward(c.gone) {
		all = append(all, one)
	}
	return all[:min(len(all), mostRows)]
}

func (c *class) snapshot(now time.Time, listen string) snapshot {
	s := snapshot{At: seconds(now.Sub(c.begun)), Listen: listen, Gone: c.left, Clients: []row{}}
	for _, one := range c.present {
		switch one.state {
		case queued:
			s.Queued++
		case thinking:
			s.Thinking++
		default:
			s.Served++
		}
	}
	for _, one := range c.ordered() {
		s.Clients = append(s.Clients, one.row(now))
	}
	return s
}

func (c *client) row(now time.Time) row {
	return row{c.peer, c.conn, c.state, c.tcp, seconds(max(0, now.Sub(c.since))), c.said, c.messages}
}

// seconds is a time to the millisecond.
func seconds(d time.Duration) float64 { return math.Round(d.Seconds()*1000) / 1000 }
