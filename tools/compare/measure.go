package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/crowd"
	"tcplab/tools/internal/figure"
	"tcplab/tools/internal/timeline"
)

// lessons are the lab's own contenders: serial, and concurrent.
var lessons = [2]string{"03-detect-close", "04-threaded"}

// A pair of recordings is one comparison.
type pair [2]timeline.Recording

// runs are what the recordings tell.
func (p pair) runs() (a, b *timeline.Run) { return timeline.Of(p[0]), timeline.Of(p[1]) }

// point is the pair as one of a sweep.
func (p pair) point() figure.Point {
	a, b := p.runs()
	return figure.Point{A: a, B: b}
}

// measureOnce compares the servers, and draws the picture. It returns how many
// clients have failed.
func (c *comparer) measureOnce(ctx context.Context) (failed int, err error) {
	contenders, remove, err := c.contenders(ctx)
	if err != nil {
		return 0, err
	}
	defer remove()
	measured, err := c.measure(ctx, contenders, c.clients)
	if err != nil {
		return 0, err
	}
	return c.finish(measured, true)
}

// measureSweep compares the servers with each number of clients.
func (c *comparer) measureSweep(ctx context.Context) (failed int, err error) {
	contenders, remove, err := c.contenders(ctx)
	if err != nil {
		return 0, err
	}
	defer remove()
	var all []pair
	c.screen.sweepHead(contenders[0].server.Name(), contenders[1].server.Name())
	c.screen.brief = true
	for _, clients := range c.sweep {
		measured, err := c.measure(ctx, contenders, clients)
		if err != nil {
			return 0, err
		}
		c.screen.sweepRow(measured.point())
		all = append(all, measured)
	}
	return c.finishSweep(all, true)
}

// measure lets the clients loose on both servers.
func (c *comparer) measure(ctx context.Context, contenders [2]contender, clients int) (measured pair, err error) {
	var plans [2]timeline.Plan
	for i := range plans {
		plans[i] = c.plan(contenders[i], clients, runtime.GOMAXPROCS(0))
	}
	scale := max(plans[0].Serial(), plans[1].Serial()) // of both, to be compared
	for i, contender := range contenders {
		plan := plans[i]
		show := c.screen.open(contender.letter, plan, scale)
		measured[i], err = crowd.Run(ctx, contender.server, plan, contender.manners, c.lang, show)
		show.close()
		if err != nil {
			return measured, contender.explain(err)
		}
	}
	return measured, nil
}

// contenders gets both servers ready, and learns the manners of those that are
// not the lab's. The caller calls remove in the end.
func (c *comparer) contenders(ctx context.Context) (list [2]contender, remove func(), err error) {
	remove = func() {}
	var needed []string
	for i, command := range c.words {
		if command == nil {
			needed = append(needed, "./lessons/"+lessons[i])
		}
	}
	dir := ""
	if len(needed) > 0 {
		if dir, err = process.Build(needed...); err != nil {
			return list, remove, err
		}
		remove = func() { os.RemoveAll(dir) }
	}
	for i := range list {
		list[i].letter = string(rune('A' + i))
		if c.words[i] == nil {
			list[i].server = crowd.Lesson{
				Title: lessons[i], Program: process.Program(dir, lessons[i]),
				Args: []string{"-delay", c.delay.String(), "-think", c.think},
			}
			list[i].manners = crowd.Manners{Greeting: 1, Delay: c.delay, Computes: c.think == "cpu"}
			continue
		}
		server := crowd.Command{Line: c.commands[i], Args: c.words[i]}
		list[i].server = server
		c.screen.rehearsing(list[i].letter, server.Name())
		if list[i].manners, err = crowd.Rehearse(ctx, server, c.messages, c.lang); err != nil {
			remove()
			return list, func() {}, list[i].explain(err)
		}
	}
	return list, remove, nil
}

// explain says which server an error is of.
func (c contender) explain(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%s, %s: %w", c.letter, c.server.Name(), err)
}

// finish shows the numbers of a comparison, and draws it. The events are saved
// as well, unless they have been before.
func (c *comparer) finish(measured pair, save bool) (failed int, err error) {
	a, b := measured.runs()
	if c.json {
		if err := c.printJSON(c.result(a, b)); err != nil {
			return 0, err
		}
	}
	c.screen.report(a, b)
	files := map[string][]byte{
		"compare.svg":  figure.Compare(a, b, c.lang),
		"compare.html": figure.ComparePage(a, b, c.lang),
	}
	if save {
		for i, name := range recordings {
			files[name] = lines(measured[i])
		}
	}
	if err := c.save(c.out, files); err != nil {
		return 0, err
	}
	c.screen.saved(c.out, "compare.html")
	return len(a.Failed()) + len(b.Failed()), nil
}

// finishSweep is finish of a sweep.
func (c *comparer) finishSweep(all []pair, save bool) (failed int, err error) {
	var points []figure.Point
	for _, measured := range all {
		p := measured.point()
		points = append(points, p)
		failed += len(p.A.Failed()) + len(p.B.Failed())
	}
	if c.json {
		if err := c.printJSON(c.sweepResult(points)); err != nil {
			return 0, err
		}
	}
	c.screen.sweepVerdict(points)
	if save {
		if err := c.saveSweep(all); err != nil {
			return 0, err
		}
	}
	err = c.save(c.out, map[string][]byte{
		"sweep.svg":  figure.Sweep(points, c.lang),
		"sweep.html": figure.SweepPage(points, c.lang),
	})
	if err != nil {
		return 0, err
	}
	c.screen.saved(c.out, "sweep.html")
	return failed, nil
}

// redraw draws whatever was recorded in a folder.
func (c *comparer) redraw() (failed int, err error) {
	once, errOnce := load(c.from)
	all, errAll := loadSweep(c.from)
	switch {
	case errOnce == nil:
		if failed, err = c.finish(once, c.out != c.from); err != nil {
			return 0, err
		}
	case !errors.Is(errOnce, os.ErrNotExist):
		return 0, errors.New(badRecording.Format(c.lang, errOnce))
	case len(all) == 0 && errAll == nil:
		return 0, errors.New(noRecording.Format(c.lang, c.from))
	}
	if errAll != nil {
		return 0, errors.New(badRecording.Format(c.lang, errAll))
	}
	if len(all) > 0 {
		c.screen.sweepHead(all[0][0].Plan.Server, all[0][1].Plan.Server)
		for _, measured := range all {
			c.screen.sweepRow(measured.point())
		}
		n, err := c.finishSweep(all, c.out != c.from)
		return failed + n, err
	}
	return failed, nil
}

var (
	badRecording = phrase.Phrase{EN: "the recording cannot be read: %v. Was the file changed? Measure again.", ZH: "记录无法读取：%v。文件被改过吗？请重新测量。"}
	noRecording  = phrase.Phrase{EN: "there is no recording in %s: neither a.jsonl and b.jsonl, nor a folder sweep.", ZH: "%s 里没有记录：既没有 a.jsonl 和 b.jsonl，也没有 sweep 文件夹。"}
)
