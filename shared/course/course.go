// Package course has the contents of the course: its lessons with their
// addresses, and its pages. It imports nothing that runs a lesson.
package course

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"time"

	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// A Lesson is one row in the table of lessons.
type Lesson struct {
	Number   int           // 0 for Web
	Changes  int           // the lesson that it changes, if that is not the one before
	Name     string        // its folder under lessons/
	Addr     string        // where its server listens, or its client connects
	Greets   bool          // the server speaks first
	Unix     bool          // it makes system calls that Windows does not have
	Delay    time.Duration // how long the server thinks about a reply
	Reply    string        // %s is the message; empty: the operator types it
	Messages []string      // what a client says to it
	Title    phrase.Phrase

	FailedSend phrase.Phrase // what a send to a client that has left means here, if that is the lesson
}

// Command returns how to run the lesson with flags, in the shell of this system.
func (l Lesson) Command(flags ...string) string {
	return howto.Run(fmt.Sprint("lesson-", l.Number), "lessons/"+l.Name, flags...)
}

// Runs reports whether the lesson runs on this system.
func (l Lesson) Runs() bool { return !l.Unix || runtime.GOOS != "windows" }

// Before returns the lesson that this one changes. The first has none.
func (l Lesson) Before() Lesson { return Lessons[cmp.Or(l.Changes, l.Number-1)-1] }

// Lessons is the table of lessons, in their order.
var Lessons = []Lesson{
	{
		Number: 1, Name: "01-single-client", Addr: "127.0.0.1:7788",
		Reply:    "你好,同志!",
		Messages: []string{"Michael"},
		Title:    phrase.Phrase{EN: "one client, one message", ZH: "一个客户端，一条消息"},
	},
	{
		Number: 2, Name: "02-loop-clients", Addr: "127.0.0.1:7788",
		Messages: Names,
		Title:    phrase.Phrase{EN: "client after client, in a loop", ZH: "用循环依次服务客户端"},
		FailedSend: phrase.Phrase{
			EN: "The client had left, and the server kept answering it until a send failed.\n" +
				"If this ends the server, the clients in the queue are cut off too.\n" +
				"Lesson 03 checks what recv returned: %s",
			ZH: "客户端早已离开，服务器却还在回复它，直到某次 send 失败。\n" +
				"如果服务器因此结束，还在排队的客户端也会断开。\n" +
				"第 03 课会检查 recv 的返回值：%s",
		}.With(howto.Make("diff-3")),
	},
	{
		Number: 3, Name: "03-detect-close", Addr: "127.0.0.1:45586",
		Greets: true, Delay: time.Second, Reply: "Received %s;",
		Messages: Names,
		Title:    phrase.Phrase{EN: "recv that returns nothing", ZH: "recv 返回空"},
	},
	{
		Number: 4, Name: "04-threaded", Addr: "127.0.0.1:9999",
		Greets: true, Delay: time.Second, Reply: "Hello, %s!",
		Messages: Names,
		Title:    phrase.Phrase{EN: "one goroutine per client", ZH: "每个客户端一个 goroutine"},
	},
	{
		Number: 5, Name: "05-client", Addr: "127.0.0.1:9999",
		Title: phrase.Phrase{EN: "the matching client", ZH: "配套的客户端"},
	},
	{
		Number: 6, Name: "06-http-get",
		Title: phrase.Phrase{EN: "fetch a web page by hand", ZH: "亲手取一个网页"},
	},
	{
		Number: 7, Changes: 4, Name: "07-event-loop", Addr: "127.0.0.1:9999",
		Greets: true, Unix: true, Delay: time.Second, Reply: "Hello, %s!",
		Messages: Names,
		Title:    phrase.Phrase{EN: "an event loop: one thread, all clients", ZH: "事件循环：一个线程，所有客户端"},
	},
}

// Web is the page server of tools/web. It is not a lesson, but has the flags of
// a server.
var Web = Lesson{
	Name: "web", Addr: "127.0.0.1:8000",
	Reply: "<h1>Hello, %s!</h1>",
	Title: phrase.Phrase{EN: "a page server for lesson 06", ZH: "第 06 课的网页服务器"},
}

// Where the pages of tools/book and tools/board are.
const (
	BookAddr  = "127.0.0.1:8080"
	BoardAddr = "127.0.0.1:8090"
)

// Names is what a client says, unless it is told something else.
var Names = []string{"Michael", "Tracy", "Sarah"}

// Named returns the lesson in the folder called name, or the page server.
func Named(name string) (Lesson, bool) {
	if name == Web.Name {
		return Web, true
	}
	i := slices.IndexFunc(Lessons, func(l Lesson) bool { return l.Name == name })
	if i < 0 {
		return Lesson{}, false
	}
	return Lessons[i], true
}

// Pages are the pages of the course in their order, by the names of their files
// in docs/en and docs/zh, without .md.
var Pages = []string{
	"index", "setup",
	"01-single-client", "02-loop-clients", "03-detect-close", "04-threaded", "05-client", "06-http-get", "07-event-loop",
	"07-compare", "08-check", "kernel",
	"homework", "misconceptions", "byte-stream", "from-python", "glossary", "troubleshooting", "teachers-guide", "classroom",
}
