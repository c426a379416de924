package play

import (
	"net"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
	"tcplab/shared/watch"
)

// A listener is a server whose calls the play makes one by one.
type listener struct {
	run   *run
	plain *net.TCPListener
	net.Listener
}

// Listen opens a server by hand, with an accept queue of the length given, or for 0,
// as long as the system allows.
func (s *run) Listen(backlog int) *listener {
	s.step(0, Step{Do: Start})
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	s.opened(plain, err)
	l := &listener{run: s, plain: plain.(*net.TCPListener)}
	if backlog > 0 {
		s.must(setBacklog(l.plain, backlog))
	}
	s.addr = plain.Addr().String()
	explain := func(err error) string { return fault.Explain(err, event.Server).In(s.Lang) }
	log := event.NewLog("by hand", event.Server, l)
	l.Listener = watch.New(log, s.Lang, charset.UTF8.Decode, explain).Listener(plain)
	return l
}

// Take takes the events of its calls.
func (l *listener) Take(e *event.Event) {
	l.run.entries <- Entry{Time: e.Time, Event: *e}
}

// Accept takes one client out of the queue. It does not wait for one.
func (l *listener) Accept() accepted {
	l.plain.SetDeadline(time.Now().Add(callTime))
	conn, err := l.Listener.Accept()
	l.run.opened(conn, err)
	conn.SetDeadline(time.Now().Add(longest))
	return accepted{conn}
}

// Close closes the listening socket.
func (l *listener) Close() {
	l.run.Call(0, "close (listening socket)")
	l.plain.Close()
}

// An accepted connection is the server's end, by hand.
type accepted struct{ net.Conn }

// Send calls send, and Recv calls recv. Either may fail, which is told.
func (a accepted) Send(text string) { a.Write([]byte(text)) }
func (a accepted) Recv()            { a.Read(make([]byte, 1024)) }

// setBacklog gives a listening socket an accept queue of another length. Go
// asks for the longest that the system allows; to call listen once more is how
// to change it.
func setBacklog(l *net.TCPListener, backlog int) error {
	raw, err := l.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := raw.Control(func(fd uintptr) { failed = listenAgain(fd, backlog) }); err != nil {
		return err
	}
	return failed
}

// NotHere is the error of a play that needs another system, and why.
type NotHere struct {
	Name       string
	Needs, Why phrase.Phrase
}

func (e *NotHere) Error() string { return e.Sentence(phrase.English) }

// Sentence says it to people.
func (e *NotHere) Sentence(lang phrase.Lang) string {
	return notHere.Format(lang, e.Name, e.Needs, e.Why)
}
