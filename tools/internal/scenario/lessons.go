package scenario

import (
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// All has the plays of all lessons, in their order.
var All = []Scenario{
	{Lesson: 1, Clients: 2, Idea: idea1, play: singleClient},
	{Lesson: 2, Clients: 2, Idea: idea2, play: loopClients},
	{Lesson: 3, Clients: 2, Idea: idea3, play: detectClose},
	{Lesson: 4, Clients: 2, Idea: idea4, play: threaded},
	{Lesson: 5, Clients: 1, Idea: idea5, play: client},
	{Lesson: 6, Clients: 1, Idea: idea6, play: httpGet},
}

// think is how long the servers of the plays think: long enough to be seen,
// and short enough for a demo.
const think = "300ms"

func singleClient(s *Stage) {
	server := s.Server("01-single-client")
	addr := server.Addr()
	s.Client("05-client", "-addr", addr, "-greeting=false", "Michael").Ends(0)
	server.Ends(0)
	s.Say(serverGone)
	s.Client("05-client", "-addr", addr, "-greeting=false", "Tracy").Ends(1)
}

func loopClients(s *Stage) {
	server := s.Server("02-loop-clients")
	addr := server.Addr()
	a := s.Client("05-client", "-addr", addr, "-greeting=false", "Michael")
	server.Await(event.Recv)
	s.Say(operatorTypes, "hello")
	server.Type("hello")
	a.Ends(0)

	server.AwaitNth(event.Recv, 2) // exit, which is a message like any other
	s.Say(clientLeft)
	b := s.Client("05-client", "-addr", addr, "-greeting=false", "Tracy")
	b.Await(event.Send)
	s.Say(queued)
	for _, line := range []string{"bye", "are you there?"} {
		s.Say(operatorTypes, line)
		server.Type(line)
	}
	server.Ends(1)
	s.Say(died)
	b.Ends(1)
}

func detectClose(s *Stage) {
	server := s.Server("03-detect-close", "-delay", think)
	addr := server.Addr()
	a := s.Client("05-client", "-addr", addr)
	a.Await(event.Recv)
	b := s.Client("05-client", "-addr", addr)
	b.Await(event.Connect)
	s.Say(waits)
	a.Ends(0)
	s.Say(itsTurn)
	took := b.Ends(0)
	server.Stop()
	s.Say(tookSerial, took.Seconds())
}

func threaded(s *Stage) {
	server := s.Server("04-threaded", "-delay", think)
	addr := server.Addr()
	a := s.Client("05-client", "-addr", addr)
	a.Await(event.Recv)
	b := s.Client("05-client", "-addr", addr)
	a.Ends(0)
	took := b.Ends(0)
	server.Stop()
	s.Say(tookConcurrent, took.Seconds())
}

func client(s *Stage) {
	server := s.Server("04-threaded", "-delay", think)
	c := s.Client("05-client", "-addr", server.Addr(), "-i")
	c.Await(event.Recv)
	for i, line := range []string{"Michael", "Tracy"} {
		s.Say(userTypes, line)
		c.Type(line)
		c.AwaitNth(event.Recv, i+2)
	}
	s.Say(userTypes, "exit")
	c.Type("exit")
	c.Ends(0)
	server.Stop()
}

func httpGet(s *Stage) {
	server := s.Server("web")
	s.Client("06-http-get", "-url", "http://"+server.Addr()+"/Michael", "-o", s.File("page.html")).Ends(0)
	s.Say(pageSaved)
	server.Stop()
}

var (
	idea1 = phrase.Phrase{
		EN: "One client, one message, one reply; then the server is gone.",
		ZH: "一个客户端，一条消息，一次回复；然后服务器就结束了。",
	}
	idea2 = phrase.Phrase{
		EN: "Two loops serve client after client. The flaw: nobody looks at what recv returned.",
		ZH: "两层循环依次服务客户端。缺陷：没有人检查 recv 的返回值。",
	}
	idea3 = phrase.Phrase{
		EN: "recv that returns nothing ends a client, and the next one is served. One at a time.",
		ZH: "recv 返回空就结束这个客户端，接着服务下一个。一次只服务一个。",
	}
	idea4 = phrase.Phrase{
		EN: "One goroutine per client: the same two clients, and nobody waits for the other.",
		ZH: "每个客户端一个 goroutine：同样两个客户端，谁也不用等谁。",
	}
	idea5 = phrase.Phrase{
		EN: "The client's side, with a person at the keyboard.",
		ZH: "客户端一方，由人在键盘上输入。",
	}
	idea6 = phrase.Phrase{
		EN: "A web page, fetched by hand: recv until the server closes.",
		ZH: "亲手取一个网页：一直 recv，直到服务器关闭连接。",
	}

	serverGone    = phrase.Phrase{EN: "The server has ended. A second client finds nobody:", ZH: "服务器已经结束。第二个客户端连不上："}
	operatorTypes = phrase.Phrase{EN: "The operator types: %s", ZH: "操作员输入：%s"}
	userTypes     = phrase.Phrase{EN: "The user types: %s", ZH: "用户输入：%s"}
	clientLeft    = phrase.Phrase{EN: "Client A has left. The server does not look, and asks for an answer.", ZH: "客户端 A 已经离开。服务器不检查，照样要操作员回答。"}
	queued        = phrase.Phrase{EN: "Client B is connected and has sent, but nobody accepts it: it is queued.", ZH: "客户端 B 已连接并已发送，但没有被 accept：它在排队。"}
	died          = phrase.Phrase{EN: "This is the flaw of lesson 02: the second send to a client that has gone fails, and the server dies of it. Client B, still queued, is lost.", ZH: "这就是第 02 课的缺陷：第二次向已离开的客户端 send 时失败，服务器因此结束。还在排队的客户端 B 也断开了。"}
	waits         = phrase.Phrase{EN: "Client B is connected, but its greeting does not come: A is being served.", ZH: "客户端 B 已连接，却收不到欢迎词：服务器正在服务 A。"}
	itsTurn       = phrase.Phrase{EN: "A has gone, and B is served at last.", ZH: "A 离开之后，B 才得到服务。"}
	tookSerial    = phrase.Phrase{EN: "B took %.1f s: the time of A, and its own.", ZH: "B 用了 %.1f 秒：A 的时间加上自己的时间。"}

	tookConcurrent = phrase.Phrase{EN: "B took %.1f s: its own time only.", ZH: "B 用了 %.1f 秒：只有自己的时间。"}
	pageSaved      = phrase.Phrase{EN: "The body of the page was saved as a file; the header was shown.", ZH: "网页正文已保存为文件，头部已显示。"}
)
