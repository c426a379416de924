package exercise

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tcplab/shared/columns"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// A Coach leads a student through the exercises of the lab in this folder.
type Coach struct {
	io.Writer
	Lang phrase.Lang
}

// say prints a sentence as it is, on its own lines.
func (c Coach) say(p phrase.Phrase, args ...any) { fmt.Fprintln(c, p.Format(c.Lang, args...)) }

// Start lays out the work, if there is none, and says what to do.
func (c Coach) Start(e Exercise) error {
	file, begun, err := e.Begin(".", c.Lang)
	if err != nil {
		return cli.Fail(notLaidOut, err)
	}
	fmt.Fprintln(c, e.Brief(c.Lang))
	if begun {
		c.say(laidOut, file)
	} else {
		c.say(isThere, file, howto.Make("reset-"+e.ID))
	}
	c.warn(e)
	return nil
}

// warn says so if the work starts from a lesson that somebody has changed.
func (c Coach) warn(e Exercise) {
	file, altered := e.Altered(".")
	if !altered {
		return
	}
	fmt.Fprintln(c)
	c.say(lessonAltered, file, Restore(".", file), howto.Make("reset-"+e.ID))
}

// Reset lays out the work again, and keeps what was there.
func (c Coach) Reset(e Exercise) error {
	file, kept, err := e.Reset(".", c.Lang)
	if err != nil {
		return cli.Fail(notReset, err)
	}
	if kept != "" {
		c.say(isKept, kept)
	}
	c.say(laidOut, file)
	c.warn(e)
	progress := Load(".")
	progress.Begun(e.ID)
	if err := progress.Save("."); err != nil {
		return cli.Fail(notCounted, err)
	}
	return nil
}

// Hint shows one hint more than the last time, and reports whether it was the last.
func (c Coach) Hint(e Exercise) (last bool, err error) {
	progress := Load(".")
	n, again := progress.NextHint(e.ID)
	if mistakes := progress[e.ID].Mistakes; len(mistakes) > 0 {
		c.say(found, strings.Join(mistakes, ", "))
	}
	first := n
	if again {
		c.say(allShown)
		first = 1
	}
	for i := first; i <= n; i++ {
		c.say(number, i, len(e.Hints), e.Hints[i-1])
	}
	if err := progress.Save("."); err != nil {
		return false, cli.Fail(notCounted, err)
	}
	return n == len(e.Hints), nil
}

// List shows how far every exercise is.
func (c Coach) List() {
	progress := Load(".")
	for i, e := range All {
		switch {
		case i == 0:
			c.say(lessons)
		case e.Homework && !All[i-1].Homework:
			c.say(homework)
		}
		r := progress[e.ID]
		state := columns.Left(e.state(r).In(c.Lang), stateWidth)
		fmt.Fprintf(c, "  %-4s %s  %s\n", e.ID, state, e.Title.In(c.Lang))
		if len(r.Mistakes) > 0 && e.Begun(".") {
			fmt.Fprintf(c, "       %s%s\n", strings.Repeat(" ", stateWidth+2), lastCheck.Format(c.Lang, strings.Join(r.Mistakes, ", ")))
		}
	}
}

// Next says which exercise comes next: one that has begun, else the first lesson
// that has not been passed, else homework.
func (c Coach) Next() {
	e, ok := next(Load("."))
	check, hint := howto.Make("check-"+e.ID), howto.Make("hint-"+e.ID)
	file := filepath.ToSlash(e.File(""))
	fmt.Fprintln(c)
	switch {
	case !ok:
		c.say(allPassed)
	case !e.Begun("."):
		c.say(nextStart, e.ID, e.Title, howto.Make("start-"+e.ID))
	case e.Untouched("."):
		c.say(nextWrite, e.ID, e.Title, file, check, hint)
	default:
		c.say(nextCheck, e.ID, e.Title, file, check, hint)
	}
}

func next(p Progress) (e Exercise, ok bool) {
	for _, begun := range []bool{true, false} {
		for _, e := range All {
			if !p[e.ID].Solved && e.Begun(".") == begun {
				return e, true
			}
		}
	}
	return Exercise{}, false
}

// state is how far an exercise is, in a word or two.
func (e Exercise) state(r Record) phrase.Phrase {
	switch {
	case r.Solved:
		return hasPassed
	case !e.Begun("."):
		return phrase.Same("–")
	case e.Untouched("."):
		return untouched
	case len(r.Mistakes) > 0:
		return notYet
	}
	return hasBegun
}

// Locked is why the student may not see the solution yet, which target shows in
// any case.
func (e Exercise) Locked(target string) phrase.Phrase {
	return passFirst.With(howto.Make("check-"+e.ID), howto.Force(target))
}

// Forced reports whether the user wants to see solutions in any case.
func Forced() bool { return os.Getenv("FORCE") == "1" }

// stateWidth is how wide the widest state is, in columns.
const stateWidth = 10

