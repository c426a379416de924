package probe

import "tcplab/shared/phrase"

// Expected says, for each mistake, what should have come instead of what was
// seen.
var Expected = map[string]phrase.Phrase{
	NoListener:     {EN: "the program listens at the address it is given", ZH: "程序在给定的地址上监听"},
	NoReply:        {EN: "an answer to the message, while the client waits", ZH: "客户端等待时，收到对这条消息的回复"},
	AnswersOnce:    {EN: "an answer to each message of the same client", ZH: "同一个客户端的每条消息都有回复"},
	ClosesAfterOne: {EN: "an answer to each message, and a close only after the client has closed", ZH: "每条消息都有回复，客户端关闭之后服务器才关闭"},
	StopsAfterOne:  {EN: "after a client has left, the next one is accepted and answered", ZH: "一个客户端离开后，下一个被接受并得到回复"},
	IgnoresEOF:     {EN: "recv returns nothing, the server closes this socket, and accepts the next client", ZH: "recv 返回空，服务器关闭这个套接字，再接受下一个客户端"},
	BusyLoop:       {EN: "a server without work blocks in a call and uses no processor time", ZH: "没有事做的服务器阻塞在调用里，不占用 CPU"},
	DiesOnEOF:      {EN: "the program goes on, and answers the next client", ZH: "程序继续运行，回复下一个客户端"},
	ServesSerially: {EN: "client 2 is answered while client 1 stays connected", ZH: "客户端 1 保持连接时，客户端 2 得到回复"},
	NeverCloses:    {EN: "the client ends its side, and the server closes its own", ZH: "客户端关闭自己这一方，服务器也关闭它那一方"},
	DropsClients:   {EN: "each of the clients gets an answer to each message", ZH: "每个客户端的每条消息都得到回复"},
	DiesOnReset:    {EN: "recv or send fails for this client alone, and the next one is answered", ZH: "只有这个客户端的 recv 或 send 失败，下一个照样得到回复"},
	DiesOnBadText:  {EN: "whatever the bytes are, the next client is answered", ZH: "不管收到什么字节，下一个客户端照样得到回复"},
	LosesBytes:     {EN: "all bytes of the message come back, in their order", ZH: "消息的全部字节按顺序返回"},
	MixesClients:   {EN: "each client receives its own reply and no other", ZH: "每个客户端只收到自己的回复"},
	BlocksOnOne:    {EN: "the other clients are answered meanwhile", ZH: "其他客户端同时得到回复"},
	ForgetsClients: {EN: "a client that is still connected is answered, even when others come or leave", ZH: "不管别人来去，还连着的客户端都得到回复"},
	LimitsClients:  {EN: "all thirty clients are served while all of them stay connected", ZH: "三十个客户端都保持连接，并且都得到服务"},
	DropsIdle:      {EN: "the connection stays open, and the next message is answered", ZH: "连接保持打开，下一条消息得到回复"},
	DiesOnEmpty:    {EN: "the program goes on, and answers the next client", ZH: "程序继续运行，回复下一个客户端"},
	DiesOnLong:     {EN: "the program goes on, and answers the next client", ZH: "程序继续运行，回复下一个客户端"},
	ExitEndsAll:    {EN: "exit ends this conversation only", ZH: "exit 只结束这一次会话"},
	Leftovers:      {EN: "a reply made of this message only", ZH: "回复里只有这条消息的内容"},
	LeavesZombies:  {EN: "each process that has ended is waited for", ZH: "每个结束的子进程都被 wait 回收"},

	NoConnection: {EN: "the client connects to the address it is given", ZH: "客户端连接给定的地址"},
	SpeaksFirst:  {EN: "the client receives the greeting first", ZH: "客户端先接收欢迎词"},
	SaysNothing:  {EN: "a message after the greeting", ZH: "收到欢迎词之后发送一条消息"},
	SendsAhead:   {EN: "one message, then the reply, then the next message", ZH: "一条消息，一次回复，然后才是下一条消息"},
	NoExit:       {EN: "the word exit after the last reply", ZH: "最后一次回复之后发送 exit"},
	StaysOpen:    {EN: "the client closes its socket after exit", ZH: "发送 exit 之后客户端关闭套接字"},
}
