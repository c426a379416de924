package main

import "tcplab/shared/phrase"

// pageWords are the words of the page. Those with braces are filled in there.
var pageWords = phrase.Words{
	"title":   {EN: "Who waits?", ZH: "谁在等？"},
	"server":  {EN: "Server:", ZH: "服务器："},
	"connect": {EN: "connect to", ZH: "请连接"},
	"counts":  {EN: "How many clients", ZH: "客户端数量"},

	"queued":   {EN: "in the accept queue", ZH: "accept 队列中"},
	"served":   {EN: "accepted, silent", ZH: "已 accept，没说话"},
	"thinking": {EN: "server is thinking", ZH: "服务器正在思考"},
	"gone":     {EN: "gone", ZH: "已离开"},

	"withServer": {EN: "With the server", ZH: "服务器那边"},
	"inQueue":    {EN: "In the accept queue: connected, but not accepted yet", ZH: "accept 队列里：已连接，还没有被 accept"},
	"left":       {EN: "Gone, and how long they have waited", ZH: "已离开，一共等了多久"},
	"nobody":     {EN: "nobody", ZH: "没有人"},
	"more":       {EN: "and {n} more", ZH: "还有 {n} 个"},

	"place":   {EN: "place {n}:", ZH: "第 {n} 位："},
	"thinks":  {EN: "thinking {t}", ZH: "思考 {t}"},
	"silent":  {EN: "silent {t}", ZH: "没说话 {t}"},
	"seconds": {EN: "{n} s", ZH: "{n} 秒"},
	"minutes": {EN: "{m} min {n} s", ZH: "{m} 分 {n} 秒"},
	"unread":  {EN: "{n} B unread", ZH: "{n} 字节未读"},
	"tooltip": {EN: "client {number}, {peer}, TCP state {tcp}, {messages} messages, waited {t} in all", ZH: "客户端 {number}，{peer}，TCP 状态 {tcp}，{messages} 条消息，一共等了 {t}"},

	"saysThinks": {EN: "{n} in the queue wait while the server thinks about what {who} said.", ZH: "服务器在思考 {who} 说的话，队列里的 {n} 个只能等。"},
	"saysSilent": {EN: "{n} in the queue wait while the server waits for {who} to speak or leave.", ZH: "服务器在等 {who} 说话或离开，队列里的 {n} 个只能等。"},
	"saysOpen":   {EN: "Nobody is in the queue: the server has accepted everyone who came.", ZH: "队列里没有人：来的人都已经被 accept。"},

	"sums":      {EN: "Waiting in the queue and for answers, all clients together", ZH: "所有客户端排队和等回复的时间之和"},
	"sum":       {EN: "{answered} of {clients} answered; average {each}", ZH: "{clients} 个中 {answered} 个得到回复；平均 {each}"},
	"notPlayed": {EN: "not played yet", ZH: "还没有试过"},

	"switch":  {EN: "Switch to {name}", ZH: "切换到{name}"},
	"again":   {EN: "New run", ZH: "重新运行"},
	"picture": {EN: "The run as a picture", ZH: "运行过程图"},
	"theme":   {EN: "light / dark", ZH: "浅色 / 深色"},
	"other":   {EN: "中文", ZH: "English"},
	"lost":    {EN: "The board has been closed. What you see is old.", ZH: "看板已关闭，这里显示的是旧的内容。"},
	"noMouse": {EN: "Needs JavaScript.", ZH: "需要 JavaScript。"},

	"how": {EN: "What is shown here", ZH: "这里显示的是什么"},
	"howQueue": {
		EN: "In the accept queue: the system has completed the connection and keeps the client's bytes. The program has not called accept for it yet. The client cannot see the difference.",
		ZH: "accept 队列里：系统已经完成连接，也替它收着发来的字节；程序还没有为它调用 accept。客户端自己看不出区别。",
	},
	"howThinking": {
		EN: "Server is thinking: the server has received a message from this client and has not answered yet.",
		ZH: "服务器正在思考：服务器收到了这个客户端的消息，还没有回复。",
	},
	"howServed": {
		EN: "Accepted, silent: the server waits for this client to say something. Nobody waits for the server.",
		ZH: "已 accept，没说话：服务器在等这个客户端说话，没有人在等服务器。",
	},
	"howSum": {
		EN: "The sum: the time of all clients in the queue and until their answers, without the time in which they are silent themselves. Compare two runs with as many clients: Switch and New run cut off all clients and begin at 0; the other server keeps its last sum.",
		ZH: "时间之和：每个客户端排队的时间加上等回复的时间，全部相加；它自己没说话的时间不算。两次运行的客户端一样多，才好比较。“切换”和“重新运行”会断开所有客户端，从 0 开始；另一个服务器保留上一次的结果。",
	},
	"howTCP": {
		EN: "ESTABLISHED, CLOSE_WAIT and so on: the state of the server's socket, as the system reports it. CLOSE_WAIT: the client has left, and the server has not closed yet.",
		ZH: "ESTABLISHED、CLOSE_WAIT 等：系统给出的服务器一端套接字的状态。CLOSE_WAIT：客户端已经离开，服务器还没有关闭。",
	},
}

