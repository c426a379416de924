package fault

import "tcplab/shared/phrase"

var (
	portInUse = phrase.Phrase{
		EN: "Port %s is in use, perhaps by a lesson in another terminal.\n" +
			"Stop that one with Ctrl+C, or take any free port: -addr %s",
		ZH: "端口 %s 已被占用，可能另一个终端里还有一课在运行。\n" +
			"请在那里按 Ctrl+C 结束它，或改用任意空闲端口：-addr %s",
	}
	portDenied = phrase.Phrase{
		EN: "The system does not let this user open port %s.\n" +
			"Take any free port: -addr %s",
		ZH: "系统不允许当前用户打开端口 %s。\n" +
			"请改用任意空闲端口：-addr %s",
	}
	portBelow1024 = phrase.Phrase{
		EN: "Port %s is below 1024: only the system's own services may open it.\n" +
			"Take a higher one: -addr %s",
		ZH: "端口 %s 小于 1024，只有系统服务才有权使用。\n" +
			"请换一个更大的端口：-addr %s",
	}
	noSuchAddress = phrase.Phrase{
		EN: "This machine has no address %s.\n" +
			"Use 127.0.0.1 for this machine alone, 0.0.0.0 for every network it is in.",
		ZH: "本机没有地址 %s。\n" +
			"只在本机使用请写 127.0.0.1，对所有网络开放请写 0.0.0.0。",
	}
	unknownHost = phrase.Phrase{
		EN: "There is no host called %s.\n" +
			"Check the spelling, or give an IP address: 127.0.0.1 is this machine.",
		ZH: "找不到主机 %s。\n" +
			"请检查拼写，或直接写 IP 地址：127.0.0.1 就是本机。",
	}
	noResolver = phrase.Phrase{
		EN: "Nobody could be asked for the address of %s: is there a network?\n" +
			"An IP address needs no asking: 127.0.0.1 is this machine.",
		ZH: "无法查询 %s 的地址：网络通吗？\n" +
			"直接写 IP 地址就不用查询：127.0.0.1 就是本机。",
	}
	nobodyListens = phrase.Phrase{
		EN: "Nobody listens at %s.\n" +
			"Start the server first, in another terminal, and look at the address it prints.",
		ZH: "没有程序在 %s 监听。\n" +
			"请先在另一个终端启动服务器，并核对它显示的地址。",
	}
	noAnswer = phrase.Phrase{
		EN: "There is no way to %s: a wrong address, no network, or a firewall between.\n" +
			"Ask the one who runs the server for the address that it prints.",
		ZH: "无法到达 %s：地址写错了、没有网络，或被防火墙挡住。\n" +
			"请向开服务器的人核对它显示的地址。",
	}
	noneLeft = phrase.Phrase{
		EN: "No file descriptor is left for the next client: it waits until another leaves.\n" +
			"ulimit -n shows the limit, and raises it.",
		ZH: "文件描述符用完了，下一个客户端要等别人离开。\n" +
			"用 ulimit -n 查看和提高上限。",
	}
	tooManyOpen = phrase.Phrase{
		EN: "No file descriptor is left for one more connection.\n" +
			"Open fewer at a time, or raise the limit: ulimit -n shows it.",
		ZH: "没有文件描述符可用于新的连接了。\n" +
			"请减少同时打开的连接，或提高上限：ulimit -n 可以查看。",
	}
	closedEarly = phrase.Phrase{
		EN: "The server has closed the connection without an answer.\n" +
			"Its log tells why; lesson 01, for one, answers one message only.",
		ZH: "服务器没有回答就关闭了连接。\n" +
			"原因请看服务器的日志；例如第 01 课只回答一条消息。",
	}
	cutOff = phrase.Phrase{
		EN: "Reset: the peer was killed, or closed before it had read everything.",
		ZH: "连接被重置：对方被强行结束，或没读完数据就关闭了。",
	}
	silent = phrase.Phrase{
		EN: "Nothing came before the deadline that this program had set.",
		ZH: "在本程序设定的期限内，对方什么也没有发来。",
	}
	sentInVain = phrase.Phrase{
		EN: "The peer had closed before; only this send has found out.",
		ZH: "对方早已关闭，这次 send 才发现。",
	}
)
