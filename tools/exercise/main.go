// Exercise lays out a task for a student, gives hints, and shows the reference
// solution of homework that is done.
//
//	go run ./tools/exercise start 3
//	go run ./tools/exercise hint 3
//	go run ./tools/exercise solution h3
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"tcplab/shared/console"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) (code int) {
	force := os.Getenv("FORCE") == "1"
	tool := tool(&force)
	line, err := tool.Parse(args)
	if err != nil {
		return line.Refuse(err)
	}
	if len(line.Args) != 2 || !slices.Contains([]string{"start", "hint", "solution"}, line.Args[0]) {
		return line.Refuse(line.Wrong(badCommand, strings.Join(line.Args, " ")))
	}
	verb, id := line.Args[0], line.Args[1]
	if verb == "solution" && !strings.HasPrefix(id, "h") {
		id = "h" + id // of a lesson, the lesson itself is the solution
	}
	e, ok := exercise.Find(id)
	switch {
	case !ok && verb == "solution":
		return line.Refuse(line.Wrong(noHomework, line.Args[1]))
	case !ok:
		return line.Refuse(line.Wrong(noExercise, id))
	}
	if _, err := os.Stat("lessons"); err != nil {
		return failed(inTheFolder.In(line.Lang))
	}
	switch verb {
	case "start":
		return start(e, line.Lang)
	case "hint":
		return hint(e, line.Lang)
	}
	return solution(e, force, line.Lang)
}

// start lays out the work, if there is none, and says what to do.
func start(e exercise.Exercise, lang phrase.Lang) (code int) {
	file, begun, err := e.Begin(".", lang)
	if err != nil {
		return failed(notLaidOut.Format(lang, err))
	}
	fmt.Println(e.Brief(lang))
	if begun {
		fmt.Println(laidOut.Format(lang, file))
	} else {
		fmt.Println(isThere.Format(lang, file))
	}
	return 0
}

// hint shows one hint more than the last time.
func hint(e exercise.Exercise, lang phrase.Lang) (code int) {
	progress := exercise.Load(".")
	n, again := progress.NextHint(e.ID)
	if mistakes := progress[e.ID].Mistakes; len(mistakes) > 0 {
		fmt.Printf("%s\n\n", found.Format(lang, strings.Join(mistakes, ", ")))
	}
	first := n
	if again {
		fmt.Printf("%s\n\n", allShown.In(lang))
		first = 1
	}
	for i := first; i <= n; i++ {
		fmt.Printf("%s\n\n%s\n\n", number.Format(lang, i, len(e.Hints)), e.Hints[i-1].In(lang))
	}
	switch {
	case !e.Begun("."):
		fmt.Println(beginFirst.Format(lang, howto.Make("start-"+e.ID)))
	case n < len(e.Hints):
		fmt.Println(nextHint.Format(lang, howto.Make("hint-"+e.ID)))
	default:
		fmt.Println(thenCheck.Format(lang, howto.Make("check-"+e.ID)))
	}
	if err := progress.Save("."); err != nil {
		return failed(notCounted.Format(lang, err))
	}
	return 0
}

// solution shows the reference solution to who has one already.
func solution(e exercise.Exercise, force bool, lang phrase.Lang) (code int) {
	if !exercise.Load(".")[e.ID].Solved && !force {
		return failed(passFirst.Format(lang, howto.Make("check-"+e.ID),
			howto.Either("make solution-"+e.ID+" FORCE=1", "go run ./tools/exercise -force solution "+e.ID)))
	}
	file := e.Solution(".")
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return failed(inTheFolder.In(lang))
	}
	if err != nil {
		return failed(err.Error())
	}
	fmt.Printf("// %s\n\n%s", file, text)
	return 0
}

// failed says why the tool cannot do it, and returns the exit code for that.
func failed(sentence string) (code int) {
	fmt.Fprintf(console.Writer(os.Stderr), "exercise: %s\n", sentence)
	return 1
}

func tool(force *bool) cli.Tool {
	return cli.Tool{
		Name: "exercise", Args: "start|hint|solution ID", Example: "go run ./tools/exercise start 3",
		Purpose: purpose,
		Flags: []cli.Flag{
			{Name: "force", Purpose: helpForce, Example: "-force solution h3", Into: force},
		},
	}
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
		EN: "Your last check found: %s",
		ZH: "上次检查发现：%s",
	}
	number = phrase.Phrase{
		EN: "Hint %d of %d",
		ZH: "提示 %d（共 %d 条）",
	}
	allShown = phrase.Phrase{
		EN: "You have seen all hints. Here they are again:",
		ZH: "提示已经全部给过了，再看一遍：",
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
