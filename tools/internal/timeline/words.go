package timeline

import "tcplab/shared/phrase"

// What stands above the columns of a table, wherever it is shown.
var (
	ClientHead    = phrase.Phrase{EN: "client", ZH: "客户端"}
	ClientsHead   = phrase.Phrase{EN: "clients", ZH: "客户端数"}
	ServerHead    = phrase.Phrase{EN: "server", ZH: "服务器"}
	ConnectedHead = phrase.Phrase{EN: "connected", ZH: "连接"}
	QueuedHead    = phrase.Phrase{EN: "queued for", ZH: "排队时长"}
	FirstByteHead = phrase.Phrase{EN: "first byte", ZH: "首字节"}
	FinishedHead  = phrase.Phrase{EN: "finished", ZH: "完成"}
	MeasuredHead  = phrase.Phrase{EN: "measured", ZH: "实测"}
	TheoryHead    = phrase.Phrase{EN: "theory", ZH: "理论"}
	RatioHead     = phrase.Phrase{EN: "ratio", ZH: "实测/理论"}
	SpeedupHead   = phrase.Phrase{EN: "speed-up", ZH: "加速比"}
	FailedWord    = phrase.Phrase{EN: "failed", ZH: "失败"}

	// WithoutEvents is said of a server, or of A or B.
	WithoutEvents = phrase.Phrase{
		EN: "%s writes no events: the queue ends with the first byte from it.",
		ZH: "%s 不写事件：收到它的第一个字节才算离开队列。",
	}
	// WithClients stands before a verdict.
	WithClients = phrase.Phrase{EN: "With %d clients: %s", ZH: "%d 个客户端时：%s"}
)
