package main

import "tcplab/shared/phrase"

var (
	purpose = phrase.Phrase{
		EN: "passes bytes on between clients and a server as a bad network does: late, in pieces, or cut off",
		ZH: "在客户端和服务器之间转发字节，像糟糕的网络那样：迟到、分段、中断",
	}
	helpAddr  = phrase.Phrase{EN: "where clients connect (default 127.0.0.1:7700)", ZH: "客户端连接的地址（默认 127.0.0.1:7700）"}
	helpTo    = phrase.Phrase{EN: "where the server is (default 127.0.0.1:9999, as in lesson 4)", ZH: "服务器地址（默认 127.0.0.1:9999，即第 4 课）"}
	helpDelay = phrase.Phrase{EN: "how long each piece is on its way (default 0s)", ZH: "每一段在路上多久（默认 0s）"}
	helpSplit = phrase.Phrase{EN: "how many bytes a piece has at most (default: as they come)", ZH: "每一段最多多少字节（默认：来多少传多少）"}
	helpReset = phrase.Phrase{EN: "cut both ends off after N bytes from the server (default: never)", ZH: "服务器发出 N 字节之后，重置两端的连接（默认：从不）"}

	relaying = phrase.Phrase{EN: "clients connect to %v; the server is at %v", ZH: "客户端请连接 %v；服务器在 %v"}
	joined   = phrase.Phrase{EN: "client %v", ZH: "客户端 %v"}
)
