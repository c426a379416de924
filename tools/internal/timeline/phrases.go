package timeline

import "tcplab/shared/phrase"

// What the server has done, after its letter or in a table.
var (
	servingLost   = phrase.Phrase{EN: "unknown, because %d events were lost", ZH: "丢失了 %d 个事件，无法判断"}
	servingShort  = phrase.Phrase{EN: "hardly thinks, so an overlap proves nothing", ZH: "思考时间太短，重叠说明不了什么"}
	servingNone   = phrase.Phrase{EN: "no client was served", ZH: "没有客户端得到服务"}
	servingOne    = phrase.Phrase{EN: "one client at a time", ZH: "一次服务一个客户端"}
	servingInTurn = phrase.Phrase{EN: "accepts up to %d clients, thinks for about %d at a time", ZH: "最多同时接受 %d 个客户端，同一时刻大约为 %d 个思考"}
	servingAll    = phrase.Phrase{EN: "all %d clients at the same time", ZH: "同时服务全部 %d 个客户端"}
	servingSome   = phrase.Phrase{EN: "up to %d clients at the same time", ZH: "最多同时服务 %d 个客户端"}
	servingEach   = phrase.Phrase{EN: "each client as soon as it comes", ZH: "来一个服务一个，谁也不用等"}
)

// The verdicts.
var (
	someFailed = phrase.Phrase{
		EN: "%d clients failed with A and %d with B, out of %d: the two times cannot be compared.",
		ZH: "A 有 %d 个客户端失败，B 有 %d 个（各共 %d 个）：两边的时间无法比较。",
	}
	tooShort = phrase.Phrase{
		EN: "A thinks for %.1f ms about a message, and B for %.1f ms: that is too short to show who waits for whom, even if connections overlap. Compare servers that both think longer, for example with -delay 200ms.",
		ZH: "A 每条消息思考 %.1f 毫秒，B 思考 %.1f 毫秒：时间太短，即使连接在时间上重叠，也看不出谁在等谁。请让两边都思考得更久，例如 -delay 200ms。",
	}
	nobodyWaits = phrase.Phrase{
		EN: "Here a serial server does as well as a concurrent one: in theory the clients take %.3f s one after the other, and %.3f s at the same time. More clients or a shorter -stagger show the difference.",
		ZH: "这里串行的服务器和并发的一样快：理论上，一个接一个要 %.3f 秒，同时进行要 %.3f 秒。增加客户端，或者把 -stagger 调小，才能看出差别。",
	}
	notConcurrent = phrase.Phrase{
		EN: "B is not concurrent: it is %.1f times as fast as A, and its clients wait for each other.",
		ZH: "B 不是并发的：速度是 A 的 %.1f 倍，它的客户端要互相等待。",
	}
	boundByCores = phrase.Phrase{
		EN: "B is %.1f times as fast as A: this thinking is computing, and the number of cores is %d. Threads overlap waiting, not computing.",
		ZH: "B 的速度是 A 的 %.1f 倍：这里的思考是计算，而处理器核数是 %d。线程能重叠等待，不能重叠计算。",
	}
	bothConcurrent = phrase.Phrase{
		EN: "B is %.1f times as fast as A. A serves clients at the same time as well: the theory for A, one after the other, does not apply.",
		ZH: "B 的速度是 A 的 %.1f 倍。A 也同时服务多个客户端，所以 A 的理论值（依次服务）不适用。",
	}
	faster = phrase.Phrase{
		EN: "B is %.1f times as fast as A, because it serves clients at the same time, and their waiting overlaps.",
		ZH: "B 的速度是 A 的 %.1f 倍：它同时服务各个客户端，等待互相重叠。",
	}

	withServing = phrase.Phrase{EN: "%v A: %v. B: %v.", ZH: "%vA：%v。B：%v。"}
	thirdTook   = phrase.Phrase{EN: "C took %.1f times as long as B: %v.", ZH: "C 用的时间是 B 的 %.1f 倍：%v。"}
	thirdServes = phrase.Phrase{EN: "C: %v.", ZH: "C：%v。"}
	thirdFailed = phrase.Phrase{EN: "With C, %d clients failed, out of %d.", ZH: "C 有 %d 个客户端失败，共 %d 个。"}
	asTheyLike  = phrase.Phrase{
		EN: "The clients came, spoke and left as they liked.",
		ZH: "每个客户端自己决定何时来、说什么、何时离开。",
	}
	waitedFor = phrase.Phrase{
		EN: "%s: %d clients waited for the server for %.1f s in all, %.1f s on average; it served %v.",
		ZH: "%s：%d 个客户端一共等了服务器 %.1f 秒，平均 %.1f 秒；服务方式：%v。",
	}
	then   = phrase.Phrase{EN: "%v %v", ZH: "%v%v"}
	inTurn = phrase.Phrase{
		EN: "The clients are accepted and still wait for each other: because of a computation, a lock, or a busy machine.",
		ZH: "客户端已被 accept，却还要互相等待，原因可能是计算、锁，或者机器太忙。",
	}
	unlike = phrase.Phrase{
		EN: "But their thinking differs: A takes %.1f ms for a message, B %.1f ms.",
		ZH: "不过它们的思考时间不同：A 每条消息 %.1f 毫秒，B %.1f 毫秒。",
	}
)

var (
	// WithClients stands before the verdict of a sweep.
	WithClients    = phrase.Phrase{EN: "With %d clients: %s", ZH: "%d 个客户端时：%s"}
	untilFirstByte = phrase.Phrase{
		EN: "%s writes no events: the queue ends with its first byte.",
		ZH: "%s 不写事件：收到它的第一个字节才算离开队列。",
	}
	untilAccept = phrase.Phrase{
		EN: "%s writes no events: its accepts are from the system's table.",
		ZH: "%s 不写事件：它的 accept 取自系统的套接字表。",
	}
	eventsLost = phrase.Phrase{
		EN: "some of its events were lost, because they came faster than they could be read",
		ZH: "它的部分事件丢失了：写得太快，来不及读取",
	}

	// The heads of the columns of all tables.
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
)
