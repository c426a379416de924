package fault

import "tcplab/shared/phrase"

var (
	portInUseBy = phrase.Phrase{
		EN: "Port %s is in use: %s (process %d) listens there.\n" +
			"End it, with Ctrl+C in its terminal, or take any free\n" +
			"port: -addr %s",
		ZH: "端口 %s 已被占用：%s（进程 %d）正在那里监听。\n" +
			"请在它的终端里按 Ctrl+C 结束它，\n" +
			"或改用任意空闲端口：-addr %s",
	}
	portInUseStopped = phrase.Phrase{
		EN: "Port %s is in use: %s (process %d) still has it.\n" +
			"Ctrl+Z has only paused that program. In its terminal,\n" +
			"type fg, then press Ctrl+C; or take any free port:\n" +
			"-addr %s",
		ZH: "端口 %s 已被占用：%s（进程 %d）还占着它。\n" +
			"Ctrl+Z 只是把那个程序暂停了。请在它的终端里输入 fg，\n" +
			"再按 Ctrl+C；或改用任意空闲端口：-addr %s",
	}
	portInUseHere = phrase.Phrase{
		EN: "Port %s is in use by this program itself, which listens\n" +
			"there already. net.Listen is called once, and Accept for\n" +
			"each client.",
		ZH: "占用端口 %s 的就是本程序，它已经在那里监听了。\n" +
			"net.Listen 只调用一次，Accept 才是每个客户端调用一次。",
	}
	portInUse = phrase.Phrase{
		EN: "Port %s is in use. To see which program has it:\n" +
			"    %s\n" +
			"End that program, or take any free port: -addr %s",
		ZH: "端口 %s 已被占用。用这条命令查看是哪个程序：\n" +
			"    %s\n" +
			"请结束那个程序，或改用任意空闲端口：-addr %s",
	}
	portOfConnection = phrase.Phrase{
		EN: "Port %s is in use. Nobody listens there, but a\n" +
			"connection has it. After it is closed, it may keep the\n" +
			"port for a minute (TIME_WAIT). Wait until it is free, or\n" +
			"take any free port: -addr %s",
		ZH: "端口 %s 已被占用。没有程序在那里监听，\n" +
			"占着它的是一个连接：关闭之后，它可能还要保留端口\n" +
			"一分钟（TIME_WAIT）。请等它释放，\n" +
			"或改用任意空闲端口：-addr %s",
	}
	perhapsStopped = phrase.Phrase{
		EN: "Did you press Ctrl+Z? The program keeps its port: type\n" +
			"fg in that terminal, then press Ctrl+C.",
		ZH: "按过 Ctrl+Z 吗？被暂停的程序仍占着端口：\n" +
			"请在那个终端里输入 fg，再按 Ctrl+C。",
	}
	portDenied = phrase.Phrase{
		EN: "The system does not let this user open port %s.\n" +
			"Take any free port: -addr %s",
		ZH: "系统不允许当前用户打开端口 %s。\n" +
			"请改用任意空闲端口：-addr %s",
	}
	portBelow1024 = phrase.Phrase{
		EN: "Port %s is below 1024: that takes administrator rights.\n" +
			"Take a higher one: -addr %s",
		ZH: "端口 %s 小于 1024，需要管理员权限才能使用。\n" +
			"请换一个更大的端口：-addr %s",
	}
	portBelow1024OnMac = phrase.Phrase{
		EN: "Port %s is below 1024: on one address alone, macOS lets\n" +
			"only an administrator open it. Take a higher one:\n" +
			"-addr %s",
		ZH: "端口 %s 小于 1024：在 macOS 上，只监听某一个地址时，\n" +
			"需要管理员权限。请换一个更大的端口：-addr %s",
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
		EN: "The address of %s could not be looked up: is there a network?\n" +
			"An IP address needs no lookup: 127.0.0.1 is this machine.",
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
		EN: "%s cannot be reached: a wrong address, no network, or a firewall in between.\n" +
			"Ask the person who runs the server which address it printed.",
		ZH: "无法到达 %s：地址写错了、没有网络，或被防火墙挡住。\n" +
			"请向启动服务器的人核对它显示的地址。",
	}
	noneLeft = phrase.Phrase{
		EN: "No file descriptor is left for the next client: it waits\n" +
			"until another client leaves.",
		ZH: "文件描述符用完了，新的客户端要等别的客户端离开。",
	}
	tooManyOpen = phrase.Phrase{
		EN: "No file descriptor is left for one more connection: open\n" +
			"fewer at a time.",
		ZH: "没有文件描述符可用于新的连接了，请减少同时打开的连接。",
	}
	raiseLimit = phrase.Phrase{
		EN: "ulimit -n shows the limit, ulimit -n 4096 raises it.",
		ZH: "ulimit -n 查看上限，ulimit -n 4096 提高上限。",
	}
	noBufferLeft = phrase.Phrase{
		EN: "The system has no buffer or no port left for one more\n" +
			"connection. Close some, or wait a few minutes: a closed\n" +
			"connection keeps its port for a while.",
		ZH: "系统没有缓冲区或端口可用于新的连接了。\n" +
			"请关闭一些连接，或等几分钟：连接关闭后，\n" +
			"端口要过一段时间才会释放。",
	}
	clientClosed = phrase.Phrase{
		EN: "The client has closed the connection: that is what EOF\n" +
			"means. It ends this conversation, not the server. Close\n" +
			"this socket too, and serve the next client (lesson 03).",
		ZH: "客户端关闭了连接，EOF 就是这个意思。\n" +
			"结束的只是这次会话，不是服务器：请关闭这个套接字，\n" +
			"继续服务下一个客户端（见第 03 课）。",
	}
	serverClosed = phrase.Phrase{
		EN: "The server has closed the connection without an answer.\n" +
			"It was stopped, or it answers one message only, as in lesson 1.",
		ZH: "服务器没有回复就关闭了连接。\n" +
			"可能有人停掉了它，也可能它像第 1 课那样只回复一条消息。",
	}
	// A program that is killed after it has read everything only closes, on
	// Linux.
	clientReset = phrase.Phrase{
		EN: "Reset, for one of two reasons: the client closed or was\n" +
			"killed before it had read everything; or bytes reached\n" +
			"it after it had closed.",
		ZH: "连接被重置，原因是下面两个之一：客户端没读完数据\n" +
			"就关闭了（或被强行结束）；数据到达时，客户端已经关闭。",
	}
	serverReset = phrase.Phrase{
		EN: "Reset, for one of three reasons: the server closed or was\n" +
			"killed before it had read everything; bytes reached it\n" +
			"after it had closed; or it stopped listening while this\n" +
			"client was still queued.",
		ZH: "连接被重置，原因是下面三个之一：服务器没读完数据\n" +
			"就关闭了（或被强行结束）；数据到达时，服务器已经关闭；\n" +
			"服务器停止监听时，这个客户端还在排队。",
	}
	clientGone = phrase.Phrase{
		EN: "The client had closed before: this send was the first to\n" +
			"notice.",
		ZH: "客户端早已关闭，这次 send 才发现。",
	}
	serverGone = phrase.Phrase{
		EN: "The server had closed before: this send was the first to\n" +
			"notice.",
		ZH: "服务器早已关闭，这次 send 才发现。",
	}
	deadlinePassed = phrase.Phrase{
		EN: "The deadline that this program had set has passed: recv\n" +
			"no longer waits.",
		ZH: "本程序设定的时限已到，recv 不再等待。",
	}
)
