package play

import (
	"fmt"
	"net"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/relay"
)

// kernel are the experiments that show what the system does between the calls.
var kernel = []Play{
	{Name: "handshake", Clients: 1, Title: titleHandshake, Idea: ideaHandshake, script: handshake},
	{Name: "states", Clients: 2, Title: titleStates, Idea: ideaStates, script: states},
	{Name: "time-wait", Clients: 2, Title: titleTimeWait, Idea: ideaTimeWait, script: timeWait},
	{Name: "reset", Clients: 3, Title: titleReset, Idea: ideaReset, script: resets},
	{Name: "udp", Clients: 1, Title: titleUDP, Idea: ideaUDP, script: datagrams},
	{Name: "slow-network", Clients: 2, Network: true, Title: titleSlowNetwork, Idea: ideaSlowNetwork, script: slowNetwork},
}

func handshake(s *run) {
	server := s.Listen(0)
	s.Sockets(listens(0))
	a := s.Dial()
	s.Say(threePackets)
	s.Sockets(listens(1), serverEnd("ESTABLISHED", 1), clientEnd("ESTABLISHED", 1))
	a.Send("Michael")
	s.Say(inBuffer)
	s.pass(moment)
	conn := server.Accept()
	s.Say(acceptSendsNothing)
	conn.Recv()
	a.Close()
	conn.Recv()
	conn.Close()
}

func states(s *run) {
	server := s.Server(3, "-delay", "1s") // so that there is time to look
	s.Sockets(listens(0))
	a := s.Dial()
	a.Recv(welcome)
	b := s.Dial()
	s.Say(bIsQueued)
	s.Sockets(listens(1), serverEnd("ESTABLISHED", 1), clientEnd("ESTABLISHED", 1), serverEnd("ESTABLISHED", 2), clientEnd("ESTABLISHED", 2))
	a.Send("Michael")
	server.Await(event.Recv)
	a.Shut()
	s.Say(closedHalf)
	s.Sockets(listens(1), serverEnd("CLOSE_WAIT", 1), clientEnd("FIN_WAIT_2", 1), serverEnd("ESTABLISHED", 2), clientEnd("ESTABLISHED", 2))
	a.Recv("Received Michael;")
	server.Await(event.Close)
	a.RecvEnd()
	a.Close()
	b.Recv(welcome)
	s.Say(firstCloserWaits)
	s.Sockets(listens(0), clientEnd("TIME_WAIT", 1), serverEnd("ESTABLISHED", 2), clientEnd("ESTABLISHED", 2))
	b.Send("exit")
	server.Await(event.Close)
	s.Say(serverSaidGoodbye)
	s.Sockets(listens(0), clientEnd("TIME_WAIT", 1), serverEnd("FIN_WAIT_2", 2), clientEnd("CLOSE_WAIT", 2))
	b.RecvEnd()
	b.Close()
	server.Stop()
	s.Say(statesStay)
	s.Sockets(clientEnd("TIME_WAIT", 1), serverEnd("TIME_WAIT", 2))
}

func timeWait(s *run) {
	server := s.Listen(0)
	a := s.Dial()
	conn := server.Accept()
	conn.Close()
	a.RecvEnd()
	a.Close()
	server.Close()
	s.Say(serverFirst)
	s.Sockets(serverEnd("TIME_WAIT", 1))
	s.expect(server.Bind(false), false)
	s.Say(portIsKept)
	s.expect(server.Bind(true), true)
	s.Say(reuseAllows)
	s.expect(server.Bind(true), false)
	s.Say(notTwoListeners)
	server.Close()

	server = s.Listen(0)
	b := s.Dial()
	conn = server.Accept()
	b.Close()
	conn.Recv()
	conn.Close()
	server.Close()
	s.Say(clientFirst)
	s.Sockets(clientEnd("TIME_WAIT", 2))
	s.expect(server.Bind(false), true)
	s.Say(portIsFree)
}

// expect fails if a bind went otherwise than is shown.
func (s *run) expect(got, want bool) {
	if got != want {
		s.fail(fmt.Errorf("bind: %v, not %v", got, want))
	}
}

