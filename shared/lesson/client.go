package lesson

import (
	"iter"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"tcplab/shared/course"

	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

// A Client is what the lesson of the client uses.
type Client struct {
	*caller
	Addr     string // where the server is: -addr, or that of lesson -to
	Greeting bool   // whether the server speaks first

	messages    [][]byte
	interactive bool
	operator    *operator
	speaking    atomic.Bool // the greeting is over
}

// NewClient reads the command line of the lesson called name, which is its
// folder's name, and opens its log. A wrong command line ends the program.
func NewClient(name string) *Client {
	p := named(name)
	c := &Client{}
	to := course.Lesson{Addr: p.Addr, Greets: true, Messages: course.Names}

	o := newOptions(p)
	o.args = messagesArgs
	o.explain("to", "N", helpTo, "-to 3")
	o.flags.Func("to", "", func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 4 {
			return o.wrong(badLesson, s)
		}
		to = course.Lessons[n-1]
		return nil
	})
	addr := p.Addr
	o.addr(&addr, helpConnect, "-addr 192.168.1.7:9999")
	o.explain("greeting", "=BOOL", helpGreeting, "-greeting=false")
	o.flags.BoolVar(&c.Greeting, "greeting", true, "")
	o.explain("i", "", helpInteractive, "-i")
	o.flags.BoolVar(&c.interactive, "i", false, "")
	var messages []string
	for _, arg := range o.parse() {
		o.noFlag(arg)
		messages = append(messages, asTyped(arg))
	}
	if len(messages) == 0 {
		messages = to.Messages
	}
	c.Addr = to.Addr
	if o.given("addr") {
		c.Addr = addr
	}
	if !o.given("greeting") {
		c.Greeting = to.Greets
	}

	for _, message := range messages {
		encoded, err := o.charset.Encode(message)
		switch {
		case err != nil:
			o.misuse(notInCharset.Format(o.lang, message, o.charset))
		case len(encoded) == 0:
			o.misuse(emptyMessage.In(o.lang))
		}
		c.messages = append(c.messages, encoded)
	}
	prog := start(p, event.Client, o)
	c.operator = newOperator(prog.out)
	if c.interactive && !o.given("addr") && !o.given("to") {
		c.askAddr(prog)
	}
	c.caller = call(prog, func() phrase.Phrase {
		if c.Greeting && !c.speaking.Load() {
			return noGreeting
		}
		return noReply
	})
	return c
}

// Messages yields what to say, in the charset of the connection: the
// arguments, or with -i each line that is typed, up to exit.
func (c *Client) Messages() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		c.speaking.Store(true)
		if c.interactive {
			c.typed(yield)
			return
		}
		for _, message := range c.messages {
			if string(message) == "exit" || !yield(message) {
				return
			}
		}
	}
}

// typed yields the lines that are typed.
func (c *Client) typed(yield func([]byte) bool) {
	for {
		line, err := c.operator.ask(c.ctx, askMessage.In(c.lang))
		if err != nil || line == "exit" {
			return
		}
		message, err := c.charset.Encode(line)
		switch {
		case err != nil:
			c.operator.say(notInCharset.Format(c.lang, line, c.charset))
		case len(message) == 0:
			c.operator.say(emptyMessage.In(c.lang))
		case !yield(message):
			return
		}
	}
}

// askAddr asks for the server's ip and port; Enter takes the default.
func (c *Client) askAddr(p *program) {
	host, port, _ := net.SplitHostPort(c.Addr)
	for {
		answer := c.askFor(p, askIP.Format(p.lang, host), host)
		if _, _, err := net.SplitHostPort(answer); err != nil {
			host = answer
			break
		}
		c.operator.say(badIP.In(p.lang))
	}
	for {
		answer := c.askFor(p, askPort.Format(p.lang, port), port)
		if isPort(answer) {
			c.Addr = net.JoinHostPort(host, answer)
			return
		}
		c.operator.say(badAnswer.Format(p.lang, answer))
	}
}

func (c *Client) askFor(p *program, question, otherwise string) string {
	answer, err := c.operator.ask(p.ctx, question)
	if err != nil {
		p.Exit(&fault.Error{Short: "stdin: " + err.Error(), Meaning: noUser})
	}
	if answer = strings.TrimSpace(answer); answer == "" {
		return otherwise
	}
	return answer
}
