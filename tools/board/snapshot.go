package main

import (
	"math"
	"slices"
	"time"
)

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
