package main

import (
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// What build.go says.
var (
	noLab = phrase.Phrase{
		EN: "not examined: %v; grade in the folder of the lab, as Go programs are built there",
		ZH: "没有检查：%v；请在实验目录里运行 grade，Go 程序要在那里编译",
	}
	brokenLab = phrase.Phrase{
		EN: "not examined: the lab itself does not build, see go build ./...:\n%s",
		ZH: "没有检查：tcplab 本身就不能编译，请看 go build ./...：\n%s",
	}
	noModule = phrase.Phrase{
		EN: "not examined: the module %s of -modules cannot be downloaded: %s",
		ZH: "没有检查：-modules 指定的模块 %s 无法下载：%s",
	}
	noStart = phrase.Phrase{
		EN: "not examined: no program can be started from %s (%s), perhaps because the administrator does not allow it: set " + tempFolder + " to another folder, such as one in your home folder",
		ZH: "没有检查：%s 里的程序不能运行（%s），也许是系统管理员的设置：请把 " + tempFolder + " 设为别的文件夹，例如自己主目录里的",
	}
	diskFull = phrase.Phrase{
		EN: "not examined: the disk has no room for the students' programs (%s): make room, or set " + tempFolder + " to a folder that has some",
		ZH: "没有检查：磁盘上没有地方放要检查的程序（%s）：请清理磁盘，或把 " + tempFolder + " 设为有空间的文件夹",
	}
	tempFolder = howto.Either("TMPDIR", "TMP")

	doesNotBuild  = phrase.Phrase{EN: "it does not build:\n%s", ZH: "不能编译：\n%s"}
	buildsTooLong = phrase.Phrase{EN: "it does not build within %v", ZH: "%v 内没有编译完"}
)

// What class.go says.
var (
	ownAddress = phrase.Phrase{
		EN: "examined at %s: it does not take the address that it is given",
		ZH: "在 %s 检查：它不接受给定的地址",
	}
	ownPeer = phrase.Phrase{
		EN: "examined at %s: it does not connect to the address that it is given",
		ZH: "在 %s 检查：它不连接给定的地址",
	}
	portTaken = phrase.Phrase{
		EN: "not examined: the port of this server is taken; close your own servers, and grade again",
		ZH: "没有检查：这个服务器的端口被占用；请先关掉自己的服务器，再检查一次",
	}
	tookTooLong = phrase.Phrase{
		EN: "it took longer than %v, and was ended: the points are for the stage that it had reached until then; -limit gives it more time",
		ZH: "超过 %v 还没有检查完，已经停止：分数只算到那时达到的阶段；用 -limit 可以多给时间",
	}
	notReached = phrase.Phrase{EN: "not examined: interrupted before", ZH: "没有检查：中途被打断"}
	brokeOff   = phrase.Phrase{
		EN: "not examined: the check broke off: %q. Grade again; if it happens again, try check on this program alone",
		ZH: "没有检查：检查过程中断：%q。请再检查一次；如果还是这样，用 check 单独检查这个程序",
	}
	buildsNow = phrase.Phrase{EN: "builds", ZH: "正在编译"}
	beginsNow = phrase.Phrase{EN: "begins", ZH: "开始检查"}
)

// What feedback.go says.
var (
	reachedStage   = phrase.Phrase{EN: "Stage reached: %d. The task was stage %d. Points: %d of 100.", ZH: "达到第 %d 阶段，作业要求第 %d 阶段，得 %d 分（满分 100）。"}
	passedTask     = phrase.Phrase{EN: "Passed: %s. Points: %d of 100.", ZH: "通过：%s，得 %d 分（满分 100）。"}
	notPassedTask  = phrase.Phrase{EN: "Not passed: %s. Points: %d of 100.", ZH: "没有通过：%s，得 %d 分（满分 100）。"}
	notExaminedYet = phrase.Phrase{EN: "Your program was not examined.", ZH: "你的程序没有被检查。"}
	notYet         = phrase.Phrase{EN: "Of a later stage, and without effect on the points: %s", ZH: "属于以后的阶段，不影响分数：%s"}
)

// What files.go says.
var cannotSave = phrase.Phrase{
	EN: "%s cannot be written: %v. Is it open in another program? Close it there, or name a folder where you may write, on a disk with room: -out DIR",
	ZH: "无法写入 %s：%v。它是不是在别的程序里打开着？请先关闭，或指定一个可写且有空间的文件夹：-out 文件夹",
}

// What goprogram.go says.
var severalMains = phrase.Phrase{
	EN: "not examined: several Go files have a func main (%s), and none is called main.go or server.go; command.txt can say which one it is",
	ZH: "没有检查：有几个 Go 文件都有 func main（%s），没有一个叫 main.go 或 server.go；可以用 command.txt 说明是哪一个",
}

// What handin.go says.
var (
	tooLarge = phrase.Phrase{
		EN: "not examined: what was handed in is %v. Ask for the source files alone",
		ZH: "没有检查：交来的文件过多或过大（%v）。请只交源文件",
	}
	badArchive = phrase.Phrase{
		EN: "not examined: %v. Unpack it yourself, and grade again",
		ZH: "没有检查：压缩包有问题（%v）。请自己解开，再检查一次",
	}
)

var interrupted = phrase.Phrase{
	EN: "Interrupted: the servers are stopped. What is done is written, and the next run goes on from there. Not examined: %d.",
	ZH: "已中断：服务器都已停止。做完的已写入文件，下次会接着检查。没有检查：%d 名。",
}

// What marks.go says.
var (
	markCopy = phrase.Phrase{EN: "look: the program is %s of the lab", ZH: "请看：这个程序就是 tcplab 的 %s"}
	markSame = phrase.Phrase{EN: "look: the same program as that of %s", ZH: "请看：程序与 %s 的相同"}
	markDeaf = phrase.Phrase{
		EN: "look: its replies do not contain what the client said",
		ZH: "请看：它的回复里没有客户端说的话",
	}
)

// What options.go says.
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

  DIR 里的每个文件夹或 zip 文件属于一个学生，Moodle 和 Gradescope 导出的也行。在其中从外层往里，取最先找到的一个来检查：
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
	stageOrHomework = phrase.Phrase{EN: "-stage or -homework, one of them.", ZH: "-stage 和 -homework 只能写一个。"}
	noFolder        = phrase.Phrase{EN: "%s cannot be read: %s. Name the folder that holds the folders of the students.", ZH: "无法读取 %s：%s。请写出存放学生文件夹的那个文件夹。"}
	noStudents      = phrase.Phrase{EN: "in %s there is no folder of a student: unpack what they have handed in, a folder for each.", ZH: "%s 里没有学生的文件夹：请把交来的作业解开，每人一个文件夹。"}
	nobodyCalled    = phrase.Phrase{EN: "-only: nobody is called %q in %s.", ZH: "-only：没有叫 %q 的学生（在 %s 里）。"}
)

