package main

import (
	"net"
	"slices"

	"tcplab/shared/atomicfile"
	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/load"
)

// options are what the command line says.
type options struct {
	lesson int // 0 if it is not on the command line
	addr   string
	page   string
	json   bool
	out    string // empty: nothing is saved
}

func (o *options) tool() cli.Tool {
	o.addr, o.page = "127.0.0.1:9999", "127.0.0.1:8090"
	return cli.Tool{Run: o.run, Command: flags.Command{
		Path: "tools/board", Args: phrase.Same("[-- COMMAND]"), Starts: true, Purpose: purpose,
		Example: "-addr 0.0.0.0:9999 -- " + howto.Python + ` server.py "{addr}"`,
		Flags: []flags.Flag{
			{Name: "lesson", Value: "N", Purpose: helpLesson, Example: "-lesson 4", Into: flags.Value(o.setLesson)},
			{Name: "addr", Value: "HOST:PORT", Purpose: helpAddr, Example: "-addr 0.0.0.0:9999", Into: flags.HostPort(&o.addr)},
			{Name: "page", Value: "HOST:PORT", Purpose: helpPage, Example: "-page 127.0.0.1:0", Into: flags.HostPort(&o.page)},
			{Name: "out", Value: "DIR", Purpose: helpOut, Example: "-out monday", Into: &o.out},
			{Name: "json", Purpose: helpJSON, Example: "-json", Into: &o.json},
		},
	}}
}

// numbers are the lessons that the board can start: those whose server stays.
var numbers = []string{"3", "4", "7"}

// setLesson takes the number of a lesson.
func (o *options) setLesson(_, number string) error {
	if !slices.Contains(numbers, number) || lessonOf(int(number[0]-'0')) == nil {
		return flags.Wrong(badLesson, number)
	}
	o.lesson = int(number[0] - '0')
	return nil
}

// lessonOf returns a lesson, or nil if there is none with this number.
func lessonOf(number int) *course.Lesson {
	for i, l := range course.Lessons {
		if l.Number == number {
			return &course.Lessons[i]
		}
	}
	return nil
}

// choices are the servers that the button starts, the serial one first, and which
// of them begins.
func (o *options) choices(s *cli.Session) (choices []*choice, first int, err error) {
	var lessons []int
	switch {
	case len(s.Args) > 0 && o.lesson > 0:
		lessons, first = []int{o.lesson}, 1
	case len(s.Args) > 0:
	case o.lesson == 0 || o.lesson == 3:
		lessons = []int{3, 4}
	default:
		lessons, first = []int{3, o.lesson}, 1
	}
	for _, number := range lessons {
		l := lessonOf(number)
		dir, err := process.Build("./lessons/" + l.Name)
		if err != nil {
			return nil, 0, err
		}
		choices = append(choices, &choice{
			Server: load.Server{Name: l.Name, Args: []string{process.Program(dir, l.Name)}, Lesson: true},
			name:   servesHow[number], greets: l.Greets,
		})
	}
	if len(s.Args) > 0 {
		name := commandName(s.Args)
		choices = append(choices, &choice{Server: load.Server{Name: name, Args: s.Args}, name: phrase.Same(name)})
		if _, port, _ := net.SplitHostPort(o.addr); port == "0" {
			o.addr = "" // any free one on loopback
		}
	}
	return choices, first, nil
}

// writable fails if the run cannot be saved later on.
func (o *options) writable() error {
	if o.out == "" {
		return nil
	}
	if err := atomicfile.Writable(o.out); err != nil {
		return cli.Fail(notSaved, o.out, err)
	}
	return nil
}

var (
	purpose = phrase.Phrase{
		EN: "shows a class on one page who is queued, who is being served, and for whom the server is thinking",
		ZH: "在一个网页上给全班看：谁在排队、谁正在被服务、服务器在为谁思考",
	}
	helpLesson = phrase.Phrase{
		EN: "the server to begin with: 3 is serial (default), 4 has one goroutine per client, 7 is an event loop.\n      With a COMMAND, it is the other server of the button",
		ZH: "从哪个服务器开始：3 是串行（默认），4 是每个客户端一个 goroutine，7 是事件循环。\n      有 COMMAND 时，它是按钮切换到的另一个服务器",
	}
	helpAddr = phrase.Phrase{
		EN: "where the server listens (default 127.0.0.1:9999), which stands for {addr} in a COMMAND;\n      0.0.0.0 opens it to the class",
		ZH: "服务器监听的地址（默认 127.0.0.1:9999），即 COMMAND 里的 {addr}；\n      0.0.0.0 表示对全班开放",
	}
	helpPage = phrase.Phrase{
		EN: "where the page is (default 127.0.0.1:8090); 0.0.0.0 lets others look on, but only this machine can switch",
		ZH: "网页的地址（默认 127.0.0.1:8090）；0.0.0.0 让别人也能看，但只有本机能切换",
	}
	helpOut = phrase.Phrase{
		EN: "at the end, save the class's own run in DIR, drawn as compare draws its runs",
		ZH: "结束时把全班的运行保存到 DIR，像 compare 那样画成图",
	}
	helpJSON = phrase.Phrase{
		EN: "print a snapshot as a line of JSON at each change, and nothing else",
		ZH: "每次变化输出一行 JSON 快照，此外什么也不输出",
	}
	badLesson = phrase.Phrase{
		EN: "-lesson takes 3, 4 or 7, which serve many clients; you gave %q.",
		ZH: "-lesson 只能是 3、4 或 7（它们服务多个客户端），不能是 %q。",
	}
	servesHow = map[int]phrase.Phrase{
		3: {EN: "serial (lesson 3)", ZH: "串行（第 3 课）"},
		4: {EN: "concurrent (lesson 4)", ZH: "并发（第 4 课）"},
		7: {EN: "event loop (lesson 7)", ZH: "事件循环（第 7 课）"},
	}
	queueUnknown = phrase.Phrase{
		EN: "This system does not tell who is in the accept queue, and this server writes no events: everyone who is connected seems to be served.",
		ZH: "本系统不透露谁在 accept 队列里，而这个服务器也不写事件：看起来所有已连接的客户端都在被服务。",
	}
	queueHidden = phrase.Phrase{
		EN: "This system does not list connections that no program has accepted: the queue cannot be shown.",
		ZH: "本系统不列出还没有被程序 accept 的连接，所以无法显示队列。",
	}
	notSaved = phrase.Phrase{
		EN: "the run cannot be saved in %s: %v. Name a folder that you may write to: -out DIR",
		ZH: "运行无法保存到 %s：%v。请指定一个可写的文件夹：-out 文件夹",
	}
)
