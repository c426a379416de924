package play

import (
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// What experiments.go says.
var (
	titleQueue     = phrase.Phrase{EN: "connect returns before accept", ZH: "connect 先于 accept 返回"}
	titleBacklog   = phrase.Phrase{EN: "listen(5) does not mean five clients", ZH: "listen(5) 不是最多五个客户端"}
	titlePieces    = phrase.Phrase{EN: "one send, many recv", ZH: "一次 send，多次 recv"}
	titleGlue      = phrase.Phrase{EN: "two sends, one recv: Sarahexit", ZH: "两次 send，一次 recv：Sarahexit"}
	titleEmpty     = phrase.Phrase{EN: "nothing is not an empty message", ZH: "返回空不等于收到空消息"}
	titleGone      = phrase.Phrase{EN: "send succeeds although the peer has gone", ZH: "对方已走，send 照样成功"}
	titlePorts     = phrase.Phrase{EN: "a client needs no bind, but has a port", ZH: "客户端不用 bind，却有端口"}
	titleInUse     = phrase.Phrase{EN: "one listener, many connections on one port", ZH: "一个端口，一个监听套接字，许多连接"}
	titleComputing = phrase.Phrase{EN: "goroutines overlap waiting, not computing", ZH: "goroutine 重叠的是等待，不是计算"}
	titleHalfClose = phrase.Phrase{EN: "one direction closed, the other open", ZH: "关闭一个方向，另一个方向还通着"}

	ideaQueue = phrase.Phrase{
		EN: "The operating system completes connections by itself. accept only takes one out of the queue.",
		ZH: "连接由两边的系统建立。accept 只是从队列里取出一个。",
	}
	ideaBacklog = phrase.Phrase{
		EN: "The number limits how many connections may wait in the accept queue, not how many are served.",
		ZH: "这个数限制的是 accept 队列里能等几个，不是能服务几个。",
	}
	ideaPieces = phrase.Phrase{
		EN: "TCP carries a stream of bytes. A 1,024-byte buffer receives 2,500 bytes in pieces.",
		ZH: "TCP 传送的是字节流。1024 字节的缓冲区，要分几次才能取完 2500 字节。",
	}
	ideaGlue = phrase.Phrase{
		EN: "One recv may return the bytes of two sends: TCP does not keep messages apart.",
		ZH: "一次 recv 可能一起取走两次 send 的内容：TCP 不保留消息边界。",
	}
	ideaEmpty = phrase.Phrase{
		EN: "An empty message is never sent. recv returns nothing only when the peer has closed.",
		ZH: "空消息根本不会发出去。只有对方关闭了，recv 才返回空。",
	}
	ideaGone = phrase.Phrase{
		EN: "send hands bytes to the operating system and returns, before anybody has read them.",
		ZH: "send 把字节交给系统就返回，那时还没有任何人读到。",
	}
	ideaPorts = phrase.Phrase{
		EN: "Without bind, connect picks a free port for the client. Four numbers identify a connection.",
		ZH: "没有 bind，connect 就自动给客户端一个空闲端口。四元组标识一个连接。",
	}
	ideaInUse = phrase.Phrase{
		EN: "Only one program may listen on a port, but all of its connections share that port.",
		ZH: "一个端口只能由一个程序监听；它的所有连接在服务器一侧都是这个端口。",
	}
	ideaComputing = phrase.Phrase{
		EN: "Two clients and one core: two pauses overlap, two computations do not.",
		ZH: "两个客户端，一个核：两段停顿可以重叠，两段计算不行。",
	}
	ideaHalfClose = phrase.Phrase{
		EN: "A client that has nothing more to say can still listen.",
		ZH: "不再发送的客户端，仍然可以接收。",
	}

	connectedUnseen = phrase.Phrase{EN: "B is connected and its send has returned; the server has called accept for A only.", ZH: "B 已连接，send 也已返回；而服务器只为 A 调用过 accept。"}

	queueIsFull  = phrase.Phrase{EN: "listen(%d): the server has not called accept, and %d clients are connected. Now the queue is full.", ZH: "listen(%d)：还没有调用过 accept，却已有 %d 个客户端连上了。现在队列满了。"}
	notConnected = phrase.Phrase{EN: "D called connect, which does not return: Linux drops D's request, and D will ask again.", ZH: "D 调用了 connect，却没有返回：Linux 丢弃了它的请求，D 的系统会重传。"}
	roomAgain    = phrase.Phrase{EN: "accept took A out of the queue, so there is room for one more.", ZH: "accept 取走了 A，队列空出一个位置。"}
	connectTook  = phrase.Phrase{EN: "D connected after %.1f s.", ZH: "D 连上了，用了 %.1f 秒。"}
	allAccepted  = phrase.Phrase{EN: "listen(%d), yet %d clients are served: the number limits only the queue.", ZH: "listen(%d)，却服务了 %d 个客户端：这个数只管队列。"}

	sendsOnce  = phrase.Phrase{EN: "The client sends 2,500 bytes with one send.", ZH: "客户端只调用一次 send，共 2500 字节。"}
	threeRecvs = phrase.Phrase{EN: "One send, three recv calls, and three answers.", ZH: "一次 send，三次 recv，三个回复。"}

	meanwhile = phrase.Phrase{EN: "While the server thinks, the client calls send twice: Sarah, exit.", ZH: "服务器思考时，客户端调用了两次 send：Sarah、exit。"}
	glued     = phrase.Phrase{EN: "One recv returned both. Sarahexit is not the word exit, so the server goes on.", ZH: "一次 recv 把两条一起取走了。Sarahexit 不是 exit，所以服务器继续服务。"}

	sendsNothing = phrase.Phrase{EN: "The client sends an empty message: 0 bytes.", ZH: "客户端发送一条空消息：0 字节。"}
	nothingCame  = phrase.Phrase{EN: "Nothing was sent, and the server's recv still blocks. An empty line is one byte:", ZH: "什么都没有传送，服务器的 recv 仍在阻塞。空行则是一个字节："}
	lineEnd      = phrase.Phrase{EN: "That was a message. Now the client closes.", ZH: "这才是一条消息。现在客户端关闭。"}
	onlyNow      = phrase.Phrase{EN: "Only now does recv return nothing.", ZH: "到这时 recv 才返回空。"}

	hasGone    = phrase.Phrase{EN: "The client has closed. Now the server answers.", ZH: "客户端已经关闭，服务器才回答。"}
	firstSend  = phrase.Phrase{EN: "This send succeeded, because the system took the bytes. But the client has closed, so its system replies with a reset.", ZH: "这次 send 成功了：系统收下了字节。但是对方已经关闭，对方的系统会回一个重置（RST）。"}
	secondSend = phrase.Phrase{EN: "Only the second send fails. A successful send does not mean that the peer read the bytes.", ZH: "第二次 send 才失败。send 成功，并不表示对方读到了。"}

	theirPorts  = phrase.Phrase{EN: "Neither client has called bind. The system gave A port %d, and B port %d.", ZH: "两个客户端都没有调用 bind。系统给了 A 端口 %d，给了 B 端口 %d。"}
	fourNumbers = phrase.Phrase{EN: "Each connection has four numbers: an address and a port at each end. These two differ only in the client's port.", ZH: "两端的地址和端口合成四元组；这两个四元组，只有客户端的端口不同。"}

	onlyOneListens  = phrase.Phrase{EN: "Only one program can listen on this port, but that does not limit the number of connections:", ZH: "这个端口只能由一个程序监听，但连接的数量并不因此受限："}
	manyConnections = phrase.Phrase{EN: "%d connections are open at the same time, and they all use the same port on the server.", ZH: "同时打开着 %d 个连接，在服务器一侧全都是同一个端口。"}

	waitingOverlaps  = phrase.Phrase{EN: "The server pauses before each answer. Both clients had their answers after %.1f s.", ZH: "服务器回复前停顿一下。两个客户端都在 %.1f 秒后得到回复。"}
	computingDoesNot = phrase.Phrase{EN: "This server computes before each answer. The two answers took %.1f s, %.1f times as long, because there is only one core.", ZH: "这个服务器回复前要计算。两个都用了 %.1f 秒，是刚才的 %.1f 倍：只有一个核。"}

	sendsNoMore   = phrase.Phrase{EN: "The client closes its sending side before the answer arrives.", ZH: "回复还没到，客户端先关闭了发送方向。"}
	stillReceives = phrase.Phrase{EN: "The answer still arrives, because the other direction is open.", ZH: "回复照样到达：另一个方向还通着。"}
)

// What kernel.go says.
var (
	titleHandshake   = phrase.Phrase{EN: "the handshake is the system's work", ZH: "三次握手由系统完成"}
	titleStates      = phrase.Phrase{EN: "the states of a connection", ZH: "连接的各种状态"}
	titleTimeWait    = phrase.Phrase{EN: "the side that closes first keeps the port", ZH: "谁先关闭，谁就占着端口"}
	titleReset       = phrase.Phrase{EN: "five causes of a reset", ZH: "重置的五种原因"}
	titleUDP         = phrase.Phrase{EN: "UDP: messages, and no connection", ZH: "UDP：有消息，没有连接"}
	titleSlowNetwork = phrase.Phrase{EN: "a slow network, the same programs", ZH: "网络变慢，程序不变"}

	ideaHandshake = phrase.Phrase{
		EN: "connect sends a SYN; the server's system answers, whatever the server's program does.",
		ZH: "connect 发出 SYN；回应它的是服务器的系统，不管服务器程序正在做什么。",
	}
	ideaStates = phrase.Phrase{
		EN: "Each end of a connection has a state. Lesson 3, and the system's own table of sockets:",
		ZH: "连接的每一端都有一个状态。下面是第 3 课，以及系统自己的套接字表：",
	}
	ideaTimeWait = phrase.Phrase{
		EN: "TIME_WAIT catches packets that come late. Until it ends, the port needs SO_REUSEADDR.",
		ZH: "TIME_WAIT 等着迟到的包。在它结束之前，要 bind 这个端口，就得设置 SO_REUSEADDR。",
	}
	ideaReset = phrase.Phrase{
		EN: "A reset (RST) says: there is nobody here who can take this. Bytes still on the way are lost.",
		ZH: "重置（RST）的意思是：这里没有人能收。它一到，路上和缓冲区里的字节就都作废。",
	}
	ideaUDP = phrase.Phrase{
		EN: "What one sendto sends, one recvfrom receives, or it is lost. Nobody says which.",
		ZH: "一次 sendto 是一条消息，对应一次 recvfrom；丢了，也没有人告诉你。",
	}
	ideaSlowNetwork = phrase.Phrase{
		EN: "Lessons 3 and 5 as they are. Between them is a relay that delays, splits and resets.",
		ZH: "第 3 课和第 5 课原样运行。它们之间有一个中继，会延迟、拆分、重置。",
	}

	threePackets       = phrase.Phrase{EN: "SYN, SYN-ACK, ACK: three packets, and the connection is there. The server's program had nothing to do with it.", ZH: "SYN、SYN-ACK、ACK：三个包，连接就建好了。服务器的程序没有参与。"}
	inBuffer           = phrase.Phrase{EN: "A's bytes have arrived as well. They are in the receive buffer of a socket that no program has.", ZH: "A 的字节也到了，在接收缓冲区里，而这个套接字还不属于任何程序。"}
	acceptSendsNothing = phrase.Phrase{EN: "accept has sent no packet: it took the connection out of the queue.", ZH: "accept 没有发出任何包：它只是把连接从队列里取出来。"}

	bIsQueued         = phrase.Phrase{EN: "A is served, B is in the accept queue. Their sockets look the same.", ZH: "A 在接受服务，B 在 accept 队列里。它们的套接字看上去一样。"}
	closedHalf        = phrase.Phrase{EN: "A has closed its sending side, and the server thinks. CLOSE_WAIT: the system knows that A is done; the program will learn it from recv.", ZH: "A 关闭了发送方向，服务器还在思考。CLOSE_WAIT：系统已经知道 A 结束了，程序要等下一次 recv 才知道。"}
	firstCloserWaits  = phrase.Phrase{EN: "Both have closed. The end that closed first, A's, stays for a while in TIME_WAIT. B is served: the queue is empty.", ZH: "双方都关闭了。先关闭的一端（A）要在 TIME_WAIT 里待一会儿。轮到 B，队列空了。"}
	serverSaidGoodbye = phrase.Phrase{EN: "B said exit, so this time the server has closed first. B has not closed yet.", ZH: "B 说了 exit，这次是服务器先关闭。B 还没有关闭。"}
	statesStay        = phrase.Phrase{EN: "The server has ended. TIME_WAIT belongs to the system, and stays for a minute (on Linux).", ZH: "服务器已经结束。TIME_WAIT 属于系统，还要留一分钟（在 Linux 上）。"}

	serverFirst     = phrase.Phrase{EN: "The server closed first, and has ended. Nobody listens, but its port is in the table:", ZH: "服务器先关闭，然后结束。没有人在监听，但它的端口还在表里："}
	portIsKept      = phrase.Phrase{EN: "So bind fails. A server that is started again would have to wait for a minute.", ZH: "所以 bind 失败。重新启动服务器，要等一分钟。"}
	reuseAllows     = phrase.Phrase{EN: "SO_REUSEADDR allows bind although there are connections in TIME_WAIT. A server should set it; net.Listen does so for you.", ZH: "有了 SO_REUSEADDR，即使有 TIME_WAIT 的连接，也可以 bind。服务器应该设置它，net.Listen 也替你设置了。"}
	notTwoListeners = phrase.Phrase{EN: "It does not allow two programs to listen on one port.", ZH: "但它不允许两个程序监听同一个端口。"}
	clientFirst     = phrase.Phrase{EN: "The other way round, with a new port: the client closes first. TIME_WAIT is on its side:", ZH: "反过来，用新的端口：客户端先关闭，TIME_WAIT 就在它那一端："}
	portIsFree      = phrase.Phrase{EN: "The server's port is free at once, without SO_REUSEADDR.", ZH: "服务器的端口马上可以再用，不需要 SO_REUSEADDR。"}

	unreadBytes     = phrase.Phrase{EN: "1. close, with bytes that nobody has received: they are lost, and the sender should know.", ZH: "一、关闭时还有没接收的字节：它们丢了，应当让发送方知道。"}
	sentToClosed    = phrase.Phrase{EN: "2. A send to a peer that has closed. The first one returns, as always; the reset is the answer to it.", ZH: "二、向已经关闭的一方发送。第一次 send 照样返回，重置是对它的回应。"}
	abortive        = phrase.Phrase{EN: "3. close with SO_LINGER 0 sends a reset instead of FIN. On some systems, so does a program that crashes.", ZH: "三、用 SO_LINGER 0 关闭（有些系统上程序崩溃也是这样）：不发 FIN，发重置。"}
	queueThrownAway = phrase.Phrase{EN: "4. The listening socket is closed while a client is in the accept queue.", ZH: "四、accept 队列里还有客户端，监听套接字就关闭了。"}
	noListener      = phrase.Phrase{EN: "5. connect where nobody listens: the answer to SYN is a reset, and connect says refused.", ZH: "五、connect 的地址没有人监听：SYN 得到的回应是重置，connect 报告“被拒绝”。"}

	noConnection = phrase.Phrase{EN: "No listen, no accept, no connect: the first packet has the message in it.", ZH: "没有 listen、accept、connect：第一个包里就是消息。"}
	keptApart    = phrase.Phrase{EN: "Two sends, two messages: TCP might have glued them.", ZH: "两次发送，两条消息：换成 TCP 就可能粘在一起。"}
	restIsLost   = phrase.Phrase{EN: "The buffer has 1,024 bytes. The rest of the message is thrown away: the next recvfrom returns the next message.", ZH: "缓冲区只有 1024 字节。这条消息剩下的部分被丢弃，下一次 recvfrom 返回的是下一条消息。"}
	nobodyKnows  = phrase.Phrase{EN: "Nobody is there any more, and sendto succeeds. Tracy is lost.", ZH: "已经没有人在收，sendto 照样成功。Tracy 丢了。"}
	manyBytes    = phrase.Phrase{EN: "%d bytes", ZH: "%d 字节"}

	networkBetween = phrase.Phrase{EN: "A network of 0.3 s, which delivers at most 8 bytes at a time.", ZH: "网络的延迟是 0.3 秒，一次最多送到 8 个字节。"}
	tookAPiece     = phrase.Phrase{EN: "The reply came in three pieces, and the client took the first for all of it. One recv is not one message: homework h5.", ZH: "回复分三段到达，客户端把第一段当成了全部。一次 recv 不等于一条消息：见作业 h5。"}
	networkCuts    = phrase.Phrase{EN: "Now a network of 0.5 s, which cuts the connection off after the greeting.", ZH: "现在，网络的延迟是 0.5 秒，并在欢迎词之后切断连接。"}
	neitherDidIt   = phrase.Phrase{EN: "Both ends received a reset, and neither has sent one. The server of lesson 3 goes on.", ZH: "两端都收到重置，谁也没有发过。第 3 课的服务器继续运行。"}
)

// What lessons.go says.
var (
	idea1 = phrase.Phrase{
		EN: "One client, one message, one reply; then the server exits.",
		ZH: "一个客户端，一条消息，一次回复；然后服务器就结束了。",
	}
	flaw1 = phrase.Phrase{
		EN: "The flaw: the server serves one client only. The second is cut off, and the third finds no server.",
		ZH: "缺陷：只服务一个客户端。第二个被断开，第三个找不到服务器。",
	}
	idea2 = phrase.Phrase{
		EN: "Two loops: message after message, client after client. You type the answers.",
		ZH: "两层循环：一条接一条消息，一个接一个客户端。回复由你输入。",
	}
	flaw2 = phrase.Phrase{
		EN: "The flaw: the program never checks what recv returned. It answers a client that has left, and crashes.",
		ZH: "缺陷：没有检查 recv 的返回值。服务器在回复已经离开的客户端，并因此结束。",
	}
	idea3 = phrase.Phrase{
		EN: "When recv returns nothing, or the client says exit, the server turns to the next client.",
		ZH: "recv 返回空，或者收到 exit，就结束这个客户端，接着服务下一个。",
	}
	flaw3 = phrase.Phrase{
		EN: "The flaw: one client at a time. The second one is connected, but has to wait.",
		ZH: "缺陷：一次只服务一个客户端。第二个已经连接，却只能等。",
	}
	idea4 = phrase.Phrase{
		EN: "One goroutine per client: the same two clients, and neither waits for the other.",
		ZH: "每个客户端一个 goroutine：同样两个客户端，谁也不用等谁。",
	}
	flaw4 = phrase.Phrase{
		EN: "A remaining flaw: Ctrl+C cuts a conversation short.",
		ZH: "还剩下的问题：Ctrl+C 会打断正在进行的会话。",
	}
	idea5 = phrase.Phrase{
		EN: "The client's side, with a person at the keyboard.",
		ZH: "客户端一方，由人在键盘上输入。",
	}
	flaw5 = phrase.Phrase{
		EN: "A client that does not wait for the greeting is out of step from then on.",
		ZH: "不等欢迎词的客户端，从此每一步都错位。",
	}
	idea6 = phrase.Phrase{
		EN: "A web page, fetched by hand: recv until the server closes.",
		ZH: "亲手取一个网页：一直 recv，直到服务器关闭连接。",
	}
	flaw6 = phrase.Phrase{
		EN: "The page has moved. A browser would follow; this client only tells you the new address.",
		ZH: "网页已转移。浏览器会自动转到新地址；这个客户端只告诉你新地址。",
	}

	idea7 = phrase.Phrase{
		EN: "One thread, all clients: poll waits for every socket at once, and no other call waits.",
		ZH: "一个线程，所有客户端：poll 同时等待所有套接字，别的调用都不等待。",
	}
	flaw7 = phrase.Phrase{
		EN: "The flaw: one thread. While it computes a reply for A, it does not even accept B.",
		ZH: "缺陷：只有一个线程。它为 A 计算回复时，连 B 都没有 accept。",
	}

	queued      = phrase.Phrase{EN: "B is connected and has sent its message, but the server has not accepted it: B is in the accept queue.", ZH: "B 已连接并已发送，但没有被 accept：它在 accept 队列里。"}
	cutOff      = phrase.Phrase{EN: "The server has exited. B was still in the queue, and was cut off.", ZH: "服务器结束了，还在排队的 B 被断开。"}
	serverGone  = phrase.Phrase{EN: "A third client finds no server:", ZH: "第三个客户端找不到服务器："}
	clientLeft  = phrase.Phrase{EN: "A has left. The server does not check, and asks you for an answer.", ZH: "A 已经离开。服务器不检查，照样请你回复。"}
	isQueued    = phrase.Phrase{EN: "B is connected and has sent its message, but the server has not accepted it.", ZH: "B 已连接并已发送，但没有被 accept。"}
	died        = phrase.Phrase{EN: "The second send to the client that left fails, and the server crashes. B was still queued, and is cut off.", ZH: "第二次向已离开的客户端 send 时失败，服务器因此结束。还在排队的 B 也断开了。"}
	saidExit    = phrase.Phrase{EN: "A said exit, as the protocol asks. Next is B, which does not know the protocol.", ZH: "A 说了 exit，这是双方的约定。下面是 B，它不知道约定。"}
	saidNothing = phrase.Phrase{EN: "B just closed, and recv returned nothing. The server noticed, and waits for the next client.", ZH: "B 直接关闭，recv 返回空：服务器发现了，又在等下一个。"}
	waits       = phrase.Phrase{EN: "B is connected, but gets no greeting, because the server is busy with A.", ZH: "B 已连接，却收不到欢迎词：服务器正在服务 A。"}
	itsTurn     = phrase.Phrase{EN: "A has left, and B is served at last.", ZH: "A 离开之后，B 才得到服务。"}
	tookSerial  = phrase.Phrase{EN: "B took %.1f s: the time for A, plus its own.", ZH: "B 用了 %.1f 秒：A 的时间加上自己的时间。"}

	tookConcurrent = phrase.Phrase{EN: "B took %.1f s: its own time only.", ZH: "B 用了 %.1f 秒：只有自己的时间。"}
	thinking       = phrase.Phrase{EN: "The server is thinking about Michael when the teacher presses Ctrl+C.", ZH: "服务器正在思考怎样回复 Michael，这时老师按下 Ctrl+C。"}
	mistaken       = phrase.Phrase{EN: "The client takes the greeting for the answer to Michael.", ZH: "客户端把欢迎词当成了对 Michael 的回复。"}
	loopIsBusy     = phrase.Phrase{EN: "The loop computes for A. B is connected, and waits in the accept queue.", ZH: "循环正在为 A 计算。B 已连接，在 accept 队列里等待。"}
	unread         = phrase.Phrase{EN: "The client took each answer for the reply to its next message, and never read the last one.", ZH: "每个回复都被当成对下一句话的回复，最后一个始终没有读到。"}
)

// What listener.go says.
var (
	notHere = phrase.Phrase{
		EN: "%s needs %v, because %v. The course shows a run on Linux.",
		ZH: "%s 需要 %v：%v。课程网页里有它在 Linux 上的结果。",
	}
	linuxOrMac = phrase.Phrase{EN: "Linux or macOS", ZH: "Linux 或 macOS"}
	unixCalls  = phrase.Phrase{EN: "it makes system calls that Windows does not have", ZH: "它要用的系统调用，Windows 没有"}
)

// What packets.go says.
var synAgain = phrase.Phrase{EN: "SYN again", ZH: "再发 SYN"}

// What play.go says.
var wentWrong = phrase.Phrase{
	EN: "The play %s did not go as expected: %v.\nIf the machine is very busy, try again.",
	ZH: "演示 %s 没有按计划进行：%v。\n如果机器正忙，请再试一次。",
}

// What screen.go says.
var (
	heading    = phrase.Phrase{EN: "Lesson %02d: %s", ZH: "第 %02d 课：%s"}
	serverName = phrase.Phrase{EN: "server", ZH: "服务器"}
	clientName = phrase.Phrase{EN: "client %c", ZH: "客户端 %c"}
)

// What sockets.go says.
var (
	acceptQueue = phrase.Phrase{EN: "%s, accept queue: %d", ZH: "%s，accept 队列：%d"}
	toClient    = phrase.Phrase{EN: "%s, to %v", ZH: "%s，对方是%v"}
	toServer    = phrase.Phrase{EN: "%s, to the %v", ZH: "%s，对方是%v"}

	lookYourself = phrase.Phrase{
		EN: "The lab cannot see here how long the accept queue is. Look yourself, in another terminal: %s",
		ZH: "实验程序在这个系统上看不到 accept 队列有多长。请在另一个终端里自己看：%s",
	}.With(howto.Either("netstat -anL", "netstat -an")) // -L of macOS: how long each queue is
)
