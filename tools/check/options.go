package main

import (
	"cmp"
	"os"
	"strings"

	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/probe"
)

// options are what the command line says.
type options struct {
	lesson   int // what -stage has named, and the stage that this asks for
	stage    int
	identify bool
	homework string
	addr     string
	json     bool
	watch    bool
	say      string // how a message is framed; empty: a line
	out      string // the folder of the page; empty: none

	command []string // starts what is checked
	target  target   // without a command and an address: a program of the lab
}

func (c *checker) tool() cli.Tool {
	o := &c.options
	return cli.Tool{
		Run: c.run, Unfinished: unchecked,
		Command: flags.Command{
			Path: "tools/check", Args: phrase.Same("[-- COMMAND]"), Starts: true, Purpose: purpose,
			Example: "-stage 4 -- " + howto.Python + ` server.py "{addr}"`,
			Flags: []flags.Flag{
				{Name: "stage", Value: "N", Purpose: helpStage, Example: "-stage 3", Into: flags.Value(o.setStage)},
				{Name: "identify", Purpose: helpIdentify, Example: "-identify -addr 127.0.0.1:9999", Into: &o.identify},
				{Name: "homework", Value: "ID", Purpose: helpHomework, Example: "-homework 4a", Into: flags.Value(o.setHomework)},
				{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 127.0.0.1:9999", Into: flags.HostPort(&o.addr)},
				{Name: "say", Value: "TEXT", Purpose: helpSay, Example: "-say '^%s$'", Into: flags.Value(o.setSay)},
				{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out out", Into: &o.out},
				{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
				{Name: "watch", Purpose: helpWatch, Example: "-watch", Into: &o.watch},
			},
		},
	}
}

// setStage takes the number of an exercise that is no homework. Lesson 7 is about
// how a server of stage 4 works inside, which nobody sees from outside.
func (o *options) setStage(flag, id string) error {
	e, ok := exercise.Find(id)
	if !ok || e.Homework {
		return flags.Range(&o.stage, 1, probe.Stages+1)(flag, id)
	}
	o.lesson, o.stage = e.Lesson, cmp.Or(e.Stage, e.Lesson)
	return nil
}

// setHomework takes the ID of homework, such as 4a or h4a.
func (o *options) setHomework(_, id string) error {
	e, ok := exercise.Find("h" + strings.TrimPrefix(id, "h"))
	if !ok {
		return flags.Wrong(badHomework, id)
	}
	o.homework = e.ID
	return nil
}

// setSay takes how a message is framed.
func (o *options) setSay(_, text string) (err error) {
	if o.say, err = probe.ParseFrame(text); err != nil {
		return flags.Wrong(badSay, text)
	}
	return nil
}

// complete checks the options, and finds what is to be checked.
func (o *options) complete(line flags.Line) error {
	o.command = line.Args
	asked := 0
	for _, name := range []string{"stage", "identify", "homework"} {
		if line.Given(name) {
			asked++
		}
	}
	ours := len(o.command) == 0 && o.addr == ""
	switch {
	case asked != 1:
		return flags.Wrong(whichOne)
	case o.identify && ours:
		return flags.Wrong(identifyWhat)
	}
	if ours {
		o.target = find(o.lesson, o.homework)
		if !o.target.own && o.homework != "" {
			return flags.Wrong(notBegun, o.homework, howto.Make("start-"+o.homework))
		}
	}
	if o.watch && len(o.files()) == 0 {
		return flags.Wrong(watchWhat, howto.Make("start-N"))
	}
	return nil
}

// files are what -watch looks at: the student's folder, or what the command
// names and is there.
func (o *options) files() (names []string) {
	if len(o.command) == 0 {
		return o.target.files()
	}
	for _, arg := range o.command {
		if info, err := os.Stat(arg); err == nil && !info.IsDir() {
			names = append(names, arg)
		}
	}
	return names
}

var (
	purpose = phrase.Phrase{
		EN: "tells which stage a TCP server has reached, and names its mistakes",
		ZH: "判断 TCP 服务器达到哪个阶段，并指出它的错误",
	}
	helpStage = phrase.Phrase{
		EN: "check whether stage N is reached: 1 to 4 for a server, 5 for a client; 7 checks lesson 7 at stage 4",
		ZH: "检查是否达到第 N 阶段：服务器 1 到 4，客户端 5；7 按第 4 阶段检查第 07 课",
	}
	helpIdentify = phrase.Phrase{
		EN: "find out which stage it has reached, and all its mistakes",
		ZH: "找出它达到哪个阶段，以及所有错误",
	}
	helpHomework = phrase.Phrase{
		EN: "check homework ID: 1 2 3 4a 4b 4c 4d 5 6 7",
		ZH: "检查作业 ID：1 2 3 4a 4b 4c 4d 5 6 7",
	}
	helpAddr = phrase.Phrase{
		EN: "where the server listens. With a COMMAND: a fixed address, in place of {addr}; without: it runs already",
		ZH: "服务器监听的地址。有 COMMAND 时：固定的地址，用来代替 {addr}；没有时：服务器已经在运行",
	}
	helpSay = phrase.Phrase{
		EN: "how a message is framed, for a server that answers complete frames only: %s is the message, with the escapes of Go (default '%s\\n')",
		ZH: "消息的格式，用于只回复完整帧的服务器：%s 代表消息，可用 Go 的转义（默认 '%s\\n'）",
	}
	helpOut = phrase.Phrase{
		EN: "write a page, check.html, and a diagram of the exchange in which each mistake was seen",
		ZH: "写出网页 check.html，以及每个错误发生时的收发时序图",
	}
	badSay = phrase.Phrase{
		EN: "-say must hold %%s once, for the message, and the escapes of Go; %q does not. For example: -say '^%%s$'",
		ZH: "-say 里要有一个 %%s 代表消息，可用 Go 的转义；%q 不是。例如：-say '^%%s$'",
	}
	helpJSON = phrase.Phrase{
		EN: "print the result as JSON, and nothing else",
		ZH: "只输出 JSON 格式的结果",
	}
	helpWatch = phrase.Phrase{
		EN: "check again whenever a file is saved, until Ctrl+C",
		ZH: "每次保存文件就重新检查，按 Ctrl+C 结束",
	}

	whichOne = phrase.Phrase{
		EN: "say what to check: -stage N, -identify or -homework ID, one of them.",
		ZH: "请说明检查什么：-stage N、-identify、-homework ID，三者选一。",
	}
	badHomework = phrase.Phrase{
		EN: "-homework takes 1, 2, 3, 4a, 4b, 4c, 4d, 5, 6 or 7; you gave %q.",
		ZH: "-homework 只能是 1、2、3、4a、4b、4c、4d、5、6 或 7，不能是 %q。",
	}
	identifyWhat = phrase.Phrase{
		EN: "-identify needs a server: a command after --, or -addr for one that runs.",
		ZH: "-identify 需要一个服务器：-- 后面写启动命令，或用 -addr 指定正在运行的服务器。",
	}
	notBegun = phrase.Phrase{
		EN: "homework %s has not begun. %s lays it in work/.",
		ZH: "作业 %s 还没有开始。%s 会把它放进 work/。",
	}
	watchWhat = phrase.Phrase{
		EN: "-watch has no file to look at: begin with %s, or name a file in the command.",
		ZH: "-watch 没有可以监视的文件：请先 %s，或在命令里写出文件名。",
	}
)
