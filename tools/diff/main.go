// Diff shows what changed from the lesson before to lesson N, leaving white
// space aside: a line that only moved into a loop has not changed.
//
//	go run ./tools/diff 4
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tcplab/shared/console"
	"tcplab/shared/lesson"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) (code int) {
	line, err := tool.Parse(args)
	if err != nil {
		return line.Refuse(err)
	}
	number := strings.Join(line.Args, " ")
	n, err := strconv.Atoi(number)
	if err != nil || n < 2 || n > len(lesson.Profiles) {
		return line.Refuse(line.Wrong(badNumber, len(lesson.Profiles), number))
	}
	lang := line.Lang

	before, after := lesson.Profiles[n-2], lesson.Profiles[n-1]
	changes, err := between(".", before, after)
	if err != nil {
		fmt.Fprintf(os.Stderr, "diff: %v\n%s\n", err, inTheFolder.In(lang))
		return 1
	}
	w, colored := console.Open(os.Stdout, line.Color)
	fmt.Fprintf(w, "%s\n\n", title.Format(lang, before.Number, before.Title.In(lang), after.Number, after.Title.In(lang)))
	changes.print(w, colored)
	fmt.Fprintf(w, "\n%s\n", total.Format(lang, changes.added, changes.removed))
	return 0
}

// between tells what changed from one lesson to another, in the lab at root.
func between(root string, before, after lesson.Profile) (changes, error) {
	was, err := read(root, before.Name)
	if err != nil {
		return changes{}, err
	}
	is, err := read(root, after.Name)
	if err != nil {
		return changes{}, err
	}
	return compare(was, is)
}

// read returns the lines of a lesson's code, without the text on top, which is
// another one for each lesson.
func read(root, name string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(root, "lessons", name, "main.go"))
	if err != nil {
		return nil, err
	}
	_, code, _ := strings.Cut(string(text), "\npackage main\n")
	return lines(code), nil
}

var tool = cli.Tool{
	Name: "diff", Args: "N", Example: "go run ./tools/diff 4",
	Purpose: phrase.Phrase{
		EN: "shows what changed from the lesson before to lesson N",
		ZH: "显示从上一课到第 N 课改了什么",
	},
}

var (
	badNumber = phrase.Phrase{
		EN: "N is the number of a lesson, 2 to %d, not %q.",
		ZH: "N 是课程编号，从 2 到 %d，不能是 %q。",
	}
	title = phrase.Phrase{
		EN: "From lesson %d (%s)\nto   lesson %d (%s):",
		ZH: "从第 %d 课（%s）\n到第 %d 课（%s）：",
	}
	total = phrase.Phrase{
		EN: "%d lines of code added, %d removed; comments and white space do not count.",
		ZH: "新增 %d 行代码，删除 %d 行；注释和空白不计。",
	}
	inTheFolder = phrase.Phrase{
		EN: "Run it in the lab's folder, where lessons/ is.",
		ZH: "请在实验室的文件夹（lessons/ 所在处）里运行。",
	}
)
