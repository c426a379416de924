package lesson

import (
	"net"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/phrase"
)

// patience is how long a client waits before it says that it is waiting: more
// than the second that a lesson's server thinks by default.
const patience = 1200 * time.Millisecond

// A caller is a program that connects, and says why if it has to wait.
type caller struct {
	*program
	slow *time.Timer // says that connect takes long
}

// call gets ready to connect, which the lesson does next. why tells, in a recv
// that takes long, what may be the reason.
func call(p *program, why func() phrase.Phrase) *caller {
	say := func(sentence phrase.Phrase) { p.out.note(sentence.In(p.lang)) }
	p.watch.OnSlow(patience, func() { say(why()) })
	p.connecting = clock.Now()
	return &caller{p, time.AfterFunc(patience, func() { say(noConnection) })}
}

// Watch returns conn, with every call on it in the log.
func (c *caller) Watch(conn net.Conn) net.Conn {
	c.slow.Stop()
	called := c.connecting
	c.connecting = time.Time{}
	return c.watch.Conn(conn, called)
}
