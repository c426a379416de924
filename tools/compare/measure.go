package main

import (
	"context"
	"errors"
	"runtime"
	"time"

	"tcplab/shared/atomicfile"
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
	if err := atomicfile.Writable(c.out); err != nil {
		return 0, c.notSaved(err)
	}
	if err := c.learn(ctx); err != nil {
		return 0, err
	}
	if len(c.sweep) == 0 {
		measured, err := c.measure(ctx, c.clients)
		if err != nil {
			return 0, err
		}
		return c.finish(findings{once: &measured}, true)
	}
	var names []string
	for _, s := range c.servers {
		names = append(names, s.Name)
	}
	c.screen.brief = true
	c.screen.sweepHead(names)
	var found findings
	for _, clients := range c.sweep {
		measured, err := c.measure(ctx, clients)
		if err != nil {
			return 0, err
		}
		c.screen.sweepRow(measured.Summary)
		found.sweep = append(found.sweep, measured)
	}
	return c.finish(found, true)
}

// measure runs the clients against each server.
func (c *comparer) measure(ctx context.Context, clients int) (m measured, err error) {
	var recordings []timeline.Recording
	scale := time.Duration(0) // the same for all
	for _, s := range c.servers {
		scale = max(scale, c.plan(s, clients).Serial())
	}
	for _, s := range c.servers {
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

// learn has the lessons built, and learns about the other servers.
func (c *comparer) learn(ctx context.Context) (err error) {
	var lessons []string
	for _, s := range c.servers {
		if s.Lesson {
			lessons = append(lessons, "./lessons/"+s.Name)
		}
	}
	dir := ""
	if lessons != nil {
		if dir, err = cli.Build(c.lang, lessons...); err != nil {
			return err
		}
	}
	for i := range c.servers {
		s := &c.servers[i]
		if s.Lesson {
			s.Args[0] = process.Program(dir, s.Name)
			continue
		}
		c.screen.learning(s.letter, s.Name)
		if s.Learned, err = load.Learn(ctx, s.Server, c.messages, c.lang); err != nil {
			return s.explain(err, c.lang)
		}
	}
	return nil
}

// explain says with which server an error occurred.
func (s server) explain(err error, lang phrase.Lang) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return errors.New(ofServer.Format(lang, s.letter, s.Name, err))
}
