package main

import "tcplab/shared/phrase"

// What keys.go says.
var (
	ownKeys = phrase.Phrase{
		EN: "h hint · l list · r reset · q quit",
		ZH: "h 提示 · l 进度 · r 重新布置 · q 结束",
	}
	otherKeys = phrase.Phrase{
		EN: "l list · q quit",
		ZH: "l 进度 · q 结束",
	}
	thenEnter = phrase.Phrase{EN: " (and Enter)", ZH: "（再按回车）"}
)

var building = phrase.Phrase{EN: "building…", ZH: "正在编译……"}

var notRecorded = phrase.Phrase{
	EN: "the result could not be noted in work/progress.json: %v. Is the disk full?",
	ZH: "结果无法记入 work/progress.json：%v。磁盘满了吗？",
}

// What options.go says.
var (
	purpose = phrase.Phrase{
		EN: "tells which stage a TCP server has reached, and names its mistakes",
		ZH: "判断 TCP 服务器达到哪个阶段，并指出它的错误",
	}
	helpStage = phrase.Phrase{
		EN: "check whether stage N is reached: 1 to 4 for a server, 5 for a client; 7 checks lesson 7 at stage 4",
		ZH: "检查是否达到第 N 阶段：服务器 1 到 4，客户端 5；7 按第 4 阶段检查第 07 课",
	}
	helpIdentify = phrase.Phrase{
		EN: "find out which stage it has reached, and all its mistakes",
		ZH: "找出它达到哪个阶段，以及所有错误",
	}
	helpHomework = phrase.Phrase{
		EN: "check homework ID: 1 2 3 4a 4b 4c 4d 5 6 7",
		ZH: "检查作业 ID：1 2 3 4a 4b 4c 4d 5 6 7",
	}
	helpAddr = phrase.Phrase{
		EN: "where the server listens. With a COMMAND: a fixed address, in place of {addr}; without: it runs already",
		ZH: "服务器监听的地址。有 COMMAND 时：固定的地址，用来代替 {addr}；没有时：服务器已经在运行",
	}
	helpSay = phrase.Phrase{
		EN: "how a message is framed, for a server that answers complete frames only: %s is the message, with the escapes of Go (default '%s\\n')",
		ZH: "消息的格式，用于只回复完整帧的服务器：%s 代表消息，可用 Go 的转义（默认 '%s\\n'）",
	}
	helpOut = phrase.Phrase{
		EN: "write a page, check.html, and a diagram of the exchange in which each mistake was seen",
		ZH: "写出网页 check.html，以及每个错误发生时的收发时序图",
	}
	badSay = phrase.Phrase{
		EN: "-say must hold %%s once, for the message, and the escapes of Go; %q does not. For example: -say '^%%s$'",
		ZH: "-say 里要有一个 %%s 代表消息，可用 Go 的转义；%q 不是。例如：-say '^%%s$'",
	}
	helpJSON = phrase.Phrase{
		EN: "print the result as JSON, and nothing else",
		ZH: "只输出 JSON 格式的结果",
	}
	helpWatch = phrase.Phrase{
		EN: "check again whenever a file is saved, until Ctrl+C",
		ZH: "每次保存文件就重新检查，按 Ctrl+C 结束",
	}

	whichOne = phrase.Phrase{
		EN: "say what to check: -stage N, -identify or -homework ID, one of them.",
		ZH: "请说明检查什么：-stage N、-identify、-homework ID，三者选一。",
	}
	badStage = phrase.Phrase{
		EN: "-stage takes 1, 2, 3, 4, 5 or 7; you gave %q.",
		ZH: "-stage 只能是 1、2、3、4、5 或 7，不能是 %q。",
	}
	identifyWhat = phrase.Phrase{
		EN: "-identify needs a server: a command after --, or -addr for one that runs.",
		ZH: "-identify 需要一个服务器：-- 后面写启动命令，或用 -addr 指定正在运行的服务器。",
	}
	notBegun = phrase.Phrase{
		EN: "you have not started homework %s. %s puts it into work/.",
		ZH: "作业 %s 还没有开始。%s 会把它放进 work/。",
	}
	watchWhat = phrase.Phrase{
		EN: "-watch has no file to look at: begin with %s, or name a file in the command.",
		ZH: "-watch 没有可以监视的文件：请先 %s，或在命令里写出文件名。",
	}
)

