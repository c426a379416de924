package main

import (
	"runtime"
	"time"

	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/probe"
)

// options are what the command line says.
type options struct {
	stage int
	jobs  int
	limit time.Duration
	out   string

	students []student // the folders in DIR
	links    []string  // what was passed over there as it is a link
}

// maxJobs is more than any machine has cores for.
const maxJobs = 1000

func (o *options) tool() cli.Tool {
	o.stage, o.jobs, o.limit, o.out = probe.Stages, max(1, runtime.NumCPU()/2), 2*time.Minute, "out"
	return cli.Tool{Run: o.run, Command: flags.Command{
		Path: "tools/grade", Args: phrase.Same("DIR"), Example: "go run ./tools/grade -stage 3 handed-in",
		Purpose: purpose,
		Flags: []flags.Flag{
			{Name: "stage", Value: "N", Purpose: helpStage, Example: "-stage 3", Into: flags.Range(&o.stage, 1, probe.Stages)},
			{Name: "j", Value: "N", Purpose: helpJobs.With(o.jobs), Example: "-j 4", Into: flags.Range(&o.jobs, 1, maxJobs)},
			{Name: "limit", Value: "TIME", Purpose: helpLimit, Example: "-limit 5m", Into: &o.limit},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out monday", Into: &o.out},
		},
	}}
}

// complete checks the options, and finds the students.
func (o *options) complete(args []string) (err error) {
	switch {
	case len(args) == 0 || args[0] == "":
		return flags.Wrong(whichFolder, howto.Either("make grade DIR=handed-in", "go run ./tools/grade handed-in"))
	case len(args) > 1:
		return flags.Wrong(oneFolder, args[1])
	case o.limit <= 0:
		return flags.Wrong(badLimit)
	}
	dir := args[0]
	o.students, o.links, err = findStudents(dir, o.out)
	switch {
	case err != nil:
		return flags.Wrong(noFolder, dir, reason(err))
	case len(o.students) == 0:
		return flags.Wrong(noStudents, dir)
	}
	return nil
}

var (
	purpose = phrase.Phrase{
		EN: `examines the server of every student, and writes the points as a table and as a page

  Each folder in DIR is a student's. In it, or else one folder below, the first of these is examined:
    command.txt   one line: the command that starts the server, with {addr}, {host} and {port};
                  a line "say: ^%s$" before it says how a message is framed, for servers that want frames
    work/0N-…     a Go program as the lab lays it out
    main.go       a Go program
    server.py     a Python program, or 0N-….py, or the only *.py
  Of several stages it is the highest that is not beyond -stage. A program that takes no address is examined
  where it listens, after the others. Hidden folders, files and symbolic links in DIR are passed over.

  Points, of 100: 80 × stage reached / -stage, 80 at most. Anyone who has reached -stage gets up to 20 more:
  20 without a mistake, and 5 less for each one that counts. A mistake counts from its stage on.

  Exit code: 0 when all were examined, whatever came out; 1 when some were not; 2 for wrong use.
  The programs run with your rights: examine strangers on a machine where nothing else is.`,
		ZH: `检查每个学生的服务器，把分数写成表格和网页

  DIR 里的每个文件夹属于一个学生。在其中（没有的话，再往下一层）取下面最先找到的一个来检查：
    command.txt   一行：启动服务器的命令，可以用 {addr}、{host}、{port}；
                  前面可以有一行 "say: ^%s$" 说明消息的格式，用于按帧收发的服务器
    work/0N-…     实验程序放好的 Go 程序
    main.go       Go 程序
    server.py     Python 程序，或 0N-….py，或唯一的 *.py
  有几个阶段时，取不超过 -stage 的最高阶段。不接受地址的程序，等别人都检查完以后，在它监听的地址上检查。
  DIR 里的隐藏文件夹、普通文件和符号链接都跳过。

  满分 100：80 × 达到的阶段 / -stage，最多 80。达到 -stage 的再加最多 20 分：
  没有错误加 20，每个算数的错误少 5 分。错误从它所属的阶段起才算数。

  退出码：全部检查了为 0，不管结果如何；有人没有检查为 1；用法错误为 2。
  这些程序以你的权限运行：陌生人的程序请在没有别的东西的机器上检查。`,
	}
	helpStage = phrase.Phrase{EN: "the stage that was the task, 1 to 4 (default 4)", ZH: "作业要求的阶段，1 到 4（默认 4）"}
	helpJobs  = phrase.Phrase{EN: "how many students are examined at once (default %d, half of this machine's cores)", ZH: "同时检查几名学生（默认 %d，即本机核心数的一半）"}
	helpLimit = phrase.Phrase{EN: "how long the check of one student may take (default 2m); then the stage counts that was reached until then", ZH: "检查一名学生最多用多长时间（默认 2m）；超过时只算到那时达到的阶段"}
	helpOut   = phrase.Phrase{EN: "the folder for grade.csv and grade.html (default out)", ZH: "存放 grade.csv 和 grade.html 的文件夹（默认 out）"}

	whichFolder = phrase.Phrase{
		EN: "which folder? Name the one that holds the folders of the students: %s",
		ZH: "哪个文件夹？请写出存放学生文件夹的那一个：%s",
	}
	oneFolder  = phrase.Phrase{EN: "only one folder: what is %q?", ZH: "只能写一个文件夹：%q 是什么？"}
	badLimit   = phrase.Phrase{EN: "-limit takes more than 0: a check takes 10 to 30 seconds.", ZH: "-limit 必须大于 0：一次检查要 10 到 30 秒。"}
	noFolder   = phrase.Phrase{EN: "%s cannot be read: %s. Name the folder that holds the folders of the students.", ZH: "无法读取 %s：%s。请写出存放学生文件夹的那个文件夹。"}
	noStudents = phrase.Phrase{EN: "in %s there is no folder of a student: unpack what they have handed in, a folder for each.", ZH: "%s 里没有学生的文件夹：请把交来的作业解开，每人一个文件夹。"}
)
