package main

import (
	"context"
	"iter"
	"runtime"
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
			wait := max(pause, part*clock.Since(begun))
			select {
			case <-changed:
			case <-ctx.Done():
				return
			}
			if !clock.Sleep(ctx, wait) {
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
