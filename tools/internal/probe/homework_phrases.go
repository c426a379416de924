package probe

import "tcplab/shared/phrase"

// What is said of the homework.
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
	headingAtMost = phrase.Phrase{
		EN: "Homework h4a: at most three clients at once",
		ZH: "作业 h4a：同时最多三个客户端",
	}
	headingFinishFirst = phrase.Phrase{
		EN: "Homework h4b: Ctrl+C in the middle of a conversation",
		ZH: "作业 h4b：会话中途按 Ctrl+C",
	}
	headingRelay = phrase.Phrase{
		EN: "Homework h4c: a relay between users",
		ZH: "作业 h4c：用户之间转发消息",
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
		EN: "client %d got %s, which does not contain %s",
		ZH: "客户端 %d 收到 %s，其中没有 %s",
	}
	sawFourNumbers = phrase.Phrase{
		EN: "both clients were told their four numbers",
		ZH: "两个客户端都收到了四个数",
	}
	sawWrongOnes = phrase.Phrase{
		EN: "client 2 got %s; what differs is: %s",
		ZH: "客户端 2 收到 %s；不同的是：%s",
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
	sawInside = phrase.Phrase{
		EN: "%d clients are served at once",
		ZH: "同时服务了 %d 个客户端",
	}
	sawStillOpen = phrase.Phrase{
		EN: "client 4 was not turned away: its connection stayed open",
		ZH: "客户端 4 没有被拒绝：它的连接没有关闭",
	}
	sawGreetedToo = phrase.Phrase{
		EN: "client 4 was greeted like the others: it got %s",
		ZH: "客户端 4 和别人一样收到了欢迎词：%s",
	}
	sawTold = phrase.Phrase{
		EN: "it found %d of %d broken servers; not found: %s",
		ZH: "它找出了 %d 个（共 %d 个有错误的服务器）；没有找出：%s",
	}
	sawTurnedAway = phrase.Phrase{
		EN: "client 4 was turned away",
		ZH: "客户端 4 被拒之门外",
	}
	sawNoRoomAgain = phrase.Phrase{
		EN: "client %d %s, and the next one was still turned away",
		ZH: "客户端 %d %s，下一个仍然被拒绝",
	}
	sawFourAgain = phrase.Phrase{
		EN: "clients had been turned away and had left; then client %d was let in although there were three",
		ZH: "有的客户端被拒绝，有的离开，此后客户端 %d 进来了，虽然里面已经有三个",
	}
	sawMoreAtOnce = phrase.Phrase{
		EN: "%d clients came at the same moment, and %d of them were served",
		ZH: "%d 个客户端同时到来，其中 %d 个得到了服务",
	}
	saidExit = phrase.Phrase{
		EN: "said exit",
		ZH: "说了 exit",
	}
	hasClosed = phrase.Phrase{
		EN: "closed its connection",
		ZH: "关闭了连接",
	}
	hasCrashed = phrase.Phrase{
		EN: "was reset, as by a crash",
		ZH: "像崩溃那样重置了连接",
	}
	sawRoomAgain = phrase.Phrase{
		EN: "three left, each in another way, and the next one was served each time; no more than three ever were",
		ZH: "三个客户端以不同的方式离开，每次下一个都得到了服务；同时从来没有超过三个",
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
	sawNotDelivered = phrase.Phrase{
		EN: "Michael wrote to %s, who %s. In all, they have received: %s",
		ZH: "Michael 写给 %s，对方%s。到现在为止各人收到的：%s",
	}
	sawOtherText = phrase.Phrase{
		EN: "%s got %s, which is not the message of %s. In all, they have received: %s",
		ZH: "%s 收到 %s，不是 %s 的消息。到现在为止各人收到的：%s",
	}
	sawNoLineEnd = phrase.Phrase{
		EN: "%s got %s, which does not end with a newline: the next message would be glued to it",
		ZH: "%s 收到 %s，末尾没有换行：下一条消息会和它连在一起",
	}
	sawRefusedSilently = phrase.Phrase{
		EN: "a second user called %s was closed without a sentence that says why",
		ZH: "第二个叫 %s 的用户没有收到任何说明就被关闭了",
	}
	sawLostName = phrase.Phrase{
		EN: "a second user called %s was refused, and then the first one got no message any more. They have received: %s",
		ZH: "第二个叫 %s 的用户被拒绝，此后第一个也收不到消息了。各人收到的：%s",
	}
	sawNotFree = phrase.Phrase{
		EN: "%s %s, and a new user of this name got no message. They have received: %s",
		ZH: "%s %s，新来的同名用户却收不到消息。各人收到的：%s",
	}
	sawOneOfMany = phrase.Phrase{
		EN: "%d users took the name %s at the same moment, and %d of them were let in",
		ZH: "%d 个用户在同一时刻用 %s 这个名字注册，进来了 %d 个",
	}
	sawIgnoresExit = phrase.Phrase{
		EN: "client %d said exit, and the server did not close",
		ZH: "客户端 %d 说了 exit，服务器没有关闭连接",
	}
	sawDelivered = phrase.Phrase{
		EN: "the message arrived: %s",
		ZH: "消息送到了：%s",
	}
	sawOverheard = phrase.Phrase{
		EN: "%s, who was not named, got %s",
		ZH: "没有被点名的 %s 收到了 %s",
	}
	sawPrivate = phrase.Phrase{
		EN: "the third user got nothing",
		ZH: "第三个用户什么也没收到",
	}
	sawUntold = phrase.Phrase{
		EN: "Michael wrote to %s, who is not there, and was not told so",
		ZH: "Michael 写给不在线的 %s，却没有得到通知",
	}
	sawCutInstead = phrase.Phrase{
		EN: "Michael wrote to %s, who is not there, and was cut off instead of being told so",
		ZH: "Michael 写给不在线的 %s，没有得到通知，自己反而被断开了",
	}
	sawUnknownTold = phrase.Phrase{
		EN: "a user who writes to somebody who is not there is told so",
		ZH: "写给不在线的人会得到通知",
	}
	sawSameName = phrase.Phrase{
		EN: "a second user called %s was let in",
		ZH: "第二个叫 %s 的用户也进来了",
	}
	sawNameTaken = phrase.Phrase{
		EN: "a name that is in use was refused",
		ZH: "已有人用的名字被拒绝了",
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
	headingQueue = phrase.Phrase{
		EN: "Homework h4d: %d workers and a queue",
		ZH: "作业 h4d：%d 个工作者和一个队列",
	}
	sawServedToo = phrase.Phrase{
		EN: "client %d was served although %d others were: it got %s",
		ZH: "客户端 %d 也得到了服务，虽然已经有 %d 个在接受服务：它收到 %s",
	}
	sawTooFew = phrase.Phrase{
		EN: "client %d %s; %d are to be served at the same time",
		ZH: "客户端 %d %s；应当同时服务 %d 个",
	}
	sawFullQueue = phrase.Phrase{
		EN: "client %d could not even connect: the accept queue is full. Accept those who wait, or give listen a larger number",
		ZH: "客户端 %d 连接都没有建立：accept 队列满了。请先 accept 排队的客户端，或者给 listen 一个更大的数",
	}
	sawCrowdCut = phrase.Phrase{
		EN: "%d more clients came to wait, and client %d %s",
		ZH: "又来了 %d 个客户端排队，其中客户端 %d %s",
	}
	sawOutOfOrder = phrase.Phrase{
		EN: "client %d was served before client %d, which came earlier",
		ZH: "客户端 %d 先得到服务，而客户端 %d 来得更早",
	}
	sawNotItsTurn = phrase.Phrase{
		EN: "client %d %s, and client %d, whose turn it was, %s; %s",
		ZH: "客户端 %d %s，轮到客户端 %d，它%s；%s",
	}
	sawInOrder = phrase.Phrase{
		EN: "three left, each in another way, and the next one in the queue was served each time",
		ZH: "三个客户端以不同的方式离开，每次都轮到队列里的下一个",
	}
	gotNothing = phrase.Phrase{
		EN: "nothing",
		ZH: "（什么也没有）",
	}
	remarkRegister = phrase.Phrase{
		EN: "%d users register at the very same moment, write to each other and leave; then again.",
		ZH: "%d 个用户在同一时刻注册、互相发消息、离开，然后再来一次。",
	}
	sawLostAmongMany = phrase.Phrase{
		EN: "%d users had registered at the same moment: %s wrote to %s, who %s. These two have received: %s; %s",
		ZH: "%d 个用户在同一时刻注册：%s 写给 %s，对方%s。这两个用户收到的：%s；%s",
	}
	sawRace = phrase.Phrase{
		EN: "goroutines use the same data at the same time, and one of them changes it; %s",
		ZH: "几个 goroutine 同时使用同一份数据，其中至少一个在修改它；%s",
	}
	sawNoRace = phrase.Phrase{
		EN: "%d users at the same moment did each other no harm",
		ZH: "%d 个用户同时行动，互不妨碍",
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
