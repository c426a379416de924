package main

import "tcplab/shared/phrase"

// inSteps are the comments of the programs that steps shows. The programs have
// them in English; the Chinese pages show the same code with these instead.
var inSteps = []phrase.Phrase{
	{EN: "1. socket, 2. bind, 3. listen: in Go one call does all three.", ZH: "1. socket、2. bind、3. listen：Go 用一次调用完成。"},
	{EN: "1. socket, 2. bind, 3. listen: in Python three calls.", ZH: "1. socket、2. bind、3. listen：Python 要调用三次。"},
	{EN: "1. socket, 2. connect: in Go one call does both.", ZH: "1. socket、2. connect：Go 用一次调用完成。"},
	{EN: "1. socket, 2. connect: in Python two calls.", ZH: "1. socket、2. connect：Python 要调用两次。"},
	{EN: "Otherwise Unix keeps the port busy for a minute.", ZH: "否则在 Unix 上，端口要过一分钟才能再用。"},
	{EN: "now the log shows every call", ZH: "从现在起，日志显示每次调用"},
	{EN: "nc sends lines", ZH: "nc 发送的是一行"},

	{EN: "4. accept: wait for a client; it gets its own socket.", ZH: "4. accept：等待客户端，为它返回一个已连接套接字。"},
	{EN: "4. accept: wait; conn is this client's socket.", ZH: "4. accept：等待；conn 是已连接套接字。"},
	{EN: "An error ends this conversation, not the server.", ZH: "出错只结束这次会话，不结束服务器。"},
	{EN: "5. recv: wait until the client has sent something.", ZH: "5. recv：等待客户端发来数据。"},
	{EN: "5. recv: wait until the client sends something.", ZH: "5. recv：等待客户端发来数据。"},
	{EN: "5. recv: wait until the client sends.", ZH: "5. recv：等待客户端发来数据。"},
	{EN: "Nothing came: the client has closed.", ZH: "返回空：客户端已经关闭。"},
	{EN: "Nothing came: err is io.EOF if the client has closed,", ZH: "什么也没收到：客户端已经关闭时，err 是 io.EOF；"},
	{EN: "and another error if it was cut off.", ZH: "连接被中断时，是别的错误。"},
	{EN: "6. send the reply; -delay sets how long lab.Reply takes.", ZH: "6. send：发送回复；lab.Reply 要多久，由 -delay 决定。"},
	{EN: "6. send the reply; encode turns text into bytes.", ZH: "6. send：发送回复；encode 把文字编码成字节。"},
	{EN: "6. send the reply; it takes a second.", ZH: "6. send：发送回复，要思考一秒。"},
	{EN: "6. send the reply; the operator types it.", ZH: "6. send：发送回复，由你输入。"},
	{EN: "7. close the listening socket, at the end.", ZH: "7. close：最后关闭监听套接字。"},
	{EN: "7. close the socket of this client, at the end.", ZH: "7. close：最后关闭这个客户端的套接字。"},

	{EN: "3. recv: the server speaks first.", ZH: "3. recv：服务器先说话。"},
	{EN: "4. send a message, then recv its reply.", ZH: "4. send：发送一条消息，再 recv 它的回复。"},
	{EN: "5. close, at the end.", ZH: "5. close：最后关闭。"},

	{EN: "3. send the request: lines of text, and an empty line.", ZH: "3. send：发送请求，几行文字加一个空行。"},
	{EN: "4. recv piece by piece, until the server has closed.", ZH: "4. recv：一段一段地接收，直到服务器关闭。"},
	{EN: "5. the first empty line separates header and body.", ZH: "5. 第一个空行把首部和正文分开。"},
	{EN: "6. close, at the end.", ZH: "6. close：最后关闭。"},

	{EN: "1. socket: the system returns its number, the descriptor.", ZH: "1. socket：系统返回它的编号，即描述符。"},
	{EN: "1. socket: the system returns its number.", ZH: "1. socket：系统返回它的编号。"},
	{EN: "2. bind: give it an address and a port.", ZH: "2. bind：给它地址和端口。"},
	{EN: "3. listen: -backlog clients may wait in the accept queue.", ZH: "3. listen：accept 队列里最多能等 -backlog 个客户端。"},
	{EN: "3. listen: so many may wait in the accept queue.", ZH: "3. listen：accept 队列里最多能等这么多个。"},
	{EN: "by their descriptors", ZH: "以描述符为键"},
	{EN: "Whom to wait for, and for how long at most:", ZH: "等谁，最多等多久："},
	{EN: "its reply is not due yet", ZH: "还没到发回复的时间"},
	{EN: "not due yet", ZH: "还没到时间"},
	{EN: "room for a send", ZH: "有空位可以发送"},
	{EN: "bytes, or the end", ZH: "有数据，或已关闭"},
	{EN: "4. poll: wait until a socket is ready, or a reply is due.", ZH: "4. poll：等待某个套接字就绪，或某个回复该发了。"},
	{EN: "4. poll: wait for a socket, or for a reply.", ZH: "4. poll：等待某个套接字就绪，或某个回复该发了。"},
	{EN: "5. accept: it returns at once.", ZH: "5. accept：立刻返回。"},
	{EN: "5. accept: a client is there, so it returns now.", ZH: "5. accept：已经有客户端，所以立刻返回。"},
	{EN: "6. recv: it returns 0 if the client has closed.", ZH: "6. recv：客户端已经关闭时返回 0。"},
	{EN: "6. recv: nothing if the client has closed.", ZH: "6. recv：客户端已经关闭时返回空。"},
	{EN: "7. send: as many bytes as there is room for.", ZH: "7. send：有多少空位就发多少字节。"},
	{EN: "8. close the socket of this client.", ZH: "8. close：关闭这个客户端的套接字。"},
	{EN: "9. close the listening socket, at the end.", ZH: "9. close：最后关闭监听套接字。"},
}

