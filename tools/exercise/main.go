// Exercise lays out a task for a student, gives hints, and shows the reference
// solution of homework that is done.
//
//	go run ./tools/exercise start 3
//	go run ./tools/exercise hint 3
//	go run ./tools/exercise solution h3
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
)

func main() { os.Exit(cli.Main(new(coach).tool())) }

// A coach hands out tasks, hints and solutions.
type coach struct {
	*cli.Session
	force bool // shows a solution to those who have none yet
}

func (c *coach) run(_ context.Context, s *cli.Session) (code int, err error) {
	c.Session = s
	if len(s.Args) != 2 || !slices.Contains([]string{"start", "hint", "solution"}, s.Args[0]) {
		return 0, flags.Wrong(badCommand, strings.Join(s.Args, " "))
	}
	verb, id := s.Args[0], s.Args[1]
	if verb == "solution" && !strings.HasPrefix(id, "h") {
		id = "h" + id // of a lesson, the lesson itself is the solution
	}
	e, ok := exercise.Find(id)
	switch {
	case !ok && verb == "solution":
		return 0, flags.Wrong(noHomework, s.Args[1])
	case !ok:
		return 0, flags.Wrong(noExercise, id)
	}
	if _, err := os.Stat("lessons"); err != nil {
		return 0, cli.Fail(inTheFolder)
	}
	switch verb {
	case "start":
		return 0, c.start(e)
	case "hint":
		return 0, c.hint(e)
	}
	return 0, c.solution(e)
}

// say prints a sentence as it is, on its own lines.
func (c *coach) say(p phrase.Phrase, args ...any) { fmt.Fprintln(c, p.Format(c.Lang, args...)) }

// start lays out the work, if there is none, and says what to do.
func (c *coach) start(e exercise.Exercise) error {
	file, begun, err := e.Begin(".", c.Lang)
	if err != nil {
		return cli.Fail(notLaidOut, err)
	}
	fmt.Fprintln(c, e.Brief(c.Lang))
	if begun {
		c.say(laidOut, file)
	} else {
		c.say(isThere, file)
	}
	return nil
}

// hint shows one hint more than the last time.
func (c *coach) hint(e exercise.Exercise) error {
	progress := exercise.Load(".")
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
	switch {
	case !e.Begun("."):
		c.say(beginFirst, howto.Make("start-"+e.ID))
	case n < len(e.Hints):
		c.say(nextHint, howto.Make("hint-"+e.ID))
	default:
		c.say(thenCheck, howto.Make("check-"+e.ID))
	}
	if err := progress.Save("."); err != nil {
		return cli.Fail(notCounted, err)
	}
	return nil
}

// solution shows the reference solution to those who have one already.
func (c *coach) solution(e exercise.Exercise) error {
	if !exercise.Load(".")[e.ID].Solved && !c.force {
		return cli.Fail(passFirst, howto.Make("check-"+e.ID),
			howto.Either("make solution-"+e.ID+" FORCE=1", "go run ./tools/exercise -force solution "+e.ID))
	}
	file := e.Solution(".")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return cli.Fail(inTheFolder)
	}
	if err == nil {
		fmt.Fprintf(c, "// %s\n\n%s", file, text)
	}
	return err
}

func (c *coach) tool() cli.Tool {
	c.force = os.Getenv("FORCE") == "1"
	return cli.Tool{Run: c.run, Command: flags.Command{
		Path: "tools/exercise", Args: phrase.Same("start|hint|solution ID"), Example: "go run ./tools/exercise start 3",
		Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "force", Purpose: helpForce, Example: "-force solution h3", Into: &c.force},
		},
	}}
}

var (
	purpose = phrase.Phrase{
		EN: "lays out the task ID, gives one hint more, or shows the solution of homework\n" +
			"that is done. ID is 1 to 5 for the lessons, h1 h2 h3 h4a h4b h4c h5 for homework",
		ZH: "布置任务 ID，逐条给出提示，或在作业通过后显示参考答案。\n" +
			"ID 是 1 到 5（课程），或 h1 h2 h3 h4a h4b h4c h5（作业）",
	}
	helpForce = phrase.Phrase{
		EN: "show a solution before yours has passed (default with FORCE=1 in the environment)",
		ZH: "自己的还没通过也显示参考答案（环境变量 FORCE=1 相同）",
	}

	badCommand = phrase.Phrase{
		EN: "say start, hint or solution, and one ID, such as start 3; not %q.",
		ZH: "请写 start、hint 或 solution，再写一个 ID，如 start 3；不能是 %q。",
	}
	noExercise = phrase.Phrase{
		EN: "ID is 1 to 5 for the lessons, h1 h2 h3 h4a h4b h4c h5 for homework, not %q.",
		ZH: "ID 是 1 到 5（课程），或 h1 h2 h3 h4a h4b h4c h5（作业），不能是 %q。",
	}
	noHomework = phrase.Phrase{
		EN: "there is a solution of homework 1 2 3 4a 4b 4c 5, but not of %q.",
		ZH: "只有作业 1 2 3 4a 4b 4c 5 有参考答案，没有 %q。",
	}
	inTheFolder = phrase.Phrase{
		EN: "this is not the lab's folder: run it where lessons/ is.",
		ZH: "这里不是实验室的文件夹，请到 lessons/ 所在的地方运行。",
	}

	laidOut = phrase.Phrase{
		EN: "%s is laid out: open it in an editor.",
		ZH: "%s 已经放好，请用编辑器打开。",
	}
	isThere = phrase.Phrase{
		EN: "%s is there already, and was left as it is.\n" +
			"To begin anew, give its folder another name.",
		ZH: "%s 已经存在，没有改动。\n" +
			"要重新开始，请先把它所在的文件夹改成别的名字。",
	}
	notLaidOut = phrase.Phrase{
		EN: "the task cannot be laid out: %v.\n" +
			"work/ must be a folder that you may write to, on a disk with room.",
		ZH: "无法布置任务：%v。\n" +
			"work/ 应当是一个可写的文件夹，磁盘也要有空间。",
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
		EN: "You have seen all hints. Here they are again:\n",
		ZH: "提示已经全部给过了，再看一遍：\n",
	}
	beginFirst = phrase.Phrase{
		EN: "You have not begun yet: %s lays out the task.",
		ZH: "你还没有开始：%s 会布置任务。",
	}
	nextHint = phrase.Phrase{
		EN: "Still stuck? %s says more.",
		ZH: "还是不会？%s 会说得更多。",
	}
	thenCheck = phrase.Phrase{
		EN: "Then: %s",
		ZH: "改好之后：%s",
	}
	notCounted = phrase.Phrase{
		EN: "the hint cannot be counted: %v.\n" +
			"work/ must be a folder that you may write to, on a disk with room.",
		ZH: "无法记下这条提示：%v。\n" +
			"work/ 应当是一个可写的文件夹，磁盘也要有空间。",
	}
	passFirst = phrase.Phrase{
		EN: "the solution is for those who have one: pass %s first.\n" +
			"To see it all the same: %s",
		ZH: "参考答案要在自己做出来之后看：请先通过 %s。\n" +
			"一定要现在看：%s",
	}
)