// What page.go says.
var (
	pageVerdict = phrase.Phrase{
		EN: "Students: %d. The task: %s. All points: %d.",
		ZH: "学生：%d 名。作业：%s。满分：%d 名。",
	}
	fromStage = phrase.Phrase{EN: "from stage %d on", ZH: "从第 %d 阶段起"}

	pageWords = phrase.Words{
		"title":    {EN: "Grades", ZH: "成绩"},
		"reached":  {EN: "How far they have come", ZH: "达到的阶段"},
		"students": {EN: "Students", ZH: "学生"},
		"student":  {EN: "student", ZH: "学生"},
		"stage":    {EN: "stage", ZH: "阶段"},
		"points":   {EN: "points", ZH: "分数"},
		"mistakes": {EN: "mistakes", ZH: "错误"},
		"remark":   {EN: "remark, and what was seen", ZH: "说明和现象"},
		"meaning":  {EN: "The mistakes", ZH: "错误的含义"},
		"made":     {EN: "students who make it: ", ZH: "犯这个错误的学生："},
		"look":     {EN: "Where to look: ", ZH: "参考："},
		"read":     {EN: "Where the course explains it: ", ZH: "课程里的讲解："},
		"rule":     {EN: "The points", ZH: "分数怎么算"},
		"free":     {EN: "does not count yet", ZH: "还不算数"},
	}
)

