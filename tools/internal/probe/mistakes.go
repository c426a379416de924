package probe

import (
	"tcplab/shared/course"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// The mistakes of servers.
const (
	NoListener     = "no-listener"
	NoReply        = "no-reply"
	ClosesAfterOne = "closes-after-one-message"
	StopsAfterOne  = "stops-after-one-client"
	IgnoresEOF     = "ignores-eof"
	BusyLoop       = "busy-loop"
	DiesOnEOF      = "dies-on-eof"
	ServesSerially = "serves-serially"
	NeverCloses    = "never-closes"
	DropsClients   = "drops-clients"
	DiesOnReset    = "dies-on-reset"
	DiesOnBadText  = "dies-on-bad-text"
	LosesBytes     = "loses-bytes"
	AnswersOnce    = "answers-once"
	MixesClients   = "mixes-clients"
	BlocksOnOne    = "blocks-on-one-client"
	ForgetsClients = "forgets-clients"
	LimitsClients  = "limits-clients"
	DropsIdle      = "drops-idle-clients"
	DiesOnEmpty    = "dies-on-empty"
	DiesOnLong     = "dies-on-long-message"
	ExitEndsAll    = "exit-ends-all"
	Leftovers      = "leftovers"
	LeavesZombies  = "leaves-zombies"
)

// Those of clients.
const (
	NoConnection = "no-connection"
	SpeaksFirst  = "speaks-first"
	SaysNothing  = "says-nothing"
	SendsAhead   = "sends-ahead"
	NoExit       = "no-exit"
	StaysOpen    = "stays-open"
)

// Those of the homework.
const (
	FourNumbers  = "four-numbers"
	WhichDiffer  = "which-differ"
	KeepsSilent  = "keeps-silent-client"
	DropsTalker  = "drops-talking-client"
	LetsAllIn    = "lets-all-in"
	NotTold      = "not-told"
	TurnsAway    = "turns-away"
	StillAccepts = "still-accepts"
	CutsOff      = "cuts-off"
	NeverEnds    = "never-ends"
	NotDelivered = "not-delivered"
	Overheard    = "overheard"
	UnknownUser  = "unknown-user"
	SameName     = "same-name"
	HalfAReply   = "half-a-reply"

	IgnoresFailedSend = "ignores-failed-send"
	DataRace          = "data-race"
	ServesTooMany     = "serves-too-many"
	LosesWaiting      = "loses-waiting-client"
	OutOfOrder        = "serves-out-of-order"
	GluesLines        = "glues-lines"
	SplitsLines       = "splits-lines"
	MissesBroken      = "misses-broken-servers"
	AccusesCorrect    = "accuses-correct-server"
)

// A Mistake is what the course has to say of it.
type Mistake struct {
	From  int           // the stage from which on it is one; below, it is the lesson
	Means phrase.Phrase // what is wrong
	Look  phrase.Phrase // what to do about it
}

// Page is the page of the course that is about the mistake, from the root of the
// lab.
func (m Mistake) Page(lang phrase.Lang) string {
	page := "homework"
	if m.From > 0 {
		page = course.Lessons[m.From-1].Name
	}
	return "docs/" + string(lang) + "/" + page + ".md"
}

// Mistakes are all mistakes, by their identifier.
var Mistakes = map[string]Mistake{
	NoListener: {
		From: 1,
		Means: phrase.Phrase{
			EN: "Your server does not listen where its clients look for it.",
			ZH: "服务器没有在客户端要找的地址上监听。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 1, steps 1 to 3: socket, bind, listen. Listen at the address that you are given: lab.Addr in a Go program of the lab, {addr} in the command of any other.",
			ZH: "第 1 课第 1 至 3 步：socket、bind、listen。要在给定的地址上监听：课程的 Go 程序用 lab.Addr，其他程序用命令里的 {addr}。",
		},
	},
	NoReply: {
		From: 1,
		Means: phrase.Phrase{
			EN: "A client sends something and gets no answer.",
			ZH: "客户端发了消息，却收不到回复。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 1, steps 5 and 6: one recv, one send. recv returns what is there; do not wait for more, nor for the client's end; and let only serve close the connection. In Python, is what you send bytes (encode)?",
			ZH: "第 1 课第 5、6 步：recv 一次，send 一次。recv 有多少就返回多少，不要再等更多数据，也不要等客户端关闭；连接只能由 serve 来关闭。用 Python 时，send 的是字节（encode）吗？",
		},
	},
	ClosesAfterOne: {
		From: 2,
		Means: phrase.Phrase{
			EN: "You answer and close, though the client has more to say. A conversation has many messages.",
			ZH: "回复之后就关闭了连接，而客户端还有话要说。一次会话有很多条消息。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 2: a loop around recv and send, within the loop around accept (%s).",
			ZH: "第 2 课：在 accept 循环里面，再给 recv 和 send 加一层循环（%s）。",
		}.With(howto.Make("diff-2")),
	},
	StopsAfterOne: {
		From: 3,
		Means: phrase.Phrase{
			EN: "After the first client has left, no other one is served.",
			ZH: "第一个客户端离开以后，就不再服务下一个。",
		},
		Look: phrase.Phrase{
			EN: "Each accept returns one client: call it again on the same listener for the next one. Lesson 3 does so in a loop: when a client has left, serve returns, and the loop goes back to accept (%s).",
			ZH: "每次 accept 只返回一个客户端：要服务下一个，就在同一个监听套接字上再调用一次。第 3 课用循环来做：客户端走了，serve 就返回，循环回到 accept（%s）。",
		}.With(howto.Make("diff-3")),
	},
	IgnoresEOF: {
		From: 3,
		Means: phrase.Phrase{
			EN: "You do not notice that a client has left, and go on serving it.",
			ZH: "没有发现客户端已经离开，还在继续为它服务。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 3: look at what recv returns. An error of Read (in Python: b'') means that the client has closed (%s).",
			ZH: "第 3 课：检查 recv 的返回值。Read 返回错误（Python 里返回 b''）就是客户端关闭了（%s）。",
		}.With(howto.Make("diff-3")),
	},
	BusyLoop: {
		From: 1,
		Means: phrase.Phrase{
			EN: "You ask again and again instead of waiting: one core works for nothing.",
			ZH: "程序在反复询问，而不是等待：白白占满一个 CPU 核心。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 1: accept and recv block, which costs nothing. Take out the loop that polls, the non-blocking mode or the deadline that is too short; and leave accept outside of go.",
			ZH: "第 1 课：accept 和 recv 会阻塞，阻塞不耗 CPU。去掉轮询的循环、非阻塞模式，或者过短的超时；accept 要留在 go 的外面。",
		},
	},
	DiesOnEOF: {
		From: 3,
		Means: phrase.Phrase{
			EN: "A client leaves, and your server ends with it.",
			ZH: "一个客户端离开，整个服务器就跟着结束了。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 3: the end of a client is an everyday event; end serve, not the program (no log.Fatal, no exit, no uncaught exception).",
			ZH: "第 3 课：客户端离开是平常事，结束 serve 就行，不要结束程序（不要 log.Fatal、exit，异常也要捕获）。",
		},
	},
	ServesSerially: {
		From: 4,
		Means: phrase.Phrase{
			EN: "You serve one client at a time; all others wait for it.",
			ZH: "一次只服务一个客户端，其他的都得等。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 4: go serve(…), one goroutine per client; in Python, one thread each (%s): Thread(target=serve, args=(conn,)), not target=serve(conn), and no join in the loop. Hold no lock while you wait.",
			ZH: "第 4 课：go serve(…)，每个客户端一个 goroutine；Python 里每个客户端一个线程（%s）：写 Thread(target=serve, args=(conn,))，不要写 target=serve(conn)，循环里也不要 join。等待时不要占着锁。",
		}.With(howto.Make("diff-4")),
	},
	NeverCloses: {
		From: 3,
		Means: phrase.Phrase{
			EN: "The client has ended its side, and you never end yours: its socket stays open forever.",
			ZH: "客户端已经关闭了自己这一方，服务器却一直不关闭：套接字永远占着。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 3: check the error of Read (in Python: b''). After it, leave the loop and close the socket of this client (defer conn.Close()).",
			ZH: "第 3 课：检查 Read 返回的错误（Python 里是 b''），出错就离开循环，再关闭这个客户端的套接字（defer conn.Close()）。",
		},
	},
	DropsClients: {
		From: 4,
		Means: phrase.Phrase{
			EN: "With thirty clients at once, some are not served.",
			ZH: "三十个客户端同时连接时，有的得不到服务。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 4: as many goroutines as there are clients; no fixed number of workers, and no array that is full. Hand each of them its own connection, not a variable that the next accept overwrites.",
			ZH: "第 4 课：有多少客户端就有多少 goroutine，不要固定工作线程的个数，也不要用会装满的数组。每个都要得到自己的连接，而不是一个会被下一次 accept 覆盖的变量。",
		},
	},
	DiesOnReset: {
		From: 3,
		Means: phrase.Phrase{
			EN: "A client crashes, its connection is reset, and your server does not survive it.",
			ZH: "客户端崩溃，连接被重置，服务器也跟着退出。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 3: recv may also fail. Treat a failed recv or send like the client's end: close this socket, serve the next (in Python: except OSError).",
			ZH: "第 3 课：recv 也会失败。recv 或 send 失败，就当作客户端离开：关闭这个套接字，服务下一个（Python 里用 except OSError）。",
		},
	},
	DiesOnBadText: {
		From: 3,
		Means: phrase.Phrase{
			EN: "A client sends bytes that are not text in your encoding, and your server does not survive it.",
			ZH: "客户端发来的字节不符合你用的编码，服务器就退出了。",
		},
		Look: phrase.Phrase{
			EN: "Bytes come from outside: decode them with care (in Python: decode('utf-8', errors='replace')), or not at all.",
			ZH: "字节来自外部：解码要小心（Python 里用 decode('utf-8', errors='replace')），或者干脆不解码。",
		},
	},
	LosesBytes: {
		From: 2,
		Means: phrase.Phrase{
			EN: "A long message is not answered in full.",
			ZH: "长消息没有得到完整的回复。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 2: one recv is not one message. Call recv again for the rest, and answer all that comes; in Python, sendall instead of send.",
			ZH: "第 2 课：一次 recv 不等于一条消息。要反复接收，收到多少就回复多少；Python 里用 sendall 代替 send。",
		},
	},
	AnswersOnce: {
		From: 2,
		Means: phrase.Phrase{
			EN: "You answer and then never again, though the connection stays open. A conversation has many messages.",
			ZH: "回复之后，连接还开着，却再也不回复。一次会话有很多条消息。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 2: put recv and send in a loop, inside the loop around accept (%s).",
			ZH: "第 2 课：在 accept 循环里面，把 recv 和 send 放进一个循环（%s）。",
		}.With(howto.Make("diff-2")),
	},
	MixesClients: {
		From: 4,
		Means: phrase.Phrase{
			EN: "Clients that are served at the same time share something: one gets what belongs to another.",
			ZH: "同时服务的客户端共用了某个东西：一个客户端收到了属于另一个的数据。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 4: what belongs to one client lives in serve. Pass conn as a parameter and make the buffer inside serve; no global variable for either. In Python: Thread(target=serve, args=(conn,)).",
			ZH: "第 4 课：属于一个客户端的东西都放在 serve 里面。conn 作为参数传入，缓冲区在 serve 里创建，都不要用全局变量。Python 里写 Thread(target=serve, args=(conn,))。",
		},
	},
	BlocksOnOne: {
		From: 4,
		Means: phrase.Phrase{
			EN: "A client that says nothing, or only half a line, stops all the others.",
			ZH: "一个什么也不说、或者只说了半行的客户端，会让其他客户端都停下来。",
		},
		Look: phrase.Phrase{
			EN: "Wait for a client only in its own goroutine or thread: no recv in the loop around accept, not even for a name. With select or poll, call recv once for each event and keep the half line until the rest comes; never readline.",
			ZH: "只在客户端自己的 goroutine 或线程里等它：accept 循环里不要 recv，连问名字也不行。用 select 或 poll 时，每个事件只 recv 一次，半行先存着，等剩下的到来；不要用 readline。",
		},
	},
	ForgetsClients: {
		From: 4,
		Means: phrase.Phrase{
			EN: "A client that is still connected is no longer served after others have come or left.",
			ZH: "别的客户端来了或走了以后，一个仍然连着的客户端就得不到服务了。",
		},
		Look: phrase.Phrase{
			EN: "Look at how you keep the clients: is one overwritten when the next one comes, or the wrong one removed when one leaves? With a list, remove by the connection and not by a number that has changed.",
			ZH: "看看你怎样保存客户端：新来的是不是覆盖了旧的？有人离开时是不是删错了？用列表时，要按连接删除，不要按已经变了的下标删除。",
		},
	},
	LimitsClients: {
		From: 4,
		Means: phrase.Phrase{
			EN: "You serve a fixed number of clients at a time; the others wait until one leaves. That is a design that many servers use, and what homework 4d asks for. Stage 4 is one goroutine for each client.",
			ZH: "同时只服务固定个数的客户端，其余的要等有人离开。很多服务器都这样设计，作业 4d 要求的也正是这个。第 4 阶段要求每个客户端一个 goroutine。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 4: go serve(…) for each client (%s); in Python one thread each, without a pool of fixed size.",
			ZH: "第 4 课：每个客户端都 go serve(…)（%s）；Python 里每个客户端一个线程，不用固定大小的线程池。",
		}.With(howto.Make("diff-4")),
	},
	DropsIdle: {
		From: 3,
		Means: phrase.Phrase{
			EN: "A client that is silent for a few seconds loses its connection, or nobody is served any more when none has come for so long. People think before they type.",
			ZH: "客户端沉默几秒就断开了，或者几秒没有人来，之后就不再服务了。人打字之前是要想一想的。",
		},
		Look: phrase.Phrase{
			EN: "Take out the deadline on recv and accept (SetReadDeadline; in Python settimeout), or make it minutes. Homework 3 shows what it is for.",
			ZH: "去掉 recv 和 accept 的超时（SetReadDeadline，Python 里是 settimeout），或者设成几分钟。作业 3 讲它的用处。",
		},
	},
	DiesOnEmpty: {
		From: 3,
		Means: phrase.Phrase{
			EN: "An empty line, or a client that leaves without a word, ends your server.",
			ZH: "一个空行，或者一个什么也没说就离开的客户端，就让服务器退出了。",
		},
		Look: phrase.Phrase{
			EN: "What comes may be empty: look at its length before you take the first word or character (in Python, split() of an empty line is []).",
			ZH: "收到的可能是空的：取第一个词或字符之前先看长度（Python 里空行的 split() 是 []）。",
		},
	},
	DiesOnLong: {
		From: 2,
		Means: phrase.Phrase{
			EN: "A long message ends your server.",
			ZH: "一条长消息让服务器退出了。",
		},
		Look: phrase.Phrase{
			EN: "Nothing limits what a client sends: recv no more than the buffer holds, and use the number that recv returned. In C, leave room for the final 0.",
			ZH: "客户端发多长没有限制：recv 不要超过缓冲区的大小，并使用 recv 返回的字节数。用 C 时要给结尾的 0 留位置。",
		},
	},
	ExitEndsAll: {
		From: 3,
		Means: phrase.Phrase{
			EN: "One client says exit, and the server ends for all.",
			ZH: "一个客户端发送 exit，整个服务器就退出了。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 3: exit ends this conversation. Leave serve (return, break); do not end the program, and do not close the listening socket.",
			ZH: "第 3 课：exit 只结束这一次会话。离开 serve（return、break）就行，不要结束程序，也不要关闭监听套接字。",
		},
	},
	Leftovers: {
		From: 2,
		Means: phrase.Phrase{
			EN: "A reply holds bytes that were not sent: what was left in the buffer.",
			ZH: "回复里有这次没有发送过的字节：缓冲区里残留的内容。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 1, step 5: only the first n bytes of the buffer are new, buffer[:n]. In C, send(fd, buffer, n, 0), not sizeof buffer, and no strlen without a final 0.",
			ZH: "第 1 课第 5 步：缓冲区里只有前 n 个字节是新的，buffer[:n]。用 C 时写 send(fd, buffer, n, 0)，不要写 sizeof buffer；没有结尾的 0 就不要用 strlen。",
		},
	},
	LeavesZombies: {
		From: 3,
		Means: phrase.Phrase{
			EN: "A process for each client ends and is never waited for: it stays in the system's table as a zombie.",
			ZH: "每个客户端的子进程结束以后没有人等待（wait）它：它会作为僵尸进程留在系统的进程表里。",
		},
		Look: phrase.Phrase{
			EN: "Collect the children: signal(SIGCHLD, SIG_IGN), or waitpid(-1, …, WNOHANG) in a loop for each SIGCHLD; in Python signal.signal(signal.SIGCHLD, signal.SIG_IGN).",
			ZH: "回收子进程：signal(SIGCHLD, SIG_IGN)，或者每次收到 SIGCHLD 时循环调用 waitpid(-1, …, WNOHANG)；Python 里写 signal.signal(signal.SIGCHLD, signal.SIG_IGN)。",
		},
	},
	NoConnection: {
		From: 5,
		Means: phrase.Phrase{
			EN: "Your client does not connect to the address that it is given.",
			ZH: "客户端没有连接给定的地址。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 5, steps 1 and 2: socket, connect. In the command, {addr}, {host} and {port} stand for the address.",
			ZH: "第 5 课第 1、2 步：socket、connect。命令里的 {addr}、{host}、{port} 就是这个地址。",
		},
	},
	SpeaksFirst: {
		From: 5,
		Means: phrase.Phrase{
			EN: "The server speaks first, and your client does not listen.",
			ZH: "应该服务器先说话，客户端却没有听。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 5, step 3: recv the greeting before the first send.",
			ZH: "第 5 课第 3 步：先 recv 欢迎词，再第一次 send。",
		},
	},
	SaysNothing: {
		From: 5,
		Means: phrase.Phrase{
			EN: "Your client connects and then says nothing.",
			ZH: "客户端连接之后什么也不说。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 5, step 4: send each message. Does it wait for something that does not come, such as a newline or the end?",
			ZH: "第 5 课第 4 步：逐条 send。它是不是在等不会来的东西，例如换行或对方关闭？",
		},
	},
	SendsAhead: {
		From: 5,
		Means: phrase.Phrase{
			EN: "Your client does not wait for the reply before it goes on.",
			ZH: "客户端没有等到回复就继续发送。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 5, step 4: after each send one recv. TCP carries bytes, not messages: what is sent ahead is glued together.",
			ZH: "第 5 课第 4 步：每次 send 之后 recv 一次。TCP 传的是字节，不是消息：抢先发送的内容会粘在一起。",
		},
	},
	NoExit: {
		From: 5,
		Means: phrase.Phrase{
			EN: "Your client does not say goodbye.",
			ZH: "客户端没有告别。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 5: after the last reply, send exit, then close. The word is the protocol on which both sides have agreed.",
			ZH: "第 5 课：收到最后一次回复之后发送 exit，再关闭。这个词是双方约定的协议。",
		},
	},
	StaysOpen: {
		From: 5,
		Means: phrase.Phrase{
			EN: "Your client says exit and does not close its socket.",
			ZH: "客户端发送了 exit，却没有关闭套接字。",
		},
		Look: phrase.Phrase{
			EN: "Lesson 5, step 5: close, at the end (defer conn.Close()).",
			ZH: "第 5 课第 5 步：最后 close（defer conn.Close()）。",
		},
	},
	FourNumbers: {
		Means: phrase.Phrase{
			EN: "The reply does not contain both ends of the connection.",
			ZH: "回复里没有连接的两端。",
		},
		Look: phrase.Phrase{
			EN: "conn.LocalAddr() and conn.RemoteAddr(); in Python getsockname() and getpeername().",
			ZH: "conn.LocalAddr() 和 conn.RemoteAddr()；Python 里是 getsockname() 和 getpeername()。",
		},
	},
	WhichDiffer: {
		Means: phrase.Phrase{
			EN: "The reply to the second client does not name the numbers that differ, or names others.",
			ZH: "给第二个客户端的回复没有说出哪些数不同，或者说错了。",
		},
		Look: phrase.Phrase{
			EN: "Keep the addresses of the first connection, and compare the four numbers one by one.",
			ZH: "记下第一个连接的地址，逐个比较四个数。",
		},
	},
	KeepsSilent: {
		Means: phrase.Phrase{
			EN: "A client that says nothing keeps its place forever.",
			ZH: "不说话的客户端一直占着位置。",
		},
		Look: phrase.Phrase{
			EN: "conn.SetReadDeadline(time.Now().Add(10 * time.Second)) before recv; in Python settimeout(10).",
			ZH: "recv 之前调用 conn.SetReadDeadline(time.Now().Add(10 * time.Second))；Python 里用 settimeout(10)。",
		},
	},
	DropsTalker: {
		Means: phrase.Phrase{
			EN: "A client that was not silent for ten seconds is dropped.",
			ZH: "没有沉默满十秒的客户端被断开了。",
		},
		Look: phrase.Phrase{
			EN: "A deadline is a point in time: set it again before each recv.",
			ZH: "截止时间是一个时刻：每次 recv 之前都要重新设置。",
		},
	},
	LetsAllIn: {
		Means: phrase.Phrase{
			EN: "The fourth client is not turned away.",
			ZH: "第四个客户端没有被拒绝。",
		},
		Look: phrase.Phrase{
			EN: "Send it the sentence, and then close its socket.",
			ZH: "说明情况以后，关闭它的套接字。",
		},
	},
	NotTold: {
		Means: phrase.Phrase{
			EN: "The fourth client is not told that there is no room.",
			ZH: "没有告诉第四个客户端已经满员。",
		},
		Look: phrase.Phrase{
			EN: "Accept it, send it a sentence, close. A client that waits in the accept queue learns nothing.",
			ZH: "接受它，发一句话，再关闭。留在 accept 队列里等，它什么也不知道。",
		},
	},
	TurnsAway: {
		Means: phrase.Phrase{
			EN: "A client is turned away, or forgotten, though there is room.",
			ZH: "还有位置，客户端却被拒绝或忘记了。",
		},
		Look: phrase.Phrase{
			EN: "Count the clients that are there: one more at accept, one less when serve returns, however it returns (defer).",
			ZH: "数一数在场的客户端：accept 时加一，serve 返回时减一，无论怎样返回（defer）。",
		},
	},
	StillAccepts: {
		Means: phrase.Phrase{
			EN: "After Ctrl+C new clients still get in.",
			ZH: "按 Ctrl+C 之后新客户端还能进来。",
		},
		Look: phrase.Phrase{
			EN: "Close the listening socket: lab.OnInterrupt(func() { listener.Close() }).",
			ZH: "关闭监听套接字：lab.OnInterrupt(func() { listener.Close() })。",
		},
	},
	CutsOff: {
		Means: phrase.Phrase{
			EN: "Ctrl+C ends a conversation in its middle.",
			ZH: "Ctrl+C 打断了正在进行的会话。",
		},
		Look: phrase.Phrase{
			EN: "Wait for the goroutines that serve: a sync.WaitGroup, and its Wait before run returns.",
			ZH: "等待正在服务的 goroutine：用 sync.WaitGroup，run 返回之前调用 Wait。",
		},
	},
	NeverEnds: {
		Means: phrase.Phrase{
			EN: "The conversations are over, and the server does not exit.",
			ZH: "会话都结束了，服务器却没有正常结束。",
		},
		Look: phrase.Phrase{
			EN: "When accept fails because the listener was closed, wait for the rest, and return nil.",
			ZH: "监听套接字关闭后 accept 会失败，这时等其余的结束，再返回 nil。",
		},
	},
	NotDelivered: {
		Means: phrase.Phrase{
			EN: "A message does not reach the user it is for.",
			ZH: "消息没有送到该收的人那里。",
		},
		Look: phrase.Phrase{
			EN: "Keep a map from name to connection; the first message of a client is its name.",
			ZH: "用 map 记住名字对应的连接；客户端的第一条消息就是它的名字。",
		},
	},
	Overheard: {
		Means: phrase.Phrase{
			EN: "A message reaches a user it is not for.",
			ZH: "不相干的人收到了消息。",
		},
		Look: phrase.Phrase{
			EN: "Write only to the connection of the user named.",
			ZH: "只写给被点名的那个连接。",
		},
	},
	UnknownUser: {
		Means: phrase.Phrase{
			EN: "A user who writes to somebody who is not there is not told so.",
			ZH: "写给不在线的人，却没有任何通知。",
		},
		Look: phrase.Phrase{
			EN: "Look the name up; if it is not there, tell the sender. Delete a user from the map when its serve returns.",
			ZH: "先查名字，查不到就告诉发送者。serve 返回时把用户从 map 里删掉。",
		},
	},
	SameName: {
		Means: phrase.Phrase{
			EN: "Two users have the same name.",
			ZH: "两个用户用了同一个名字。",
		},
		Look: phrase.Phrase{
			EN: "Look the name up before you put it into the map; if it is there, tell the client so and close.",
			ZH: "放进 map 之前先查这个名字；已经有了，就告诉客户端并关闭。",
		},
	},
	HalfAReply: {
		Means: phrase.Phrase{
			EN: "One recv was taken for the whole reply.",
			ZH: "把一次 recv 当成了整个回复。",
		},
		Look: phrase.Phrase{
			EN: "End each message with a newline; then the reply ends with one, and recv goes on until it is there (bufio.Reader.ReadString).",
			ZH: "每条消息以换行结尾，回复也就以换行结尾，一直 recv 到换行为止（bufio.Reader.ReadString）。",
		},
	},
	IgnoresFailedSend: {
		Means: phrase.Phrase{
			EN: "A send has failed, and you go on with the client that has left: the next one waits forever.",
			ZH: "send 失败了，却还在为已经离开的客户端服务：下一个永远等下去。",
		},
		Look: phrase.Phrase{
			EN: "Look at the error that Write returns (in Python, do not go on after an exception of send): on an error, leave serve; run goes on to accept.",
			ZH: "检查 Write 返回的错误（Python 里 send 抛出异常之后不要继续循环）：出错就离开 serve，run 再去 accept。",
		},
	},
	DataRace: {
		Means: phrase.Phrase{
			EN: "Goroutines use the same map at the same time, and at least one of them changes it. That may work for weeks, and then end the program.",
			ZH: "几个 goroutine 同时使用同一个 map，其中至少一个在修改它。也许几个星期都没事，然后程序突然崩溃。",
		},
		Look: phrase.Phrase{
			EN: "Lock the same sync.Mutex around each use of the map, also where it is only read. The line that is quoted is one of the two that meet.",
			ZH: "每次使用 map 都用同一个 sync.Mutex 加锁，只读的地方也一样。引用的那一行就是互相冲突的两处之一。",
		},
	},
	ServesTooMany: {
		Means: phrase.Phrase{
			EN: "More clients are served at a time than there are workers.",
			ZH: "同时得到服务的客户端比工作者还多。",
		},
		Look: phrase.Phrase{
			EN: "Start the workers once, before the loop around accept. The loop only puts the connection into the queue (queue <- conn): no go serve for each client.",
			ZH: "在 accept 循环之前一次启动所有工作者。循环里只把连接放进队列（queue <- conn），不要为每个客户端再 go serve。",
		},
	},
	LosesWaiting: {
		Means: phrase.Phrase{
			EN: "A client that waits is turned away, or its turn never comes.",
			ZH: "排队的客户端被拒绝，或者一直轮不到。",
		},
		Look: phrase.Phrase{
			EN: "A worker takes the next connection when serve returns, however it returns: for conn := range queue. Do not close a connection because the queue is full; wait.",
			ZH: "无论 serve 怎样返回，工作者都接着取下一个连接：for conn := range queue。队列满了就等，不要关闭连接。",
		},
	},
	OutOfOrder: {
		Means: phrase.Phrase{
			EN: "A client that came later is served earlier.",
			ZH: "后来的客户端先得到了服务。",
		},
		Look: phrase.Phrase{
			EN: "Use one queue for all workers, such as a channel: what is sent first is received first.",
			ZH: "所有工作者共用一个队列，例如一个通道：先放进去的先取出来。",
		},
	},
	GluesLines: {
		Means: phrase.Phrase{
			EN: "What arrives together is taken for one line.",
			ZH: "一起到达的内容被当成了一行。",
		},
		Look: phrase.Phrase{
			EN: "Answer each line that has come, not each recv. Keep what is left for the next line, within serve: one bufio.Reader per client does so.",
			ZH: "按行回复，不要按 recv 回复。剩下的留给下一行，保存在 serve 里面：每个客户端一个 bufio.Reader 就行。",
		},
	},
	SplitsLines: {
		Means: phrase.Phrase{
			EN: "A piece of a line is taken for the whole line.",
			ZH: "一行的一部分被当成了整行。",
		},
		Look: phrase.Phrase{
			EN: "Receive until the newline has come, and only then answer (bufio.Reader.ReadBytes; in Python makefile().readline()). The answer is a line, too.",
			ZH: "一直 recv 到换行为止，然后才回复（bufio.Reader.ReadBytes，Python 里用 makefile().readline()）。回复也是一行。",
		},
	},
	MissesBroken: {
		Means: phrase.Phrase{
			EN: "Your checker finds too few of the broken servers.",
			ZH: "检查程序找出的有错误的服务器太少。",
		},
		Look: phrase.Phrase{
			EN: "Look the kinds up on the page Check your own server, and do what shows one: another message, a second client, another way to leave. Wait with a deadline.",
			ZH: "在“检查自己写的服务器”一页查这几种错误，做能让它显出来的事：再发一条消息，再来一个客户端，换一种方式离开。等待都要有时限。",
		},
	},
	AccusesCorrect: {
		Means: phrase.Phrase{
			EN: "Your checker does not say of a correct server that it is correct.",
			ZH: "对正确的服务器，检查程序没有说它正确。",
		},
		Look: phrase.Phrase{
			EN: "A correct server may think before it replies, and a reply may come in pieces: read up to the newline, and do not be impatient. Exit with 0.",
			ZH: "正确的服务器可能要想一想才回复，回复也可能分成几段：一直读到换行，不要太着急。最后以退出码 0 结束。",
		},
	},
}
