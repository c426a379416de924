package main

import (
	"net"
	"os"
	"strings"

	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/exam"
	"tcplab/tools/internal/exercise"
)

// options are what the command line says.
type options struct {
	stage    int
	identify bool
	homework string
	addr     string
	json     bool
	watch    bool

	command []string // starts what is checked
	target  target   // without a command and an address: a program of the lab
}

// unset is the stage of a command line that names none.
const unset = -1

func (o *options) tool() cli.Tool {
	o.stage = unset
	return cli.Tool{
		Name: "check", Args: "[-- COMMAND]", Example: "go run ./tools/check -stage 4 -- " + howto.Python + ` server.py "{addr}"`,
		Purpose: purpose,
		Flags: []cli.Flag{
			{Name: "stage", Value: "N", Purpose: helpStage, Example: "-stage 3", Into: &o.stage},
			{Name: "identify", Purpose: helpIdentify, Example: "-identify -addr 127.0.0.1:9999", Into: &o.identify},
			{Name: "homework", Value: "ID", Purpose: helpHomework, Example: "-homework 4a", Into: &o.homework},
			{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 127.0.0.1:9999", Into: &o.addr},
			{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
			{Name: "watch", Purpose: helpWatch, Example: "-watch", Into: &o.watch},
		},
	}
}

// complete checks the options, and finds what is to be checked.
func (o *options) complete(line cli.Line) error {
	o.command = line.Args
	asked := 0
	for _, given := range []bool{o.stage != unset, o.identify, o.homework != ""} {
		if given {
			asked++
		}
	}
	ours := len(o.command) == 0 && o.addr == ""
	homework, isHomework := exercise.Find("h" + strings.TrimPrefix(o.homework, "h"))
	switch {
	case asked != 1:
		return line.Wrong(whichOne)
	case !o.identify && o.homework == "" && (o.stage < 1 || o.stage > exam.Stages+1):
		return line.Wrong(badStage, exam.Stages+1, o.stage)
	case o.homework != "" && !isHomework:
		return line.Wrong(badHomework, o.homework)
	case o.identify && ours:
		return line.Wrong(identifyWhat)
	}
	if o.homework != "" {
		o.homework = homework.ID
	}
	if o.addr != "" {
		if _, port, err := net.SplitHostPort(o.addr); err != nil || port == "" {
			return line.Wrong(badAddr, o.addr)
		}
	}
	if ours {
		o.target = find(o.stage, o.homework)
		if !o.target.own && o.homework != "" {
			return line.Wrong(notBegun, o.homework, howto.Make("start-"+o.homework))
		}
	}
	if o.watch && len(o.files()) == 0 {
		return line.Wrong(watchWhat, howto.Make("start-N"))
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
		EN: "check whether stage N is reached: 1 to 4 for a server, 5 for a client",
		ZH: "检查是否达到第 N 阶段：服务器 1 到 4，客户端 5",
	}
	helpIdentify = phrase.Phrase{
		EN: "find out which stage it has reached, and all its mistakes",
		ZH: "找出它达到哪个阶段，以及所有错误",
	}
	helpHomework = phrase.Phrase{
		EN: "check homework ID: 1 2 3 4a 4b 4c 5",
		ZH: "检查作业 ID：1 2 3 4a 4b 4c 5",
	}
	helpAddr = phrase.Phrase{
		EN: "where the server listens. With a COMMAND: a fixed address, in place of {addr}; without: it runs already",
		ZH: "服务器监听的地址。有 COMMAND 时：固定的地址，用来代替 {addr}；没有时：服务器已经在运行",
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
	badStage = phrase.Phrase{
		EN: "-stage takes 1 to %d, not %d.",
		ZH: "-stage 只能是 1 到 %d，不能是 %d。",
	}
	badHomework = phrase.Phrase{
		EN: "-homework takes 1, 2, 3, 4a, 4b, 4c or 5, not %q.",
		ZH: "-homework 只能是 1、2、3、4a、4b、4c 或 5，不能是 %q。",
	}
	badAddr = phrase.Phrase{
		EN: "-addr takes HOST:PORT, such as 127.0.0.1:9999, not %q.",
		ZH: "-addr 的格式是 主机:端口，例如 127.0.0.1:9999，不能是 %q。",
	}
	identifyWhat = phrase.Phrase{
		EN: "-identify needs a server: a command behind --, or -addr for one that runs.",
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
