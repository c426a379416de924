package main

import (
	"runtime"
	"strings"
	"time"

	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sandbox"
)

// options are what the command line says.
type options struct {
	task          task
	jobs          int // 0: as many as the sandbox allows
	limit         time.Duration
	out           string
	only          []string
	again         bool
	wantedSandbox sandbox.Kind
	modules       []string
	roster        string
	formats       []string

	students []student // the folders in DIR
	links    []string  // what was passed over there as it is a link
	people   *roster   // nil without -roster
	kept     map[string]result
}

// maxJobs is more than any machine has cores for.
const maxJobs = 1000

func (o *options) tool() cli.Tool {
	o.task, o.limit, o.out, o.wantedSandbox = task{Stage: probe.Stages}, 2*time.Minute, "out", sandbox.Auto
	names := func(into *[]string) flags.Value {
		return func(_, value string) error {
			*into = append(*into, value)
			return nil
		}
	}
	return cli.Tool{Run: o.run, Command: flags.Command{
		Path: "tools/grade", Args: phrase.Same("DIR"), Example: "-stage 3 handed-in",
		Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "stage", Value: "N", Purpose: helpStage, Example: "-stage 3", Into: flags.Range(&o.task.Stage, 1, clientStage)},
			{Name: "homework", Value: "ID", Purpose: helpHomework, Example: "-homework h3", Into: flags.Value(o.setHomework)},
			{Name: "only", Value: "NAME", Purpose: helpOnly, Example: "-only alice -only bob", Into: names(&o.only)},
			{Name: "again", Purpose: helpAgain, Example: "-again", Into: &o.again},
			{Name: "sandbox", Value: "KIND", Purpose: helpSandbox, Example: "-sandbox bwrap", Into: flags.OneOf(&o.wantedSandbox, sandbox.Kinds...)},
			{Name: "modules", Value: "MODULE", Purpose: helpModules, Example: "-modules github.com/google/uuid@latest", Into: names(&o.modules)},
			{Name: "roster", Value: "FILE", Purpose: helpRoster, Example: "-roster class.csv", Into: &o.roster},
			{Name: "format", Value: "FORMAT", Purpose: helpFormat, Example: "-format moodle -roster Grades.csv", Into: flags.Value(o.setFormat)},
			{Name: "j", Value: "N", Purpose: helpJobs.With(perCore*runtime.NumCPU(), max(1, runtime.NumCPU()/2)), Example: "-j 4", Into: flags.Range(&o.jobs, 1, maxJobs)},
			{Name: "limit", Value: "TIME", Purpose: helpLimit, Example: "-limit 5m", Into: &o.limit},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out monday", Into: &o.out},
		},
	}}
}

// setHomework takes the ID of homework, such as 4a or h4a.
func (o *options) setHomework(_, id string) error {
	e, ok := exercise.Find("h" + strings.TrimPrefix(id, "h"))
	if !ok {
		return flags.Wrong(badHomework, id)
	}
	o.task = task{Homework: e.ID}
	return nil
}

func (o *options) setFormat(name, value string) error {
	var format string
	err := flags.OneOf(&format, formatNames...)(name, value)
	o.formats = append(o.formats, format)
	return err
}

// complete checks the options, and finds the students.
func (o *options) complete(args []string) (err error) {
	switch {
	case len(args) == 0 || args[0] == "":
		return flags.Wrong(whichFolder, howto.Either("make grade DIR=handed-in", howto.Program("tools/grade")+" handed-in"))
	case len(args) > 1:
		return flags.Wrong(oneFolder, args[1])
	case o.limit <= 0:
		return flags.Wrong(badLimit)
	case o.task.Homework != "" && o.task.Stage != 0:
		return flags.Wrong(stageOrHomework)
	}
	dir := args[0]
	o.students, o.links, err = findStudents(dir, o.out)
	switch {
	case err != nil:
		return flags.Wrong(noFolder, dir, reason(err))
	case len(o.students) == 0:
		return flags.Wrong(noStudents, dir)
	}
	if err := o.readRoster(); err != nil {
		return err
	}
	for _, name := range o.only {
		found := false
		for _, s := range o.students {
			found = found || (&options{only: []string{name}}).wanted(s)
		}
		if !found {
			return flags.Wrong(nobodyCalled, name, dir)
		}
	}
	return nil
}

