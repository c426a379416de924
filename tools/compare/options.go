package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"mvdan.cc/sh/v3/shell"

	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/timeline"
)

// options are what the command line says.
type options struct {
	clients  int
	messages int
	delay    time.Duration
	stagger  time.Duration
	think    string
	commands [3]string // of A, B and C; empty for the lab's own
	out      string
	from     string
	json     bool

	sweep   []int       // numbers of clients, in their order
	words   [3][]string // of the commands
	lessons [3]string   // the lab's own servers; there need be no third one
}

// example is the command of a server. Double quotes around it work in every shell.
var example = howto.Python + " server.py {addr}"

func (c *comparer) tool() cli.Tool {
	c.options = options{clients: 5, messages: 3, delay: 200 * time.Millisecond, think: "sleep"}
	o := &c.options
	return cli.Tool{Run: c.run, Command: flags.Command{
		Path: "tools/compare", Example: "-clients 8 -delay 100ms",
		Purpose: purpose, Stray: stray,
		Flags: []flags.Flag{
			{Name: "clients", Value: "N", Purpose: helpClients, Example: "-clients 16", Into: flags.Range(&o.clients, 1, timeline.MaxClients)},
			{Name: "messages", Value: "M", Purpose: helpMessages, Example: "-messages 1", Into: flags.Range(&o.messages, 1, timeline.MaxMessages)},
			{Name: "delay", Value: "TIME", Purpose: helpDelay, Example: "-delay 100ms", Into: &o.delay},
			{Name: "stagger", Value: "TIME", Purpose: helpStagger, Example: "-stagger 50ms", Into: &o.stagger},
			{Name: "think", Value: "HOW", Purpose: helpThink, Example: "-think cpu", Into: flags.OneOf(&o.think, "sleep", "cpu")},
			{Name: "a", Value: "CMD", Purpose: helpA, Example: `-a "` + example + `"`, Into: &o.commands[0]},
			{Name: "b", Value: "CMD", Purpose: helpB, Example: `-b "go run ./work/04-threaded -addr {addr} -delay {delay} -events -"`, Into: &o.commands[1]},
			{Name: "c", Value: "CMD", Purpose: helpC, Example: "-c 07-event-loop", Into: &o.commands[2]},
			{Name: "sweep", Value: "N,N,…", Purpose: helpSweep, Example: "-sweep 1,2,4,8,16,32", Into: flags.Value(o.setSweep)},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out monday", Into: &o.out},
			{Name: "from", Value: "DIR", Purpose: helpFrom, Example: "-from monday", Into: &o.from},
			{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
		},
	}}
}

// complete checks the options and fills in what follows from them.
func (o *options) complete() (err error) {
	switch {
	case o.clients*o.messages > maxTotal:
		return flags.Wrong(tooMuch, maxTotal)
	case max(o.delay, o.stagger) > timeline.MaxDelay:
		return flags.Wrong(tooLong, timeline.MaxDelay)
	}
	if o.from != "" && (o.sweep != nil || o.commands != [3]string{}) {
		return flags.Wrong(fromAlone)
	}
	o.lessons = [3]string{"03-detect-close", "04-threaded"}
	for i, command := range o.commands {
		if command == "" {
			continue
		}
		if lesson, ok := course.Named(command); ok && lesson.Delay == 0 {
			return flags.Wrong(unsuitable, string(rune('a'+i)), command)
		} else if ok {
			o.lessons[i] = command
			continue
		}
		words, err := shell.Fields(command, nil)
		if err != nil || len(words) == 0 {
			return flags.Wrong(badCommand, string(rune('a'+i)), command)
		}
		fill := strings.NewReplacer("{delay}", o.delay.String(), "{think}", o.think)
		for _, word := range words {
			o.words[i] = append(o.words[i], fill.Replace(word))
		}
	}
	if o.out == "" {
		o.out = "out"
		if o.from != "" {
			o.out = o.from
		}
	}
	return nil
}

// setSweep takes the numbers of clients.
func (o *options) setSweep(_, list string) (err error) {
	if o.sweep, err = numbers(list); err != nil {
		return flags.Wrong(badSweep, timeline.MaxClients, list)
	}
	return nil
}

// maxTotal is how many messages there may be in all: their events are kept in memory.
const maxTotal = 200_000

// numbers reads a list of numbers of clients, and sorts them.
func numbers(list string) (numbers []int, err error) {
	for field := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err == nil && (n < 1 || n > timeline.MaxClients) {
			err = strconv.ErrRange
		}
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}

var (
	purpose = phrase.Phrase{
		EN: "runs the same clients against two servers, or three, and shows who waited for whom",
		ZH: "让同一批客户端分别访问两个（或三个）服务器，看谁在等谁",
	}
	helpClients  = phrase.Phrase{EN: "how many clients there are (default 5)", ZH: "有多少个客户端（默认 5）"}
	helpMessages = phrase.Phrase{EN: "how many messages each of them sends (default 3)", ZH: "每个客户端发送几条消息（默认 3）"}
	helpDelay    = phrase.Phrase{EN: "how long the lab's servers think about a message (default 200ms)", ZH: "课程的服务器每条消息思考多久（默认 200ms）"}
	helpStagger  = phrase.Phrase{EN: "how long after each client the next one comes (default 0s)", ZH: "前后两个客户端相隔多久到来（默认 0s）"}
	helpThink    = phrase.Phrase{EN: "how they think: sleep waits (default), cpu keeps a core busy", ZH: "怎样思考：sleep 等待（默认），cpu 占用一个处理器核"}
	helpA        = phrase.Phrase{
		EN: "the command of server A (default: lesson 03); {addr} stands for the address to listen at,\n      {host}, {port}, {delay} and {think} for what their names say",
		ZH: "服务器 A 的启动命令（默认：第 03 课）；{addr} 代表它要监听的地址，\n      {host}、{port}、{delay}、{think} 代表主机、端口和两个选项的值",
	}
	helpB = phrase.Phrase{
		EN: "the same for server B (default: lesson 04); a server that writes events to its output shows when it accepts",
		ZH: "服务器 B 的启动命令（默认：第 04 课）；把事件写到标准输出的服务器能显示何时 accept",
	}
	helpC = phrase.Phrase{
		EN: "a third server, if wanted; each of the three may also be a lesson, such as 07-event-loop",
		ZH: "可以再加第三个服务器；三个都可以直接写课名，如 07-event-loop",
	}
	helpSweep = phrase.Phrase{EN: "compare with each of these numbers of clients, and draw time against number", ZH: "依次用这些数量的客户端对比，并画出时间随数量的变化"}
	helpOut   = phrase.Phrase{EN: "the folder for picture, page and events (default out)", ZH: "存放图、网页和事件的文件夹（默认 out）"}
	helpFrom  = phrase.Phrase{EN: "measure nothing: draw again from the events in DIR", ZH: "不测量：用 DIR 里的事件重新画图"}
	helpJSON  = phrase.Phrase{EN: "print the result as JSON, and nothing else", ZH: "只输出 JSON 格式的结果"}

	stray      = phrase.Phrase{EN: "%%q is not a flag. Put quotes around a command: -b \"%s\".", ZH: "%%q 不是选项。命令要加引号：-b \"%s\"。"}.With(example)
	tooMuch    = phrase.Phrase{EN: "all clients together may send %d messages: take fewer.", ZH: "所有客户端一共最多发送 %d 条消息：请减少一些。"}
	tooLong    = phrase.Phrase{EN: "-delay and -stagger take at most %v.", ZH: "-delay 和 -stagger 最多是 %v。"}
	badSweep   = phrase.Phrase{EN: "-sweep takes numbers from 1 to %d, separated by commas, such as 1,2,4,8; you gave %q.", ZH: "-sweep 的格式是用逗号分隔的 1 到 %d 的数，例如 1,2,4,8，不能是 %q。"}
	unsuitable = phrase.Phrase{EN: "-%s takes a command, or lesson 03-detect-close, 04-threaded or 07-event-loop;\n%s does not serve these clients.", ZH: "-%s 可以写命令，或课名 03-detect-close、04-threaded、07-event-loop；\n%s 服务不了这些客户端。"}
	fromAlone  = phrase.Phrase{EN: "-from measures nothing, and so takes none of -a, -b, -c and -sweep.", ZH: "-from 不测量，所以不能再写 -a、-b、-c 或 -sweep。"}
	badCommand = phrase.Phrase{EN: "-%s takes a command, written as for a shell, but this cannot be read: %s\nFor more than one command, write sh -c '…'.", ZH: "-%s 要写一条 shell 那样的命令，这不是：%s\n要写几条命令，请放进 sh -c '…'。"}
)
