package main

import (
	"tcplab/shared/course"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

var states = map[state]phrase.Phrase{
	good:    {EN: "ok", ZH: "正常"},
	hint:    {EN: "note", ZH: "提示"},
	missing: {EN: "fix", ZH: "要处理"},
}

var (
	complete = phrase.Phrase{
		EN: "This machine has what the lab needs. Go on with %s.",
		ZH: "实验需要的都有了。接着运行 %s。",
	}
	repair = phrase.Phrase{
		EN: "To fix: %d. Do what is said above, then run %s again.",
		ZH: "有 %d 处要处理。照上面说的做，再运行一次 %s。",
	}

	noGo = phrase.Phrase{
		EN: "There is no go command, or this terminal was opened before Go was installed.",
		ZH: "没有 go 命令，或者这个终端是在安装 Go 之前打开的。",
	}
	oldGo = phrase.Phrase{
		EN: "This is %s, and the lab needs %s or newer.",
		ZH: "现在是 %s，实验需要 %s 或更新的版本。",
	}
	goNotNeeded = phrase.Phrase{
		EN: "Not installed. You need it only to write Go programs yourself: the programs in bin are ready to run.",
		ZH: "没有安装。只有自己写 Go 程序时才需要：bin 里的程序可以直接运行。",
	}
	getGo = phrase.Phrase{
		EN: "Get it from https://go.dev/dl/ or https://golang.google.cn/dl/, and open a new terminal.",
		ZH: "请从 https://golang.google.cn/dl/ 或 https://go.dev/dl/ 下载安装，然后打开新的终端。",
	}

	allModules  = phrase.Phrase{EN: "all there; no network needed", ZH: "齐全，不需要网络"}
	notInTheLab = phrase.Phrase{EN: "There is no go.mod here.", ZH: "这里没有 go.mod。"}

	changeFolder = phrase.Phrase{
		EN: "Go to the folder of the lab first: cd FOLDER",
		ZH: "请先进入实验目录：cd 文件夹",
	}
	noModules = phrase.Phrase{EN: "Some are missing: %s", ZH: "不齐全：%s"}
	download  = phrase.Phrase{
		EN: "go mod download\nIf that is slow or hangs, set a mirror first:\ngo env -w GOPROXY=https://goproxy.cn,direct",
		ZH: "go mod download\n如果很慢或卡住，请先设置镜像：\ngo env -w GOPROXY=https://goproxy.cn,direct",
	}

	noList = phrase.Phrase{EN: "Go cannot list them: %s", ZH: "Go 无法查看：%s"}
	// That is what go run, go tool and an editor need; make does without.
	resetGo = phrase.Phrase{
		EN: "Often a setting for another project is the cause, such as GOFLAGS, GO111MODULE or GOWORK. To see which settings were changed, and to remove one:\n" +
			"go env -changed\ngo env -u NAME\n" + howto.Either("unset NAME", "set NAME="),
		ZH: "常常是为别的项目改过的设置造成的，例如 GOFLAGS、GO111MODULE、GOWORK。查看改过哪些，再去掉：\n" +
			"go env -changed\ngo env -u 变量名\n" + howto.Either("unset 变量名", "set 变量名="),
	}

	portN     = phrase.Phrase{EN: "port %s", ZH: "端口 %s"}
	portsFree = phrase.Phrase{EN: "free: %s", ZH: "空闲：%s"}

	theLessons    = phrase.Phrase{EN: "lessons", ZH: "课程"}
	lessonAltered = phrase.Phrase{
		EN: "%s was changed: it is not the lesson that came with the lab. Your own programs are in work/. To restore it:",
		ZH: "%s 被改过，已经不是课程自带的那一课。自己的程序在 work/ 里。恢复的办法：",
	}

	theTerminal = phrase.Phrase{EN: "terminal", ZH: "终端"}
	noTerminal  = phrase.Phrase{
		EN: "The output goes to a file or a pipe, so its width and colour were not looked at.",
		ZH: "输出到了文件或管道，所以没有查看宽度和颜色。",
	}
	columnsWide   = phrase.Phrase{EN: "%d columns", ZH: "%d 列宽"}
	widen         = phrase.Phrase{EN: "A line of the log takes %d. Make the window wider, or the letters smaller.", ZH: "日志一行要 %d 列。请把窗口拉宽，或把字号调小。"}
	isThere       = phrase.Phrase{EN: "on", ZH: "有"}
	noColour      = phrase.Phrase{EN: "off, because NO_COLOR is set or TERM is dumb", ZH: "没有，因为设置了 NO_COLOR，或 TERM 是 dumb"}
	allowColour   = phrase.Phrase{EN: "To switch it on anyway: -color always", ZH: "一定要颜色：-color always"}
	writesChinese = phrase.Phrase{
		EN: "written in %s: %s The programs speak %q; -lang or LAB_LANG changes it.",
		ZH: "以 %s 编码输出：%s 程序使用的语言是 %q，可用 -lang 或 LAB_LANG 更改。",
	}
	garbled = phrase.Phrase{
		EN: "If that is garbled: " + howto.Either("export LANG=C.UTF-8, or use a terminal that shows UTF-8", "use Windows Terminal"),
		ZH: "如果显示为乱码：" + howto.Either("export LANG=C.UTF-8，或换用能显示 UTF-8 的终端", "请用 Windows Terminal"),
	}

	noNC  = phrase.Phrase{EN: "Not installed, and not needed: lesson 5 is a client for all lessons.", ZH: "没有安装，也不需要：第 5 课就是通用的客户端。"}
	getNC = phrase.Same(course.Lessons[4].Command("-i", "-to", "1"))

	noPython = phrase.Phrase{
		EN: "Not installed. You need it only for servers in Python, such as those in docs/python.",
		ZH: "没有安装。只有运行 Python 写的服务器（如 docs/python 里的）时才需要。",
	}
	getPython = phrase.Phrase{EN: "Get it from https://www.python.org/downloads/.", ZH: "请从 https://www.python.org/downloads/ 下载安装。"}

	loopback = phrase.Phrase{
		EN: "It matters only when others connect to you, with -addr 0.0.0.0:9999. Then allow the program on private networks.",
		ZH: "只有用 -addr 0.0.0.0:9999 让别人连进来时才有关系。那时请允许程序在专用网络上接受连接。",
	}
	openFirewall = phrase.Phrase{
		EN: howto.Either("On Linux: sudo ufw allow 9999/tcp", "Windows asks once for each new program."),
		ZH: howto.Either("Linux 上：sudo ufw allow 9999/tcp", "Windows 对每个新程序询问一次。"),
	}
)
