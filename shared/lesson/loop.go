package lesson

import (
	"errors"
	"fmt"
	"math"
	"os"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/console"
	"tcplab/shared/course"
	"tcplab/shared/flags"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

// A Loop is what the lesson of the event loop uses: a server that makes the
// system calls itself.
type Loop struct {
	*Server
	*watch.Kernel
	Backlog int // how many clients may wait in the accept queue: -backlog
}

// What Poll takes.
const (
	POLLIN  = watch.POLLIN
	POLLOUT = watch.POLLOUT
	Forever = time.Duration(math.MaxInt64)
)

// maxBacklog is more than any system allows.
const maxBacklog = 65535

// NewLoop is NewServer for the lesson of the event loop. It ends the program on
// systems that do not have its calls.
func NewLoop(name string) *Loop {
	l := &Loop{Backlog: 128}
	l.Server = newServer(named(name),
		flags.Flag{Name: "backlog", Value: "N", Purpose: helpBacklog, Example: "-backlog 5", Into: flags.Range(&l.Backlog, 0, maxBacklog)})
	var err error
	switch l.Kernel, err = l.watch.Kernel(); {
	case errors.Is(err, errors.ErrUnsupported):
		fmt.Fprintln(console.Writer(os.Stderr), noKernel.In(l.lang))
		os.Exit(2)
	case err != nil:
		l.Exit(err)
	}
	return l
}

// ReplyLater returns the reply to message, and when to send it, so that nobody has
// to wait for -delay meanwhile. With -think cpu it computes first, which nobody
// else can do for it.
func (l *Loop) ReplyLater(message []byte) (reply []byte, due time.Time) {
	if l.busy {
		l.think()
		return l.answer(message), clock.Now()
	}
	return l.answer(message), clock.Now().Add(l.delay)
}

var noKernel = phrase.Phrase{
	EN: "07-event-loop makes system calls that only Linux and macOS have. On this system,\n" +
		"read it next to its log on the page docs/en/07-event-loop.md, or run lesson 04,\n" +
		"which does the same for its clients: %s",
	ZH: "07-event-loop 要用的系统调用，只有 Linux 和 macOS 才有。在这个系统上，\n" +
		"请看 docs/zh/07-event-loop.md 里的代码和日志，或运行第 04 课，\n" +
		"它对客户端来说完全一样：%s",
}.With(course.Lessons[3].Command())
