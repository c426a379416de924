package lesson

import (
	"bytes"
	"net"
	"os"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/clock"
	"tcplab/shared/console"
	"tcplab/shared/course"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
	"tcplab/shared/printable"
	"tcplab/shared/spin"
)

// A Server is what a lesson with a listening socket uses.
type Server struct {
	*program
	Addr string // where to listen: -addr

	delay    time.Duration
	busy     bool   // thinking keeps a core busy
	reply    []byte // in the charset of the connection
	operator *operator
}

// NewServer reads the command line of the lesson called name, which is its
// folder's name, and opens its log. A wrong command line ends the program.
func NewServer(name string) *Server { return newServer(named(name)) }

// newServer is NewServer for a lesson that has flags of its own besides those of
// every server.
func newServer(p course.Lesson, own ...flags.Flag) *Server {
	s := &Server{Addr: p.Addr, delay: p.Delay}
	reply, think := p.Reply, "sleep"
	o := parse(p, phrase.Phrase{}, append([]flags.Flag{
		{Name: "addr", Value: "HOST:PORT", Purpose: helpListen.With(p.Addr), Example: "-addr 0.0.0.0:9999", Into: flags.HostPort(&s.Addr)},
		{Name: "reply", Value: "TEXT", Purpose: helpReply.With(p.Reply), Example: `-reply "Hello, %s!"`, Into: flags.Text(&reply)},
		{Name: "delay", Value: "TIME", Purpose: helpDelay.With(p.Delay), Example: "-delay 200ms", Into: &s.delay},
		{Name: "think", Value: "HOW", Purpose: helpThink, Example: "-think cpu", Into: flags.OneOf(&think, "sleep", "cpu")},
	}, own...)...)
	s.busy = think == "cpu"
	if o.Given("reply") {
		reply = asTyped(reply)
	}
	s.reply = o.encode(reply)
	s.program = start(p, event.Server, o)
	s.operator = newOperator(s.out)
	return s
}

// Watch returns l, with every call on it and on its connections in the log.
func (s *Server) Watch(l net.Listener) net.Listener { return s.watch.Listener(l) }

// OnInterrupt has f called on the first Ctrl+C, where otherwise all calls would
// end. A second Ctrl+C ends the lesson as usual, and so does any other signal.
func (s *Server) OnInterrupt(f func()) { s.onCtrlC.Store(&f) }

// Charset returns how the server writes text.
func (s *Server) Charset() charset.Charset { return s.charset }

// IsExit reports whether the client says goodbye, with or without a newline.
func (s *Server) IsExit(message []byte) bool {
	word, _ := cutNewline(message)
	return string(word) == "exit"
}

// Reply thinks for -delay and returns the answer to message: the text of
// -reply, where %s stands for the message as it came, byte by byte. Without
// such a text the operator types the answer. A message that ends in a newline
// is answered with a line.
//
// It returns nil when the lesson is to stop.
func (s *Server) Reply(message []byte) []byte {
	s.think()
	return s.answer(message)
}

// answer is Reply without the thinking.
func (s *Server) answer(message []byte) []byte {
	if s.ctx.Err() != nil {
		return nil
	}
	message, newline := cutNewline(message)
	if len(s.reply) == 0 {
		return s.askOperator(message, newline)
	}
	answer := append(bytes.ReplaceAll(s.reply, []byte("%s"), message), newline...)
	if len(answer) == 0 {
		return []byte("\n") // nothing cannot be sent: an empty line comes nearest
	}
	return answer
}

// think takes -delay: it waits, or with -think cpu it computes for that long.
// Ctrl+C ends it early.
func (s *Server) think() {
	switch {
	case s.delay == 0:
	case s.busy:
		spin.Work(s.ctx, s.delay)
	default:
		clock.Sleep(s.ctx, s.delay)
	}
}

// inQuestion is how many columns of a message a question repeats. The line above
// has more of it.
const inQuestion = 40

// askOperator asks until there is something to send.
func (s *Server) askOperator(message []byte, newline string) []byte {
	quoted := printable.AppendQuoted(nil, s.charset.Decode(message), inQuestion, console.Charset(os.Stdout))
	question := replyTo.Format(s.lang, quoted)
	answer, err := s.operator.message(s.program, question, newline)
	if err != nil {
		s.fail(&fault.Error{Short: "stdin: " + err.Error(), Meaning: noOperator})
		s.watch.Interrupt() // at once: lesson 02 would go round meanwhile
	}
	return answer
}

// cutNewline parts a message from the end of line that nc and telnet send
// with it, and returns the newline that belongs to the answer.
func cutNewline(message []byte) (text []byte, newline string) {
	if text, ok := bytes.CutSuffix(message, []byte("\n")); ok {
		return bytes.TrimSuffix(text, []byte("\r")), "\n"
	}
	return message, ""
}
