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
	"strings"
	"sync"
	"time"

	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/probe"
)

// A class is all students who are examined.
type class struct {
	*options
	lang   phrase.Lang
	screen *screen
	worker []string // the command of a worker
	bin    string   // where the students' programs are built

	lab struct { // is only there for programs in Go
		once sync.Once
		root string // its folder
		err  error
	}
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
	return &class{options: o, lang: lang, screen: s, worker: []string{self, workerArg}, bin: bin}, nil
}

// close removes the programs.
func (c *class) close() { os.RemoveAll(c.bin) }

// examine examines all students, in two rounds, and shows who is done.
//
// In the first one many are examined at once. A program with an address of its
// own does not listen where it should, then, or cannot, as that of another
// student has the same address. So each that does not listen, and each that could
// not be examined for any other reason, is looked at once more in the end, one
// after the other, with nothing beside it.
func (c *class) examine(ctx context.Context) []result {
	c.screen.open(c.options)
	results := make([]result, len(c.students))
	later := make([]func() result, len(c.students))
	next := make(chan int)
	var all sync.WaitGroup
	for range min(c.jobs, len(c.students)) {
		all.Go(func() {
			for i := range next {
				if results[i], later[i] = c.first(ctx, i); later[i] == nil {
					c.show(ctx, results[i])
				}
			}
		})
	}
	for i := range c.students {
		next <- i
	}
	close(next)
	all.Wait()

	again := 0
	for _, look := range later {
		if look != nil {
			again++
		}
	}
	if again > 0 && ctx.Err() == nil {
		c.screen.again(again)
	}
	for i, look := range later {
		if look != nil {
			results[i] = look()
			c.show(ctx, results[i])
		}
	}
	return results
}

// show shows a result. After Ctrl+C it is enough to say how many there are not.
func (c *class) show(ctx context.Context, r result) {
	if r.examined || ctx.Err() == nil {
		c.screen.done(r, c.options.stage)
	}
}

// first examines one student. Later is not nil if that is to be done once more.
func (c *class) first(ctx context.Context, i int) (r result, later func() result) {
	r = result{student: c.students[i]}
	if ctx.Err() != nil {
		return c.without(r, ctx.Err()), nil
	}
	p, err := findProgram(r.student, c.stage, c.lang)
	r.program = p.found
	if err == nil && len(p.sources) > 0 {
		p, err = c.build(ctx, p, r.student, i)
	}
	if err != nil {
		return c.without(r, err), nil
	}
	a, err := c.do(ctx, task{Dir: p.dir, Command: p.command, Say: p.say, Lang: c.lang}, c.limit)
	broken := (*brokenError)(nil)
	switch {
	case err == errTooLong:
		return c.soFar(r, a), nil
	case err != nil && !errors.As(err, &broken):
		return c.without(r, err), nil
	case err == nil && a.Failure == "" && !slices.Contains(a.Report.Mistakes, probe.NoListener):
		return c.with(r, a), nil
	}
	return r, func() result { return c.second(ctx, r, p, a) }
}

// second examines a student once more: before is what has come out first.
func (c *class) second(ctx context.Context, r result, p program, before answer) result {
	t := task{Dir: p.dir, Command: p.command, Say: p.say, Lang: c.lang}
	if slices.Contains(before.Report.Mistakes, probe.NoListener) {
		t.Find = true
		if p.mayTake { // it does not, as it seems, and may not like it
			t.Command = slices.DeleteFunc(slices.Clone(p.command), func(arg string) bool { return arg == "{addr}" })
		}
	}
	if ctx.Err() != nil {
		return c.without(r, ctx.Err())
	}
	a, err := c.do(ctx, t, c.limit)
	switch {
	case err == errTooLong:
		return c.soFar(r, a)
	case err != nil:
		return c.without(r, err)
	case a.Failure != "":
		return c.without(r, &problem{a.Failure, true})
	case t.Find && portInUse.MatchString(a.LastWords):
		return c.without(r, &problem{portTaken.In(c.lang), true})
	case t.Find && a.Addr == "":
		return c.with(r, before)
	case t.Find:
		r.remark = ownAddress.Format(c.lang, a.Addr)
	}
	return c.with(r, a)
}

// portInUse is what programs say, in whatever language they are written, when
// somebody else has their port.
var portInUse = regexp.MustCompile(`(?i)address already in use|EADDRINUSE|only one usage of each socket address`)

// with is a result with a report.
func (c *class) with(r result, a answer) result {
	r.examined, r.stage, r.mistakes = true, a.Report.Stage, a.Report.Mistakes
	for _, check := range a.Report.Checks {
		if !check.Pass {
			r.seen = append(r.seen, check)
		}
	}
	r.points = points(c.options.stage, r.stage, r.mistakes)
	return r
}

// soFar is a result of a check that took too long. Who has reached the stage has
// not shown yet that it makes no mistakes.
func (c *class) soFar(r result, a answer) result {
	r = c.with(r, a)
	r.points = stagePoints(c.options.stage, r.stage)
	r.remark = tookTooLong.Format(c.lang, c.limit)
	return r
}

