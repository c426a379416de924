package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"sync"

	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sandbox"
)

// A class is all students who are examined.
type class struct {
	*options
	lang    phrase.Lang
	screen  *screen
	self    string
	worker  []string // the command of a worker
	bin     string   // where the students' copies and programs are
	sandbox sandbox.Kind

	once      sync.Once // the lab is only looked for if there are programs in Go
	lab       toolchain
	labErr    error
	compilers chan struct{} // how many may run at once
}

// openClass makes the folder for the programs.
func openClass(o *options, lang phrase.Lang, s *screen) (*class, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	bin, err := os.MkdirTemp("", "tcplab-grade-")
	if err != nil {
		return nil, err
	}
	if bin, err = filepath.EvalSymlinks(bin); err != nil {
		return nil, err
	}
	return &class{
		options: o, lang: lang, screen: s, self: self, worker: []string{self, workerArg}, bin: bin,
		compilers: make(chan struct{}, max(1, runtime.NumCPU())),
	}, nil
}

// atOnce returns how many are examined at once. Exams mostly wait; but without a network of
// its own, one disturbs another.
func (c *class) atOnce() int {
	switch {
	case c.jobs > 0:
		return c.jobs
	case c.sandbox.Apart():
		return perCore * runtime.NumCPU()
	}
	return max(1, runtime.NumCPU()/2)
}

// perCore is how many exams a core has time for, most of which wait.
const perCore = 4

// examine examines all students who are due, and keeps each result as it comes.
//
// In the first round many are examined at once. One that could not be examined for lack of
// processor time is examined again in the end, alone. So is, where
// the programs share a network, one that does not listen where it should: another student
// may have the same address.
func (c *class) examine(ctx context.Context) []result {
	results, due := c.due()
	c.screen.open(c, len(due))
	later := make([]func() result, len(c.students))
	next := make(chan int)
	var all sync.WaitGroup
	for range min(c.atOnce(), len(due)) {
		all.Go(func() {
			for i := range next {
				if results[i], later[i] = c.first(ctx, i); later[i] == nil {
					c.finish(ctx, results[i])
				}
			}
		})
	}
	for _, i := range due {
		next <- i
	}
	close(next)
	all.Wait()

	again := len(slices.DeleteFunc(slices.Clone(later), func(look func() result) bool { return look == nil }))
	if again > 0 && ctx.Err() == nil {
		c.screen.again(again)
	}
	for i, look := range later {
		if look != nil {
			results[i] = look()
			c.finish(ctx, results[i])
		}
	}
	c.screen.close()
	return results
}

// finish keeps a result, and shows it. After Ctrl+C it is enough to say how many there are
// not.
func (c *class) finish(ctx context.Context, r result) {
	remove(c.place(r.student, ""))
	if r.interrupted {
		return
	}
	if err := c.keep(r); err != nil {
		c.screen.tell(err)
	}
	if r.Examined || ctx.Err() == nil {
		c.screen.done(r, c.task)
	}
}

// first examines one student. Later is not nil if that is to be done again.
func (c *class) first(ctx context.Context, i int) (r result, later func() result) {
	s := c.students[i]
	r = result{student: s, Sandbox: string(c.sandbox)}
	if ctx.Err() != nil {
		return c.without(r, ctx.Err()), nil
	}
	row := c.screen.begin(s)
	defer row.end()
	defer func() {
		if wrong := recover(); wrong != nil { // it ends one examination, not those of the class
			r, later = c.without(r, &brokenError{fmt.Sprint("panic: ", wrong)}), nil
		}
	}()
	dir := c.place(s, "work")
	if err := s.collect(dir); err != nil {
		return c.without(r, err), nil
	}
	p, err := findProgram(dir, c.task)
	r.Program = p.found
	if err == nil {
		r.Same, r.CopyOf = p.likeness()
	}
	if err == nil && len(p.sources) > 0 {
		row.say(buildsNow)
		p, err = c.build(ctx, p, s)
	}
	if err != nil {
		return c.without(r, err), nil
	}
	row.say(beginsNow)
	j := c.job(p, s)
	a, err := c.do(ctx, j, c.limit, row.stage)
	again := func() result { return c.second(ctx, r, p, j, a) }
	switch broken := (*brokenError)(nil); {
	case err == nil && a.Failure == "" && !hasMet(a) && c.sandbox.Apart():
		return again(), nil // nobody else can have its port
	case err == nil && (a.Failure != "" || !hasMet(a)), errors.As(err, &broken):
		return r, again
	}
	return c.outcome(r, a, err), nil
}

// outcome is the result of a check that is not made again.
func (c *class) outcome(r result, a answer, err error) result {
	switch {
	case err == errTooLong:
		return c.soFar(r, a)
	case err != nil:
		return c.without(r, err)
	case a.Failure != "":
		return c.without(r, &problem{sentence: phrase.Same(a.Failure)})
	}
	return c.with(r, a)
}

// job is what a worker is told.
func (c *class) job(p program, s student) job {
	return job{
		Spec: sandbox.Spec{
			Kind: c.sandbox, Self: c.self, Files: p.dir, Work: c.place(s, "runs"), Read: p.read, Network: true,
			Env: c.environment(),
		},
		Command: p.command, Say: p.say, Task: c.task, Lang: c.lang,
	}
}

