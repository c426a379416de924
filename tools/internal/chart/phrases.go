package chart

import (
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

var (
	pictureName = phrase.Phrase{
		EN: "From top to bottom, %s: what each of %d clients did, over time",
		ZH: "从上到下是 %s：%d 个客户端各自的经过，横轴是时间",
	}
	allDone     = phrase.Phrase{EN: "all done after %.3f s", ZH: "全部完成用了 %.3f 秒"}
	noneDone    = phrase.Phrase{EN: "no client was done", ZH: "没有客户端完成"}
	someDone    = phrase.Phrase{EN: "%d of %d done, the last after %.3f s", ZH: "完成 %d 个，共 %d 个，最后一个用了 %.3f 秒"}
	clientLabel = phrase.Phrase{EN: "client %d", ZH: "客户端 %d"}
	markTitle   = phrase.Phrase{EN: "%v: client %d, %.3f s", ZH: "%v：客户端 %d，%.3f 秒"}
	countTitle  = phrase.Phrase{
		EN: "%.3f s: %d served, %d queued, %d not connected, %d done, %d failed",
		ZH: "%.3f 秒：%d 个服务中，%d 个排队，%d 个未连接，%d 个已完成，%d 个失败",
	}
	clientDone = phrase.Phrase{
		EN: "client %d: connected after %.3f s, queued for %.3f s, done after %.3f s",
		ZH: "客户端 %d：%.3f 秒时连接，排队 %.3f 秒，%.3f 秒时完成",
	}
	clientFailed = phrase.Phrase{
		EN: "client %d failed after %.3f s: %s",
		ZH: "客户端 %d 在 %.3f 秒时失败：%s",
	}
)

// phaseTitle says what happens to a client in a phase.
var phaseTitle = map[timeline.Phase]phrase.Phrase{
	timeline.Connecting: {EN: "client %d: connecting", ZH: "客户端 %d：正在连接"},
	timeline.Queued:     {EN: "client %d: connected, in the accept queue", ZH: "客户端 %d：已连接，在 accept 队列里"},
	timeline.Greeting:   {EN: "client %d: accepted, waiting for the greeting", ZH: "客户端 %d：已被接受，等欢迎词"},
	timeline.Sending:    {EN: "client %d: sending", ZH: "客户端 %d：正在发送"},
	timeline.Waiting:    {EN: "client %d: waiting for the answer", ZH: "客户端 %d：等待回复"},
}

// The legend of a picture.
var (
	keyConnecting = phrase.Phrase{EN: "connecting", ZH: "正在连接"}
	keyWaiting    = phrase.Phrase{EN: "being served: waits for an answer", ZH: "得到服务：等待回复"}
	keyAccept     = phrase.Phrase{EN: "accept: out of the queue", ZH: "accept：离开队列"}
	keyClose      = phrase.Phrase{EN: "close: the conversation is over", ZH: "close：会话结束"}
	keyMakespan   = phrase.Phrase{EN: "the last one is done", ZH: "最后一个完成"}
)

// What a page says around the picture.
var (
	compareTitle = phrase.Phrase{EN: "Serial against concurrent", ZH: "串行与并发的对比"}
	freeTitle    = phrase.Phrase{EN: "The class's own run", ZH: "全班的运行过程"}
	sweepTitle   = phrase.Phrase{EN: "More and more clients", ZH: "客户端越来越多"}

	theoryCaption  = phrase.Phrase{EN: "Measured and theory", ZH: "实测与理论"}
	clientsCaption = phrase.Phrase{EN: "Each client", ZH: "每个客户端"}
	failedCell     = phrase.Phrase{EN: " (%d failed)", ZH: "（%d 个失败）"}

	failedBecause = phrase.Phrase{EN: "failed: %s", ZH: "失败：%s"}
	troubleOf     = phrase.Phrase{EN: "%s: %s", ZH: "服务器 %s：%s"}

	howQueue = phrase.Phrase{
		EN: "Time runs from left to right, and is the same for all servers. The same clients connect to each of them, all at once unless -stagger keeps them apart. A striped bar is a client that is connected and waits in the accept queue: the system has taken it in, the server has not. A solid bar is a client that is being served; each piece is one message, from its send to the answer.",
		ZH: "时间从左到右，各个服务器用同一条时间轴。同一批客户端分别连接它们；没有 -stagger 时大家同时到达。斜纹条表示客户端已经连接、正在 accept 队列里等待：系统已经接进来了，服务器还没有。实心条表示客户端正在得到服务；每一段是一条消息，从 send 到收到回复。",
	}
	howFree = phrase.Phrase{
		EN: "Time runs from left to right, and begins with the first client of each server. A striped bar is a client that is connected and waits in the accept queue: the system has taken it in, the server has not. A solid bar is a message, from when the server received it to the answer. Grey is the time in which the client said nothing.",
		ZH: "时间从左到右，从每个服务器的第一个客户端开始。斜纹条表示客户端已经连接、正在 accept 队列里等待：系统已经接进来了，服务器还没有。实心条是一条消息，从服务器收到它到回复为止。灰色是客户端没有说话的时间。",
	}
	howServer = phrase.Phrase{
		EN: "Where the line of a server has a triangle, its accept returned and a client left the queue; where it has a stroke below, it closed that client. Both come from the server's own events. Of a server that writes none, only the triangles are known, from the system's table of sockets.",
		ZH: "服务器那一行的三角表示 accept 返回，一个客户端离开队列；向下的短线表示服务器关闭了与它的连接。两者都来自服务器自己的事件；不写事件的服务器只有三角，取自系统的套接字表。",
	}
	howTheory = phrase.Phrase{
		EN: "Theory counts the thinking and nothing else: N clients with M messages of d each take N·M·d one after the other, and M·d all at the same time. What is measured is a little more: to connect, send, receive and switch takes time, too.",
		ZH: "理论只计思考时间：N 个客户端、每个 M 条消息、每条 d，一个接一个要 N·M·d，同时进行只要 M·d。实测会稍多一点：连接、收发和切换也要花时间。",
	}
	howCores = phrase.Phrase{
		EN: "Here the servers compute while they think, and a core computes for one client at a time: with %d cores, all at the same time take N·M·d divided by the cores. Threads overlap waiting, not computing.",
		ZH: "这里服务器思考时是在计算，一个核同一时刻只能为一个客户端计算：有 %d 个核时，同时进行也要 N·M·d 除以核数。线程能重叠等待，不能重叠计算。",
	}
	howSweep = phrase.Phrase{
		EN: "Each dot is a run of its own, with servers of its own. One after the other, the time grows with the number of clients; all at the same time, it does not, as long as the server waits and does not compute.",
		ZH: "每个点都是一次单独的运行，服务器重新启动。一个接一个时，时间随客户端数量增长；同时进行时则不增长——前提是服务器在等待，而不是在计算。",
	}
)

// words are those of the template of the page.
var words = phrase.Words{
	"theme":  {EN: "light / dark", ZH: "浅色 / 深色"},
	"more":   {EN: ": all of them", ZH: "：全部"},
	"how":    {EN: "How to read this", ZH: "怎样看这张图"},
	"served": {EN: "served", ZH: "服务中"},
	"queued": {EN: "queued", ZH: "排队中"},
	"done":   {EN: "done", ZH: "已完成"},
	"failed": {EN: "failed", ZH: "已失败"},
	"comma":  {EN: ", ", ZH: "，"},
	"redraw": {
		EN: "The events of the runs are next to this page, as lines of JSON. They are enough to draw it again: " + howto.Program("tools/compare") + " -from FOLDER",
		ZH: "各次运行的事件就在本页旁边，每行一个 JSON。只凭它们就能重画本页：" + howto.Program("tools/compare") + " -from 文件夹",
	},
}

// What sweep.go says.
var (
	sweepName = phrase.Phrase{
		EN: "How long it takes until all clients are done, over their number, for %s",
		ZH: "全部客户端完成的时间随客户端数量的变化：%s",
	}
	acrossWord    = phrase.Phrase{EN: "number of clients", ZH: "客户端数量"}
	upWord        = phrase.Phrase{EN: "until all clients are done", ZH: "全部客户端完成所用的时间"}
	dotTitle      = phrase.Phrase{EN: "%s, %d clients: %.3f s, %d failed", ZH: "%s，%d 个客户端：%.3f 秒，%d 个失败"}
	keyMeasured   = phrase.Phrase{EN: "%s measured: %s", ZH: "%s 实测：%s"}
	keySerial     = phrase.Phrase{EN: "theory, one after the other", ZH: "理论：一个接一个"}
	keyConcurrent = phrase.Phrase{EN: "theory, all at the same time", ZH: "理论：同时进行"}
)

// What thinking.go says.
var (
	thinkingName = phrase.Phrase{
		EN: "How long three servers took for the same clients: above, they wait before each answer; below, they compute",
		ZH: "三个服务器为同一批客户端各用了多久：上面是回复前等待，下面是回复前计算",
	}
	thinksByWaiting = phrase.Phrase{
		EN: "%d clients; wait %.1f s each",
		ZH: "%d 个客户端；每个等待 %.1f 秒",
	}
	thinksByComputing = phrase.Phrase{
		EN: "%d clients; compute %.1f s each; %d cores",
		ZH: "%d 个客户端；每个计算 %.1f 秒，%d 个核",
	}
)
