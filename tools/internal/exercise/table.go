package exercise

import (
	"strings"
	"tcplab/shared/course"

	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// All is the table of exercises, in the order of the course.
var All = []Exercise{
	{
		ID: "1", Lesson: 1, Name: course.Lessons[0].Name,
		Peer:  course.Lessons[4].Command("-to", "1"),
		Title: course.Lessons[0].Title,
		Task: phrase.Phrase{
			EN: `Write the shortest TCP server. It accepts one client, receives one message,
sends one reply, closes both sockets, and exits.

The numbers in the file are the seven calls of every server. In Go they are
net.Listen (1 to 3), Accept, Read, Write and Close. lab.Addr is the address
to listen at, lab.Watch makes the log show every call, and lab.Reply makes
the reply from the message received.`,
			ZH: `写一个最短的 TCP 服务器：接受一个客户端，接收一条消息，发送一条回复，
关闭两个套接字，然后结束。

文件里的编号是每个服务器都要做的七步。在 Go 里对应 net.Listen（1 到 3）、
Accept、Read、Write 和 Close。lab.Addr 是监听地址，lab.Watch 让日志显示
每次调用，lab.Reply 根据收到的内容给出回复。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `Follow the numbers. net.Listen("tcp", lab.Addr) returns a listener, and its
Accept returns the connection of one client. Each call also returns an
error: if it is not nil, return it.`,
				ZH: `照着编号一步步写。net.Listen("tcp", lab.Addr) 返回监听器，监听器的
Accept 返回一个客户端的连接。每个调用还会返回一个错误：只要不是 nil，
就把它返回。`,
			},
			code(phrase.Phrase{
				EN: `To close a socket at the end, use defer right after the call that opened
it. In run, Accept and serve come next, in the same way:`,
				ZH: `“最后关闭”用 defer，紧跟在打开套接字的调用后面写。run 里接下来就是
Accept 和 serve，写法相同：`,
			}, `
				listener, err := net.Listen("tcp", lab.Addr)
				if err != nil {
					return err
				}
				listener = lab.Watch(listener)
				defer listener.Close()`),
			code(phrase.Phrase{
				EN: `Read fills the buffer, and returns how many bytes came: buffer[:n] is the
message. In serve:`,
				ZH: `Read 把数据放进缓冲区，并返回收到了多少字节：buffer[:n] 就是这条消息。
serve 里这样写：`,
			}, `
				buffer := make([]byte, 1024)
				n, _ := conn.Read(buffer)
				reply := lab.Reply(buffer[:n])
				_, err := conn.Write(reply)
				return err`),
		},
	},
	{
		ID: "2", Lesson: 2, Name: course.Lessons[1].Name,
		Peer:  course.Lessons[4].Command("-to", "2"),
		Title: course.Lessons[1].Title,
		Task: phrase.Phrase{
			EN: `You start from the server of lesson 1, which exits after one client and one
message. Make it serve one client after another, and answer every message
of each client, until Ctrl+C ends it. (It will not reach the second client
yet; the reason is the flaw that this lesson leaves.)

You type the replies, unless you give one: -reply "I see." A send that
fails may end the server; task 3 is about that.`,
			ZH: `从第 1 课的服务器开始：它接待一个客户端，收一条消息，然后就结束了。
请让它服务完一个客户端再服务下一个，每个客户端可以发一条又一条消息，
直到按 Ctrl+C 才结束。（写好以后它还走不到第二个客户端：原因是这一课留下
的缺陷。）

回复由你逐条输入，也可以直接给出：-reply "I see."
send 失败时服务器可以就此结束，怎么处理是任务 3 的事。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `Which steps must the server repeat, and which ones happen only once? Put
the steps that repeat inside for { … }. There are two such parts, one
inside the other.`,
				ZH: `哪些步骤要反复做，哪些只做一次？反复做的放进 for { … }。
这样的部分有两处，一处套在另一处里面。`,
			},
			{
				EN: `The outer loop is in run: accept a client, serve it. The inner loop is in
serve: recv, send. Only an error ends a loop, with return. Listen and the
close of the listener stay outside the outer loop, the close of the client
stays outside the inner loop. The buffer may be inside or outside.`,
				ZH: `外层循环在 run 里：accept 一个客户端，为它服务。内层循环在 serve 里：
recv，send。只有出错时才用 return 离开循环。listen 和关闭监听套接字留在外
层循环外面，关闭客户端的套接字留在内层循环外面；缓冲区
放在里面外面都可以。`,
			},
			code(phrase.Phrase{
				EN: `The outer loop, in run, and the end of the inner loop, in serve. The inner
loop goes from Read to the end of serve, and returns only on an error:`,
				ZH: `前面是 run 里的外层循环，后面是 serve 里内层循环的末尾。内层循环从 Read
一直到 serve 的末尾，只有出错时才返回：`,
			}, `
				for {
					conn, err := listener.Accept()
					if err != nil {
						return err
					}
					if err := serve(lab, conn); err != nil {
						return err
					}
				}
				…
				if _, err := conn.Write(reply); err != nil {
					return err
				}`),
		},
	},
	{
		ID: "3", Lesson: 3, Name: course.Lessons[2].Name,
		Peer:  course.Lessons[4].Command("-to", "3"),
		Title: course.Lessons[2].Title,
		Task: phrase.Phrase{
			EN: `You start from the server of lesson 2. When its client has left, recv
returns nothing, but the server still answers, until a send fails and the
server exits.

Look at what recv returned. If it returned nothing, this client has left:
serve the next one. Add a protocol, too: the server greets each client with
Welcome!, and ends the conversation when it receives exit. A send that
fails ends this conversation, not the server.`,
			ZH: `从第 2 课的服务器开始。它的客户端离开后，recv 返回空，服务器却照样回答，
直到某次 send 失败，整个程序结束。

请检查 recv 的返回值：空，表示这个客户端已经离开，该轮到下一个了。
再约定一个协议：客户端一连上，服务器就说 Welcome!，收到 exit 就结束会话。
send 失败时只结束这次会话，不结束服务器。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `Read returns two results: how many bytes came, and an error. Lesson 2
ignores the error, with _. What is it when the client has closed? Check it
right after Read. lab.IsExit recognizes exit, with or without a newline.`,
				ZH: `Read 返回两个结果：收到的字节数和一个错误。第 2 课用 _ 忽略了这个错误。
客户端关闭之后，它是什么？紧跟在 Read 后面检查它。
lab.IsExit 能认出 exit，带不带换行都行。`,
			},
			{
				EN: `Change three places. In serve, write the greeting before the loop. After
Read, return if there is an error, or if the message is exit. In run, go on
with the next client, whatever serve returns.`,
				ZH: `要改三处：在 serve 的循环之前，先用 conn.Write 发出欢迎词；Read 之后，
如果有错误，或者消息是 exit，就返回；在 run 里，无论 serve 返回什么，
都接着服务下一个客户端。`,
			},
			code(phrase.Phrase{
				EN: `The first two parts are in serve, before the loop and inside it. The last
line is in run: the error of serve does not end the server.`,
				ZH: `前两段写在 serve 里，一段在循环之前，一段在循环里。最后一行写在 run 里：
serve 返回的错误不会结束服务器。`,
			}, `
				if _, err := conn.Write([]byte("Welcome!")); err != nil {
					return err
				}
				…
				n, err := conn.Read(buffer)
				if err != nil || lab.IsExit(buffer[:n]) {
					return err
				}
				…
				serve(lab, conn)`),
		},
	},
	{
		ID: "4", Lesson: 4, Name: course.Lessons[3].Name,
		Peer:  course.Lessons[4].Command(),
		Title: course.Lessons[3].Title,
		Task: phrase.Phrase{
			EN: `You start from the server of lesson 3. While it serves one client, all the
others wait: they are connected, but the server does not greet them yet.

Make it serve all clients at the same time. It greets each one at once, and
no client waits for another one. Very little has to change.`,
			ZH: `从第 3 课的服务器开始。它服务一个客户端时，其他客户端都在等：
虽然连上了，却得不到服务。

请让它同时服务所有客户端：每个客户端一连上就收到欢迎词，
并且和只有自己一个时一样快。要改的地方很少。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `Where is run while serve talks with a client? It is back in accept only
after serve has returned.`,
				ZH: `服务客户端的时候，run 停在哪里？要等 serve 返回，它才回到 accept。`,
			},
			{
				EN: `run need not wait for serve. Go can run a function at the same time as
others, in its own goroutine; such a call returns at once. Each goroutine
has its own conn and buffer, so nothing else has to change.`,
				ZH: `run 不必等 serve：Go 可以让一个函数在自己的 goroutine 里与其他代码同时
运行，这样的调用立刻返回。conn 和 buffer 各属于一个 goroutine，
所以别的都不用改。`,
			},
			code(phrase.Phrase{
				EN: `One more word is enough:`,
				ZH: `只要加一个词：`,
			}, `
				conn, err := listener.Accept()
				if err != nil {
					return err
				}
				go serve(lab, conn)`),
		},
	},
	{
		ID: "5", Lesson: 5, Name: course.Lessons[4].Name,
		Peer:  course.Lessons[3].Command(),
		Title: course.Lessons[4].Title,
		Task: phrase.Phrase{
			EN: `You start from the server of lesson 4. Turn it into its client: connect,
recv the greeting, then send each message and recv its reply. At the end
send exit, and close.

Its lab is lesson.NewClient("05-client"), a *lesson.Client. lab.Addr is the
address of the server, lab.Greeting says whether the server speaks first,
lab.Messages() has the messages, for a loop with range, and lab.Watch takes
the connection.`,
			ZH: `从第 4 课的服务器开始，把它改写成与它配套的客户端：连接，接收欢迎词，
然后每发一条消息就接收一条回复，最后说 exit，关闭。

客户端的 lab 是 lesson.NewClient("05-client")，类型是 *lesson.Client。
lab.Addr 是服务器地址，lab.Greeting 表示服务器是否先说话，lab.Messages()
用 range 逐条给出要说的话，lab.Watch 的参数是连接。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `A client needs no bind, listen or accept: net.Dial("tcp", lab.Addr) makes
the socket, connects it, and returns the connection. So you need neither a
listener nor serve.`,
				ZH: `客户端不需要 bind、listen、accept：net.Dial("tcp", lab.Addr) 建立套接字
并连接，直接返回连接。所以没有监听器，也不需要 serve。`,
			},
			{
				EN: `The order is: Dial, Watch, defer Close; one Read if lab.Greeting is true;
one Write and one Read for each message; one last Write, of exit. Return
every error.`,
				ZH: `顺序是：Dial，Watch，defer Close；如果 lab.Greeting 为真，先 Read 一次；
每条消息 Write 一次、Read 一次；最后 Write 一个 exit。遇到错误就返回。`,
			},
			code(phrase.Phrase{
				EN: `The conversation after the greeting:`,
				ZH: `欢迎词之后的会话：`,
			}, `
				for message := range lab.Messages() {
					if _, err := conn.Write(message); err != nil {
						return err
					}
					if _, err := conn.Read(buffer); err != nil {
						return err
					}
				}
				_, err = conn.Write([]byte("exit"))
				return err`),
		},
	},
	{
		ID: "7", Lesson: 7, Stage: 4, Name: course.Lessons[6].Name,
		Peer:  course.Lessons[4].Command(),
		Title: course.Lessons[6].Title,
		Task: phrase.Phrase{
			EN: `Write the server of lesson 4 again, with one thread and without go. It
needs Linux or macOS, because it makes the system calls itself.

Sockets are numbers, and the calls are methods of lab: Socket, Bind, Listen,
Poll, Accept, Recv, Send and Close. Only Poll may wait. It takes a map from
sockets to lesson.POLLIN or lesson.POLLOUT, and a timeout, and returns the
sockets that are ready. For a client, the loop has to know what is to be
sent, and when. The first message to each one is Welcome!`,
			ZH: `把第 4 课的服务器重写一遍：只用一个线程，不用 go。它直接使用系统调用，
所以需要 Linux 或 macOS。

套接字是数字，调用是 lab 的方法：Socket、Bind、Listen、Poll、Accept、
Recv、Send、Close。只有 Poll 可以等待：给它一张表，写明每个套接字等的是
lesson.POLLIN 还是 lesson.POLLOUT，再给一个超时，它返回已经就绪的套接字。
循环要记住每个客户端还要发什么、什么时候发。先给每个客户端发 Welcome!`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `At any moment, a client is in one of three states. It may be asked for its
next message, its reply may not be due yet, or its reply is to be sent. What
does poll wait for in each of them?`,
				ZH: `任何时候，一个客户端都处于三种状态之一：等它的下一条消息；还没到发
回复的时间；回复该发了。这三种状态下，poll 各等什么？`,
			},
			{
				EN: `Keep the clients in a map by their descriptors. Before each Poll, make a new
map of sockets: the listener and those who are to speak with lesson.POLLIN,
those whose reply is due with lesson.POLLOUT. A reply that is not due yet
only limits the timeout, which is lesson.Forever otherwise.`,
				ZH: `用 map 按描述符保存客户端。每次 Poll 之前重新列一张表：监听套接字和该
说话的客户端用 lesson.POLLIN，回复该发的用 lesson.POLLOUT。还没到时间
的不列进去，只缩短超时；没有这样的客户端，超时就是 lesson.Forever。`,
			},
			code(phrase.Phrase{
				EN: `Whom to wait for, and for how long. What follows is Poll, and a loop over
the sockets that are ready:`,
				ZH: `等谁，等多久。后面就是 Poll，再用循环处理每个就绪的套接字：`,
			}, `
				polled := map[int]int16{listener: lesson.POLLIN}
				timeout := lesson.Forever
				for fd, c := range clients {
					wait := time.Until(c.due)
					if wait > 0 {
						timeout = min(timeout, wait)
					} else if len(c.reply) > 0 {
						polled[fd] = lesson.POLLOUT
					} else {
						polled[fd] = lesson.POLLIN
					}
				}`),
		},
	},
	{
		ID: "h1", Lesson: 1, Homework: true, Name: "h1-four-numbers",
		Peer:  course.Lessons[4].Command("-to", "1"),
		Title: phrase.Phrase{EN: "the four numbers of a connection", ZH: "一个连接的四个数"},
		Task: phrase.Phrase{
			EN: `Four numbers identify a connection: ip and port of the server, ip and port
of the client. Serve two clients, one after the other, one message each,
then exit. The reply to each client is a line with both ends of its
connection:

    server 127.0.0.1:7788 client 127.0.0.1:50312

The reply to the second client has one more line. It names the numbers that
differ from those of the first connection: server-ip, server-port,
client-ip or client-port, one or several of them:

    differ: client-port`,
			ZH: `四个数就能把一个连接和所有其他连接区分开：服务器的 ip 和端口，客户端的
ip 和端口。请依次服务两个客户端，每个一条消息，然后结束。
给每个客户端的回复是一行，写出连接的两端：

    server 127.0.0.1:7788 client 127.0.0.1:50312

给第二个客户端的回复再多一行，写出与第一个连接不同的数，即 server-ip、
server-port、client-ip、client-port 中的一个或几个：

    differ: client-port`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `The connection has the addresses of both ends: conn.LocalAddr() is the
server's, conn.RemoteAddr() is the client's. For two clients, call Accept
twice, on the same listener.`,
				ZH: `连接知道自己的两端：conn.LocalAddr() 是服务器这一端，conn.RemoteAddr()
是客户端那一端。两个客户端就是在同一个监听器上 accept 两次。`,
			},
			{
				EN: `Put accept and serve into a loop: for i := range 2. fmt.Sprintf puts the
addresses into the reply. net.SplitHostPort splits an address into ip and
port: keep the four numbers of the first client, and compare them one by
one.`,
				ZH: `用 for i := range 2 让 accept 和 serve 做两次。fmt.Sprintf 把地址写进
回复。net.SplitHostPort 把地址拆成 ip 和端口：记住第一个客户端的四个数，
再逐个比较。`,
			},
			code(phrase.Phrase{
				EN: `The four numbers of a connection. Put the four names into an array in the
same order, compare two arrays of numbers in a loop over the names, and end
each line with \n:`,
				ZH: `取出一个连接的四个数。再把四个名字按同样的顺序放进数组，对名字循环，
比较两组数；每行末尾加 \n：`,
			}, `
				func numbers(conn net.Conn) (four [4]string) {
					four[0], four[1], _ = net.SplitHostPort(conn.LocalAddr().String())
					four[2], four[3], _ = net.SplitHostPort(conn.RemoteAddr().String())
					return four
				}`),
		},
	},
	{
		ID: "h2", Lesson: 2, Homework: true, Name: "h2-failing-send",
		Peer:  course.Lessons[4].Command("-to", "2"),
		Title: phrase.Phrase{EN: "a send that fails", ZH: "失败的 send"},
		Task: phrase.Phrase{
			EN: `In lesson 2, a send that fails ends the whole server, and the clients in
the queue are cut off. Make it end this one conversation only: the server
accepts the next client and goes on.

The rest of the flaw may stay: the server still answers a client that has
left, until a send fails. With -reply ok you need not type the replies.`,
			ZH: `在第 2 课里，send 一失败，整个服务器就结束，还在排队的客户端也跟着断开。
请改成只结束这一个客户端：服务器接着 accept 下一个，继续运行。

其余的缺陷可以保留：客户端离开后，服务器仍然回答它，直到 send 失败。
嫌逐条输入麻烦，可以用 -reply ok。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `Follow the error: serve returns it to run, and run returns it to main.
Where does it have to stop?`,
				ZH: `跟着错误走：serve 把它返回给 run，run 又返回给 main。应该让它停在哪里？`,
			},
			{
				EN: `serve must still return when a send fails: this client has left. But run
must not return: its loop goes on, whatever serve returns.`,
				ZH: `send 失败时，serve 仍然要返回：这个客户端已经离开了。但 run 不能返回：
无论 serve 返回什么，它都继续循环。`,
			},
			code(phrase.Phrase{
				EN: `In run. Nothing else has to change:`,
				ZH: `run 里这样写，别的都不用改：`,
			}, `
				for {
					conn, err := listener.Accept()
					if err != nil {
						return err
					}
					serve(lab, conn)
				}`),
		},
	},
	{
		ID: "h3", Lesson: 3, Homework: true, Name: "h3-silent-client",
		Peer:  howto.Either("nc 127.0.0.1 45586", course.Lessons[4].Command("-i", "-to", "3")),
		Title: phrase.Phrase{EN: "the silent client", ZH: "一声不吭的客户端"},
		Task: phrase.Phrase{
			EN: `In lesson 3, a client that connects and sends nothing makes all the others
wait forever. Drop a client that has been silent for 10 seconds: close its
connection, and serve the next one.

A client that sends something every few seconds may stay as long as it
likes.`,
			ZH: `在第 3 课里，如果一个客户端连上来却一言不发，其他客户端就要一直等下去。
请断开 10 秒没有动静的客户端：关闭它的连接，服务下一个。

每隔几秒就说句话的客户端，想留多久就留多久。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `It is recv that waits forever. You can set how long it waits: look for a
method of net.Conn with Deadline in its name.`,
				ZH: `一直等下去的是 recv。net 包的连接可以设定“最晚等到什么时候”：
在 net.Conn 的方法里找名字带 Deadline 的。`,
			},
			{
				EN: `conn.SetReadDeadline takes a point in time, such as time.Now().Add(…). The
deadline is valid until you set another one: if you set it only once, it
also drops a client that talks. After it has passed, Read returns 0 bytes
and an error.`,
				ZH: `conn.SetReadDeadline 的参数是一个时刻，如 time.Now().Add(…)。它一直有效，
直到重新设定：如果只设一次，正在说话的客户端也会被断开。
过了这个时刻，Read 返回 0 字节和一个错误。`,
			},
			code(phrase.Phrase{
				EN: `Inside the loop, before each Read; import "time". serve already returns
when Read returns an error:`,
				ZH: `放在循环里，每次 Read 之前，并 import "time"。
Read 返回错误时，serve 本来就会返回：`,
			}, `
				const patience = 10 * time.Second
				…
				conn.SetReadDeadline(time.Now().Add(patience))
				n, err := conn.Read(buffer)`),
		},
	},
	{
		ID: "h4a", Lesson: 4, Homework: true, Name: "h4a-at-most-three",
		Peer:  course.Lessons[4].Command("-i", "-to", "4"),
		Title: phrase.Phrase{EN: "at most three clients", ZH: "最多三个客户端"},
		Task: phrase.Phrase{
			EN: `Lesson 4 serves any number of clients. Serve at most three clients at the
same time. Send a fourth one a sentence that says so, instead of the
greeting, and close its connection at once. When one of the three has left,
serve the next new client.`,
			ZH: `第 4 课的服务器来者不拒，来多少都服务。请改成最多同时服务三个客户端。
第四个来时，不说欢迎词，而是用一句话告诉它人满了，并立刻关闭它的连接。
三个当中有一个离开之后，下一个新来的又能得到服务。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `The server must accept the fourth client, too. Otherwise it cannot send it
anything. So check between accept and go serve: is a place free? And when
serve ends, it must free the place of its client.`,
				ZH: `第四个客户端也要先 accept，否则没法告诉它什么。所以要在 accept 和
go serve 之间问一句：还有空位吗？每个客户端在 serve 结束时要把位子还回来。`,
			},
			{
				EN: `Several goroutines free places, so a plain counter is not safe. A channel
with room for three values is: places := make(chan struct{}, 3). Sending a
value takes a place, receiving one frees a place, and select with default
does not wait.`,
				ZH: `归还位子的是好几个 goroutine，用普通的计数变量不安全。可以用能放三个值的
通道：places := make(chan struct{}, 3)。往里发送是占一个位子，从里面接收
是还一个位子，带 default 的 select 则只问不等。`,
			},
			code(phrase.Phrase{
				EN: `In run, instead of go serve(lab, conn). In serve, below defer conn.Close(),
which then runs after it: defer func() { <-places }()`,
				ZH: `在 run 里代替 go serve(lab, conn)。在 serve 里，归还位子写在
defer conn.Close() 下面，也就是先于它执行：defer func() { <-places }()`,
			}, `
				select {
				case places <- struct{}{}:
					go serve(lab, conn, places)
				default:
					conn.Write([]byte("Three clients are here; no place is free.\n"))
					conn.Close()
				}`),
		},
	},
	{
		ID: "h4b", Lesson: 4, Homework: true, Name: "h4b-finish-first",
		Peer:  course.Lessons[4].Command("-i", "-to", "4"),
		Title: phrase.Phrase{EN: "finish first, then end", ZH: "先收尾，再结束"},
		Task: phrase.Phrase{
			EN: `In lesson 4, Ctrl+C cuts off all conversations. Make the server finish
them: after Ctrl+C it closes the listening socket and accepts no new
clients. The connected clients go on until they leave. Then the server
exits with code 0. A second Ctrl+C ends it at once.

lab.OnInterrupt(f) calls f on the first Ctrl+C, instead of ending the
server. The second Ctrl+C still ends it.`,
			ZH: `在第 4 课里，按下 Ctrl+C，所有会话都被打断。请让服务器先把会话进行完：
按下 Ctrl+C 后关闭监听套接字，不再接受新的客户端；已经连上的继续会话，
直到自己离开；然后服务器结束，退出码为 0。再按一次 Ctrl+C 则立即结束。

lab.OnInterrupt(f) 让第一次 Ctrl+C 改为调用 f，而不是结束一切；
第二次 Ctrl+C 不受影响。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `When the listening socket is closed, accept returns an error. That is how
run learns of Ctrl+C. What must it wait for before it returns?`,
				ZH: `监听套接字一关闭，accept 就带着错误返回，run 由此得知按了 Ctrl+C。
返回之前，它还要等什么？`,
			},
			{
				EN: `f only closes the listener. The error of accept is then net.ErrClosed,
which errors.Is recognizes. A sync.WaitGroup counts the conversations:
clients.Go starts one, clients.Wait waits for all.`,
				ZH: `f 只负责关闭监听器。这时 accept 的错误是 net.ErrClosed，用 errors.Is
判断。sync.WaitGroup 用来数会话：clients.Go 启动一个，clients.Wait 等到
全部结束。`,
			},
			code(phrase.Phrase{
				EN: `Before the loop, then inside it:`,
				ZH: `先写在循环之前，再写在循环里：`,
			}, `
				lab.OnInterrupt(func() { listener.Close() })
				var clients sync.WaitGroup
				…
				if errors.Is(err, net.ErrClosed) {
					clients.Wait()
					return nil
				}
				…
				clients.Go(func() { serve(lab, conn) })`),
		},
	},
	{
		ID: "h4c", Lesson: 4, Homework: true, Shared: true, Name: "h4c-relay",
		Peer:  howto.Either("nc 127.0.0.1 9999", "ncat 127.0.0.1 9999"),
		Title: phrase.Phrase{EN: "a relay between users", ZH: "用户之间的转发服务器"},
		Task: phrase.Phrase{
			EN: `Turn the server into a relay for a chat. After the greeting, the first
message of a client is the name of its user. Every later message is NAME
TEXT: the user NAME gets a line with the sender's name and the text:

    Alice: hello

If no user has that name, the sender gets a line that says so, with the
name in it. If a new user takes a name that is in use, send one sentence
that says so, and close that client. When a user leaves, the name is free
again. A message may end in a newline or not; exit works as before.`,
			ZH: `把服务器改成聊天用的转发服务器。收到欢迎词后，客户端的第一条消息是用户名；
以后每条消息都是“名字 内容”：叫这个名字的用户会收到一行，写明是谁说的、
说了什么，例如

    Alice: hello

没有人叫这个名字时，发送者会收到一行说明，里面要有这个名字。名字已被占用时，
用一句话拒绝，并关闭这个客户端。用户离开后，要删掉他的名字。
消息末尾可能有换行，也可能没有；exit 照旧结束客户端。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `The goroutine of one client must find the connections of the others by
name: use a map that all goroutines share. What happens if two of them
change it at the same time?`,
				ZH: `为一个客户端服务的 goroutine，要能按名字找到别人的连接：这需要一个 map，
由所有 goroutine 共用。如果两个 goroutine 同时改它，会怎样？`,
			},
			{
				EN: `Protect the map with a sync.Mutex: lock it to add, remove or look up a
name, and unlock it before you write to a connection. strings.Cut separates
NAME and TEXT, strings.TrimRight removes the newline. Use defer to remove
the name when its user leaves.`,
				ZH: `用 sync.Mutex 保护 map：加入、离开、查找时加锁，往连接里写之前先解锁。
strings.Cut 把名字和内容分开，strings.TrimRight 去掉换行。
用户离开时，用 defer 删掉名字。`,
			},
			code(phrase.Phrase{
				EN: `serve may also write to the connection of another client. Here u is a
struct with the mutex mu and the map conns:`,
				ZH: `serve 也可以往别的客户端的连接里写。这里的 u 是一个结构体，
里面有互斥锁 mu 和名为 conns 的 map：`,
			}, `
				name, text, _ := strings.Cut(message, " ")
				u.mu.Lock()
				to := u.conns[name]
				u.mu.Unlock()
				if to != nil {
					_, err := to.Write([]byte(sender + ": " + text + "\n"))`),
		},
	},
	{
		ID: "h4d", Lesson: 4, Homework: true, Name: "h4d-workers",
		Peer:  course.Lessons[4].Command("-i", "-to", "4"),
		Title: phrase.Phrase{EN: "workers and a queue", ZH: "工作者和队列"},
		Task: phrase.Phrase{
			EN: `Lesson 4 starts a goroutine for each client. Start four workers instead,
once, that serve one client after the other: four clients are served at the
same time, and the others wait.

Those that wait hear nothing, not even the greeting. When one of the four
leaves, in whatever way, the one that has waited longest is next. Nobody is
turned away or forgotten, and one that gives up waiting stops nobody.`,
			ZH: `第 4 课为每个客户端启动一个 goroutine。请改成只启动一次、一共四个工作者，
每个工作者服务完一个客户端再服务下一个：同时有四个客户端得到服务，
其余的排队等待。

排队的客户端什么也收不到，连欢迎词也没有。四个当中有一个离开时，
不管怎样离开，都轮到等得最久的那一个。不能拒绝或忘记任何人；
有人等不及先走了，也不能妨碍别人。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `run accepts, and a worker serves. How does a connection get from one to the
other, and where does it wait when all four are busy? A channel does both.`,
				ZH: `run 负责 accept，工作者负责服务。连接怎样从这边交到那边？四个都忙的时候
在哪里等？通道两样都能做。`,
			},
			{
				EN: `Make a channel of connections, queue, and start the workers before the loop
around accept. The loop sends each connection into the queue. A worker
receives one, calls serve, and receives the next, forever.`,
				ZH: `建一个传连接的通道 queue，在 accept 的循环之前启动工作者。循环把每个连接
送进 queue。工作者取出一个，调用 serve，再取下一个，一直如此。`,
			},
			code(phrase.Phrase{
				EN: `Before the loop; in the loop, instead of go serve(lab, conn); and in the
function of a worker:`,
				ZH: `依次是：循环之前；循环里代替 go serve(lab, conn) 的一行；工作者的函数里：`,
			}, `
				queue := make(chan net.Conn, 100)
				for range workers {
					go work(lab, queue)
				}
				…
				queue <- conn
				…
				for conn := range queue {
					serve(lab, conn)
				}`),
		},
	},
	{
		ID: "h5", Lesson: 5, Homework: true, Name: "h5-pieces",
		Peer:  course.Lessons[3].Command(),
		Title: phrase.Phrase{EN: "replies that come in pieces", ZH: "分成几段到达的回复"},
		Task: phrase.Phrase{
			EN: `One recv is not one message: a reply may come in pieces, and lesson 5 takes
the first piece for the whole reply. Agree on an end: send a newline ("\n")
at the end of each message. The lab's servers then end their reply with
one, too. Read each reply up to its newline, however many pieces it has.

The greeting has no newline; one Read is enough for it. Send exit as
before.`,
			ZH: `一次 recv 不等于一条消息：回复可能分成几段到达，而第 5 课把第一段当成了
全部。请约定消息的结尾：每条消息末尾加上换行（"\n"），课程里的服务器收到
这样的消息，回复也会以换行结尾。然后把每条回复一直读到换行为止，
不管分成几段。

欢迎词没有换行，Read 一次就够了。exit 照旧发送。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `Only the loop over the messages changes. Write one more byte, and Read
again and again, until the bytes received end with a newline.`,
				ZH: `只需要改消息循环。Write 时多写一个字节；Read 则要反复进行，
直到收到的内容以换行结尾。`,
			},
			{
				EN: `Package bufio does this: bufio.NewReader(conn) reads ahead and keeps the
bytes, and its ReadString returns them up to a given byte. Make one reader
for all replies, after the greeting. A new one for each reply would lose
the bytes that the old one has kept.`,
				ZH: `bufio 包里有现成的：bufio.NewReader(conn) 会提前读入数据并留着，它的
ReadString 一直读到指定的字节。在欢迎词之后只建一个，用于所有回复：
每次都新建，就会丢掉前一个留着的数据。`,
			},
			code(phrase.Phrase{
				EN: `The first line goes before the loop:`,
				ZH: `第一行放在循环之前：`,
			}, `
				reader := bufio.NewReader(conn)
				…
				if _, err := fmt.Fprintf(conn, "%s\n", message); err != nil {
					return err
				}
				if _, err := reader.ReadString('\n'); err != nil {
					return err
				}`),
		},
	},
	{
		ID: "h6", Lesson: 4, Homework: true, Name: "h6-lines",
		Peer:  howto.Either("nc 127.0.0.1 9999", "ncat 127.0.0.1 9999"),
		Title: phrase.Phrase{EN: "lines, however they arrive", ZH: "不管怎样到达的行"},
		Task: phrase.Phrase{
			EN: `Lesson 4 answers what one recv returns. But two lines may arrive together,
and one line in several pieces. Answer each line once, however it arrives:
the line Michael with the line Hello, Michael! (lab.Reply makes it).

Half a line before the client's end is dropped, or answered. It must not
get into any other reply. A line exit ends the conversation, also when it
arrives together with others. The greeting stays as it is.`,
			ZH: `第 4 课回复的是一次 recv 返回的内容。可是两行可能一起到达，一行也可能分成
几段到达。请让每一行只得到一个回复，不管它怎样到达：收到一行 Michael，
就回复一行 Hello, Michael!（由 lab.Reply 给出）。

客户端结束之前只发来半行时，可以丢掉，也可以回复，但不能混进别的回复里。
exit 这一行结束会话，和别的行一起到达时也一样。欢迎词不变。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `What recv returns has nothing to do with lines. Keep what has come until
there is a newline in it, answer up to there, and keep the rest. Where does
the rest live, so that no other client gets it?`,
				ZH: `recv 返回多少，和行没有关系。把收到的内容留着，直到里面有换行；回复到换行
为止的部分，剩下的继续留着。剩下的放在哪里，才不会到别的客户端那里？`,
			},
			{
				EN: `Package bufio does this: bufio.NewReader(conn) keeps what follows a line,
and its ReadBytes returns one line at a time, with its newline. Make one
reader in serve, before the loop. Its error is that of recv: io.EOF at the
end, together with half a line, perhaps.`,
				ZH: `bufio 包里有现成的：bufio.NewReader(conn) 会留着一行之后的内容，它的
ReadBytes 每次返回一行，带着换行。在 serve 里、循环之前建一个。它返回的错误
就是 recv 的错误：结束时是 io.EOF，可能同时返回半行。`,
			},
			code(phrase.Phrase{
				EN: `The first line goes before the loop, instead of the buffer. lab.IsExit and
lab.Reply take the line as it is:`,
				ZH: `第一行放在循环之前，代替缓冲区。lab.IsExit 和 lab.Reply 直接使用这一行：`,
			}, `
				reader := bufio.NewReader(conn)
				…
				line, err := reader.ReadBytes('\n')
				if err != nil || lab.IsExit(line) {
					return err
				}`),
		},
	},
	{
		ID: "h7", Lesson: 5, Homework: true, Name: "h7-checker",
		Peer:  "go run ./tools/homework/h6-lines",
		Title: phrase.Phrase{EN: "write the checker", ZH: "自己写检查程序"},
		Task: phrase.Phrase{
			EN: `Write a client that judges the server at lab.Addr: it exits with code 0 if
the server is correct, and with 1 if not, within 15 seconds. It may connect
as often as it likes.

A correct server greets with Welcome!, answers each line NAME with the line
Hello, NAME! in two seconds, serves thirty clients at the same time, and
closes after a line exit, or when its client has ended. Its bytes may come
in several pieces. The check has 13 broken servers and 3 correct ones: find
8 broken ones, and accuse none that is correct. lab.Exit(err) exits with 1.`,
			ZH: `写一个客户端，判断 lab.Addr 上的服务器：正确就以退出码 0 结束，有错误就以
退出码 1 结束，最多用 15 秒。连接多少次都可以。

正确的服务器：先说 Welcome!；收到一行 NAME，两秒之内回复一行 Hello, NAME!；
同时服务三十个客户端；收到一行 exit，或者客户端结束了，就关闭连接。
它发的字节可能分成几段到达。检查时有 13 个有错误的服务器和 3 个正确的：
至少找出 8 个有错误的，一个正确的也不能冤枉。lab.Exit(err) 以 1 结束。`,
		},
		Hints: [3]phrase.Phrase{
			{
				EN: `A broken server often does nothing, so a checker that waits forever cannot
say anything: give each recv a deadline. Begin with one client and two
names; then ask what a second client changes.`,
				ZH: `有错误的服务器往往什么也不做，一直等下去的检查程序就什么也说不出：给每次
recv 一个时限。先从一个客户端、两个名字开始，再想多一个客户端会有什么不同。`,
			},
			{
				EN: `The page Check your own server lists the mistakes. For each of them, ask
what a client sees of it: a name that is shorter than the one before, a
very long one, bytes that are not UTF-8, a client that ends or crashes
while another one stays, thirty of them.`,
				ZH: `“检查自己写的服务器”一页列出了各种错误。对每一种都想一想客户端能看到什么：
比前一个更短的名字，很长的名字，不是 UTF-8 的字节；一个客户端结束或崩溃，
另一个还在；三十个客户端。`,
			},
			code(phrase.Phrase{
				EN: `A reply is right if exactly these bytes come, in however many pieces. reader
is a bufio.NewReader(conn), made once for each connection:`,
				ZH: `回复正确，就是正好收到这些字节，不管分成几段。reader 是
bufio.NewReader(conn)，每个连接只建一次：`,
			}, `
				c.SetReadDeadline(time.Now().Add(patience))
				got := make([]byte, len(text))
				if _, err := io.ReadFull(c.reader, got); err != nil {
					c.lab.Exit(err)
				}
				if string(got) != text {
					c.lab.Exit(fmt.Errorf("got %q, want %q", got, text))
				}`),
		},
	},
}

// code puts lines of code below a hint, the same lines in both languages. A line …
// stands for lines that are left out.
func code(hint phrase.Phrase, lines string) phrase.Phrase {
	lines = strings.ReplaceAll(lines, "\n\t\t\t\t", "\n    ")
	lines = strings.ReplaceAll(lines, "\t", "    ")
	return phrase.Phrase{EN: hint.EN + "\n" + lines, ZH: hint.ZH + "\n" + lines}
}