// What pictures.go says.
var (
	kernelName = phrase.Phrase{
		EN: "Between a program and the network is the kernel: send puts bytes into the send buffer, they arrive in the receive buffer of the other side, recv takes them out; accept takes a connection out of the accept queue",
		ZH: "程序和网络之间是内核：send 把字节放进发送缓冲区，它们到达对方的接收缓冲区，recv 把它们取走；accept 从 accept 队列里取走一个连接",
	}
	clientProgram = phrase.Phrase{EN: "client", ZH: "客户端"}
	serverProgram = phrase.Phrase{EN: "server", ZH: "服务器"}
	itsKernel     = phrase.Phrase{EN: "its kernel", ZH: "它的内核"}
	sendBuffer    = phrase.Phrase{EN: "send buffer", ZH: "发送缓冲区"}
	recvBuffer    = phrase.Phrase{EN: "2 receive buffer", ZH: "2 接收缓冲区"}
	queueWord     = phrase.Phrase{EN: "4 accept queue", ZH: "4 accept 队列"}
	segments      = phrase.Phrase{EN: "network", ZH: "网络"}
	handshakeWord = phrase.Same("connect: SYN, SYN-ACK, ACK")
)

// What pictures.go says of a log.
var logName = phrase.Phrase{
	EN: "The log of lesson 04. Two clients are served at the same time; the lines of each have a colour of their own.",
	ZH: "第 04 课的日志：两个客户端同时得到服务，各有一种颜色。",
}

// What parts.go says.
var (
	itself   = phrase.Phrase{EN: "English", ZH: "中文"}
	contents = phrase.Phrase{EN: "Contents", ZH: "目录"}
)

// What parts.go says of terminals.
var (
	terminalOf  = phrase.Phrase{EN: "Terminal %d, %s:", ZH: "终端 %d，%s："}
	serverOf    = phrase.Phrase{EN: "the server", ZH: "服务器"}
	wholeLog    = phrase.Phrase{EN: "The whole log: %d lines", ZH: "完整的日志：%d 行"}
	wholeOutput = phrase.Phrase{EN: "What it shows: %d lines", ZH: "输出：%d 行"}
	mayDiffer   = phrase.Phrase{
		EN: "*The order may differ: in your run, lines of different clients may come in a different order. The lines of one client stay in order.*",
		ZH: "*顺序可能不同：你运行时，不同客户端的行可能交错成别的顺序；同一个客户端的行，顺序不会变。*",
	}
)
