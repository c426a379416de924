package lesson

import (
	"net"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
)

// patience is how long a client waits before it says that it is waiting: more
// than the second that a lesson's server thinks by default.
const patience = 1200 * time.Millisecond

// A caller is a program that connects, and says why if it has to wait.
type caller struct {
	*program
	connecting *time.Timer // says that connect takes long
}

// call gets ready to connect. why tells, in a recv that takes long, what may be
// the reason.
func call(p *program, why func() phrase.Phrase) *caller {
	p.watch.OnSlow(patience, func() { p.hint(why()) })
	return &caller{p, time.AfterFunc(patience, func() { p.hint(noConnection) })}
}

// Watch returns conn, with every call on it in the log.
func (c *caller) Watch(conn net.Conn) net.Conn {
	c.connecting.Stop()
	return c.watch.Conn(conn)
}

// hint tells people, and nobody else, why the program waits.
func (p *program) hint(why phrase.Phrase) {
	p.out.people.Write(event.Event{Time: time.Now(), Op: event.Wait, Msg: why.In(p.lang)})
}
