package main

import (
	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

// What files.go says.
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