// What points.go says.
var (
	passedWord    = phrase.Phrase{EN: "passed", ZH: "通过"}
	notPassedWord = phrase.Phrase{EN: "not passed", ZH: "没有通过"}
)

// What points.go says.
var rulePassed = phrase.Phrase{
	EN: "There are 100 points for a program that passes. Any other one gets up to 50: 50 × the checks that it passed / the checks that were made, which end at the first mistake in most tasks.",
	ZH: "通过得满分 100 分。没有通过的最多 50 分：50 × 通过的检查数 / 做过的检查数；多数任务在第一个错误处就停止检查。",
}

// What points.go says.
var rule = phrase.Phrase{
	EN: "There are 100 points. 80 of them are for the stage: 80 × the stage reached / %[1]d, and no more than 80. Anyone who has reached stage %[1]d gets up to 20 more: 20 without a mistake, and 5 less for each one that counts. A mistake counts from its stage on; one of a stage beyond %[1]d is shown in grey, and costs nothing.",
	ZH: "满分 100 分。其中 80 分看阶段：80 × 达到的阶段 / %[1]d，最多 80 分。达到第 %[1]d 阶段的再加最多 20 分：没有错误加 20 分，每个算数的错误少 5 分。错误从它所属的阶段起才算数；属于第 %[1]d 阶段以后的错误用灰色显示，不扣分。",
}

// What program.go says.
var (
	unreadable = phrase.Phrase{
		EN: "not examined: it cannot be read: %s. Give yourself the right to read it, and grade again",
		ZH: "没有检查：无法读取：%s。请给自己读取的权限，再检查一次",
	}
	emptyFolder = phrase.Phrase{
		EN: "not examined: the folder holds no files. Links, and what is more than %d folders down, do not count",
		ZH: "没有检查：文件夹里没有文件。符号链接和第 %d 层文件夹以下的不算",
	}
	nothingFound = phrase.Phrase{
		EN: "not examined: no program was found, no command.txt, no Go program and no *.py. There is: %s",
		ZH: "没有检查：没有找到程序（command.txt、Go 程序或 *.py）。里面有：%s",
	}
	untouchedLab = phrase.Phrase{
		EN: "not examined: this is a copy of the lab in which nothing was written: work/ is empty, and the lessons are as they were",
		ZH: "没有检查：这是一份 tcplab 的副本，里面没有写任何东西：work/ 是空的，课程代码也没有改过",
	}
	badCommand = phrase.Phrase{
		EN: "not examined: command.txt must hold one command on one line, without variables such as $HOME. An example: java Server.java {host} {port}. A line before it may say how a message is framed: say: ^%s$",
		ZH: "没有检查：command.txt 只能有一行、一条命令，不能用 $HOME 之类的变量，例如：java Server.java {host} {port}。它前面可以有一行说明消息的格式：say: ^%s$",
	}
	badSay = phrase.Phrase{
		EN: "not examined: the say: line of command.txt must hold %s once, for the message, and the escapes of Go, such as: say: ^%s$",
		ZH: "没有检查：command.txt 的 say: 一行里要有一个 %s 代表消息，可用 Go 的转义，例如：say: ^%s$",
	}
)

// What python.go says.
var (
	manyPythons = phrase.Phrase{
		EN: "not examined: there are %d Python files (%s), and it is not clear which one is meant; command.txt can say so",
		ZH: "没有检查：有 %d 个 Python 文件（%s），看不出要检查哪一个；可以用 command.txt 说明",
	}
	noPython = phrase.Phrase{
		EN: "not examined: it is in Python, which is not on this machine: install Python, and grade again",
		ZH: "没有检查：这是 Python 程序，而本机没有 Python：请安装 Python，再检查一次",
	}
)