func resets(s *run) {
	server := s.Listen(0)
	a := s.Dial()
	conn := server.Accept()
	a.Send("Michael")
	s.Say(unreadBytes)
	s.pass(moment / 5) // so that they are in the receive buffer
	conn.Close()
	a.RecvReset()
	a.Close()

	b := s.Dial()
	conn = server.Accept()
	b.Close()
	s.Say(sentToClosed)
	conn.Recv()
	conn.Send("one")
	s.pass(moment / 5) // until the reset is there
	conn.Send("two")
	conn.Close()

	c := s.Dial()
	conn = server.Accept()
	s.Say(abortive)
	c.Abort()
	conn.Recv()
	conn.Close()

	s.clients = 0 // the columns of A and B again
	d := s.Dial()
	s.Say(queueThrownAway)
	server.Close()
	d.RecvReset()
	d.Close()

	s.Say(noListener)
	s.DialRefused()
}

func datagrams(s *run) {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		s.fail(err)
		return
	}
	s.keep(server)
	client, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		s.fail(err)
		return
	}
	s.keep(client)
	send := func(text, shown string) {
		s.Call(1, "sendto "+shown)
		if n, err := client.WriteTo([]byte(text), server.LocalAddr()); n != len(text) {
			s.fail(err)
		}
	}
	recv := func(want, shown string) {
		buffer := make([]byte, 1024)
		server.SetReadDeadline(time.Now().Add(callTime))
		n, _, err := server.ReadFrom(buffer) // Windows has an error for a message that is cut
		if string(buffer[:n]) != want {
			s.fail(fmt.Errorf("recvfrom has returned %q (%v)", buffer[:n], err))
		}
		s.Call(0, "recvfrom "+shown)
	}
	s.clients = 1
	s.step(0, Step{Do: Start})
	s.Call(0, "bind")
	s.step(1, Step{Do: Start})
	s.Say(noConnection)
	send("Michael", `"Michael"`)
	send("Sarah", `"Sarah"`)
	recv("Michael", `"Michael"`)
	recv("Sarah", `"Sarah"`)
	s.Say(keptApart)
	long := make([]byte, 2500)
	send(string(long), s.bytes(len(long)))
	send("exit", `"exit"`)
	recv(string(long[:1024]), s.bytes(1024))
	recv("exit", `"exit"`)
	s.Say(restIsLost)
	server.Close()
	s.Call(0, "close")
	send("Tracy", `"Tracy"`)
	s.Say(nobodyKnows)
}

func (s *run) bytes(n int) string { return manyBytes.Format(s.Lang, n) }

func slowNetwork(s *run) {
	server := s.Server(3)
	s.Through(relay.Network{Delay: 300 * time.Millisecond, Split: 8})
	s.Say(networkBetween)
	s.Client("-to", "3", "Michael").Ends(0)
	server.Await(event.Close)
	s.Say(tookAPiece)
	s.Through(relay.Network{Delay: 500 * time.Millisecond, ResetAfter: len(welcome)})
	s.Say(networkCuts)
	s.Client("-to", "3", "Tracy").Ends(1)
	server.Await(event.Error)
	server.Await(event.Close)
	s.Say(neitherDidIt)
	server.Stop()
}

// Through has the clients that come from now on reach the server through a network.
func (s *run) Through(n relay.Network) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.fail(err)
		return
	}
	s.keep(l)
	s.via = l.Addr().String()
	s.through.Store(true)
	go n.Serve(l, s.addr, func(client, at net.Addr) { s.relayed.Store(at.String(), client.String()) })
}

// direct returns an event as if there were no relay: the two ends of a connection
// through it have each other's address.
func (s *run) direct(e event.Event) event.Event {
	if !s.through.Load() || e.Conn == 0 {
		return e
	}
	if e.Role == event.Client {
		e.Peer = s.addr
		return e
	}
	for { // the relay may not know yet that it is connected
		if client, ok := s.relayed.Load(e.Peer); ok {
			e.Peer = client.(string)
			return e
		}
		if s.over() {
			return e
		}
		s.pass(time.Millisecond)
	}
}

