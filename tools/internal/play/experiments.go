package play

import (
	"fmt"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// experiments are the plays that show what is true where much is said that is
// not: one for each misconception.
var experiments = []Play{
	{Name: "queue", Clients: 2, Title: titleQueue, Idea: ideaQueue, script: connectsFirst},
	{Name: "backlog", Clients: 4, Title: titleBacklog, Idea: ideaBacklog, script: fullQueue},
	{Name: "pieces", Clients: 1, Title: titlePieces, Idea: ideaPieces, script: pieces},
	{Name: "glue", Clients: 1, Title: titleGlue, Idea: ideaGlue, script: glue},
	{Name: "empty", Clients: 1, Title: titleEmpty, Idea: ideaEmpty, script: emptyMessage},
	{Name: "gone", Clients: 1, Title: titleGone, Idea: ideaGone, script: peerGone},
	{Name: "ports", Clients: 2, Concurrent: true, Title: titlePorts, Idea: ideaPorts, script: clientPorts},
	{Name: "in-use", Clients: 1, Concurrent: true, Title: titleInUse, Idea: ideaInUse, script: portInUse},
	{Name: "computing", Clients: 2, Concurrent: true, Title: titleComputing, Idea: ideaComputing, script: computing},
	{Name: "half-close", Clients: 1, Title: titleHalfClose, Idea: ideaHalfClose, script: halfClose},
}

func connectsFirst(s *run) {
	server := s.Server(3)
	a := s.Dial()
	a.Recv(welcome)
	b := s.Dial()
	b.Send("Hello")
	s.pass(moment)
	s.Say(connectedUnseen)
	a.Close()
	server.Await(event.EOF)
	b.Recv(welcome + "Received Hello;")
	b.Close()
	server.Await(event.EOF)
	server.Stop()
}

// welcome is the greeting of lessons 03 and 04.
const welcome = "Welcome!"

func fullQueue(s *run) {
	const backlog = 2
	server := s.Listen(backlog)
	for range backlog + 1 {
		s.Dial()
	}
	s.Say(queueIsFull, backlog, backlog+1)
	took := s.DialWhile(func() {
		s.pass(moment)
		s.Say(notConnected)
		server.Accept()
		s.Say(roomAgain)
	})
	s.SayMeasured(connectTook, took.Seconds())
	for range backlog + 1 {
		server.Accept()
	}
	s.Say(allAccepted, backlog, backlog+2)
}

func pieces(s *run) {
	const answer = "Thanks."
	server := s.Server(3, "-reply", answer)
	a := s.Dial()
	a.Recv(welcome)
	s.Say(sendsOnce)
	a.Send(strings.Repeat("0123456789", 250))
	a.Recv(answer + answer + answer)
	s.Say(threeRecvs)
	a.Close()
	server.Await(event.EOF)
	server.Stop()
}

func glue(s *run) {
	server := s.Server(3, "-delay", "1s") // in which both sends arrive
	a := s.Dial()
	a.Recv(welcome)
	a.Send("Michael")
	server.Await(event.Recv)
	s.Say(meanwhile)
	a.Send("Sarah")
	a.Send("exit")
	a.Recv("Received Michael;")
	if got := server.Await(event.Recv).Text; got != "Sarahexit" {
		s.fail(fmt.Errorf("the server has received %q", got))
	}
	s.Say(glued)
	a.Recv("Received Sarahexit;")
	a.Close()
	server.Await(event.EOF)
	server.Stop()
}

func emptyMessage(s *run) {
	server := s.Server(3)
	a := s.Dial()
	a.Recv(welcome)
	s.Say(sendsNothing)
	a.Send("")
	s.pass(moment)
	s.Say(nothingCame)
	a.Send("\n")
	server.Await(event.Recv)
	s.Say(lineEnd)
	a.Recv("Received ;\n")
	a.Close()
	server.Await(event.EOF)
	s.Say(onlyNow)
	server.Stop()
}

func peerGone(s *run) {
	server := s.Server(2)
	a := s.Dial()
	a.Send("Michael")
	server.Await(event.Recv)
	a.Close()
	s.Say(hasGone)
	server.Type("one")
	server.Await(event.Send)
	s.Say(firstSend)
	server.Await(event.EOF)
	server.Type("two")
	server.Ends(1)
	s.Say(secondSend)
}

func clientPorts(s *run) {
	server := s.Server(4)
	a := s.Dial()
	server.Await(event.Accept)
	b := s.Dial()
	server.Await(event.Accept)
	s.Say(theirPorts, a.Port(), b.Port())
	a.Recv(welcome)
	b.Recv(welcome)
	a.Send("Michael")
	b.Send("Tracy")
	a.Recv("Hello, Michael!")
	b.Recv("Hello, Tracy!")
	s.Say(fourNumbers)
	a.Close()
	b.Close()
	server.Await(event.EOF)
	server.Await(event.EOF)
	server.Stop()
}

func portInUse(s *run) {
	server := s.Server(4)
	s.Second(4).Ends(1)
	s.Say(onlyOneListens)
	const many = 1000
	n := s.Crowd(many)
	s.Say(manyConnections, n)
	server.Stop()
}

func computing(s *run) {
	s.OneCore()
	waiting := s.twoAtOnce("sleep")
	s.SayMeasured(waitingOverlaps, waiting.Seconds())
	calculating := s.twoAtOnce("cpu")
	s.SayMeasured(computingDoesNot, calculating.Seconds(), calculating.Seconds()/waiting.Seconds())
}

// twoAtOnce has two clients ask a server that thinks in a certain way, and
// returns how long it took until both were answered.
func (s *run) twoAtOnce(think string) time.Duration {
	server := s.Server(4, "-think", think)
	s.clients = 0 // the same two columns for both servers
	a, b := s.Dial(), s.Dial()
	a.Recv(welcome)
	b.Recv(welcome)
	begun := clock.Now()
	a.Send("Michael")
	b.Send("Tracy")
	a.Recv("Hello, Michael!")
	b.Recv("Hello, Tracy!")
	took := clock.Since(begun)
	a.Close()
	b.Close()
	server.Await(event.EOF)
	server.Await(event.EOF)
	server.Stop()
	return took
}

func halfClose(s *run) {
	server := s.Server(3)
	a := s.Dial()
	a.Recv(welcome)
	a.Send("Michael")
	server.Await(event.Recv)
	a.Shut()
	s.Say(sendsNoMore)
	a.Recv("Received Michael;")
	s.Say(stillReceives)
	server.Await(event.EOF)
	a.RecvEnd()
	a.Close()
	server.Stop()
}

var (
	titleQueue     = phrase.Phrase{EN: "connect returns before accept", ZH: "connect 先于 accept 返回"}
	titleBacklog   = phrase.Phrase{EN: "listen(5) does not mean five clients", ZH: "listen(5) 不是最多五个客户端"}
	titlePieces    = phrase.Phrase{EN: "one send, many recv", ZH: "一次 send，多次 recv"}
	titleGlue      = phrase.Phrase{EN: "two sends, one recv: Sarahexit", ZH: "两次 send，一次 recv：Sarahexit"}
	titleEmpty     = phrase.Phrase{EN: "nothing is not an empty message", ZH: "返回空不等于收到空消息"}
	titleGone      = phrase.Phrase{EN: "send succeeds although the peer has gone", ZH: "对方已走，send 照样成功"}
	titlePorts     = phrase.Phrase{EN: "a client needs no bind, but has a port", ZH: "客户端不用 bind，却有端口"}
	titleInUse     = phrase.Phrase{EN: "one listener, many connections on one port", ZH: "一个端口，一个监听者，许多连接"}
	titleComputing = phrase.Phrase{EN: "goroutines overlap waiting, not computing", ZH: "goroutine 重叠的是等待，不是计算"}
	titleHalfClose = phrase.Phrase{EN: "one direction closed, the other open", ZH: "关闭一个方向，另一个方向还通着"}

	ideaQueue = phrase.Phrase{
		EN: "The operating system completes connections by itself. accept only takes one out of the queue.",
		ZH: "连接由两边的系统建立。accept 只是从队列里取出一个。",
	}
	ideaBacklog = phrase.Phrase{
		EN: "The number limits how many connections may wait in the accept queue, not how many are served.",
		ZH: "这个数限制的是 accept 队列里能等几个，不是能服务几个。",
	}
	ideaPieces = phrase.Phrase{
		EN: "TCP carries a stream of bytes. A 1,024-byte buffer receives 2,500 bytes in pieces.",
		ZH: "TCP 传送的是字节流。1024 字节的缓冲区，要分几次才能取完 2500 字节。",
	}
	ideaGlue = phrase.Phrase{
		EN: "One recv may return the bytes of two sends: TCP does not keep messages apart.",
		ZH: "两次 send 的内容，可能被一次 recv 一起取走：TCP 不保留边界。",
	}
	ideaEmpty = phrase.Phrase{
		EN: "An empty message is never sent. recv returns nothing only when the peer has closed.",
		ZH: "空消息根本不会发出去。只有对方关闭了，recv 才返回空。",
	}
	ideaGone = phrase.Phrase{
		EN: "send hands bytes to the operating system and returns, before anybody has read them.",
		ZH: "send 把字节交给系统就返回，那时还没有任何人读到。",
	}
	ideaPorts = phrase.Phrase{
		EN: "Without bind, connect picks a free port for the client. Four numbers identify a connection.",
		ZH: "没有 bind，connect 就自动给客户端一个空闲端口。四元组标识一个连接。",
	}
	ideaInUse = phrase.Phrase{
		EN: "Only one program may listen on a port, but all of its connections share that port.",
		ZH: "一个端口只能由一个程序监听；它的所有连接在服务器一侧都是这个端口。",
	}
	ideaComputing = phrase.Phrase{
		EN: "Two clients and one core: two pauses overlap, two computations do not.",
		ZH: "两个客户端，一个核：两段停顿可以重叠，两段计算不行。",
	}
	ideaHalfClose = phrase.Phrase{
		EN: "A client that has nothing more to say can still listen.",
		ZH: "不再发送的客户端，仍然可以接收。",
	}

	connectedUnseen = phrase.Phrase{EN: "B is connected and its send has returned; the server has called accept for A only.", ZH: "B 已连接，send 也已返回；而服务器只为 A 调用过 accept。"}

	queueIsFull  = phrase.Phrase{EN: "listen(%d): the server has not called accept, and %d clients are connected. Now the queue is full.", ZH: "listen(%d)：还没有调用过 accept，却已有 %d 个客户端连上了。现在队列满了。"}
	notConnected = phrase.Phrase{EN: "D called connect, which does not return: Linux drops D's request, and D will ask again.", ZH: "D 调用了 connect，却没有返回：Linux 丢弃了它的请求，D 的系统会重传。"}
	roomAgain    = phrase.Phrase{EN: "accept took A out of the queue, so there is room for one more.", ZH: "accept 取走了 A，队列空出一个位置。"}
	connectTook  = phrase.Phrase{EN: "D connected after %.1f s.", ZH: "D 连上了，用了 %.1f 秒。"}
	allAccepted  = phrase.Phrase{EN: "listen(%d), yet %d clients are served: the number limits only the queue.", ZH: "listen(%d)，却服务了 %d 个客户端：这个数只管队列。"}

	sendsOnce  = phrase.Phrase{EN: "The client sends 2,500 bytes with one send.", ZH: "客户端只调用一次 send，共 2500 字节。"}
	threeRecvs = phrase.Phrase{EN: "One send, three recv calls, and three answers.", ZH: "一次 send，三次 recv，三个回复。"}

	meanwhile = phrase.Phrase{EN: "While the server thinks, the client calls send twice: Sarah, exit.", ZH: "服务器思考时，客户端调用了两次 send：Sarah、exit。"}
	glued     = phrase.Phrase{EN: "One recv returned both. Sarahexit is not the word exit, so the server goes on.", ZH: "一次 recv 一起取走了。这不是 exit 这个词，所以服务器继续服务。"}

	sendsNothing = phrase.Phrase{EN: "The client sends an empty message: 0 bytes.", ZH: "客户端发送一条空消息：0 字节。"}
	nothingCame  = phrase.Phrase{EN: "Nothing was sent, and the server's recv still blocks. An empty line is one byte:", ZH: "什么都没有传送，服务器的 recv 仍在阻塞。空行则是一个字节："}
	lineEnd      = phrase.Phrase{EN: "That was a message. Now the client closes.", ZH: "这才是一条消息。现在客户端关闭。"}
	onlyNow      = phrase.Phrase{EN: "Only now does recv return nothing.", ZH: "到这时 recv 才返回空。"}

	hasGone    = phrase.Phrase{EN: "The client has closed. Now the server answers.", ZH: "客户端已经关闭，服务器才回答。"}
	firstSend  = phrase.Phrase{EN: "This send succeeded, because the system took the bytes. But the client has closed, so its system replies with a reset.", ZH: "这次 send 成功了：系统收下了字节。但是对方已经关闭，对方的系统会回一个重置（RST）。"}
	secondSend = phrase.Phrase{EN: "Only the second send fails. A successful send does not mean that the peer read the bytes.", ZH: "第二次 send 才失败。send 成功，并不表示对方读到了。"}

	theirPorts  = phrase.Phrase{EN: "Neither client has called bind. The system gave A port %d, and B port %d.", ZH: "两个客户端都没有调用 bind。系统给了 A 端口 %d，给了 B 端口 %d。"}
	fourNumbers = phrase.Phrase{EN: "Each connection has four numbers: an address and a port at each end. These two differ only in the client's port.", ZH: "两端的地址和端口合成四元组；这两个四元组，只有客户端的端口不同。"}

	onlyOneListens  = phrase.Phrase{EN: "Only one program can listen on this port, but that does not limit the number of connections:", ZH: "这个端口已有监听者。但连接的数量并不因此受限："}
	manyConnections = phrase.Phrase{EN: "%d connections are open at the same time, and they all use the same port on the server.", ZH: "同时打开着 %d 个连接，在服务器一侧全都是同一个端口。"}

	waitingOverlaps  = phrase.Phrase{EN: "The server pauses before each answer. Both clients had their answers after %.1f s.", ZH: "服务器回复前停顿一下。两个客户端都在 %.1f 秒后得到回复。"}
	computingDoesNot = phrase.Phrase{EN: "This server computes before each answer. The two answers took %.1f s, %.1f times as long, because there is only one core.", ZH: "这个服务器回复前要计算。两个都用了 %.1f 秒，是刚才的 %.1f 倍：只有一个核。"}

	sendsNoMore   = phrase.Phrase{EN: "The client closes its sending side before the answer arrives.", ZH: "回复还没到，客户端先关闭了发送方向。"}
	stillReceives = phrase.Phrase{EN: "The answer still arrives, because the other direction is open.", ZH: "回复照样到达：另一个方向还通着。"}
)
