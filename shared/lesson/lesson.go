// Package lesson is what every lesson uses and no lesson is about: its flags,
// its log, Ctrl+C, the answers, and the end. The sockets are the lesson's own.
package lesson

import (
	"fmt"
	"slices"
	"time"

	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// A Profile is one lesson's row in the table of lessons.
type Profile struct {
	Number   int
	Name     string        // its folder under lessons/
	Addr     string        // where its server listens, or its client connects
	Greets   bool          // the server speaks first
	Delay    time.Duration // how long the server thinks about a reply
	Reply    string        // %s is the message; empty: the operator types it
	Messages []string      // what a client says to it
	Title    phrase.Phrase
}

// Command returns how to run the lesson with flags, in the shell of this system.
func (p Profile) Command(flags ...string) string {
	return howto.Run(fmt.Sprint("lesson-", p.Number), "./lessons/"+p.Name, flags...)
}

// Profiles is the table of lessons, in their order.
var Profiles = []Profile{
	{
		Number: 1, Name: "01-single-client", Addr: "127.0.0.1:7788",
		Reply:    "你好,同志!",
		Messages: []string{"Michael"},
		Title:    phrase.Phrase{EN: "one client, one message", ZH: "一个客户端，一条消息"},
	},
	{
		Number: 2, Name: "02-loop-clients", Addr: "127.0.0.1:7788",
		Messages: names,
		Title:    phrase.Phrase{EN: "client after client, in a loop", ZH: "用循环依次服务客户端"},
	},
	{
		Number: 3, Name: "03-detect-close", Addr: "127.0.0.1:45586",
		Greets: true, Delay: time.Second, Reply: "Received %s;",
		Messages: names,
		Title:    phrase.Phrase{EN: "recv that returns nothing", ZH: "recv 返回空"},
	},
	{
		Number: 4, Name: "04-threaded", Addr: "127.0.0.1:9999",
		Greets: true, Delay: time.Second, Reply: "Hello, %s!",
		Messages: names,
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
}

// web is the page server of tools/web. It is no lesson, but has a server's
// flags.
var web = Profile{
	Name: "web", Addr: "127.0.0.1:8000",
	Reply: "<h1>Hello, %s!</h1>",
	Title: phrase.Phrase{EN: "a page server for lesson 06", ZH: "第 06 课的网页服务器"},
}

var names = []string{"Michael", "Tracy", "Sarah"}

// profile returns the row of the lesson called name. A lesson without a row
// is a mistake in its first line.
func profile(name string) Profile {
	if name == web.Name {
		return web
	}
	i := slices.IndexFunc(Profiles, func(p Profile) bool { return p.Name == name })
	if i < 0 {
		panic(fmt.Sprintf("lesson %q is not in lesson.Profiles", name))
	}
	return Profiles[i]
}