var (
	titleHandshake   = phrase.Phrase{EN: "the handshake is the system's work", ZH: "三次握手由系统完成"}
	titleStates      = phrase.Phrase{EN: "the states of a connection", ZH: "连接的各种状态"}
	titleTimeWait    = phrase.Phrase{EN: "the side that closes first keeps the port", ZH: "谁先关闭，谁就占着端口"}
	titleReset       = phrase.Phrase{EN: "five causes of a reset", ZH: "重置的五种原因"}
	titleUDP         = phrase.Phrase{EN: "UDP: messages, and no connection", ZH: "UDP：有消息，没有连接"}
	titleSlowNetwork = phrase.Phrase{EN: "a slow network, the same programs", ZH: "网络变慢，程序不变"}

	ideaHandshake = phrase.Phrase{
		EN: "connect sends a SYN; the server's system answers, whatever the server's program does.",
		ZH: "connect 发出 SYN；回应它的是服务器的系统，不管服务器程序正在做什么。",
	}
	ideaStates = phrase.Phrase{
		EN: "Each end of a connection has a state. Lesson 3, and the system's own table of sockets:",
		ZH: "连接的每一端都有一个状态。下面是第 3 课，以及系统自己的套接字表：",
	}
	ideaTimeWait = phrase.Phrase{
		EN: "TIME_WAIT catches packets that come late. Until it ends, the port needs SO_REUSEADDR.",
		ZH: "TIME_WAIT 等着迟到的包。在它结束之前，要 bind 这个端口，就得设置 SO_REUSEADDR。",
	}
	ideaReset = phrase.Phrase{
		EN: "A reset (RST) says: there is nobody here who can take this. Bytes still on the way are lost.",
		ZH: "重置（RST）的意思是：这里没有人能收。它一到，路上和缓冲区里的字节就都作废。",
	}
	ideaUDP = phrase.Phrase{
		EN: "One sendto is one message and one recvfrom, or it is lost. Nobody says which.",
		ZH: "一次 sendto 就是一条消息、一次 recvfrom，要么就丢了，而且没有人告诉你。",
	}
	ideaSlowNetwork = phrase.Phrase{
		EN: "Lessons 3 and 5 as they are. Between them is a relay that delays, splits and resets.",
		ZH: "第 3 课和第 5 课原样运行。它们之间有一个中继，会延迟、拆分、重置。",
	}

	threePackets       = phrase.Phrase{EN: "SYN, SYN-ACK, ACK: three packets, and the connection is there. The server's program had nothing to do with it.", ZH: "SYN、SYN-ACK、ACK：三个包，连接就建好了。服务器的程序没有参与。"}
	inBuffer           = phrase.Phrase{EN: "A's bytes have arrived as well. They are in the receive buffer of a socket that no program has.", ZH: "A 的字节也到了，在接收缓冲区里，而这个套接字还不属于任何程序。"}
	acceptSendsNothing = phrase.Phrase{EN: "accept has sent no packet: it took the connection out of the queue.", ZH: "accept 没有发出任何包：它只是把连接从队列里取出来。"}

	bIsQueued         = phrase.Phrase{EN: "A is served, B is in the accept queue. Their sockets look the same.", ZH: "A 在接受服务，B 在 accept 队列里。它们的套接字看上去一样。"}
	closedHalf        = phrase.Phrase{EN: "A has closed its sending side, and the server thinks. CLOSE_WAIT: the system knows that A is done; the program will learn it from recv.", ZH: "A 关闭了发送方向，服务器还在思考。CLOSE_WAIT：系统已经知道 A 结束了，程序要等下一次 recv 才知道。"}
	firstCloserWaits  = phrase.Phrase{EN: "Both have closed. The end that closed first, A's, stays for a while in TIME_WAIT. B is served: the queue is empty.", ZH: "双方都关闭了。先关闭的一端（A）要在 TIME_WAIT 里待一会儿。轮到 B，队列空了。"}
	serverSaidGoodbye = phrase.Phrase{EN: "B said exit, so this time the server has closed first. B has not closed yet.", ZH: "B 说了 exit，这次是服务器先关闭。B 还没有关闭。"}
	statesStay        = phrase.Phrase{EN: "The server has ended. TIME_WAIT belongs to the system, and stays for a minute (on Linux).", ZH: "服务器已经结束。TIME_WAIT 属于系统，还要留一分钟（在 Linux 上）。"}

	serverFirst     = phrase.Phrase{EN: "The server closed first, and has ended. Nobody listens, but its port is in the table:", ZH: "服务器先关闭，然后结束。没有人在监听，但它的端口还在表里："}
	portIsKept      = phrase.Phrase{EN: "So bind fails. A server that is started again would have to wait for a minute.", ZH: "所以 bind 失败。重新启动服务器，要等一分钟。"}
	reuseAllows     = phrase.Phrase{EN: "SO_REUSEADDR allows bind although there are connections in TIME_WAIT. Every server sets it; net.Listen does so for you.", ZH: "有了 SO_REUSEADDR，即使有 TIME_WAIT 的连接，也可以 bind。服务器都会设置它，net.Listen 也替你设置了。"}
	notTwoListeners = phrase.Phrase{EN: "It does not allow two programs to listen on one port.", ZH: "但它不允许两个程序监听同一个端口。"}
	clientFirst     = phrase.Phrase{EN: "The other way round, with a new port: the client closes first. TIME_WAIT is on its side:", ZH: "反过来，用新的端口：客户端先关闭，TIME_WAIT 就在它那一端："}
	portIsFree      = phrase.Phrase{EN: "The server's port is free at once, without SO_REUSEADDR.", ZH: "服务器的端口马上可以再用，不需要 SO_REUSEADDR。"}

	unreadBytes     = phrase.Phrase{EN: "1. close, with bytes that nobody has received: they are lost, and the sender should know.", ZH: "一、关闭时还有没收的字节：它们丢了，应当让发送方知道。"}
	sentToClosed    = phrase.Phrase{EN: "2. A send to a peer that has closed. The first one returns, as always; the reset is the answer to it.", ZH: "二、向已经关闭的一方发送。第一次 send 照样返回，重置是对它的回应。"}
	abortive        = phrase.Phrase{EN: "3. close with SO_LINGER 0 sends a reset instead of FIN. On some systems, so does a program that crashes.", ZH: "三、用 SO_LINGER 0 关闭（有些系统上程序崩溃也是这样）：不发 FIN，发重置。"}
	queueThrownAway = phrase.Phrase{EN: "4. The listening socket is closed while a client is in the accept queue.", ZH: "四、accept 队列里还有客户端，监听套接字就关闭了。"}
	noListener      = phrase.Phrase{EN: "5. connect where nobody listens: the answer to SYN is a reset, and connect says refused.", ZH: "五、没有人监听还要 connect：SYN 得到的回应是重置，connect 报告“被拒绝”。"}

	noConnection = phrase.Phrase{EN: "No listen, no accept, no connect: the first packet has the message in it.", ZH: "没有 listen、accept、connect：第一个包里就是消息。"}
	keptApart    = phrase.Phrase{EN: "Two sends, two messages: TCP might have glued them.", ZH: "两次发送，两条消息：换成 TCP 就可能粘在一起。"}
	restIsLost   = phrase.Phrase{EN: "The buffer has 1,024 bytes. The rest of the message is thrown away: the next recvfrom returns the next message.", ZH: "缓冲区只有 1024 字节。这条消息剩下的部分被丢弃，下一次 recvfrom 返回的是下一条消息。"}
	nobodyKnows  = phrase.Phrase{EN: "Nobody is there any more, and sendto succeeds. Tracy is lost.", ZH: "已经没有人在收，sendto 照样成功。Tracy 丢了。"}
	manyBytes    = phrase.Phrase{EN: "%d bytes", ZH: "%d 字节"}

	networkBetween = phrase.Phrase{EN: "A network of 0.3 s, which delivers at most 8 bytes at a time.", ZH: "网络的延迟是 0.3 秒，一次最多送到 8 个字节。"}
	tookAPiece     = phrase.Phrase{EN: "The reply came in three pieces, and the client took the first for all of it. One recv is not one message: homework h5.", ZH: "回复分三段到达，客户端把第一段当成了全部。一次 recv 不等于一条消息：见作业 h5。"}
	networkCuts    = phrase.Phrase{EN: "Now a network of 0.5 s, which cuts the connection off after the greeting.", ZH: "现在，网络的延迟是 0.5 秒，并在欢迎词之后切断连接。"}
	neitherDidIt   = phrase.Phrase{EN: "Both ends received a reset, and neither has sent one. The server of lesson 3 goes on.", ZH: "两端都收到重置，谁也没有发过。第 3 课的服务器继续运行。"}
)
