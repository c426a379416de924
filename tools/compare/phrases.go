package main

import (
	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

// What findings.go says.
var notSaved = phrase.Phrase{
	EN: "the picture cannot be saved in %s: %v. Name a folder that you may write to, on a disk with room: -out DIR",
	ZH: "图无法保存到 %s：%v。请指定一个可写且有空间的文件夹：-out 文件夹",
}

// What findings.go says.
var (
	badRecording = phrase.Phrase{
		EN: "the recording cannot be read (%v). Was the file changed? Measure again.",
		ZH: "记录无法读取（%v）。文件被改过吗？请重新测量。",
	}
	noRecording = phrase.Phrase{
		EN: "there is no recording in %s: neither a.jsonl and b.jsonl, nor a folder sweep.",
		ZH: "%s 里没有记录：既没有 a.jsonl 和 b.jsonl，也没有 sweep 文件夹。",
	}
)

// What live.go says.
var phaseWord = map[timeline.Phase]phrase.Phrase{
	timeline.Coming:     {EN: "to come", ZH: "未到"},
	timeline.Connecting: {EN: "connecting", ZH: "正在连接"},
	timeline.Queued:     {EN: "queued", ZH: "排队"},
	timeline.Greeting:   {EN: "greeting", ZH: "等欢迎词"},
	timeline.Sending:    {EN: "sending", ZH: "正在发送"},
	timeline.Waiting:    {EN: "waiting", ZH: "等待回复"},
	timeline.Done:       {EN: "done", ZH: "完成"},
	timeline.Failed:     timeline.FailedWord,
}

// What live.go says.
var (
	planned = phrase.Phrase{
		EN: "%s: %d clients, %d messages each, thinks %v about each",
		ZH: "%s：%d 个客户端，每个 %d 条消息，每条思考 %v",
	}
	plannedOne = phrase.Phrase{
		EN: "%s: %d clients, %d message each, thinks %v about it",
		ZH: "%s：%d 个客户端，每个 %d 条消息，思考 %v",
	}
	legend = phrase.Phrase{
		EN: "- connecting   . queued   = waiting for the answer   | the answer   x failed",
		ZH: "- 正在连接   . 排队   = 等待回复   | 收到回复   x 失败",
	}
	comingCount = phrase.Phrase{EN: "%d to connect", ZH: "%d 个未连接"}
	queuedCount = phrase.Phrase{EN: "%d queued", ZH: "%d 个排队"}
	servedCount = phrase.Phrase{EN: "%d served", ZH: "%d 个服务中"}
	doneCount   = phrase.Phrase{EN: "%d done", ZH: "%d 个完成"}
	failedCount = phrase.Phrase{EN: "%d failed", ZH: "%d 个失败"}

	more       = phrase.Phrase{EN: "and %d more: %s", ZH: "还有 %d 个：%s"}
	clientDone = phrase.Phrase{
		EN: "%s  client %d: connected %.3f s, first byte %.3f s, finished %.3f s",
		ZH: "%s  客户端 %d：%.3f 秒时连接，%.3f 秒时首字节，%.3f 秒时完成",
	}
	clientFailed = phrase.Phrase{
		EN: "%s  client %d: failed after %.3f s: %s",
		ZH: "%s  客户端 %d：%.3f 秒后失败：%s",
	}
)

var interrupted = phrase.Phrase{
	EN: "Interrupted: the servers were stopped, and nothing was written.",
	ZH: "已中断：服务器都已停止，没有写任何文件。",
}

// What measure.go says.
var ofServer = phrase.Phrase{EN: "server %s, %s: %v", ZH: "服务器 %s（%s）：%v"}

// What screen.go says.
var (
	learning = phrase.Phrase{
		EN: "%s: one client alone, to measure how long it thinks",
		ZH: "%s：先让一个客户端单独试一次，看它思考多久",
	}
	hiddenRows    = phrase.Phrase{EN: "and %d more clients; the page has them all", ZH: "还有 %d 个客户端，网页里都有"}
	failedClients = phrase.Phrase{
		EN: "%d of %d clients failed (%s): %s",
		ZH: "%d 个客户端失败，共 %d 个（%s）：%s",
	}
	pictureIs = phrase.Phrase{EN: "The picture, for a browser: %s", ZH: "用浏览器看图：%s"}
)

// What options.go says.
var (
	purpose = phrase.Phrase{
		EN: "runs the same clients against two servers, or three, and shows who waited for whom",
		ZH: "让同一批客户端分别访问两个（或三个）服务器，看谁在等谁",
	}
	helpClients  = phrase.Phrase{EN: "how many clients there are (default 5)", ZH: "有多少个客户端（默认 5）"}
	helpMessages = phrase.Phrase{EN: "how many messages each of them sends (default 3)", ZH: "每个客户端发送几条消息（默认 3）"}
	helpDelay    = phrase.Phrase{EN: "how long the lab's servers think about a message (default 200ms)", ZH: "课程的服务器每条消息思考多久（默认 200ms）"}
	helpStagger  = phrase.Phrase{EN: "how long after each client the next one comes (default 0s)", ZH: "前后两个客户端相隔多久到来（默认 0s）"}
	helpThink    = phrase.Phrase{EN: "how they think: sleep waits (default), cpu keeps a core busy", ZH: "怎样思考：sleep 等待（默认），cpu 占用一个处理器核"}
	helpA        = phrase.Phrase{
		EN: "the command of server A (default: lesson 03); {addr} stands for the address to listen at,\n      {host}, {port}, {delay} and {think} for what their names say",
		ZH: "服务器 A 的启动命令（默认：第 03 课）；{addr} 代表它要监听的地址，\n      {host}、{port}、{delay}、{think} 代表主机、端口和两个选项的值",
	}
	helpB = phrase.Phrase{
		EN: "the same for server B (default: lesson 04); a server that writes events to its output shows when it accepts",
		ZH: "服务器 B 的启动命令（默认：第 04 课）；把事件写到标准输出的服务器能显示何时 accept",
	}
	helpC = phrase.Phrase{
		EN: "a third server, if wanted; each of the three may also be a lesson, such as 07-event-loop",
		ZH: "可以再加第三个服务器；三个都可以直接写课名，如 07-event-loop",
	}
	helpSweep = phrase.Phrase{EN: "compare with each of these numbers of clients, and draw time against number", ZH: "依次用这些数量的客户端对比，并画出时间随数量的变化"}
	helpOut   = phrase.Phrase{EN: "the folder for picture, page and events (default out)", ZH: "存放图、网页和事件的文件夹（默认 out）"}
	helpFrom  = phrase.Phrase{EN: "measure nothing: draw again from the events in DIR", ZH: "不测量：用 DIR 里的事件重新画图"}
	helpJSON  = phrase.Phrase{EN: "print the result as JSON, and nothing else", ZH: "只输出 JSON 格式的结果"}

	stray      = phrase.Phrase{EN: "%%q is not a flag. Put quotes around a command: -b \"%s\".", ZH: "%%q 不是选项。命令要加引号：-b \"%s\"。"}.With(example)
	tooMuch    = phrase.Phrase{EN: "all clients together may send %d messages: take fewer.", ZH: "所有客户端一共最多发送 %d 条消息：请减少一些。"}
	tooLong    = phrase.Phrase{EN: "-delay and -stagger take at most %v.", ZH: "-delay 和 -stagger 最多是 %v。"}
	badSweep   = phrase.Phrase{EN: "-sweep takes numbers from 1 to %d, separated by commas, such as 1,2,4,8; you gave %q.", ZH: "-sweep 的格式是用逗号分隔的 1 到 %d 的数，例如 1,2,4,8，不能是 %q。"}
	unsuitable = phrase.Phrase{EN: "-%s takes a command, or lesson 03-detect-close, 04-threaded or 07-event-loop;\n%s does not serve these clients.", ZH: "-%s 可以写命令，或课名 03-detect-close、04-threaded、07-event-loop；\n%s 服务不了这些客户端。"}
	fromAlone  = phrase.Phrase{EN: "-from measures nothing, and so takes none of -a, -b, -c and -sweep.", ZH: "-from 不测量，所以不能再写 -a、-b、-c 或 -sweep。"}
	badCommand = phrase.Phrase{EN: "-%s takes a command, written as for a shell, but this cannot be read: %s\nFor more than one command, write sh -c '…'.", ZH: "-%s 要写一条 shell 那样的命令，这不是：%s\n要写几条命令，请放进 sh -c '…'。"}
)