var (
	purpose = phrase.Phrase{
		EN: `examines the program of every student, and writes the points as a table and as a page

  Each folder or zip file in DIR is a student's, also as Moodle and Gradescope lay them out. In it, the
  first of these is examined, at the top or below:
    command.txt   one line: the command that starts the server, with {addr}, {host} and {port};
                  a line "say: ^%s$" before it says how a message is framed, for servers that want frames
    work/0N-…     a Go program as the lab lays it out; or a lesson that was changed in its place
    *.go          a Go program, with a go.mod or without
    *.py          server.py, 0N-….py, the only one, or the only one that accepts clients
  Of several stages it is the highest that is not beyond -stage. A program that takes no address is examined
  where it listens. Where nothing is found, the student is not examined, and the table says what there is.

  The programs run in a sandbox; which one, and what it does not enforce, is on the screen and on the page.
  What is done is kept in -out, and the next run goes on from there.

  Points, of 100: 80 × stage reached / -stage, 80 at most. Anyone who has reached -stage gets up to 20 more:
  20 without a mistake, and 5 less for each one that counts. A mistake counts from its stage on. For -stage 5
  and -homework: 100 if it is passed, else 50 × checks passed / checks made.
  Programs that are equal, those of the lab, and replies without the message are marked, and cost no points.

  Exit code: 0 when all were examined, whatever came out; 1 when some were not; 2 for wrong use, or when no
  sandbox works.`,
		ZH: `检查每个学生的程序，把分数写成表格和网页

  DIR 里的每个文件夹或 zip 文件属于一个学生，Moodle 和 Gradescope 导出的也行。在其中由浅入深，取最先找到的一个来检查：
    command.txt   一行：启动服务器的命令，可以用 {addr}、{host}、{port}；
                  前面可以有一行 "say: ^%s$" 说明消息的格式，用于按帧收发的服务器
    work/0N-…     布置任务时放好的 Go 程序；或者就地改过的课程代码
    *.go          Go 程序，有没有 go.mod 都行
    *.py          server.py、0N-….py、唯一的一个，或唯一接受客户端的一个
  有几个阶段时，取不超过 -stage 的最高阶段。不接受地址的程序，在它监听的地址上检查。
  什么都没找到时，算作没有检查，表里会写明里面有什么。

  程序在沙箱里运行；用的是哪一种、有什么没有限制，屏幕和网页上都会说明。
  做完的结果保存在 -out 里，下次运行会接着检查。

  满分 100：80 × 达到的阶段 / -stage，最多 80。达到 -stage 的再加最多 20 分：
  没有错误加 20，每个算数的错误少 5 分。错误从它所属的阶段起才算数。
  -stage 5 和 -homework：通过得 100，否则 50 × 通过的检查数 / 做过的检查数。
  彼此相同的程序、tcplab 自带的程序、回复里没有消息内容的程序会标出来，但不扣分。

  退出码：全部检查了为 0，不管结果如何；有人没有检查为 1；用法错误或没有可用的沙箱为 2。`,
	}
	helpStage    = phrase.Phrase{EN: "the stage that was the task: 1 to 4 for a server (default 4), 5 for a client", ZH: "作业要求的阶段：服务器 1 到 4（默认 4），客户端 5"}
	helpHomework = phrase.Phrase{EN: "the task was homework ID: 1 2 3 4a 4b 4c 4d 5 6 7", ZH: "作业是作业题 ID：1 2 3 4a 4b 4c 4d 5 6 7"}
	helpOnly     = phrase.Phrase{EN: "examine only this student, by name, folder or id; may be given several times", ZH: "只检查这名学生（姓名、文件夹或学号）；可以写几次"}
	helpAgain    = phrase.Phrase{EN: "start over: examine also those who have a result", ZH: "从头开始：已有结果的也重新检查"}
	helpSandbox  = phrase.Phrase{
		EN: "where the programs run: auto, bwrap, landlock or off (default auto, the strongest that works)",
		ZH: "程序在哪里运行：auto、bwrap、landlock 或 off（默认 auto，取能用的里面最强的）",
	}
	helpModules = phrase.Phrase{EN: "a module that the class may use in Go; it is downloaded first; may be given several times", ZH: "学生的 Go 程序可以用的模块，会先下载；可以写几次"}
	helpRoster  = phrase.Phrase{EN: "a CSV file with the names and ids of the class; for -format moodle, the worksheet of Moodle", ZH: "含有姓名和学号的 CSV 文件；用 -format moodle 时是 Moodle 的成绩表"}
	helpFormat  = phrase.Phrase{EN: "what is written besides grade.csv: moodle, gradescope or classroom50; may be given several times", ZH: "除 grade.csv 以外还写什么：moodle、gradescope 或 classroom50；可以写几次"}
	helpJobs    = phrase.Phrase{EN: "how many students are examined at once (default %d with bubblewrap, else %d)", ZH: "同时检查几名学生（用 bubblewrap 时默认 %d，否则 %d）"}
	helpLimit   = phrase.Phrase{EN: "how long the check of one student may take (default 2m); then the stage counts that was reached until then", ZH: "检查一名学生最多用多长时间（默认 2m）；超过时只算到那时达到的阶段"}
	helpOut     = phrase.Phrase{EN: "the folder for grade.csv, grade.html, results and feedback (default out)", ZH: "存放 grade.csv、grade.html、results 和 feedback 的文件夹（默认 out）"}

	whichFolder = phrase.Phrase{
		EN: "which folder? Name the one that holds the folders of the students: %s",
		ZH: "哪个文件夹？请写出存放学生文件夹的那一个：%s",
	}
	oneFolder       = phrase.Phrase{EN: "only one folder: what is %q?", ZH: "只能写一个文件夹：%q 是什么？"}
	badLimit        = phrase.Phrase{EN: "-limit takes more than 0: a check takes 10 to 30 seconds.", ZH: "-limit 必须大于 0：一次检查要 10 到 30 秒。"}
	badHomework     = phrase.Phrase{EN: "-homework takes 1, 2, 3, 4a, 4b, 4c, 4d, 5, 6 or 7; you gave %q.", ZH: "-homework 只能是 1、2、3、4a、4b、4c、4d、5、6 或 7，不能是 %q。"}
	stageOrHomework = phrase.Phrase{EN: "-stage or -homework, one of them.", ZH: "-stage 和 -homework 只能写一个。"}
	noFolder        = phrase.Phrase{EN: "%s cannot be read: %s. Name the folder that holds the folders of the students.", ZH: "无法读取 %s：%s。请写出存放学生文件夹的那个文件夹。"}
	noStudents      = phrase.Phrase{EN: "in %s there is no folder of a student: unpack what they have handed in, a folder for each.", ZH: "%s 里没有学生的文件夹：请把交来的作业解开，每人一个文件夹。"}
	nobodyCalled    = phrase.Phrase{EN: "-only: nobody is called %q in %s.", ZH: "-only：没有叫 %q 的学生（在 %s 里）。"}
)
