package probe

import "tcplab/shared/phrase"

// What is said of the homework; that of h4a, h4c and h4d is in a file of its own.
var (
	headingFourNumbers = phrase.Phrase{
		EN: "Homework h1: the four numbers of a connection",
		ZH: "作业 h1：一个连接的四个数",
	}
	headingFailingSend = phrase.Phrase{
		EN: "Homework h2: a send that fails",
		ZH: "作业 h2：send 失败",
	}
	headingSilentClient = phrase.Phrase{
		EN: "Homework h3: a client that is silent",
		ZH: "作业 h3：不说话的客户端",
	}
	headingFinishFirst = phrase.Phrase{
		EN: "Homework h4b: Ctrl+C in the middle of a conversation",
		ZH: "作业 h4b：会话中途按 Ctrl+C",
	}
	headingPieces = phrase.Phrase{
		EN: "Homework h5: a reply that arrives in pieces",
		ZH: "作业 h5：分段到达的回复",
	}
	remarkTakesTime = phrase.Phrase{
		EN: "This takes up to %d seconds.",
		ZH: "这需要最多 %d 秒。",
	}
	remarkCtrlC = phrase.Phrase{
		EN: "Ctrl+C now.",
		ZH: "现在按 Ctrl+C。",
	}
	notInterrupted = phrase.Phrase{
		EN: "The check could not press Ctrl+C: %v. Run it in a terminal.",
		ZH: "检查程序无法按 Ctrl+C：%v。请在终端里运行。",
	}
	needsCommand = phrase.Phrase{
		EN: "This homework needs the command that starts the server: the check presses Ctrl+C.",
		ZH: "这道作业需要启动服务器的命令，因为检查程序要按 Ctrl+C。",
	}
	sawNth = phrase.Phrase{
		EN: "client %d %s",
		ZH: "客户端 %d %s",
	}
	sawNoAddr = phrase.Phrase{
		EN: "client %d got %s, which does not have the line %s",
		ZH: "客户端 %d 收到 %s，其中没有 %s 这一行",
	}
	sawFourNumbers = phrase.Phrase{
		EN: "both clients were told their four numbers",
		ZH: "两个客户端都收到了四个数",
	}
	sawWrongOnes = phrase.Phrase{
		EN: "client 2 got %s; what differs is: %s",
		ZH: "客户端 2 收到 %s；不同的是：%s",
	}
	sawDiffersFromNone = phrase.Phrase{
		EN: "client 1 got %s; there is no connection before it that it could differ from",
		ZH: "客户端 1 收到 %s；它之前没有别的连接，谈不上不同",
	}
	sawServesOn = phrase.Phrase{
		EN: "both clients were served, and in %.1f s the program did not end",
		ZH: "两个客户端都得到了服务，%.1f 秒内程序没有结束",
	}
	sawWhichDiffer = phrase.Phrase{
		EN: "it named what differs: %s",
		ZH: "它说对了不同的是：%s",
	}
	remarkOtherAddr = phrase.Phrase{
		EN: "The second client now comes from %s.",
		ZH: "第二个客户端现在从 %s 连接。",
	}
	sawGoesOn = phrase.Phrase{
		EN: "clients left, one by a reset, and the next one was served each time",
		ZH: "客户端离开，其中一个被重置，每次都接着服务下一个",
	}
	sawKept = phrase.Phrase{
		EN: "the client was silent for %.1f s and is still connected",
		ZH: "客户端沉默了 %.1f 秒，仍然连着",
	}
	sawKeptLater = phrase.Phrase{
		EN: "a client that had talked was then silent for %.1f s and is still connected",
		ZH: "一个说过话的客户端后来沉默了 %.1f 秒，仍然连着",
	}
	sawDroppedEarly = phrase.Phrase{
		EN: "the client was dropped after %.1f s of silence",
		ZH: "客户端沉默 %.1f 秒就被断开了",
	}
	sawDroppedSilent = phrase.Phrase{
		EN: "the silent client was dropped after %.1f s",
		ZH: "沉默的客户端在 %.1f 秒后被断开",
	}
	sawDroppedTalker = phrase.Phrase{
		EN: "a client that talked every %.0f s was dropped",
		ZH: "每 %.0f 秒说一次话的客户端被断开了",
	}
	sawKeptTalker = phrase.Phrase{
		EN: "a client that talked every %.0f s was kept",
		ZH: "每 %.0f 秒说一次话的客户端没有被断开",
	}
	sawTold = phrase.Phrase{
		EN: "it found %d of %d broken servers; not found: %s",
		ZH: "它找出了 %d 个（共 %d 个有错误的服务器）；没有找出：%s",
	}
	sawStillAccepts = phrase.Phrase{
		EN: "after Ctrl+C it still listens",
		ZH: "按 Ctrl+C 之后它还在监听",
	}
	sawAcceptsNoMore = phrase.Phrase{
		EN: "after Ctrl+C nobody new is accepted",
		ZH: "按 Ctrl+C 之后不再接受新客户端",
	}
	sawFinished = phrase.Phrase{
		EN: "all three conversations went on after Ctrl+C",
		ZH: "按 Ctrl+C 之后三个会话都继续进行",
	}
	sawNeverEnds = phrase.Phrase{
		EN: "the last client has left, and in %.1f s the program did not end",
		ZH: "最后一个客户端已经离开，%.1f 秒内程序没有结束",
	}
	sawEndedBadly = phrase.Phrase{
		EN: "the conversations were over, and %s",
		ZH: "会话都结束了，%s",
	}
	sawEndsWell = phrase.Phrase{
		EN: "with the last client the program ended, with exit code 0; and with a second Ctrl+C it ended at once",
		ZH: "最后一个客户端离开后程序结束，退出码 0；再按一次 Ctrl+C 则立即结束",
	}
	sawNotAtOnce = phrase.Phrase{
		EN: "a client was connected, Ctrl+C was pressed twice, and in %.1f s the program did not end",
		ZH: "有一个客户端连着，按了两次 Ctrl+C，%.1f 秒内程序没有结束",
	}
	sawHalf = phrase.Phrase{
		EN: "it sent its next message before it had the whole reply, up to the newline",
		ZH: "回复还没有到换行为止，它就发送了下一条消息",
	}
	sawNoNewline = phrase.Phrase{
		EN: "it sent %s without a newline at its end, so the reply has none, either",
		ZH: "它发送的 %s 末尾没有换行，所以回复的末尾也没有",
	}
	sawWhole = phrase.Phrase{
		EN: "it waited for all three pieces of the reply",
		ZH: "它等到了回复的全部三段",
	}
	sawOneOnly = phrase.Phrase{
		EN: "client 1 was served; client 2, which came next, %s; %s",
		ZH: "客户端 1 得到了服务；接着来的客户端 2 %s；%s",
	}
	sawSendsOn = phrase.Phrase{
		EN: "client %d left, and client %d got no answer in %.1f s: the server goes on sending to one that has left (%d bytes), and does not stop when a send fails",
		ZH: "客户端 %d 离开后，客户端 %d 在 %.1f 秒内没有得到回复：服务器还在给已经离开的客户端发送（%d 字节），send 失败了也不停",
	}
	headingTwoTogether = phrase.Phrase{
		EN: "In addition: two messages in one segment",
		ZH: "另外检查：一个报文段里的两条消息",
	}
	remarkTwoTogether = phrase.Phrase{
		EN: "Two messages that arrived together got one answer: %s. One recv is not one message. The lessons do the same; homework h6 is about it.",
		ZH: "一起到达的两条消息只得到一个回复：%s。一次 recv 不等于一条消息。课程里也是这样，作业 h6 就讲这个。",
	}
	headingLines = phrase.Phrase{
		EN: "Homework h6: each line is answered once, however it arrives",
		ZH: "作业 h6：每一行只回复一次，不管它怎样到达",
	}
	sawNoLine = phrase.Phrase{
		EN: "the answer to %s was %s, which is not a line with its text",
		ZH: "%s 得到的回复是 %s，不是包含其内容的一行",
	}
	echoesOnly = phrase.Phrase{
		EN: "The server sends back %s as it came: nobody can see where one answer ends. Answer Hello, NAME! instead.",
		ZH: "服务器把收到的 %s 原样发回，看不出一个回复到哪里为止。请回复 Hello, NAME! 这样的内容。",
	}
	sawTogetherApart = phrase.Phrase{
		EN: "two lines in one segment got two answers",
		ZH: "一个报文段里的两行得到了两个回复",
	}
	sawPiecesTogether = phrase.Phrase{
		EN: "a line in several segments, and a long one, got one answer",
		ZH: "分成几段的一行、很长的一行，都只得到一个回复",
	}
	sawLinesUnanswered = phrase.Phrase{
		EN: "it was sent %s, and the client %s; the right answer is %s",
		ZH: "发送了 %s，客户端%s；正确的回复是 %s",
	}
	sawLinesAnswered = phrase.Phrase{
		EN: "it was sent %s and answered %s; the right answer is %s",
		ZH: "发送了 %s，回复是 %s；正确的回复是 %s",
	}
	sawOwnHalves = phrase.Phrase{
		EN: "two clients sent half a line each, and got the answer to their own",
		ZH: "两个客户端各发半行，收到的都是自己那一行的回复",
	}
	sawHalfAtEnd = phrase.Phrase{
		EN: "the client sent %s without a newline, and ended: it was answered %s",
		ZH: "客户端发送没有换行的 %s 就结束了：得到的回复是 %s",
	}
	sawExitGlued = phrase.Phrase{
		EN: "the server did not close after %s in one segment",
		ZH: "一个报文段里的 %s 之后，服务器没有关闭",
	}
	sawAfterExit = phrase.Phrase{
		EN: "it was sent %s in one segment and answered %s: nothing that follows exit is to be answered",
		ZH: "一个报文段里发送了 %s，回复是 %s：exit 之后的内容不该再回复",
	}
	withSize = phrase.Phrase{
		EN: "%s (%d bytes)",
		ZH: "%s（%d 字节）",
	}
	headingChecker = phrase.Phrase{
		EN: "Homework h7: your checker judges %d broken servers and %d correct ones",
		ZH: "作业 h7：你的检查程序判断 %d 个有错误的服务器和 %d 个正确的服务器",
	}
	needsChecker = phrase.Phrase{
		EN: "This homework needs the command that starts your checker, with {addr} in it and without -addr: it is run once for each server.",
		ZH: "这道作业需要启动检查程序的命令，里面写 {addr}，并且不用 -addr：它对每个服务器运行一次。",
	}
	killedAt = phrase.Phrase{
		EN: "%s (it did not end in %.0f s)",
		ZH: "%s（%.0f 秒内没有结束）",
	}
	none = phrase.Phrase{
		EN: "none",
		ZH: "无",
	}
	sawNoVerdict = phrase.Phrase{
		EN: "with a correct server, it did not end in %.0f s; %s",
		ZH: "面对一个正确的服务器，它 %.0f 秒内没有结束；%s",
	}
	sawNeither = phrase.Phrase{
		EN: "with a correct server, its exit code was neither 0 nor 1; %s",
		ZH: "面对一个正确的服务器，它的退出码不是 0 也不是 1；%s",
	}
	neitherOf = phrase.Phrase{
		EN: "%s (exit code neither 0 nor 1)",
		ZH: "%s（退出码不是 0 也不是 1）",
	}
	sawAccuses = phrase.Phrase{
		EN: "it said that a correct server is broken; %s",
		ZH: "它说一个正确的服务器有错误；%s",
	}
	sawAccusesSlow = phrase.Phrase{
		EN: "it said that a correct server is broken, which thinks before it replies, but less than two seconds; %s",
		ZH: "它说一个正确的服务器有错误：这个服务器回复之前要想一会儿，但不到两秒；%s",
	}
	sawAccusesPieces = phrase.Phrase{
		EN: "it said that a correct server is broken, whose greeting and replies come in several pieces; %s",
		ZH: "它说一个正确的服务器有错误：这个服务器的欢迎词和回复分成几段到达；%s",
	}
	sawAccusesNone = phrase.Phrase{
		EN: "it accused none of %d correct servers",
		ZH: "%d 个正确的服务器，它一个也没有冤枉",
	}
)
