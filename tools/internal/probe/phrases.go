package probe

import "tcplab/shared/phrase"

var (

	// What comes next.
	headingOne = phrase.Phrase{
		EN: "Stage 1: one client, one message, one answer",
		ZH: "第 1 阶段：一个客户端，一条消息，一次回复",
	}
	headingMany = phrase.Phrase{
		EN: "Stage 2: the same client, again and again",
		ZH: "第 2 阶段：同一个客户端，一次又一次",
	}
	headingNext = phrase.Phrase{
		EN: "Stage 3: a client leaves, the next one is served",
		ZH: "第 3 阶段：一个客户端离开，接着服务下一个",
	}
	headingTogether = phrase.Phrase{
		EN: "Stage 4: all clients at the same time",
		ZH: "第 4 阶段：同时服务所有客户端",
	}
	headingReset = phrase.Phrase{
		EN: "In addition: clients that crash",
		ZH: "另外检查：客户端崩溃",
	}
	headingBadText = phrase.Phrase{
		EN: "In addition: bytes that are not text",
		ZH: "另外检查：不是文字的字节",
	}
	headingLong = phrase.Phrase{
		EN: "In addition: a long message",
		ZH: "另外检查：一条长消息",
	}

	// What the probes did.
	reached = phrase.Phrase{
		EN: "stage %d reached",
		ZH: "达到第 %d 阶段",
	}
	remarkLeaves = phrase.Phrase{
		EN: "Client 1 leaves now.",
		ZH: "客户端 1 现在离开。",
	}
	remarkCrowd = phrase.Phrase{
		EN: "Now %d more clients, while these two stay open and silent.",
		ZH: "这两个客户端保持连接、不说话，再来 %d 个客户端。",
	}
	remarkGone = phrase.Phrase{
		EN: "The server has ended: the rest cannot be checked. Give the command that starts it.",
		ZH: "服务器已经结束，后面的无法检查。请给出启动它的命令。",
	}
	remarkRelay = phrase.Phrase{
		EN: "This is a relay: what one client says goes to the others. From here on, another client listens, and what it receives counts as the answer.",
		ZH: "这是一个转发服务器：一个客户端说的话会发给其他客户端。从这里开始，由另一个客户端来听，它收到的就算回复。",
	}
	remarkBroadcast = phrase.Phrase{
		EN: "This is a chat: what one client says goes to all. So it is not a mistake when a client receives another's words.",
		ZH: "这是一个聊天服务器：一个客户端说的话会发给所有人。所以客户端收到别人的话不算错误。",
	}
	relayedWord = phrase.Phrase{
		EN: "the other client listens: this one %s",
		ZH: "由另一个客户端来听：这一个%s",
	}
	remarkNotAgain = phrase.Phrase{
		EN: "This could not be checked: the server answered before and does not now; %s.",
		ZH: "这一项无法检查：服务器之前有回复，现在没有；%s。",
	}
	noAnswer = phrase.Phrase{
		EN: "no answer",
		ZH: "没有应答",
	}
	refusedWord = phrase.Phrase{
		EN: "refused: nobody listens",
		ZH: "被拒绝：没有程序在监听",
	}
	nothingIn = phrase.Phrase{
		EN: "nothing in %.1f s",
		ZH: "%.1f 秒内没有收到任何数据",
	}
	closedWord = phrase.Phrase{
		EN: "the server has closed",
		ZH: "服务器已关闭",
	}
	halfClosed = phrase.Phrase{
		EN: "its sending side only",
		ZH: "只关闭了发送方向",
	}
	sizeOf = phrase.Phrase{
		EN: "%d bytes",
		ZH: "%d 字节",
	}

	// How a program ended.
	said = phrase.Phrase{
		EN: "it printed: %s",
		ZH: "它的输出：%s",
	}
	saidNothing = phrase.Phrase{
		EN: "it printed nothing",
		ZH: "它什么也没输出",
	}
	endedWith = phrase.Phrase{
		EN: "the program ended: %s; %s",
		ZH: "程序结束了，%s；%s",
	}
	andAlso = phrase.Phrase{
		EN: "%s; %s",
		ZH: "%s；%s",
	}
	stillRuns = phrase.Phrase{
		EN: "the program is still running",
		ZH: "程序还在运行",
	}
	gotSilence = phrase.Phrase{
		EN: "got no byte",
		ZH: "没有收到任何字节",
	}
	gotCut = phrase.Phrase{
		EN: "was cut off",
		ZH: "连接被断开",
	}
	gotRefused = phrase.Phrase{
		EN: "was refused",
		ZH: "被拒绝",
	}
	gotAnswer = phrase.Phrase{
		EN: "was answered",
		ZH: "得到了回复",
	}

	// Why nothing was probed.
	noWay = phrase.Phrase{
		EN: "%s does not answer: a wrong address, no network, or a firewall in between.",
		ZH: "%s 没有应答：地址写错了、没有网络，或被防火墙挡住。",
	}
	notStarted = phrase.Phrase{
		EN: "The program could not be started: %s. Check the command after --.",
		ZH: "程序无法启动：%s。请检查 -- 后面的命令。",
	}
	notStartedAgain = phrase.Phrase{
		EN: "The server was started a second time, and did not start listening at %s; %s. If the address is in use, wait a minute, or put {addr} in the command in its place.",
		ZH: "服务器第二次启动后没有在 %s 监听；%s。如果地址被占用，请等一分钟，或在命令里用 {addr} 代替它。",
	}
	tooBusy = phrase.Phrase{
		EN: "This machine is too busy to tell a slow server from one that does not answer: a program gets %.0f%% of a core. Close other programs, or wait, and check again.",
		ZH: "这台机器太忙了（一个程序只分到一个核的 %.0f%%），分不清服务器是慢，还是没有回复。请关闭其他程序，或者等一会儿，再检查一次。",
	}
	notAgain = phrase.Phrase{
		EN: "The server answered before and does not now, though nothing had happened: %s. Is something else using it, or is the machine very busy?",
		ZH: "服务器之前有回复，现在没有，而其间什么也没发生：%s。是不是有别的程序在用它，或者机器太忙了？",
	}

	// What was seen, stage by stage.
	sawListening = phrase.Phrase{
		EN: "it listens at %s",
		ZH: "它在 %s 监听",
	}
	sawEnded = phrase.Phrase{
		EN: "the program ended before it listened at %s; %s",
		ZH: "程序还没有在 %s 监听就结束了；%s",
	}
	sawElsewhere = phrase.Phrase{
		EN: "nobody listens at %s; the program listens at %s",
		ZH: "%s 没有程序监听；它监听的是 %s",
	}
	sawUDP = phrase.Phrase{
		EN: "nobody listens at %s; the program has a UDP socket at %s. This course is about TCP: SOCK_STREAM in place of SOCK_DGRAM, then listen and accept",
		ZH: "%s 没有程序监听；程序在 %s 打开的是 UDP 套接字。本课程讲的是 TCP：把 SOCK_DGRAM 换成 SOCK_STREAM，再 listen 和 accept",
	}
	sawNobody = phrase.Phrase{
		EN: "nobody listens at %s: the program is running, but after %.1f s it is not listening yet; %s",
		ZH: "%s 没有程序监听：程序在运行，但 %.1f 秒内没有开始监听；%s",
	}
	sawLoop = phrase.Phrase{
		EN: "nobody listens at %s: the program has been working for %.0f s, as in a loop without an end, and is not listening yet; %s",
		ZH: "%s 没有程序监听：程序已经忙了 %.0f 秒，像是陷入了死循环，还没有开始监听；%s",
	}
	sawRefused = phrase.Phrase{
		EN: "the connection to %s was refused; %s",
		ZH: "到 %s 的连接被拒绝；%s",
	}
	sawBurning = phrase.Phrase{
		EN: "nobody was connected, and the program used %.0f%% of a core",
		ZH: "没有客户端连接，程序却占用了 %.0f%% 的 CPU 核心",
	}
	sawBurningWith = phrase.Phrase{
		EN: "one client was connected and silent, and the program used %.0f%% of a core",
		ZH: "只有一个客户端连着，什么也不说，程序却占用了 %.0f%% 的 CPU 核心",
	}
	sawIdle = phrase.Phrase{
		EN: "with no client connected it uses no processor time",
		ZH: "没有客户端时不占用 CPU",
	}
	sawAnswer = phrase.Phrase{
		EN: "the first answer came after %s",
		ZH: "第一次回复用了 %s",
	}
	sawCut = phrase.Phrase{
		EN: "the client sent a message, and the connection was closed without an answer; %s",
		ZH: "客户端发了一条消息，没有回复，连接就断开了；%s",
	}
	sawCutAtOnce = phrase.Phrase{
		EN: "the connection was closed before the client had said anything; %s",
		ZH: "客户端还没有说话，连接就断开了；%s",
	}
	sawGreetingOnly = phrase.Phrase{
		EN: "a message got no byte in %.1f s; %s, which came first, is a greeting: it comes without a message as well",
		ZH: "消息发出后 %.1f 秒内没有收到任何字节；先到的 %s 是欢迎词：不发消息它也会来",
	}
	sawSecondCut = phrase.Phrase{
		EN: "client 2 was closed while client 1 stayed open; %s",
		ZH: "客户端 1 保持连接时，客户端 2 被断开了；%s",
	}
	sawSilence = phrase.Phrase{
		EN: "the client sent a message and got no byte in %.1f s; %s",
		ZH: "客户端发了一条消息，%.1f 秒内没有收到任何字节；%s",
	}
	sawAnswerAtEnd = phrase.Phrase{
		EN: "the client got no byte in %.1f s; the moment it ended its side, the answer came: you wait for the end of the client, or for a flush",
		ZH: "客户端 %.1f 秒内没有收到任何字节；它一关闭自己这一方，回复就来了：服务器在等客户端结束，或者回复还在缓冲区里没有 flush",
	}
	sawNthSilence = phrase.Phrase{
		EN: "message %d of the same client got no byte in %.1f s",
		ZH: "同一个客户端发出第 %d 条消息后，%.1f 秒内没有收到任何字节",
	}
	sawClosed = phrase.Phrase{
		EN: "the server closed after answer %d, while the client had more to say",
		ZH: "第 %d 次回复之后服务器关闭了连接，而客户端还有话要说",
	}
	sawThree = phrase.Phrase{
		EN: "three messages of one client were answered",
		ZH: "一个客户端的三条消息都得到了回复",
	}
	sawBothClosed = phrase.Phrase{
		EN: "the client ended its side, and the server closed too",
		ZH: "客户端关闭自己这一方，服务器也关闭了",
	}
	sawFlood = phrase.Phrase{
		EN: "the client had ended its side, and the server went on sending without end",
		ZH: "客户端已经关闭自己这一方，服务器还在不停地发送",
	}
	sawSpinning = phrase.Phrase{
		EN: "the clients have left, and the program uses %.0f%% of a core",
		ZH: "客户端都走了，程序却占用了 %.0f%% 的 CPU 核心",
	}
	sawNeverClosed = phrase.Phrase{
		EN: "the client had ended its side, and in %.1f s the server did not close",
		ZH: "客户端已经关闭自己这一方，%.1f 秒内服务器没有关闭",
	}
	sawServedNext = phrase.Phrase{
		EN: "three clients were served, one after the other",
		ZH: "三个客户端依次得到了服务",
	}
	sawStops = phrase.Phrase{
		EN: "clients came and left, one after the other; client %d %s; %s",
		ZH: "客户端一个接一个地来了又走；客户端 %d %s；%s",
	}
	sawRefusedMeanwhile = phrase.Phrase{
		EN: "client 1 was still being served, and client 2 was refused: nobody listens any more; %s",
		ZH: "客户端 1 还在接受服务，客户端 2 却被拒绝：已经没有程序监听；%s",
	}
	sawDied = phrase.Phrase{
		EN: "client %d left, and %s",
		ZH: "客户端 %d 离开后，%s",
	}
	sawEndedForAll = phrase.Phrase{
		EN: "client 1 left while client 2 was being served, and %s",
		ZH: "客户端 1 离开时，客户端 2 还在接受服务，而%s",
	}
	sawNoListener = phrase.Phrase{
		EN: "when client %d had left, client %d was refused: nobody listens any more",
		ZH: "客户端 %d 离开后，客户端 %d 被拒绝：已经没有程序监听",
	}
	sawNextCut = phrase.Phrase{
		EN: "when client %d had left, client %d was cut off without a byte",
		ZH: "客户端 %d 离开后，客户端 %d 没有收到任何字节就被断开",
	}
	sawSpinsOn = phrase.Phrase{
		EN: "client %d has left, and client %d got no byte in %.1f s, while the program used %.0f%% of a core",
		ZH: "客户端 %d 已经离开，客户端 %d 在 %.1f 秒内没有收到任何字节，而程序占用了 %.0f%% 的 CPU 核心",
	}
	sawNoAccept = phrase.Phrase{
		EN: "client %d has left and its socket was closed, but client %d got no byte in %.1f s: nobody calls accept",
		ZH: "客户端 %d 已经离开，它的套接字也关闭了，但客户端 %d 在 %.1f 秒内没有收到任何字节：没有人调用 accept",
	}
	sawAcceptedOnly = phrase.Phrase{
		EN: "client %d has left and its socket was closed; client %d was accepted, but got no byte in %.1f s; %s",
		ZH: "客户端 %d 已经离开，它的套接字也关闭了；客户端 %d 已被 accept，但在 %.1f 秒内没有收到任何字节；%s",
	}
	perhapsLocked = phrase.Phrase{
		EN: "what does it wait for? Perhaps for a lock that is still held since the other one left",
		ZH: "它在等什么？也许前一个离开时没有释放锁",
	}
	sawBlocked = phrase.Phrase{
		EN: "client %d has left, and client %d got no byte in %.1f s: the program is still waiting for the client that has left",
		ZH: "客户端 %d 已经离开，客户端 %d 在 %.1f 秒内没有收到任何字节：程序还在等已经离开的那个",
	}
	sawMadeRoom = phrase.Phrase{
		EN: "client 2 was answered, but client 1, which had stayed open, then %s",
		ZH: "客户端 2 得到了回复，但一直保持连接的客户端 1 之后%s",
	}
	sawSerial = phrase.Phrase{
		EN: "client 2 got no byte in %.1f s while client 1 stayed open; the moment client 1 left, it got its answer",
		ZH: "客户端 1 保持连接时，客户端 2 在 %.1f 秒内没有收到任何字节；客户端 1 一离开，它就得到了回复",
	}
	sawNoSecond = phrase.Phrase{
		EN: "client 2 got no byte in %.1f s while client 1 stayed open, nor when it had left; %s",
		ZH: "客户端 1 保持连接时，客户端 2 在 %.1f 秒内没有收到任何字节，客户端 1 离开后也没有；%s",
	}
	sawTogether = phrase.Phrase{
		EN: "client 2 was answered while client 1 stayed open and silent",
		ZH: "客户端 1 保持连接、不说话时，客户端 2 得到了回复",
	}
	sawCrowd = phrase.Phrase{
		EN: "all of %d more clients were answered, twice, in %s at most",
		ZH: "另外 %d 个客户端都得到了两次回复，最多用了 %s",
	}
	sawQueue = phrase.Phrase{
		EN: "%d clients asked at once. One alone is answered after %s; of these, %d were answered while it was looked at, one after the other",
		ZH: "%d 个客户端同时提问。只有一个客户端时，%s 就得到回复；这一次，观察期间有 %d 个得到回复，而且是一个接一个的",
	}
	sawDropped = phrase.Phrase{
		EN: "of %d clients at once, %d were answered, %d were closed, and %d got no byte in %.1f s; %s",
		ZH: "同时连接的 %d 个客户端中，%d 个得到回复，%d 个被关闭，%d 个在 %.1f 秒内没有收到任何字节；%s",
	}

	// What was seen beside the stages.
	sawNotAfter = phrase.Phrase{
		EN: "the next client %s; %s",
		ZH: "下一个客户端%s；%s",
	}
	sawResets = phrase.Phrase{
		EN: "clients were reset, idle, within an answer and before accept, and the next one was served each time",
		ZH: "客户端在空闲时、回复途中和 accept 之前被重置，每次下一个都照样得到服务",
	}
	sawBadText = phrase.Phrase{
		EN: "bytes that are not text did no harm: the next client was served",
		ZH: "不是文字的字节没有造成影响：下一个客户端照样得到服务",
	}
	sawLost = phrase.Phrase{
		EN: "of a message of %d bytes, only %d came back",
		ZH: "一条 %d 字节的消息，只回来 %d 字节",
	}
	sawAll = phrase.Phrase{
		EN: "all of %d bytes came back",
		ZH: "全部 %d 字节都回来了",
	}

	// What clients do to each other.
	headingMixes = phrase.Phrase{
		EN: "Stage 4: %d clients at the very same moment",
		ZH: "第 4 阶段：%d 个客户端在同一瞬间",
	}
	headingBlocks = phrase.Phrase{
		EN: "Stage 4: one client is silent, one stops in the middle of a line",
		ZH: "第 4 阶段：一个客户端不说话，一个只说了半行",
	}
	headingForgets = phrase.Phrase{
		EN: "Stage 4: clients come and leave, and others stay",
		ZH: "第 4 阶段：有的客户端来了又走，有的一直在",
	}
	sawOthersBytes = phrase.Phrase{
		EN: "client %d sent %s and got %s, which holds the words of client %d",
		ZH: "客户端 %d 发送 %s，收到 %s，其中有客户端 %d 的话",
	}
	sawWrongClient = phrase.Phrase{
		EN: "client %d sent %s and got nothing; client %d, which had asked for nothing more, received %s",
		ZH: "客户端 %d 发送 %s，什么也没收到；没有再提问的客户端 %d 却收到了 %s",
	}
	sawOwnReplies = phrase.Phrase{
		EN: "%d clients asked at the same moment, %d times: each got its own reply",
		ZH: "%d 个客户端在同一瞬间提问，共 %d 次：每个都收到了自己的回复",
	}
	sawBurst = phrase.Phrase{
		EN: "of %d clients at the very same moment, client %d %s, though all were served that came one after the other; %s",
		ZH: "%d 个客户端在同一瞬间到来，其中客户端 %d %s；而先后到来时每个都得到服务；%s",
	}
	wasAccepted = phrase.Phrase{
		EN: "it was accepted: do the threads share a variable, such as that of the connection, or wait for each other's lock, or is an array or a channel full?",
		ZH: "它已被 accept：各个线程是不是共用了一个变量（例如保存连接的那个），或者在互相等锁，或者数组、channel 满了？",
	}
	notAccepted = phrase.Phrase{
		EN: "accept was not called for it",
		ZH: "没有为它调用 accept",
	}
	sawNoBlock = phrase.Phrase{
		EN: "a client was served while one was silent and one had sent half a line",
		ZH: "一个客户端不说话、一个只发了半行，另一个照样得到服务",
	}
	sawHalfALine = phrase.Phrase{
		EN: "client %d %s while client %d had sent half a line; the moment the line was complete, the answer came",
		ZH: "客户端 %d %s，因为客户端 %d 只发了半行；那一行一补全，回复就来了",
	}
	sawThreeSpeak = phrase.Phrase{
		EN: "three clients connected one right after the other, then all of them spoke, and client %d %s; %s",
		ZH: "三个客户端紧接着连接，然后都发了消息，其中客户端 %d %s；%s",
	}
	sawMute = phrase.Phrase{
		EN: "while client 1 was connected and said nothing, no other client was served; %s",
		ZH: "客户端 1 连着、什么也不说，其他客户端就都得不到服务；%s",
	}
	sawForgotten = phrase.Phrase{
		EN: "client %d had stayed connected; when %d others had come and been served, it asked again and %s",
		ZH: "客户端 %d 一直连着；另外 %d 个客户端得到服务以后，它再次提问，%s",
	}
	sawNewcomer = phrase.Phrase{
		EN: "after others had come and left, client %d %s; %s",
		ZH: "别的客户端来来去去以后，客户端 %d %s；%s",
	}
	sawForgottenThen = phrase.Phrase{
		EN: "client %d had stayed connected while others came and left; it asked again and %s; %s",
		ZH: "别的客户端来来去去，客户端 %d 一直连着；它再次提问，%s；%s",
	}
	sawAllRemembered = phrase.Phrase{
		EN: "clients came and left, and those that stayed were served as before",
		ZH: "有的客户端来了又走，留下的照样得到服务",
	}
	sawLimit = phrase.Phrase{
		EN: "%d clients are served at a time; the other %d waited until others left",
		ZH: "同时服务 %d 个客户端；其余 %d 个要等有人离开",
	}

	// The real cause.
	sawNotFlushed = phrase.Phrase{
		EN: "the client got no byte in %.1f s; after about %d KiB of more messages the answers came all at once: they waited in a buffer. Flush it after each answer",
		ZH: "客户端 %.1f 秒内没有收到任何字节；又发了约 %d KiB 消息之后，回复一下子全来了：它们一直在缓冲区里。每次回复之后要 flush",
	}
	sawBuffered = phrase.Phrase{
		EN: "the client got no byte in %.1f s; after about %d KiB of more messages an answer came: it waited in a buffer (flush it after each answer), or the server waits until so many bytes are there, as for a length",
		ZH: "客户端 %.1f 秒内没有收到任何字节；又发了约 %d KiB 消息之后，回复才来：它一直在缓冲区里（每次回复之后要 flush），或者服务器在等凑够字节数，例如按长度接收",
	}
	sawFlushedAtEnd = phrase.Phrase{
		EN: "the client got no byte in %.1f s; the moment it ended its side, an answer to each of its messages came: they waited in a buffer. Flush it after each answer; or, if you read all lines before the first answer, read one at a time",
		ZH: "客户端 %.1f 秒内没有收到任何字节；它一关闭自己这一方，每条消息的回复就都来了：它们一直在缓冲区里。每次回复之后要 flush；如果是读完所有行才开始回复，就改成读一行、回复一行",
	}
	sawWaitsForMore = phrase.Phrase{
		EN: "the client got no byte in %.1f s; when it had sent %d KiB more, an answer came: the server waits until so many bytes are there, but recv returns what has come",
		ZH: "客户端 %.1f 秒内没有收到任何字节；再发 %d KiB，回复就来了：服务器在等凑够字节数，而 recv 有多少就返回多少",
	}
	sawSecondOnly = phrase.Phrase{
		EN: "the client got no byte in %.1f s; when it had sent a second message, an answer came: is there a recv whose result gets no answer, such as one in the condition of the loop?",
		ZH: "客户端 %.1f 秒内没有收到任何字节；它又发了一条消息，回复才来：是不是有一次 recv 收到的内容没有回复，例如写在循环条件里的那一次？",
	}
	sawWaitsForOthers = phrase.Phrase{
		EN: "the client got no byte in %.1f s; the moment client %d connected, it received %s: do you accept several clients before you serve the first one?",
		ZH: "客户端 %.1f 秒内没有收到任何字节；客户端 %d 一连接，它就收到了 %s：是不是要等几个客户端都 accept 了，才开始服务第一个？",
	}
	sawEndedMeanwhile = phrase.Phrase{
		EN: "client 1 was still being served, and the program ended: it did not come to accept a second client; %s",
		ZH: "客户端 1 还在接受服务，程序却结束了：它没能接受第二个客户端；%s",
	}
	stillUsed = phrase.Phrase{
		EN: "it still uses the socket of a client that has left: is that client still in a list?",
		ZH: "它还在使用已经离开的客户端的套接字：是不是没有把它从列表里删掉？",
	}
	sawSendsToTheDead = phrase.Phrase{
		EN: "client %d has left, and client %d %s: the program printed %s; %s",
		ZH: "客户端 %d 已经离开，客户端 %d %s：程序输出了 %s；%s",
	}
	remarkFrames = phrase.Phrase{
		EN: "If the server waits for something else than a line, such as a length first, tell the check so with -say.",
		ZH: "如果服务器等的不是一行，例如要先收到长度，请用 -say 告诉检查程序。",
	}
	remarkMore = phrase.Phrase{
		EN: "It now sends up to %d KiB more.",
		ZH: "它再发送最多 %d KiB。",
	}

	// What else a server survives.
	headingEmpty = phrase.Phrase{
		EN: "In addition: clients that say nothing, and an empty line",
		ZH: "另外检查：什么也不说的客户端，和一个空行",
	}
	headingIdle = phrase.Phrase{
		EN: "In addition: a client that is silent for %.1f s",
		ZH: "另外检查：沉默 %.1f 秒的客户端",
	}
	headingExit = phrase.Phrase{
		EN: "In addition: one client says exit",
		ZH: "另外检查：一个客户端发送 exit",
	}
	headingLeftovers = phrase.Phrase{
		EN: "In addition: a short message after a long one",
		ZH: "另外检查：长消息之后的短消息",
	}
	headingZombies = phrase.Phrase{
		EN: "In addition: processes that have ended",
		ZH: "另外检查：已经结束的子进程",
	}
	sawLeftAtOnce = phrase.Phrase{
		EN: "a client connected and left without a word; the next one %s; %s",
		ZH: "一个客户端连接后什么也没说就离开；下一个%s；%s",
	}
	sawEmptyLine = phrase.Phrase{
		EN: "a client sent an empty line; the next one %s; %s",
		ZH: "一个客户端发送了空行；下一个%s；%s",
	}
	sawEmptySurvived = phrase.Phrase{
		EN: "a client without a word and an empty line did no harm",
		ZH: "什么也不说的客户端和空行都没有造成影响",
	}
	sawIdleDropped = phrase.Phrase{
		EN: "a client was silent for %.1f s, and then %s; %s",
		ZH: "一个客户端沉默了 %.1f 秒，然后%s；%s",
	}
	sawNobodyCame = phrase.Phrase{
		EN: "nobody connected for %.1f s, and then the next client %s; %s",
		ZH: "%.1f 秒没有人连接，之后下一个客户端%s；%s",
	}
	sawIdleKept = phrase.Phrase{
		EN: "a client was silent for %.1f s and was then answered",
		ZH: "一个客户端沉默了 %.1f 秒，之后照样得到回复",
	}
	sawExitEndsOther = phrase.Phrase{
		EN: "one client said exit, and the other one, which had stayed, %s; %s",
		ZH: "一个客户端发送了 exit，留下的另一个%s；%s",
	}
	sawExitEndsAll = phrase.Phrase{
		EN: "one client said exit, and the next one %s; %s",
		ZH: "一个客户端发送了 exit，下一个%s；%s",
	}
	sawExitEndsOne = phrase.Phrase{
		EN: "exit ended no other conversation",
		ZH: "exit 没有影响别的会话",
	}
	sawLeftovers = phrase.Phrase{
		EN: "a client sent %s, and the reply contains bytes that it did not send: %s",
		ZH: "客户端发送 %s，回复里却有它没有发送的字节：%s",
	}
	sawNoLeftovers = phrase.Phrase{
		EN: "a short message after a long one got a reply of its own",
		ZH: "长消息之后的短消息得到了它自己的回复",
	}
	sawZombies = phrase.Phrase{
		EN: "clients came and left, and %d processes that have ended were never waited for",
		ZH: "客户端来了又走，留下 %d 个已经结束却没有人等待的进程",
	}
	sawNoZombies = phrase.Phrase{
		EN: "no process that has ended is left over",
		ZH: "没有留下僵尸进程",
	}
	sawDiedOfLong = phrase.Phrase{
		EN: "a message of %d bytes, and the next client %s; %s",
		ZH: "一条 %d 字节的消息之后，下一个客户端%s；%s",
	}
	sawLongSurvived = phrase.Phrase{
		EN: "a message of %d bytes did no harm",
		ZH: "一条 %d 字节的消息没有造成影响",
	}

	// Stage 5: a client.
	headingClient = phrase.Phrase{
		EN: "Stage 5: the matching client",
		ZH: "第 5 阶段：配套的客户端",
	}
	remarkStartClient = phrase.Phrase{
		EN: "Start your client now, for %s.",
		ZH: "现在启动你的客户端，连接 %s。",
	}
	remarkPieces = phrase.Phrase{
		EN: "The reply comes in three pieces.",
		ZH: "回复分三段发送。",
	}
	remarkHalf = phrase.Phrase{
		EN: "The client took the first piece for the whole reply. That is homework h5.",
		ZH: "客户端把第一段当成了整个回复。这是作业 h5 的内容。",
	}
	clientClosed = phrase.Phrase{
		EN: "the client has closed",
		ZH: "客户端已关闭",
	}
	cannotListen = phrase.Phrase{
		EN: "The check cannot listen at %s: %s.\n%s",
		ZH: "检查程序无法在 %s 监听：%s。\n%s",
	}
	sawNoConnection = phrase.Phrase{
		EN: "no client connected to %s; %s",
		ZH: "没有客户端连接 %s；%s",
	}
	sawConnected = phrase.Phrase{
		EN: "it connected to %s",
		ZH: "它连接了 %s",
	}
	sawSpeaksFirst = phrase.Phrase{
		EN: "it sent %s before the greeting had come",
		ZH: "欢迎词还没到，它就发送了 %s",
	}
	sawTookGreeting = phrase.Phrase{
		EN: "it took the greeting for the reply to %s: before a reply was sent, it sent %s",
		ZH: "它把欢迎词当成了对 %s 的回复：回复还没有发出，它又发送了 %s",
	}
	sawWaitsForGreeting = phrase.Phrase{
		EN: "it waited for the greeting",
		ZH: "它等到了欢迎词",
	}
	sawSaysNothing = phrase.Phrase{
		EN: "after the greeting nothing came in %.1f s; %s",
		ZH: "欢迎词之后 %.1f 秒内没有收到任何消息；%s",
	}
	sawClosesSilent = phrase.Phrase{
		EN: "it closed before it had sent anything; %s",
		ZH: "它什么也没有发送就关闭了；%s",
	}
	sawOnlyExit = phrase.Phrase{
		EN: "the first thing that it sent was exit",
		ZH: "它发送的第一条消息就是 exit",
	}
	cameInPieces = phrase.Phrase{
		EN: "the reply came in three pieces, and one recv returns one of them (homework h5)",
		ZH: "回复是分三段到的，一次 recv 只返回其中一段（作业 h5）",
	}
	connectsAgain = phrase.Phrase{
		EN: "it connected a second time, but a conversation is one connection: connect once, before the loop",
		ZH: "它又连接了一次，而一次会话只用一个连接：connect 只调用一次，放在循环之前",
	}
	sawSendsAhead = phrase.Phrase{
		EN: "before the first reply was there, it had sent %s",
		ZH: "第一次回复还没到，它已经发送了 %s",
	}
	sawOneAtATime = phrase.Phrase{
		EN: "it waited for the reply before it sent more",
		ZH: "收到回复以后才发送下一条",
	}
	sawHangs = phrase.Phrase{
		EN: "nothing more came in %.1f s, and no exit: does it wait for more than the reply, such as a newline or the end?",
		ZH: "%.1f 秒内没有再收到消息，也没有 exit：它是不是在等回复里没有的东西，例如换行，或者连接结束？",
	}
	sawNoExit = phrase.Phrase{
		EN: "it closed without saying exit; %s",
		ZH: "没有发送 exit 就关闭了；%s",
	}
	sawEndless = phrase.Phrase{
		EN: "it sent %d messages and went on, without exit",
		ZH: "它发送了 %d 条消息还不停，也没有 exit",
	}
	sawExit = phrase.Phrase{
		EN: "it said exit",
		ZH: "它发送了 exit",
	}
	sawStaysOpen = phrase.Phrase{
		EN: "it said exit, and in %.1f s it did not close",
		ZH: "它发送了 exit，但 %.1f 秒内没有关闭",
	}
	sawClientCloses = phrase.Phrase{
		EN: "it closed its socket",
		ZH: "它关闭了套接字",
	}

	// How long something took.
	millis = phrase.Phrase{
		EN: "%d ms",
		ZH: "%d 毫秒",
	}
	seconds = phrase.Phrase{
		EN: "%.1f s",
		ZH: "%.1f 秒",
	}
)