var nothingYet = phrase.Phrase{EN: "Nobody has connected yet.", ZH: "还没有人连接。"}

// What board.go says.
var (
	hasEnded  = phrase.Phrase{EN: "The server has ended, with exit code %d.", ZH: "服务器已经结束，退出码 %d。"}
	lastWords = phrase.Phrase{EN: "%s It printed last: %s", ZH: "%s它最后说：%s"}
	noTable   = phrase.Phrase{EN: "The system's table of sockets cannot be read: %v", ZH: "无法读取系统的套接字表：%v"}
)

var (
	cannotListen = phrase.Phrase{EN: "the page cannot be served: %s\n%s", ZH: "无法打开网页：%s\n%s"}
	pageIsAt     = phrase.Phrase{EN: "The board is at %s", ZH: "看板在 %s"}
	connectTo    = phrase.Phrase{EN: "The class connects to %s", ZH: "全班连接到 %s"}
	howToEnd     = phrase.Phrase{EN: "Ctrl+C closes it.", ZH: "按 Ctrl+C 结束。"}
)

// What options.go says.
var (
	purpose = phrase.Phrase{
		EN: "shows a class on one page who is queued, who is being served, and for whom the server is thinking",
		ZH: "在一个网页上给全班看：谁在排队、谁正在得到服务、服务器在为谁思考",
	}
	helpLesson = phrase.Phrase{
		EN: "the server to begin with: 3 is serial (default), 4 has one goroutine per client, 7 is an event loop.\n      With a COMMAND, it is the other server of the button",
		ZH: "从哪个服务器开始：3 是串行（默认），4 是每个客户端一个 goroutine，7 是事件循环。\n      有 COMMAND 时，它是按钮切换到的另一个服务器",
	}
	helpAddr = phrase.Phrase{
		EN: "where the server listens (default 127.0.0.1:9999), which stands for {addr} in a COMMAND;\n      0.0.0.0 opens it to the class",
		ZH: "服务器监听的地址（默认 127.0.0.1:9999），即 COMMAND 里的 {addr}；\n      0.0.0.0 表示对全班开放",
	}
	helpPage = phrase.Phrase{
		EN: "where the page is (default 127.0.0.1:8090); 0.0.0.0 lets others look on, but only this machine can switch",
		ZH: "网页的地址（默认 127.0.0.1:8090）；0.0.0.0 让别人也能看，但只有本机能切换",
	}
	helpOut = phrase.Phrase{
		EN: "at the end, save the class's own run in DIR, drawn as compare draws its runs",
		ZH: "结束时把全班的运行保存到 DIR，像 compare 那样画成图",
	}
	helpJSON = phrase.Phrase{
		EN: "print a snapshot as a line of JSON at each change, and nothing else",
		ZH: "每次变化输出一行 JSON 快照，此外什么也不输出",
	}
	badLesson = phrase.Phrase{
		EN: "-lesson takes 3, 4 or 7, which serve many clients; you gave %q.",
		ZH: "-lesson 只能是 3、4 或 7（它们服务多个客户端），不能是 %q。",
	}
	servesHow = map[int]phrase.Phrase{
		3: {EN: "serial (lesson 3)", ZH: "串行（第 3 课）"},
		4: {EN: "concurrent (lesson 4)", ZH: "并发（第 4 课）"},
		7: {EN: "event loop (lesson 7)", ZH: "事件循环（第 7 课）"},
	}
	queueUnknown = phrase.Phrase{
		EN: "This system does not tell who is in the accept queue, and this server writes no events: everyone who is connected seems to be served.",
		ZH: "本系统不透露谁在 accept 队列里，而这个服务器也不写事件：看起来所有已连接的客户端都在得到服务。",
	}
	queueHidden = phrase.Phrase{
		EN: "This system does not list connections that no program has accepted: the queue cannot be shown.",
		ZH: "本系统不列出还没有被程序 accept 的连接，所以无法显示队列。",
	}
	notSaved = phrase.Phrase{
		EN: "the run cannot be saved in %s: %v. Name a folder that you may write to: -out DIR",
		ZH: "运行无法保存到 %s：%v。请指定一个可写的文件夹：-out 文件夹",
	}
)

// What run.go says.
var pictureIs = phrase.Phrase{EN: "The class's own run, for a browser: %s", ZH: "全班的运行过程，用浏览器看：%s"}

// What screen.go says.
var (
	counted = phrase.Phrase{
		EN: "%d in the accept queue · thinking about %d · %d accepted and silent · %d gone",
		ZH: "accept 队列里 %d 个 · 正在为 %d 个思考 · %d 个已 accept、没说话 · %d 个已离开",
	}
	sumOf = phrase.Phrase{
		EN: "%s: %d clients have waited %.1f s in all",
		ZH: "%s：%d 个客户端一共等了 %.1f 秒",
	}
	moreClients = phrase.Phrase{EN: "and %d more; the page has them", ZH: "还有 %d 个，网页里都有"}
	stateWords  = map[state]phrase.Phrase{
		queued:   {EN: "queued", ZH: "排队"},
		served:   {EN: "silent", ZH: "没说话"},
		thinking: {EN: "thinking", ZH: "思考"},
		gone:     {EN: "gone", ZH: "已离开"},
	}
)
