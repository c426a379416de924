package lesson

import (
	"iter"
	"net"
	"strings"
	"sync/atomic"

	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
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

	number := 0
	o := parse(p, messagesArgs,
		flags.Flag{Name: "to", Value: "N", Purpose: helpTo, Example: "-to 3", Into: flags.Range(&number, 1, 4)},
		flags.Flag{Name: "addr", Value: "HOST:PORT", Purpose: helpConnect.With(p.Addr), Example: "-addr 192.168.1.7:9999", Into: flags.HostPort(&c.Addr)},
		flags.Flag{Name: "greeting", Value: "=BOOL", Purpose: helpGreeting, Example: "-greeting=false", Into: &c.Greeting},
		flags.Flag{Name: "i", Purpose: helpInteractive, Example: "-i", Into: &c.interactive})
	if number > 0 {
		to = course.Lessons[number-1]
	}
	if !o.Given("addr") {
		c.Addr = to.Addr
	}
	if !o.Given("greeting") {
		c.Greeting = to.Greets
	}
	if len(o.Args) == 0 {
		o.Args = to.Messages
	} else {
		for i, arg := range o.Args {
			o.Args[i] = asTyped(arg)
		}
	}
	for _, message := range o.Args {
		encoded := o.encode(message)
		if len(encoded) == 0 {
			o.must(flags.Wrong(emptyMessage))
		}
		c.messages = append(c.messages, encoded)
	}
	prog := start(p, event.Client, o)
	c.operator = newOperator(prog.out)
	if c.interactive && !o.Given("addr") && !o.Given("to") {
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
		for c.interactive {
			message, err := c.operator.message(c.program, askMessage.In(c.lang), "")
			if err != nil || string(message) == "exit" || !yield(message) {
				return
			}
		}
		for _, message := range c.messages {
			if string(message) == "exit" || !yield(message) {
				return
			}
		}
	}
}

// askAddr asks for the server's ip and port; Enter takes the default.
func (c *Client) askAddr(p *program) {
	host, port, _ := net.SplitHostPort(c.Addr)
	for {
		answer := c.askFor(p, askIP.Format(p.lang, host), host)
		if _, _, err := net.SplitHostPort(answer); err != nil && flags.IsHost(answer) {
			host = answer
			break
		}
		c.operator.say(badIP.In(p.lang))
	}
	for {
		answer := c.askFor(p, askPort.Format(p.lang, port), port)
		if flags.IsPort(answer) {
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