// What roster.go says.
var (
	noRoster  = phrase.Phrase{EN: "-roster: %s cannot be read: %s.", ZH: "-roster：无法读取 %s：%s。"}
	badRoster = phrase.Phrase{
		EN: "-roster: %s is not a CSV table whose first line names a column for the names or the ids, such as: id,name",
		ZH: "-roster：%s 不是 CSV 表格，或第一行里没有姓名或学号这一列，例如：学号,姓名",
	}
	noWorksheet = phrase.Phrase{
		EN: "-format moodle: %s has no columns called Grade and Maximum grade. Download the worksheet from Moodle again, with Moodle set to English or Chinese.",
		ZH: "-format moodle：%s 里没有“成绩”和“最高分”这两列。请把 Moodle 的语言设为中文或英文，再下载一次成绩表。",
	}
	moodleWants = phrase.Phrase{
		EN: "-format moodle fills in Moodle's own worksheet: download it (View all submissions, Download grading worksheet), and name it: -roster FILE",
		ZH: "-format moodle 填的是 Moodle 自己的成绩表：请先下载（查看所有提交，下载评分工作表），再写上 -roster 文件",
	}
)

// What screen.go says.
var (
	opening = phrase.Phrase{
		EN: "Students: %d. The task: %s. Examined at once: %d.",
		ZH: "学生：%d 名。作业：%s。同时检查：%d 名。",
	}
	keptFrom = phrase.Phrase{
		EN: "Results of a run before, which are kept: %d, in %s. To start over: -again",
		ZH: "沿用上次的结果：%d 名（在 %s 里）。要从头开始：-again",
	}
	buildsLab = phrase.Phrase{
		EN: "Building what Go programs need, once; the first time this takes a minute or two.",
		ZH: "正在编译 Go 程序需要的包，只编译一次；第一次要一两分钟。",
	}
	readsNow    = phrase.Phrase{EN: "reads", ZH: "正在读取"}
	feedbackIs  = phrase.Phrase{EN: "For each student a page: %s; all of them for upload: %s", ZH: "每名学生一个网页：%s；打包好可以上传：%s"}
	moodleIs    = phrase.Phrase{EN: "Moodle's worksheet, filled in: %s (students found in it: %d of %d rows)", ZH: "填好的 Moodle 成绩表：%s（找到学生 %d 名，共 %d 行）"}
	passedOver  = phrase.Phrase{EN: "Skipped, because it is a symbolic link: %s", ZH: "跳过符号链接：%s"}
	secondRound = phrase.Phrase{
		EN: "Not listening where they should, or not to be examined: %d. Again, one after the other:",
		ZH: "没有在给定的地址监听，或无法检查：%d 名。现在逐个再检查一次：",
	}
	stageCell    = phrase.Phrase{EN: "stage %d", ZH: "阶段 %d"}
	inAll        = phrase.Phrase{EN: "Students: %d. All points: %d. They have reached:", ZH: "学生：%d 名。满分：%d 名。达到的阶段："}
	notExamined  = phrase.Phrase{EN: "not examined", ZH: "没有检查"}
	mostFrequent = phrase.Phrase{EN: "The most frequent mistakes, and how many students make them:", ZH: "最常见的错误，以及犯错的学生人数："}
	tableIs      = phrase.Phrase{EN: "The table, for a spreadsheet: %s", ZH: "表格，可用电子表格软件打开：%s"}
	pageIs       = phrase.Phrase{EN: "The page, for a browser: %s", ZH: "网页，用浏览器打开：%s"}
)

// What task.go says.
var homeworkTask = phrase.Phrase{EN: "homework %s", ZH: "作业 %s"}

// What worker.go says.
var (
	cannotStart = phrase.Phrase{
		EN: "not examined: the program cannot be started: %s. Install what it needs, or correct command.txt",
		ZH: "没有检查：程序无法启动：%s。请安装它需要的软件，或改正 command.txt",
	}
	tooMuch = phrase.Phrase{
		EN: "it was ended, because it used too much: %d threads, %d MB",
		ZH: "它占用的资源过多，已被终止：%d 个线程，%d MB",
	}
)
