package main

import "tcplab/shared/phrase"

// pageWords are the words of the page. Those with braces are filled in there.
var pageWords = map[string]phrase.Phrase{
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
	"waits":   {EN: "{t}", ZH: "{t}"},
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
		EN: "ESTABLISHED, CLOSE_WAIT and so on: the state of the server's socket, as the system tells it. CLOSE_WAIT: the client has left, and the server has not closed yet.",
		ZH: "ESTABLISHED、CLOSE_WAIT 等：系统给出的服务器一端套接字的状态。CLOSE_WAIT：客户端已经离开，服务器还没有关闭。",
	},
}

var nothingYet = phrase.Phrase{EN: "Nobody has connected yet.", ZH: "还没有人连接。"}