// HelpForce explains the flag that shows a solution in any case.
var HelpForce = phrase.Phrase{
	EN: "show a solution before yours has passed (default with FORCE=1 in the environment)",
	ZH: "作业还没有通过，也显示参考答案（与环境变量 FORCE=1 作用相同）",
}

var (
	laidOut = phrase.Phrase{
		EN: "%s is ready: open it in an editor.",
		ZH: "%s 已经放好，请用编辑器打开。",
	}
	isThere = phrase.Phrase{
		EN: "%s exists already, and was not changed.\n" +
			"To start over: %s. It keeps what you have.",
		ZH: "%s 已经存在，没有改动。\n" +
			"要重新开始：%s，原来的会留着。",
	}
	isKept = phrase.Phrase{
		EN: "What you had is kept in %s.",
		ZH: "原来的保留在 %s。",
	}
	notLaidOut = phrase.Phrase{
		EN: "the task cannot be written: %v.\n" +
			"work/ must be a folder that you may write to, on a disk with room.",
		ZH: "无法布置任务：%v。\n" +
			"work/ 应当是一个可写的文件夹，磁盘也要有空间。",
	}
	notReset = phrase.Phrase{
		EN: "the task cannot be laid out again: %v.\n" +
			"Nothing is lost. work/ must be a folder that you may write to, on a disk with\n" +
			"room, and no other program may have the task's folder open.",
		ZH: "无法重新布置任务：%v。\n" +
			"原来的都还在。work/ 应当是一个可写的文件夹，磁盘要有空间，\n" +
			"而且没有别的程序占用这个任务的文件夹。",
	}
	lessonAltered = phrase.Phrase{
		EN: "Careful: %s was changed.\n" +
			"It is not the lesson that came with the lab, and your work starts from it.\n" +
			"To restore it:\n" +
			"    %s\n" +
			"Then %s lays the task out again.",
		ZH: "注意：%s 被改过，已经不是课程自带的那一课，\n" +
			"而你的任务是从它开始的。恢复的办法：\n" +
			"    %s\n" +
			"然后用 %s 重新布置。",
	}
	fromArchive = phrase.Phrase{
		EN: "take this one file from a fresh copy of the lab",
		ZH: "从新下载的 tcplab 里，把这个文件复制过来",
	}

	found = phrase.Phrase{
		EN: "Your last check found: %s\n",
		ZH: "上次检查发现：%s\n",
	}
	number = phrase.Phrase{
		EN: "Hint %d of %d\n\n%s\n",
		ZH: "提示 %d（共 %d 条）\n\n%s\n",
	}
	allShown = phrase.Phrase{
		EN: "You have seen all the hints. Here they are again:\n",
		ZH: "提示已经全部给过了，再看一遍：\n",
	}
	notCounted = phrase.Phrase{
		EN: "work/progress.json cannot be written: %v.\n" +
			"work/ must be a folder that you may write to, on a disk with room.",
		ZH: "无法写入 work/progress.json：%v。\n" +
			"work/ 应当是一个可写的文件夹，磁盘也要有空间。",
	}

	lessons   = phrase.Phrase{EN: "Lessons", ZH: "课程"}
	homework  = phrase.Phrase{EN: "\nHomework", ZH: "\n作业"}
	hasPassed = phrase.Phrase{EN: "passed", ZH: "已通过"}
	hasBegun  = phrase.Phrase{EN: "begun", ZH: "已开始"}
	notYet    = phrase.Phrase{EN: "not passed", ZH: "还没通过"}
	untouched = phrase.Phrase{EN: "laid out", ZH: "还没动手"}
	lastCheck = phrase.Phrase{EN: "the last check found: %s", ZH: "上次检查发现：%s"}

	nextStart = phrase.Phrase{
		EN: "Next is task %s: %s.\n" +
			"    %s",
		ZH: "下一步是任务 %s：%s。\n" +
			"    %s",
	}
	nextWrite = phrase.Phrase{
		EN: "Next is task %s: %s.\n" +
			"You have changed nothing yet. Open %s, write your change, then\n" +
			"    %s\n" +
			"Stuck? %s",
		ZH: "下一步是任务 %s：%s。\n" +
			"还没有改过：请打开 %s 动手写，写好之后\n" +
			"    %s\n" +
			"不会？%s",
	}
	nextCheck = phrase.Phrase{
		EN: "Next is task %s: %s.\n" +
			"Go on in %s, then\n" +
			"    %s\n" +
			"Stuck? %s",
		ZH: "下一步是任务 %s：%s。\n" +
			"请继续写 %s，然后\n" +
			"    %s\n" +
			"不会？%s",
	}
	allPassed = phrase.Phrase{
		EN: "You have passed everything. Congratulations!",
		ZH: "恭喜，全部通过！",
	}
	passFirst = phrase.Phrase{
		EN: "pass the check first, with %s; then you may see our solution.\n" +
			"To see it anyway: %s",
		ZH: "先通过检查，再看参考答案：%s。\n" +
			"一定要现在看：%s",
	}
)
