package lesson

import (
	"tcplab/shared/phrase"
)

// What -h says.
var (
	helpListen = phrase.Phrase{
		EN: "where to listen (default %s); port 0 takes a free one,\n      and 0.0.0.0 opens the lesson to the network",
		ZH: "监听地址（默认 %s）；端口 0 表示任选空闲端口，\n      0.0.0.0 表示对整个网络开放",
	}
	helpConnect = phrase.Phrase{
		EN: "where the server is (default %s)",
		ZH: "服务器地址（默认 %s）",
	}
	helpReply = phrase.Phrase{
		EN: "what to answer; %%s stands for the message, and an empty reply\n      lets the operator type each answer (default %q)",
		ZH: "回复内容，%%s 代表收到的消息；留空则由人逐条输入\n      （默认 %q）",
	}
	helpDelay = phrase.Phrase{
		EN: "how long to think before each reply (default %s)",
		ZH: "每次回复前思考多久（默认 %s）",
	}
	helpThink = phrase.Phrase{
		EN: "how to think: sleep waits (default), cpu keeps a core busy\n      until it has computed for as long as -delay says",
		ZH: "怎样思考：sleep 等待（默认）；cpu 占用一个处理器核，\n      直到计算了 -delay 那么久",
	}
	helpBacklog = phrase.Phrase{
		EN: "how many clients may wait in the accept queue (default 128)",
		ZH: "accept 队列里最多能等几个客户端（默认 128）",
	}
	helpEncoding = phrase.Phrase{
		EN: "how text is written as bytes: utf-8 (default) or gbk",
		ZH: "文字编码：utf-8（默认）或 gbk",
	}
	helpEvents = phrase.Phrase{
		EN: "write every event there as a line of JSON; - is stdout,\n      and the log then goes to stderr",
		ZH: "把每个事件写成一行 JSON；- 表示标准输出，\n      这时日志改走标准错误",
	}
	helpQuiet = phrase.Phrase{
		EN: "no log; prints only the error that ends the lesson",
		ZH: "不显示日志，只报告使本课结束的错误",
	}
	helpTo = phrase.Phrase{
		EN: "talk to lesson N, 1 to 4: to its address, waiting for its\n      greeting if it has one",
		ZH: "与第 N 课（1 到 4）对话：用它的地址；\n      它有欢迎词时先等欢迎词",
	}
	helpGreeting = phrase.Phrase{
		EN: "wait for the server to speak first (default true)",
		ZH: "先等服务器发欢迎词（默认 true）",
	}
	helpInteractive = phrase.Phrase{
		EN: "ask for the server's IP and port (unless -addr or -to gives them),\n      then send each line you type",
		ZH: "询问服务器的 ip 和端口（已给 -addr 或 -to 则不问），\n      然后逐行发送你输入的内容",
	}
	helpURL = phrase.Phrase{
		EN: "the page to fetch (default %s)",
		ZH: "要取的网页（默认 %s）",
	}
	helpSave = phrase.Phrase{
		EN: "where to save it (default %s)",
		ZH: "保存到哪个文件（默认 %s）",
	}
	messagesArgs = phrase.Phrase{
		EN: "[message …]  (default: Michael Tracy Sarah)",
		ZH: "[消息 …]   （默认：Michael Tracy Sarah）",
	}
)

// What a wrong command line gets.
var (
	badEncoding = phrase.Phrase{EN: "unknown encoding %q: -encoding takes utf-8 or gbk.", ZH: "未知编码 %q：-encoding 只能是 utf-8 或 gbk。"}

	badAnswer    = phrase.Phrase{EN: "a port is a number from 1 to 65535; you gave %q.", ZH: "端口是 1 到 65535 的整数，不能是 %q。"}
	badIP        = phrase.Phrase{EN: "only the IP, such as 127.0.0.1; the port comes next.", ZH: "这里只写 ip，例如 127.0.0.1，端口随后再问。"}
	emptyMessage = phrase.Phrase{EN: "an empty message cannot be sent: TCP has no such thing.", ZH: "空消息发不出去：TCP 里没有空消息。"}
	notInCharset = phrase.Phrase{EN: "%q cannot be written in %s.", ZH: "%q 无法用 %s 编码表示。"}
	logIsThere   = phrase.Phrase{EN: "the log goes to %s already.\nGive -events another file, or -, and the log goes to stderr.", ZH: "日志已经写到 %s 了。\n-events 请换一个文件，或写 -，日志就改走标准错误。"}
	eventsFile   = phrase.Phrase{EN: "the events cannot be written: %v.\nName a file in a folder that exists and that you may write to.", ZH: "无法写入事件：%v。\n请指定一个存在且可写的文件夹里的文件。"}
)

