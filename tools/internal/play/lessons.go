package play

import (
	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// lessons has two plays of each lesson, in their order: how it works, and what
// still goes wrong.
var lessons = titled([]Play{
	{Name: "lesson-1", Lesson: 1, Clients: 1, Idea: idea1, script: singleClient},
	{Name: "lesson-1-flaw", Lesson: 1, Clients: 3, Idea: flaw1, script: onlyOne},
	{Name: "lesson-2", Lesson: 2, Clients: 1, Idea: idea2, script: loopClients},
	{Name: "lesson-2-flaw", Lesson: 2, Clients: 2, Idea: flaw2, script: ghost},
	{Name: "lesson-3", Lesson: 3, Clients: 2, Idea: idea3, script: detectClose},
	{Name: "lesson-3-flaw", Lesson: 3, Clients: 2, Idea: flaw3, script: serial},
	{Name: "lesson-4", Lesson: 4, Clients: 2, Concurrent: true, Idea: idea4, script: threaded},
	{Name: "lesson-4-flaw", Lesson: 4, Clients: 1, Concurrent: true, Idea: flaw4, script: cutShort},
	{Name: "lesson-5", Lesson: 5, Clients: 1, Concurrent: true, Idea: idea5, script: client},
	{Name: "lesson-5-flaw", Lesson: 5, Clients: 1, Concurrent: true, Idea: flaw5, script: outOfStep},
	{Name: "lesson-6", Lesson: 6, Clients: 1, Concurrent: true, Idea: idea6, script: httpGet},
	{Name: "lesson-6-flaw", Lesson: 6, Clients: 1, Concurrent: true, Idea: flaw6, script: moved},
	{Name: "lesson-7", Lesson: 7, Clients: 2, Idea: idea7, script: eventLoop},
	{Name: "lesson-7-flaw", Lesson: 7, Clients: 2, Idea: flaw7, script: oneComputes},
})

// titled gives each play the title of its lesson.
func titled(plays []Play) []Play {
	for i := range plays {
		plays[i].Title = course.Lessons[plays[i].Lesson-1].Title
	}
	return plays
}

func singleClient(s *run) {
	server := s.Server(1)
	s.Client("-to", "1").Ends(0)
	server.Ends(0)
}

func onlyOne(s *run) {
	server := s.Server(1)
	a := s.Client("-to", "1", "-i")
	server.Await(event.Accept)
	b := s.Client("-to", "1", "Tracy")
	b.Await(event.Send)
	s.Say(queued)
	a.Type("Michael")
	a.Await(event.Recv)
	server.Ends(0)
	b.Ends(1)
	s.Say(cutOff)
	a.Type("exit")
	a.Ends(0)
	s.Say(serverGone)
	s.Client("-to", "1", "Sarah").Ends(1)
}

func loopClients(s *run) {
	server := s.Server(2)
	a := s.Client("-to", "2", "-i")
	server.Await(event.Accept)
	for line, answer := range pairs("Michael", "Good morning!", "Tracy", "Hello Tracy.") {
		a.Type(line)
		server.Await(event.Recv)
		server.Type(answer)
		a.Await(event.Recv)
	}
	server.Stop()
	a.Type("exit")
	a.Ends(0)
}

// pairs yields every two of the texts.
func pairs(texts ...string) func(yield func(a, b string) bool) {
	return func(yield func(a, b string) bool) {
		for ; len(texts) > 1 && yield(texts[0], texts[1]); texts = texts[2:] {
		}
	}
}

func ghost(s *run) {
	server := s.Server(2)
	a := s.Client("-to", "2", "Michael")
	server.Await(event.Recv)
	server.Type("hello")
	a.Ends(0)

	server.Await(event.Recv) // exit, which is a message like any other
	s.Say(clientLeft)
	b := s.Client("-to", "2", "Tracy")
	b.Await(event.Send)
	s.Say(isQueued)
	server.Type("bye")
	server.Await(event.EOF)
	server.Type("are you there?")
	server.Ends(1)
	b.Ends(1)
	s.Say(died)
}

func detectClose(s *run) {
	server := s.Server(3)
	s.Client("-to", "3", "Michael").Ends(0)
	server.Await(event.Close)
	s.Say(saidExit)
	b := s.Dial()
	b.Recv(welcome)
	b.Send("Tracy")
	b.Recv("Received Tracy;")
	b.Close()
	server.Await(event.EOF)
	server.Await(event.Close)
	s.Say(saidNothing)
	server.Stop()
}

func serial(s *run) {
	server := s.Server(3)
	a := s.Client("-to", "3")
	a.Await(event.Recv)
	b := s.Client("-to", "3")
	b.Await(event.Connect)
	s.Say(waits)
	a.Ends(0)
	s.Say(itsTurn)
	took := b.Ends(0)
	server.Stop()
	s.SayMeasured(tookSerial, took.Seconds())
}

func threaded(s *run) {
	server := s.Server(4)
	a := s.Client()
	a.Await(event.Recv)
	b := s.Client()
	a.Ends(0)
	took := b.Ends(0)
	server.Stop()
	s.SayMeasured(tookConcurrent, took.Seconds())
}

func cutShort(s *run) {
	server := s.Server(4, "-delay", "5s") // so that Ctrl+C comes before the answer, on any machine
	a := s.Client("Michael")
	server.Await(event.Recv)
	s.Say(thinking)
	server.Stop()
	a.Ends(1)
}

func client(s *run) {
	server := s.Server(4)
	c := s.Client("-to", "4", "-i")
	c.Await(event.Recv)
	for _, line := range []string{"Michael", "Tracy"} {
		c.Type(line)
		c.Await(event.Recv)
	}
	c.Type("exit")
	c.Ends(0)
	server.Stop()
}

func outOfStep(s *run) {
	server := s.Server(4)
	c := s.Client("-to", "4", "-i", "-greeting=false")
	server.Await(event.Send)
	c.Type("Michael")
	c.Await(event.Recv)
	s.Say(mistaken)
	server.Await(event.Recv)
	c.Type("Tracy")
	c.Await(event.Recv)
	server.Await(event.Recv)
	c.Type("exit")
	c.Ends(0)
	s.Say(unread)
	server.Stop()
}

func httpGet(s *run) {
	server := s.Web()
	s.Get("/Michael").Ends(0)
	server.Stop()
}

func moved(s *run) {
	server := s.Web()
	s.Get("/old").Ends(1)
	server.Stop()
}

func eventLoop(s *run) {
	server := s.Server(7)
	a := s.Client("Michael")
	server.Await(event.Recv)
	b := s.Client("Tracy")
	a.Ends(0)
	b.Ends(0)
	server.Stop()
}

func oneComputes(s *run) {
	server := s.Server(7, "-think", "cpu", "-delay", "2s")
	a := s.Client("Michael")
	server.Await(event.Recv)
	b := s.Client("Tracy")
	b.Await(event.Connect)
	s.Say(loopIsBusy)
	a.Ends(0)
	b.Ends(0)
	server.Stop()
}

var (
	idea1 = phrase.Phrase{
		EN: "One client, one message, one reply; then the server exits.",
		ZH: "一个客户端，一条消息，一次回复；然后服务器就结束了。",
	}
	flaw1 = phrase.Phrase{
		EN: "The flaw: the server serves one client only. The second is cut off, and the third finds no server.",
		ZH: "缺陷：只服务一个客户端。第二个被断开，第三个找不到服务器。",
	}
	idea2 = phrase.Phrase{
		EN: "Two loops: message after message, client after client. You type the answers.",
		ZH: "两层循环：一条接一条消息，一个接一个客户端。回复由你输入。",
	}
	flaw2 = phrase.Phrase{
		EN: "The flaw: the program never checks what recv returned. It answers a client that has left, and crashes.",
		ZH: "缺陷：没有检查 recv 的返回值。服务器在回复已经离开的客户端，并因此结束。",
	}
	idea3 = phrase.Phrase{
		EN: "When recv returns nothing, or the client says exit, the server turns to the next client.",
		ZH: "recv 返回空，或者收到 exit，就结束这个客户端，接着服务下一个。",
	}
	flaw3 = phrase.Phrase{
		EN: "The flaw: one client at a time. The second one is connected, but has to wait.",
		ZH: "缺陷：一次只服务一个客户端。第二个已经连接，却只能等。",
	}
	idea4 = phrase.Phrase{
		EN: "One goroutine per client: the same two clients, and neither waits for the other.",
		ZH: "每个客户端一个 goroutine：同样两个客户端，谁也不用等谁。",
	}
	flaw4 = phrase.Phrase{
		EN: "A remaining flaw: Ctrl+C cuts a conversation short.",
		ZH: "还剩下的问题：Ctrl+C 会打断正在进行的会话。",
	}
	idea5 = phrase.Phrase{
		EN: "The client's side, with a person at the keyboard.",
		ZH: "客户端一方，由人在键盘上输入。",
	}
	flaw5 = phrase.Phrase{
		EN: "A client that does not wait for the greeting is out of step from then on.",
		ZH: "不等欢迎词的客户端，从此每一步都错位。",
	}
	idea6 = phrase.Phrase{
		EN: "A web page, fetched by hand: recv until the server closes.",
		ZH: "亲手取一个网页：一直 recv，直到服务器关闭连接。",
	}
	flaw6 = phrase.Phrase{
		EN: "The page has moved. A browser would follow; this client only tells you the new address.",
		ZH: "网页已转移。浏览器会自动转到新地址；这个客户端只告诉你新地址。",
	}

	idea7 = phrase.Phrase{
		EN: "One thread, all clients: poll waits for every socket at once, and no other call waits.",
		ZH: "一个线程，所有客户端：poll 同时等待所有套接字，别的调用都不等待。",
	}
	flaw7 = phrase.Phrase{
		EN: "The flaw: one thread. While it computes a reply for A, it does not even accept B.",
		ZH: "缺陷：只有一个线程。它为 A 计算回复时，连 B 都没有 accept。",
	}

	queued      = phrase.Phrase{EN: "B is connected and has sent its message, but the server has not accepted it: B is in the accept queue.", ZH: "B 已连接并已发送，但没有被 accept：它在 accept 队列里。"}
	cutOff      = phrase.Phrase{EN: "The server has exited. B was still in the queue, and was cut off.", ZH: "服务器结束了，还在排队的 B 被断开。"}
	serverGone  = phrase.Phrase{EN: "A third client finds no server:", ZH: "第三个客户端找不到服务器："}
	clientLeft  = phrase.Phrase{EN: "A has left. The server does not check, and asks you for an answer.", ZH: "A 已经离开。服务器不检查，照样请操作员回复。"}
	isQueued    = phrase.Phrase{EN: "B is connected and has sent its message, but the server has not accepted it.", ZH: "B 已连接并已发送，但没有被 accept。"}
	died        = phrase.Phrase{EN: "The second send to the client that left fails, and the server crashes. B was still queued, and is cut off.", ZH: "第二次向已离开的客户端 send 时失败，服务器因此结束。还在排队的 B 也断开了。"}
	saidExit    = phrase.Phrase{EN: "A said exit, as the protocol asks. Next is B, which does not know the protocol.", ZH: "A 说了 exit，这是双方的约定。下面是 B，它不知道约定。"}
	saidNothing = phrase.Phrase{EN: "B just closed, and recv returned nothing. The server noticed, and waits for the next client.", ZH: "B 直接关闭，recv 返回空：服务器发现了，又在等下一个。"}
	waits       = phrase.Phrase{EN: "B is connected, but gets no greeting, because the server is busy with A.", ZH: "B 已连接，却收不到欢迎词：服务器正在服务 A。"}
	itsTurn     = phrase.Phrase{EN: "A has left, and B is served at last.", ZH: "A 离开之后，B 才得到服务。"}
	tookSerial  = phrase.Phrase{EN: "B took %.1f s: the time for A, plus its own.", ZH: "B 用了 %.1f 秒：A 的时间加上自己的时间。"}

	tookConcurrent = phrase.Phrase{EN: "B took %.1f s: its own time only.", ZH: "B 用了 %.1f 秒：只有自己的时间。"}
	thinking       = phrase.Phrase{EN: "The server is thinking about Michael when the teacher presses Ctrl+C.", ZH: "服务器正在思考 Michael 的回复，这时老师按下 Ctrl+C。"}
	mistaken       = phrase.Phrase{EN: "The client takes the greeting for the answer to Michael.", ZH: "客户端把欢迎词当成了对 Michael 的回复。"}
	loopIsBusy     = phrase.Phrase{EN: "The loop computes for A. B is connected, and waits in the accept queue.", ZH: "循环正在为 A 计算。B 已连接，在 accept 队列里等着。"}
	unread         = phrase.Phrase{EN: "The client took each answer for the reply to its next message, and never read the last one.", ZH: "每个回复都被当成对下一句话的回复，最后一个始终没有读到。"}
)