// place is a folder of a student among those of the class: work is what was handed in,
// built the program, and runs is where Landlock's programs have their copies.
func (c *class) place(s student, what string) string {
	return filepath.Join(c.bin, "students", s.file, what)
}

// remove removes a folder. A program may have left folders in it that cannot be read, or
// more of them in each other than can be open.
func remove(dir string) {
	if os.RemoveAll(dir) == nil {
		return
	}
	for _, command := range [][]string{{"chmod", "-R", "u+rwx", dir}, {"rm", "-rf", dir}} {
		process.Command{Args: command}.Output(context.Background())
	}
}

// environment is that of a student's program. Nothing is to be left in its folder, and what
// it says before it dies is to be heard.
func (c *class) environment() []string {
	env := []string{"PYTHONDONTWRITEBYTECODE=1", "PYTHONUNBUFFERED=1", "LAB_LANG=" + string(c.lang)}
	if c.sandbox == sandbox.Off {
		return env
	}
	return append(env, "PATH="+os.Getenv("PATH"), "LANG=C.UTF-8")
}

// hasMet reports whether a program has met the check at all.
func hasMet(a answer) bool {
	return !slices.Contains(a.Report.Mistakes, probe.NoListener) && !slices.Contains(a.Report.Mistakes, probe.NoConnection)
}

// second examines a student again, in another way if the program has not met the
// check: before is what has come out first.
func (c *class) second(ctx context.Context, r result, p program, j job, before answer) result {
	ways := []job{j}
	if before.Failure == "" && !hasMet(before) {
		ways = c.otherWays(p, j)
	}
	for _, way := range ways {
		if ctx.Err() != nil {
			return c.without(r, ctx.Err())
		}
		a, err := c.do(ctx, way, c.limit, nil)
		switch {
		case err != nil, a.Failure != "":
		case way.Find && portInUse.MatchString(a.LastWords):
			err = &problem{sentence: portTaken}
		case way.Find && a.Addr == "":
			continue
		case !hasMet(a):
			before = a
			continue
		case way.Find:
			r.Remark = ownAddress.Format(c.lang, a.Addr)
		case way.Addr != "":
			r.Remark = ownPeer.Format(c.lang, way.Addr)
		}
		return c.outcome(r, a, err)
	}
	return c.with(r, before)
}

// otherWays are how a program may be examined that has not met the check: a server where it
// listens; a client with the port alone, or where those of the course connect to.
func (c *class) otherWays(p program, j job) []job {
	instead := func(words ...string) job {
		other := j
		if i := slices.Index(p.command, "{addr}"); p.mayTake && i >= 0 {
			other.Command = slices.Replace(slices.Clone(p.command), i, i+1, words...)
		}
		return other
	}
	alone := instead()
	if c.task.serves() {
		alone.Find = true
		return []job{alone}
	}
	ways := []job{instead("{port}"), instead("{host}", "{port}")}
	if c.sandbox.Apart() { // elsewhere the port may be that of the teacher's server
		alone.Addr = clientPeer
		ways = append(ways, alone)
	}
	return ways
}

// clientPeer is where a client of the course connects to when nothing is said.
const clientPeer = "127.0.0.1:9999"

// portInUse is what programs say, in whatever language they are written, when
// somebody else has their port.
var portInUse = regexp.MustCompile(`(?i)address already in use|EADDRINUSE|only one usage of each socket address`)

// with is a result with a report.
func (c *class) with(r result, a answer) result {
	r.Examined, r.Stage, r.Passed, r.Mistakes = true, a.Report.Stage, a.Report.Pass, a.Report.Mistakes
	for _, check := range a.Report.Checks {
		if check.Pass {
			r.Right++
		} else {
			r.Seen = append(r.Seen, check)
		}
	}
	if c.task.climbs() {
		r.Passed = r.Stage >= c.task.Stage && counting(c.task.Stage, r.Mistakes) == 0
	} else {
		r.Stage = 0
	}
	r.Deaf = c.task.climbs() && r.Stage >= 3 && !a.Report.Repeats
	r.Points = c.task.points(r)
	r.addRemark(a.Ended)
	r.exchanges = a.Report.Exchanges
	return r
}

// soFar is a result of a check that took too long. Who has reached the stage has
// not shown yet that it makes no mistakes.
func (c *class) soFar(r result, a answer) result {
	r = c.with(r, a)
	r.Passed, r.Deaf = false, false
	if r.Points = 0; c.task.climbs() {
		r.Points = stagePoints(c.task.Stage, r.Stage)
	}
	r.addRemark(tookTooLong.Format(c.lang, c.limit))
	return r
}

// without is a result without a report, and why there is none. What is the
// student's own fault counts as examined, with no points.
func (c *class) without(r result, err error) result {
	var own *problem
	var broken *brokenError
	switch {
	case errors.As(err, &own):
		r.Examined, r.Remark = own.counts, own.sentence.In(c.lang)
	case errors.As(err, &broken):
		r.Remark = brokeOff.Format(c.lang, broken.said)
	default:
		r.interrupted, r.Remark = true, notReached.In(c.lang)
	}
	return r
}