// What is said while a lesson runs.
var (
	served     = phrase.Phrase{EN: "stopped listening; served %d clients", ZH: "停止监听，共服务了 %d 个客户端"}
	notWatched = phrase.Phrase{
		EN: "the log has seen no client; to see every call:\nlistener = lab.Watch(listener)",
		ZH: "日志里没有任何客户端；要看到每次调用，请写：\nlistener = lab.Watch(listener)",
	}
	servedOne = phrase.Phrase{EN: "stopped listening; served 1 client", ZH: "停止监听，共服务了 1 个客户端"}
	done      = phrase.Phrase{EN: "the client is done", ZH: "客户端结束"}

	onceMore = phrase.Phrase{
		EN: "Ctrl+C: finishing; press it again to stop at once",
		ZH: "收到 Ctrl+C，正在收尾；再按一次立即结束",
	}

	replyTo    = phrase.Phrase{EN: "your reply to %s: ", ZH: "请回复 %s："}
	noOperator = phrase.Phrase{
		EN: "The operator's input has ended, and nobody is left to answer.\n" +
			"Run the lesson in a terminal, or give the answer: -reply \"Hello, %s!\"",
		ZH: "键盘输入已经结束，没有人回复了。\n" +
			"请在终端里运行本课，或直接给出回复：-reply \"Hello, %s!\"",
	}

	askIP      = phrase.Phrase{EN: "server ip [%s]: ", ZH: "请输入服务器的 ip [%s]："}
	askPort    = phrase.Phrase{EN: "server port [%s]: ", ZH: "请输入服务器的端口 [%s]："}
	askMessage = phrase.Phrase{EN: "message (exit to leave): ", ZH: "请输入要发送的内容（exit 退出）："}
	noUser     = phrase.Phrase{
		EN: "The input has ended before the server's address was known.\n" +
			"Give it with -addr, or run the lesson in a terminal.",
		ZH: "还不知道服务器地址，输入就结束了。\n" +
			"请用 -addr 给出地址，或在终端里运行本课。",
	}
	noReply = phrase.Phrase{
		EN: "no answer yet: a busy server, or a queue",
		ZH: "还没有回复：服务器正忙，或者你还在排队",
	}
	noGreeting = phrase.Phrase{
		EN: "no greeting yet: queued, or there is none",
		ZH: "还没有欢迎词：你在排队，或者服务器不先说话",
	}
	noConnection = phrase.Phrase{
		EN: "no connection yet:\na full queue, a wrong address, or a firewall",
		ZH: "还没有连上：\n队列已满、地址不对，或被防火墙挡住",
	}
	noPage = phrase.Phrase{
		EN: "nothing more, and no end: is it a web server?",
		ZH: "没有更多数据，也没有关闭：它是网页服务器吗？",
	}
)

// What getter.go says.
var (
	isHTTPS = phrase.Phrase{
		EN: "%s is encrypted:\nhttps wraps the connection in TLS, and this lesson speaks plain TCP.\nTake a page whose address begins with http://.",
		ZH: "%s 是加密的：\nhttps 在连接外面包了一层 TLS，而本课只讲不加密的 TCP。\n请换一个以 http:// 开头的网页。",
	}
	badURL = phrase.Phrase{
		EN: "-url takes the address of a page, like http://example.com/; you gave %q.",
		ZH: "-url 要写网页地址，如 http://example.com/，不能是 %q。",
	}
	notHTTP = phrase.Phrase{
		EN: "This is not the answer of a web server. Is %s one?",
		ZH: "这不是网页服务器的响应。%s 真的是网页服务器吗？",
	}
	refusedPage = phrase.Phrase{
		EN: "The server has no page for you: %s.\nCheck the path in -url.",
		ZH: "服务器没有给出网页：%s。\n请检查 -url 里的路径。",
	}
	moved = phrase.Phrase{
		EN: "The page has moved. Fetch it from its new address:\n-url %s",
		ZH: "网页已转移。请到新地址去取：\n-url %s",
	}
	movedToHTTPS = phrase.Phrase{
		EN: "The page has moved to %s.\nThat is encrypted (TLS), and this lesson speaks plain TCP: open it in a browser.",
		ZH: "网页已转移到 %s。\n那里是加密的（TLS），而本课只讲不加密的 TCP：请用浏览器打开。",
	}
	tooLarge = phrase.Phrase{
		EN: "More than %d MiB came, and the page had no end.\nNothing was saved: take another page.",
		ZH: "收到的数据超过 %d MiB，网页还没有结束。\n没有保存，请换一个网页。",
	}
	incomplete = phrase.Phrase{
		EN: "The page is incomplete: the connection ended after %d bytes of it.\nNothing was saved; try again.",
		ZH: "网页不完整：只收到 %d 字节，连接就断了。\n没有保存，请重试。",
	}
	notSaved = phrase.Phrase{
		EN: "The page cannot be saved as %s.\nName a file in a folder that you may write to, on a disk with room: -o FILE",
		ZH: "网页无法保存为 %s。\n请指定一个可写且有空间的位置：-o 文件",
	}
	saved = phrase.Phrase{EN: "%d bytes saved as %s", ZH: "已保存 %d 字节到 %s"}
)

// What output.go says.
var (
	notShown = phrase.Phrase{
		EN: "%d lines not shown",
		ZH: "%d 行未显示",
	}
	lostEvents = phrase.Phrase{
		EN: "The events cannot be written to %s: from here on they are lost.\n" +
			"The lesson goes on. Make room on the disk, then start it again.",
		ZH: "事件无法写入 %s，此后的事件会丢失。\n" +
			"本课照常运行。请清理磁盘后重新启动。",
	}
	lostConsole = phrase.Phrase{
		EN: "The log cannot be written: from here on its lines are lost.\n" +
			"The lesson goes on. Make room on the disk, then start it again.",
		ZH: "日志无法写出，此后的内容会丢失。\n" +
			"本课照常运行。请清理磁盘后重新启动。",
	}
)
