package main

import (
	"context"
	"errors"
	"runtime"
	"time"

	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/load"
	"tcplab/tools/internal/timeline"
)

// A server is A, B or C, and what its clients must know about it.
type server struct {
	load.Server
	load.Learned
	letter string
}

// plan is what so many clients are to do with a server.
func (o *options) plan(s server, clients int) timeline.Plan {
	return timeline.Plan{
		Server: s.Name, Clients: clients, Messages: o.messages,
		Delay: s.Delay, Stagger: o.stagger,
		Computes: s.Computes, Cores: runtime.GOMAXPROCS(0), Greets: s.Greeting > 0,
	}
}

// measureAll compares the servers: once, or with each number of clients of a
// sweep. It returns how many clients have failed.
func (c *comparer) measureAll(ctx context.Context) (failed int, err error) {
	if err := c.writable(); err != nil {
		return 0, err
	}
	servers, err := c.servers(ctx)
	if err != nil {
		return 0, err
	}
	var found findings
	if len(c.sweep) == 0 {
		measured, err := c.measure(ctx, servers, c.clients)
		if err != nil {
			return 0, err
		}
		found.once = &measured
	}
	c.screen.brief = len(c.sweep) > 0
	var names []string
	for _, s := range servers {
		names = append(names, s.Name)
	}
	for i, clients := range c.sweep {
		if i == 0 {
			c.screen.sweepHead(names)
		}
		measured, err := c.measure(ctx, servers, clients)
		if err != nil {
			return 0, err
		}
		c.screen.sweepRow(measured.Summary)
		found.sweep = append(found.sweep, measured)
	}
	return c.finish(found, true)
}

// measure runs the clients against each server.
func (c *comparer) measure(ctx context.Context, servers []server, clients int) (m measured, err error) {
	var recordings []timeline.Recording
	scale := time.Duration(0) // the same for all
	for _, s := range servers {
		scale = max(scale, c.plan(s, clients).Serial())
	}
	for _, s := range servers {
		plan := c.plan(s, clients)
		show := c.screen.open(s.letter, plan, scale)
		r, err := load.Run(ctx, s.Server, plan, s.Sizes, c.lang, show)
		show.close()
		if err != nil {
			return m, s.explain(err, c.lang)
		}
		recordings = append(recordings, r)
	}
	return measuredOf(recordings), nil
}

// servers returns A and B, and C if there is one. Lessons are built; about others it
// learns.
func (c *comparer) servers(ctx context.Context) (list []server, err error) {
	var needed []string
	for i, words := range c.words {
		if words == nil && c.lessons[i] != "" {
			needed = append(needed, "./lessons/"+c.lessons[i])
		}
	}
	dir := ""
	if len(needed) > 0 {
		if dir, err = cli.Build(c.lang, needed...); err != nil {
			return list, err
		}
	}
	for i, name := range c.lessons {
		s := server{letter: string(rune('A' + i))}
		switch {
		case c.words[i] != nil:
			s.Server = load.Server{Name: c.commands[i], Args: c.words[i]}
			c.screen.learning(s.letter, s.Name)
			if s.Learned, err = load.Learn(ctx, s.Server, c.messages, c.lang); err != nil {
				return list, s.explain(err, c.lang)
			}
		case name != "":
			args := []string{process.Program(dir, name), "-delay", c.delay.String(), "-think", c.think}
			s.Server = load.Server{Name: name, Args: args, Lesson: true}
			s.Learned = load.Learned{Sizes: load.Sizes{Greeting: 1}, Delay: c.delay, Computes: c.think == "cpu"}
		default:
			continue
		}
		list = append(list, s)
	}
	return list, nil
}

// explain says with which server an error occurred.
func (s server) explain(err error, lang phrase.Lang) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return errors.New(ofServer.Format(lang, s.letter, s.Name, err))
}