// What page.go says.
var (
	pictured = phrase.Phrase{
		EN: "What was sent and what came, as a diagram, for a browser: %s",
		ZH: "用浏览器看收发的时序图：%s",
	}
	notSaved = phrase.Phrase{
		EN: "the page could not be saved in %s: %v. Name a folder that you may write to, on a disk with room: -out DIR",
		ZH: "网页无法保存到 %s：%v。请指定一个可写且有空间的文件夹：-out 文件夹",
	}
)

// What screen.go says.
var (
	checking  = phrase.Phrase{EN: "Checking %s", ZH: "检查 %s"}
	goodWord  = phrase.Phrase{EN: "  ok     ", ZH: "  通过   "}
	badWord   = phrase.Phrase{EN: "  WRONG  ", ZH: "  错误   "}
	sawWord   = phrase.Phrase{EN: "seen   ", ZH: "现象  "}
	meansWord = phrase.Phrase{EN: "means  ", ZH: "含义  "}
	lookWord  = phrase.Phrase{EN: "look   ", ZH: "参考  "}
	readWord  = phrase.Phrase{EN: "read   ", ZH: "阅读  "}

	homeworkPassed    = phrase.Phrase{EN: "Homework %s: passed.", ZH: "作业 %s：通过。"}
	homeworkNotPassed = phrase.Phrase{EN: "Homework %s: not passed.", ZH: "作业 %s：没有通过。"}
	isStage           = phrase.Phrase{EN: "It is at stage %d, without a mistake.", ZH: "它处于第 %d 阶段，没有错误。"}
	isStageWith       = phrase.Phrase{EN: "It is at stage %d. Its mistakes:", ZH: "它处于第 %d 阶段。它的错误："}
	stagePassed       = phrase.Phrase{EN: "Stage %d: passed.", ZH: "第 %d 阶段：通过。"}
	reachedWith       = phrase.Phrase{EN: "Stage %d: reached, but not passed.", ZH: "第 %d 阶段：已达到，但没有通过。"}
	clientNotPassed   = phrase.Phrase{EN: "Stage %d: not passed.", ZH: "第 %d 阶段：没有通过。"}
	notReached        = phrase.Phrase{EN: "Stage %d: not passed. The server is at stage %d.", ZH: "第 %d 阶段：没有通过。服务器处于第 %d 阶段。"}
)

// What target.go says.
var (
	doesNotBuild = phrase.Phrase{
		EN: "%s does not build yet:\n%s",
		ZH: "%s 还不能编译：\n%s",
	}
	noRaceDetector = phrase.Phrase{
		EN: "Go's race detector does not work here (it needs a C compiler, such as gcc): the check may overlook two goroutines that use the same data.",
		ZH: "没有 Go 的数据竞争检测器（它需要 gcc 之类的 C 编译器）：两个 goroutine 同时使用同一份数据，检查可能看不出来。",
	}
	nextBegin = phrase.Phrase{
		EN: "This was the lab's own program. To begin yours: %s",
		ZH: "这是 tcplab 自带的程序。%s 开始写你自己的。",
	}
	stillUntouched = phrase.Phrase{
		EN: "This is the code as %s laid it out: you have not changed it yet. So it does not pass, whatever the check finds.",
		ZH: "这还是 %s 布置时的代码，还没有改过。所以不管检查发现什么，都不算通过。",
	}
	nextWrite = phrase.Phrase{
		EN: "Nothing has been changed yet: open %s and write your change. %s gives a hint.",
		ZH: "还没有改过：请打开 %s 动手写。%s 给出提示。",
	}
	nextHint = phrase.Phrase{
		EN: "%s gives a hint, %s checks again.",
		ZH: "%s 给出提示，%s 重新检查。",
	}
	nextDiff = phrase.Phrase{
		EN: "%s compares your work with the lesson.",
		ZH: "%s 把你的程序和课程放在一起对照。",
	}
	nextSolution = phrase.Phrase{
		EN: "%s shows another way to do it.",
		ZH: "%s 给出另一种写法。",
	}
)

// What watch.go says.
var watching = phrase.Phrase{
	EN: "Save %s, and it is checked again. Ctrl+C ends it.",
	ZH: "保存 %s 就会重新检查。按 Ctrl+C 结束。",
}
