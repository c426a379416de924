// Diff shows what changed from the lesson before to lesson N, leaving white
// space aside: a line that only moved into a loop has not changed. Students who
// write lesson N see what they have changed so far, and once they have passed the
// check, the lesson as well.
//
//	go tool diff 4
//	go tool diff h3     homework: what the student has changed
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/changes"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
)

func main() { os.Exit(cli.Main(new(program).tool())) }

// A program is one run of the tool.
type program struct {
	force bool // shows a solution to those who have none yet
}

func (p *program) run(_ context.Context, s *cli.Session) (code int, err error) {
	id := strings.Join(s.Args, " ")
	e, isTask := exercise.Find(id)
	locked := isTask && e.Begun(".") && !exercise.Load(".")[e.ID].Solved && !p.force
	pairs := choose(".", id, locked)
	if len(pairs) == 0 && !locked {
		return 0, flags.Wrong(badID, len(course.Lessons), id)
	}
	for i, p := range pairs {
		if i > 0 {
			fmt.Fprintln(s)
		}
		if err := p.show(s, s.Palette != nil, s.Lang); err != nil {
			return 0, cli.Fail(missing, err, p.remedy)
		}
	}
	if locked {
		later := cli.Fail(e.Locked("diff-" + e.ID))
		if len(pairs) == 0 {
			return 0, later
		}
		s.Tell(later)
	}
	return 0, nil
}

// A pair is two programs to compare.
type pair struct {
	title   phrase.Phrase
	was, is string        // their files
	remedy  phrase.Phrase // if one is missing
}

// choose returns what there is to compare for id, in the lab at root. As long as
// the solution is locked, a student sees only the own work.
func choose(root, id string, locked bool) (pairs []pair) {
	n, err := strconv.Atoi(id)
	if err == nil && n >= 2 && n <= len(course.Lessons) && !locked {
		pairs = append(pairs, lessons(root, n))
	}
	e, ok := exercise.Find(id)
	if !ok {
		return pairs
	}
	if name, file := e.StartsFrom(); name != "" && (e.Homework || locked) {
		was, _ := course.Named(name)
		pairs = append(pairs, pair{fromLesson.With(was.Number), filepath.Join(root, file), e.File(root), begin.With(howto.Make("start-" + e.ID))})
	}
	if e.Begun(root) && !locked {
		title := nextToLesson.With(e.Lesson)
		if e.Homework {
			title = nextToSolution
		}
		pairs = append(pairs, pair{title, e.File(root), e.Solution(root), inTheFolder})
	}
	return pairs
}

// lessons is the pair of lesson n and the one before.
func lessons(root string, n int) pair {
	after := course.Lessons[n-1]
	before := after.Before()
	return pair{
		title: phrase.Phrase{
			EN: title.Format(phrase.English, before.Number, before.Title.EN, after.Number, after.Title.EN),
			ZH: title.Format(phrase.Chinese, before.Number, before.Title.ZH, after.Number, after.Title.ZH),
		},
		was: source(root, before.Name), is: source(root, after.Name),
		remedy: inTheFolder,
	}
}

func source(root, name string) string { return filepath.Join(root, "lessons", name, "main.go") }

// show writes the diff, below its title.
func (p pair) show(w io.Writer, colored bool, lang phrase.Lang) error {
	diff, err := changes.OfPrograms(p.was, p.is)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s\n\n", p.title.In(lang))
	if diff.None() {
		fmt.Fprintln(w, same.In(lang))
		return nil
	}
	diff.Print(w, colored)
	fmt.Fprintf(w, "\n%s\n", total.Format(lang, diff.Added, diff.Removed))
	return nil
}

func (p *program) tool() cli.Tool {
	p.force = exercise.Forced()
	return cli.Tool{Run: p.run, Command: flags.Command{
		Path: "tools/diff", Args: phrase.Same("N"), Example: "4",
		Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "force", Purpose: exercise.HelpForce, Example: "-force 3", Into: &p.force},
		},
	}}
}

var (
	purpose = phrase.Phrase{
		EN: "shows what changed from the lesson before to lesson N. While you write lesson N,\n" +
			"it shows what you have changed, and your work next to the lesson once you have\n" +
			"passed. N may be homework, such as h3, as well",
		ZH: "显示从上一课到第 N 课改了什么。自己正在写第 N 课时，显示你改了什么；\n" +
			"通过检查后，再把你写的和第 N 课对照。N 也可以是作业，如 h3",
	}
	badID = phrase.Phrase{
		EN: "N is the number of a lesson, 2 to %d (1 as well, once yours has passed),\nor homework that you have begun, such as h3; not %q.",
		ZH: "N 是课程编号，从 2 到 %d（自己的第 1 课通过后也可以是 1），\n或已经开始的作业编号，如 h3；不能是 %q。",
	}
	title = phrase.Phrase{
		EN: "From lesson %d (%s)\nto   lesson %d (%s):",
		ZH: "从第 %d 课（%s）\n到第 %d 课（%s）：",
	}
	fromLesson = phrase.Phrase{
		EN: "From lesson %d to your work (+ is yours):",
		ZH: "从第 %d 课到你写的（+ 是你写的）：",
	}
	nextToLesson = phrase.Phrase{
		EN: "Your work next to lesson %d (- is yours, + is the lesson's):",
		ZH: "你写的与第 %d 课对照（- 是你写的，+ 是课程的）：",
	}
	nextToSolution = phrase.Phrase{
		EN: "Your work next to the solution (- is yours, + is the solution's):",
		ZH: "你写的与参考答案对照（- 是你写的，+ 是参考答案的）：",
	}
	same = phrase.Phrase{
		EN: "They are the same, white space aside.",
		ZH: "两者相同（空白不计）。",
	}
	total = phrase.Phrase{
		EN: "Lines of code: %d added, %d removed; comments and white space do not count.",
		ZH: "代码新增 %d 行，删除 %d 行；注释和空白不计。",
	}
	missing     = phrase.Phrase{EN: "a program cannot be read: %v\n%s", ZH: "程序无法读取：%v\n%s"}
	inTheFolder = phrase.Phrase{
		EN: "Run it in the lab's folder, where lessons/ is.",
		ZH: "请在实验目录（lessons/ 所在的文件夹）里运行。",
	}
	begin = phrase.Phrase{
		EN: "There is no work yet: %s lays it out, in the lab's folder.",
		ZH: "还没有开始：请在实验目录里运行 %s。",
	}
)
