// Package watch wraps the sockets of a program, as strace would: each accept,
// recv, send and close that the program calls goes through unchanged, and is
// told to the log.
package watch

import (
	"errors"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

// A Watch knows every socket that a program has open.
type Watch struct {
	log     *event.Log
	lang    phrase.Lang
	decode  func([]byte) string
	explain func(error) string

	mu       sync.Mutex
	listener net.Listener
	open     map[*conn]struct{}
	conns    int           // how many there were: the number of the last one
	stopped  chan struct{} // closed by Interrupt
	wake     func()        // has a poll return, or nil
	freed    chan struct{} // has a token when a connection was closed
	told     error         // the last error that went to the log

	slow   time.Duration
	onSlow func()
}

// New returns a watch that tells log, in lang, what happens. decode turns
// received bytes into text, and explain an error into a sentence.
func New(log *event.Log, lang phrase.Lang, decode func([]byte) string, explain func(error) string) *Watch {
	return &Watch{
		log: log, lang: lang, decode: decode, explain: explain,
		open:    make(map[*conn]struct{}),
		stopped: make(chan struct{}),
		freed:   make(chan struct{}, 1),
	}
}

// OnSlow has f called, once a recv, when it has waited for d.
func (w *Watch) OnSlow(d time.Duration, f func()) { w.slow, w.onSlow = d, f }

// Listener returns l, watched. Its Accept waits out a lack of file
// descriptors, where a plain one would fail at once, again and again.
func (w *Watch) Listener(l net.Listener) net.Listener {
	w.log.Write(&event.Event{Time: clock.Now(), Op: event.Listen, Local: l.Addr().String(), Msg: w.listenMsg(l.Addr())})
	w.mu.Lock()
	w.listener = l
	w.mu.Unlock()
	if w.interrupted() {
		l.Close() // Ctrl+C came before there was anything to close
	}
	return &listener{Listener: l, watch: w}
}

// listenMsg says that clients can connect, and where.
func (w *Watch) listenMsg(addr net.Addr) string {
	if others := Reachable(addr); len(others) > 0 {
		return listeningOpen.Format(w.lang, "\n"+strings.Join(others, "\n"))
	}
	return listening.In(w.lang)
}

// Conn returns c, the connection of a client, watched. The program called
// connect at the time called.
func (w *Watch) Conn(c net.Conn, called time.Time) net.Conn {
	watched := w.adopt(c)
	if w.log != nil {
		_, port, _ := net.SplitHostPort(watched.local)
		watched.tell(event.Connect, called, clock.Now(), connected.Format(w.lang, port), nil)
	}
	return watched
}

// Conns returns how many connections there have been.
func (w *Watch) Conns() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.conns
}

// Interrupt makes every call that blocks return, now and from now on, so that
// the program comes to its end, and closes what it has opened.
func (w *Watch) Interrupt() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.interrupted() {
		return
	}
	close(w.stopped)
	if w.listener != nil {
		w.listener.Close()
	}
	if w.wake != nil {
		w.wake()
	}
	for c := range w.open {
		c.Conn.SetDeadline(past)
	}
}

// Wait waits until the program has closed all its connections, and reports
// whether it has. It gives up when none was closed for as long as patience.
func (w *Watch) Wait(patience time.Duration) bool {
	for {
		w.mu.Lock()
		left := len(w.open)
		w.mu.Unlock()
		if left == 0 {
			return true
		}
		select {
		case <-w.freed:
		case <-time.After(patience):
			return false
		}
	}
}

// pause is how long Accept waits for a descriptor that no connection gives back.
const pause = time.Second

// past is a deadline that makes a blocked call return at once.
var past = time.Unix(1, 0)

func (w *Watch) interrupted() bool {
	select {
	case <-w.stopped:
		return true
	default:
		return false
	}
}

// adopt gives a new connection its number.
func (w *Watch) adopt(c net.Conn) *conn {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.conns++
	watched := &conn{Conn: c, watch: w, number: w.conns}
	if w.log != nil {
		watched.local, watched.peer = c.LocalAddr().String(), c.RemoteAddr().String()
	}
	w.open[watched] = struct{}{}
	if w.interrupted() {
		c.SetDeadline(past)
	}
	return watched
}

// forget takes a closed connection off the list.
func (w *Watch) forget(c *conn) {
	w.mu.Lock()
	delete(w.open, c)
	w.mu.Unlock()
	select {
	case w.freed <- struct{}{}:
	default: // there is a token already
	}
}

// A listener is a watched net.Listener.
type listener struct {
	net.Listener
	watch *Watch
	short time.Time // when there was no file descriptor last
}

// Accept waits for the next client.
func (l *listener) Accept() (net.Conn, error) {
	w := l.watch
	called := clock.Now()
	w.log.Write(&event.Event{Time: called, Op: event.Wait, Msg: waiting.In(w.lang)})
	c, err := l.Listener.Accept()
	for fault.NoDescriptors(err) {
		if clock.Since(l.short) > 2*pause { // one that comes and goes is told once
			w.fail(event.Event{}, called, err)
		}
		l.short = clock.Now()
		select {
		case <-w.freed: // one descriptor, if nobody else takes it
		case <-time.After(pause): // of a file, or of another process
		case <-w.stopped:
			return nil, net.ErrClosed
		}
		c, err = l.Listener.Accept()
	}
	if err != nil {
		if !errors.Is(err, net.ErrClosed) { // by the program itself
			w.fail(event.Event{}, called, err)
		}
		return nil, err
	}
	watched := w.adopt(c)
	if w.log != nil {
		watched.tell(event.Accept, called, clock.Now(), accepted.In(w.lang), nil)
	}
	return watched, nil
}

// fail writes e, the event of a call that failed, unless it failed because the
// program is to stop.
func (w *Watch) fail(e event.Event, called time.Time, err error) {
	if w.log == nil || w.interrupted() {
		return
	}
	e.Time, e.Op = clock.Now(), event.Error
	e.Took = seconds(e.Time.Sub(called))
	e.Error, e.Msg = fault.Text(err), w.explain(err)
	w.log.Write(&e)
	w.mu.Lock()
	w.told = err
	w.mu.Unlock()
}

// Told reports whether err is in the log already.
func (w *Watch) Told(err error) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return err != nil && err == w.told
}

// Reachable lists the addresses under which others reach a listener that is
// open to every network; there are none if it is not.
func Reachable(addr net.Addr) (list []string) {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return nil
	}
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	port := strconv.Itoa(tcp.Port)
	for _, a := range addrs {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.IsLinkLocalUnicast() || n.IP.To4() == nil {
			continue
		}
		list = append(list, net.JoinHostPort(n.IP.String(), port))
	}
	return list
}
