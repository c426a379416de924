package main

import (
	"context"
	"errors"
	"runtime"

	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/load"
	"tcplab/tools/internal/timeline"
)

// lessons are the lab's own contenders: serial, and concurrent.
var lessons = [2]string{"03-detect-close", "04-threaded"}

// A contender is one of the two servers, and what is known of it before.
type contender struct {
	letter  string
	server  load.Server
	learned load.Learned
}

// plan is what so many clients are to do with the server.
func (o *options) plan(c contender, clients int) timeline.Plan {
	return timeline.Plan{
		Server: c.server.Name, Clients: clients, Messages: o.messages,
		Delay: c.learned.Delay, Stagger: o.stagger,
		Computes: c.learned.Computes, Cores: runtime.GOMAXPROCS(0), Greets: c.learned.Greeting > 0,
	}
}

// measureAll compares the servers: once, or with each number of clients of a
// sweep. It returns how many clients have failed.
func (c *comparer) measureAll(ctx context.Context) (failed int, err error) {
	if err := c.writable(); err != nil {
		return 0, err
	}
	contenders, err := c.contenders(ctx)
	if err != nil {
		return 0, err
	}
	var found findings
	if len(c.sweep) == 0 {
		measured, err := c.measure(ctx, contenders, c.clients)
		if err != nil {
			return 0, err
		}
		found.once = &measured
	}
	c.screen.brief = len(c.sweep) > 0
	for i, clients := range c.sweep {
		if i == 0 {
			c.screen.sweepHead(contenders[0].server.Name, contenders[1].server.Name)
		}
		measured, err := c.measure(ctx, contenders, clients)
		if err != nil {
			return 0, err
		}
		c.screen.sweepRow(measured.Comparison)
		found.sweep = append(found.sweep, measured)
	}
	return c.finish(found, true)
}

// measure lets the clients loose on both servers.
func (c *comparer) measure(ctx context.Context, contenders [2]contender, clients int) (m measured, err error) {
	var recordings [2]timeline.Recording
	var plans [2]timeline.Plan
	for i := range plans {
		plans[i] = c.plan(contenders[i], clients)
	}
	scale := max(plans[0].Serial(), plans[1].Serial()) // of both, to be compared
	for i, contender := range contenders {
		show := c.screen.open(contender.letter, plans[i], scale)
		recordings[i], err = load.Run(ctx, contender.server, plans[i], contender.learned.Sizes, c.lang, show)
		show.close()
		if err != nil {
			return m, contender.explain(err, c.lang)
		}
	}
	return measuredOf(recordings), nil
}

// contenders gets both servers ready, and learns of those that are
// not the lab's.
func (c *comparer) contenders(ctx context.Context) (list [2]contender, err error) {
	var needed []string
	for i, words := range c.words {
		if words == nil {
			needed = append(needed, "./lessons/"+lessons[i])
		}
	}
	dir := ""
	if len(needed) > 0 {
		if dir, err = process.Build(needed...); err != nil {
			return list, err
		}
	}
	for i := range list {
		list[i].letter = string(rune('A' + i))
		if c.words[i] == nil {
			list[i].server = load.Server{
				Name: lessons[i], Lesson: true,
				Args: []string{process.Program(dir, lessons[i]), "-delay", c.delay.String(), "-think", c.think},
			}
			list[i].learned = load.Learned{
				Sizes: load.Sizes{Greeting: 1}, Delay: c.delay, Computes: c.think == "cpu",
			}
			continue
		}
		server := load.Server{Name: c.commands[i], Args: c.words[i]}
		list[i].server = server
		c.screen.learning(list[i].letter, server.Name)
		if list[i].learned, err = load.Learn(ctx, server, c.messages, c.lang); err != nil {
			return list, list[i].explain(err, c.lang)
		}
	}
	return list, nil
}

// explain says which server an error is of.
func (c contender) explain(err error, lang phrase.Lang) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return errors.New(ofServer.Format(lang, c.letter, c.server.Name, err))
}

var ofServer = phrase.Phrase{EN: "server %s, %s: %v", ZH: "服务器 %s（%s）：%v"}