// without is a result without a report, and why there is none. What is the
// student's own fault counts as examined, with no points.
func (c *class) without(r result, err error) result {
	var own *problem
	var broken *brokenError
	switch {
	case errors.As(err, &own):
		r.examined, r.remark = !own.teachers, own.sentence
	case errors.As(err, &broken):
		r.remark = brokeOff.Format(c.lang, broken.said)
	default:
		r.remark = notReached.In(c.lang)
	}
	return r
}

// buildLimit is how long a compiler may take, which has to compile the library
// as well at first.
const buildLimit = 5 * time.Minute

// compile runs go build in the lab, where its packages are found. What is wrong
// with the program is returned, and the error is that of do.
func (c *class) compile(ctx context.Context, args ...string) (wrong string, err error) {
	command := append([]string{"go", "build"}, args...)
	a, err := c.do(ctx, task{Dir: c.lab.root, Command: command, Build: true}, buildLimit)
	if err == errTooLong {
		return buildsTooLong.Format(c.lang, buildLimit), nil
	}
	return a.Errors, err
}

// openLab finds the lab, and builds what programs need of it: if that fails, it
// is not the student's fault.
func (c *class) openLab(ctx context.Context) error {
	c.lab.once.Do(func() {
		var err error
		if c.lab.root, err = process.Root(); err != nil {
			c.lab.err = &problem{noLab.Format(c.lang, err), true}
			return
		}
		wrong, err := c.compile(ctx, "./shared/lesson")
		if c.lab.err = err; err == nil && wrong != "" {
			c.lab.err = &problem{brokenLab.Format(c.lang, wrong), true}
		}
	})
	return c.lab.err
}

// build builds a Go program, and returns it with its command. The error is a
// *problem, or that of do.
func (c *class) build(ctx context.Context, p program, s student, i int) (program, error) {
	err := c.openLab(ctx)
	if ctx.Err() != nil { // go may have heard Ctrl+C first
		return p, ctx.Err()
	}
	if err != nil {
		return p, err
	}
	server := filepath.Join(c.bin, fmt.Sprintf("server-%d", i+1))
	if runtime.GOOS == "windows" {
		server += ".exe"
	}
	wrong, err := c.compile(ctx, append([]string{"-o", server}, p.sources...)...)
	switch {
	case err != nil:
		return p, err
	case wrong != "":
		return p, &problem{sentence: doesNotBuild.Format(c.lang, c.relative(wrong, s))}
	}
	p.command = append([]string{server}, p.command...)
	return p, nil
}

// relative has the paths in text begin in the student's folder. The compiler
// tells them from the root of the lab, or from that of the disk.
func (c *class) relative(text string, s student) string {
	sep := string(filepath.Separator)
	if below, err := filepath.Rel(c.lab.root, s.folder); err == nil {
		text = strings.ReplaceAll(text, "."+sep+below+sep, "")
		text = strings.ReplaceAll(text, below+sep, "")
	}
	return strings.ReplaceAll(text, s.folder+sep, "")
}

var (
	noLab = phrase.Phrase{
		EN: "not examined: %v; grade in the folder of the lab, for Go programs are built there",
		ZH: "没有检查：%v；请在实验目录里运行 grade，Go 程序要在那里编译",
	}
	brokenLab = phrase.Phrase{
		EN: "not examined: the lab itself does not build, see go build ./...:\n%s",
		ZH: "没有检查：tcplab 本身就不能编译，请看 go build ./...：\n%s",
	}
	ownAddress = phrase.Phrase{
		EN: "examined at %s: it does not take the address that it is given",
		ZH: "在 %s 检查：它不接受给定的地址",
	}
	portTaken = phrase.Phrase{
		EN: "not examined: the port of this server is taken; close your own servers, and grade again",
		ZH: "没有检查：这个服务器的端口被占用；请先关掉自己的服务器，再检查一次",
	}
	doesNotBuild  = phrase.Phrase{EN: "it does not build:\n%s", ZH: "不能编译：\n%s"}
	buildsTooLong = phrase.Phrase{EN: "it does not build within %v", ZH: "%v 内没有编译完"}
	tookTooLong   = phrase.Phrase{
		EN: "it took longer than %v, and was ended: the points are for the stage that it had reached until then; -limit gives it more time",
		ZH: "超过 %v 还没有检查完，已经停止：分数只算到那时达到的阶段；用 -limit 可以多给时间",
	}
	notReached = phrase.Phrase{EN: "not examined: interrupted before", ZH: "没有检查：中途被打断"}
	brokeOff   = phrase.Phrase{
		EN: "not examined: the check broke off: %q. Grade again; if it stays so, try check on this program alone",
		ZH: "没有检查：检查过程中断：%q。请再检查一次；如果还是这样，用 check 单独检查这个程序",
	}
)
