package lesson

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"sync"
	"time"

	"tcplab/shared/console"
)

// An operator is the person at the keyboard, or a pipe that stands in.
type operator struct {
	mu    sync.Mutex // one question at a time
	out   *output
	in    *bufio.Reader
	echo  bool // a pipe does not show what it answers
	lines chan typed
}

type typed struct {
	line  string
	whole bool // with its end
	err   error
}

// longestLine is how many bytes of a line are one answer.
const longestLine = 64 << 10

func newOperator(out *output) *operator {
	return &operator{
		out:   out,
		in:    bufio.NewReaderSize(os.Stdin, longestLine),
		echo:  !console.IsTerminal(os.Stdin),
		lines: make(chan typed, 1),
	}
}

// ask puts a question and returns the line that is typed. It fails with
// io.EOF when the input has ended, and when ctx is done.
func (o *operator) ask(ctx context.Context, question string) (string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	early := console.Typed(os.Stdin) // above the question, where the terminal has shown it
	defer o.out.ask("")
	defer console.OnResume(func() { o.out.ask(question) })()
	o.out.ask(question)
	go o.read()
	select {
	case answer := <-o.lines:
		if answer.err != nil && !o.echo {
			// On Windows, Ctrl+C ends the input a moment before it is a signal.
			select {
			case <-ctx.Done():
				return "", ctx.Err()
			case <-time.After(200 * time.Millisecond):
			}
		}
		switch {
		case o.echo || early:
			o.say(answer.line)
		case !answer.whole: // Ctrl+D leaves the line open
			o.say("")
		}
		return answer.line, answer.err
	case <-ctx.Done():
		o.say("") // what comes next starts on a line of its own
		return "", ctx.Err()
	}
}

// message asks until there is something to send: the line that is typed, in the charset of
// the connection, and an end.
func (o *operator) message(p *program, question, end string) ([]byte, error) {
	for {
		line, err := o.ask(p.ctx, question)
		if err != nil {
			return nil, err
		}
		message, err := p.charset.Encode(line)
		switch message = append(message, end...); {
		case err != nil:
			o.say(notInCharset.Format(p.lang, line, p.charset))
		case len(message) == 0:
			o.say(emptyMessage.In(p.lang))
		default:
			return message, nil
		}
	}
}

// say tells the operator something about what was typed.
func (o *operator) say(sentence string) { o.out.say(sentence + "\n") }

// read reads one line. It may outlive its ask, as a read from a terminal
// cannot be called off; the program ends then.
func (o *operator) read() {
	read, err := o.in.ReadSlice('\n')
	whole := err == nil
	if len(read) > 0 {
		err = nil // a last line without its end counts
	}
	line := console.Charset(os.Stdin).Decode(bytes.TrimRight(read, "\r\n"))
	o.lines <- typed{line, whole, err}
}
