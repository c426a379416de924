package load

import (
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// What load.go says.
var (
	fewDescriptors = phrase.Phrase{
		EN: "there is no room for %d clients.\n%s",
		ZH: "容不下 %d 个客户端。\n%s",
	}
	suspended = phrase.Phrase{
		EN: "the clients were paused in the middle, as after Ctrl+Z or on a busy machine: their times mean nothing. Measure again.",
		ZH: "客户端中途停顿了（例如按了 Ctrl+Z，或者机器太忙），时间已没有意义。请重新测量。",
	}
	tooMuch = phrase.Phrase{
		EN: "the server sends so much that the events take more than %d MiB. Take fewer clients or messages.",
		ZH: "服务器发送的数据太多，事件超过了 %d MiB。请减少客户端或消息。",
	}
	noAnswer = phrase.Phrase{
		EN: "Nothing came for %.1f s: the server hangs, or has forgotten this client.",
		ZH: "%.1f 秒内什么也没有收到：服务器卡住了，或者忘了这个客户端。",
	}
	notConnected = phrase.Phrase{
		EN: "It could not connect: the server has stopped listening, or has no room.",
		ZH: "连接不上：服务器不再监听，或者没有空位。",
	}
	killed = phrase.Phrase{
		EN: "the server was killed in the middle",
		ZH: "服务器中途被强行结束",
	}
	endedMidway = phrase.Phrase{
		EN: "the server ended with exit code %d in the middle; it said last: %s",
		ZH: "服务器中途结束，退出码 %d；最后一行输出：%s",
	}
	notStarted = phrase.Phrase{
		EN: "it could not be started: %s. Check the command.",
		ZH: "无法启动：%s。请检查命令。",
	}
	endedAtOnce = phrase.Phrase{
		EN: "it ended with exit code %d before it listened; it said last: %s",
		ZH: "还没有监听就结束了，退出码 %d；最后一行输出：%s",
	}
	listensElsewhere = phrase.Phrase{
		EN: "it listens at %s instead of {addr}. Does the server use the address it is given?",
		ZH: "它监听的是 %s，而不是 {addr}。服务器用了给它的地址吗？",
	}
	hasUDP = phrase.Phrase{
		EN: "nobody listens at %s; the server has a UDP socket at %s. Clients connect with TCP: it needs SOCK_STREAM in place of SOCK_DGRAM, listen and accept.",
		ZH: "没有程序在 %s 监听；服务器在 %s 打开的是 UDP 套接字。客户端用 TCP 连接：要把 SOCK_DGRAM 换成 SOCK_STREAM，并调用 listen 和 accept。",
	}
	nobodyListens = phrase.Phrase{
		EN: "nobody listens at %s after %.0f s. Put {addr} in the command where the server's address belongs.",
		ZH: "没有程序在 %s 监听（已等了 %.0f 秒）。请在命令里写 {addr} 表示服务器的地址。",
	}
	wentAway = phrase.Phrase{
		EN: "it ended with exit code 0, and something else listens in its place. Keep it in the foreground; what went to the background may still be there.",
		ZH: "它以退出码 0 结束了，却有别的进程在替它监听。请让它留在前台；转入后台的进程可能还在运行。",
	}
	mute = phrase.Phrase{
		EN: "a client alone got no answer within %.0f s. Does it answer each message? " + howto.Program("tools/check") + " -identify -- COMMAND",
		ZH: "单独一个客户端 %.0f 秒内没有得到回复。它会回答每条消息吗？" + howto.Program("tools/check") + " -identify -- COMMAND",
	}
	endless = phrase.Phrase{
		EN: "it goes on and on sending for more than %.0f s, so there is no end of an answer to see.",
		ZH: "它不停地发送了 %.0f 秒以上：看不出一个回复到哪里为止。",
	}
	notAlone = phrase.Phrase{
		EN: "a client alone could not talk with it: %s. Is it right? " + howto.Program("tools/check") + " -identify -- COMMAND",
		ZH: "单独一个客户端也无法与它对话：%s。请先检查它：" + howto.Program("tools/check") + " -identify -- COMMAND",
	}
)
