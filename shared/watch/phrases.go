package watch

import "tcplab/shared/phrase"

// What conn.go says.
var (
	listening = phrase.Phrase{
		EN: "clients can connect now",
		ZH: "客户端可以连接了",
	}
	listeningOpen = phrase.Phrase{
		EN: "open to the network at:%s",
		ZH: "已对网络开放，请连接：%s",
	}
	waiting = phrase.Phrase{
		EN: "accept waits for a client",
		ZH: "accept 阻塞，等待客户端",
	}
	accepted = phrase.Phrase{
		EN: "new socket",
		ZH: "新建套接字",
	}
	connected = phrase.Phrase{
		EN: "from port %s",
		ZH: "本地端口 %s",
	}
	nothing = phrase.Phrase{
		EN: "recv returned nothing: closed",
		ZH: "recv 返回空：对方已关闭",
	}
	closing = phrase.Phrase{
		EN: "this socket is closed",
		ZH: "关闭这个套接字",
	}
	oneByte   = phrase.Phrase{EN: " byte", ZH: " 字节"}
	manyBytes = phrase.Phrase{EN: " bytes", ZH: " 字节"}
)
