//go:build unix

package watch

import (
	"errors"
	"io"
	"math"
	"net"
	"os"
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/fault"
	"tcplab/shared/phrase"
)

// A Kernel makes system calls on sockets, one by one, where package net makes
// several at once and waits by itself. A socket is a descriptor: a small number.
// Each call is told to the log.
type Kernel struct {
	watch *Watch
	conns map[int]*conn // by their descriptors
	wake  int           // poll returns when this pipe is closed
	full  int           // a listening socket that there was no descriptor for, or 0
	short time.Time     // when that was
}

// Kernel returns the system calls, watched.
func (w *Watch) Kernel() (*Kernel, error) {
	var pipe [2]int
	if err := unix.Pipe(pipe[:]); err != nil {
		return nil, os.NewSyscallError("pipe", err)
	}
	unix.CloseOnExec(pipe[0])
	unix.CloseOnExec(pipe[1])
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wake = func() { unix.Close(pipe[1]) }
	if w.interrupted() {
		w.wake()
	}
	return &Kernel{watch: w, conns: map[int]*conn{}, wake: pipe[0]}, nil
}

// Socket makes a TCP socket. As those of package net, it may be bound to a port
// of which there are still closed connections, and accept never waits: where a
// reset takes a client out of the queue, as on macOS, nobody may be there any more.
func (k *Kernel) Socket() (socket int, err error) {
	called := clock.Now()
	if socket, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0); err == nil {
		unix.CloseOnExec(socket)
		err = errors.Join(unix.SetsockoptInt(socket, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1), unix.SetNonblock(socket, true))
	}
	return socket, k.tell(event.Event{Op: event.Socket}, called, err, newDescriptor, socket)
}

// Bind gives a socket its address, HOST:PORT.
func (k *Kernel) Bind(socket int, addr string) error {
	called := clock.Now()
	tcp, err := net.ResolveTCPAddr("tcp4", addr)
	if err != nil {
		return err
	}
	to := &unix.SockaddrInet4{Port: tcp.Port}
	copy(to.Addr[:], tcp.IP.To4())
	if err = unix.Bind(socket, to); err == nil {
		tcp = local(socket)
	}
	return k.tell(event.Event{Op: event.Bind, Local: tcp.String()}, called, err, itsAddress, socket)
}

// Listen has clients connect to a socket. As many as backlog says may wait in the
// accept queue.
func (k *Kernel) Listen(socket, backlog int) error {
	called := clock.Now()
	err := unix.Listen(socket, backlog)
	msg := k.watch.listenMsg(local(socket))
	return k.tell(event.Event{Op: event.Listen, Local: local(socket).String()}, called, err, phrase.Same("%s"), msg)
}

// POLLIN and POLLOUT are what poll waits for: that an accept or a recv returns at
// once, and that there is room for a send.
const (
	POLLIN  = unix.POLLIN
	POLLOUT = unix.POLLOUT
)

// Poll waits until at least one of the sockets is ready for the events next to it,
// or until the timeout has passed, and returns those that are ready.
func (k *Kernel) Poll(sockets map[int]int16, timeout time.Duration) (ready []int, err error) {
	called := clock.Now()
	all := []unix.PollFd{{Fd: int32(k.wake)}}
	for socket, events := range sockets {
		if socket == k.full { // poll would return at once, again and again
			timeout = min(timeout, pause)
			continue
		}
		all = append(all, unix.PollFd{Fd: int32(socket), Events: events})
	}
	err = poll(all, timeout)
	k.full = 0
	if k.watch.interrupted() {
		return nil, net.ErrClosed
	}
	for _, s := range all {
		if s.Revents != 0 {
			ready = append(ready, int(s.Fd))
		}
	}
	slices.Sort(ready)
	if err == nil && len(ready) == 0 {
		return nil, k.tell(event.Event{Op: event.Poll}, called, nil, noneReady)
	}
	return ready, k.tell(event.Event{Op: event.Poll}, called, err, someReady, len(ready), len(sockets))
}

// longest is the longest timeout of poll: days.
const longest = math.MaxInt32 / 2 * time.Millisecond

// poll calls poll, again if a signal has interrupted it.
func poll(sockets []unix.PollFd, timeout time.Duration) error {
	begun := clock.Now()
	for {
		left := max(0, timeout-clock.Since(begun))
		ms := int(min(left, longest)/time.Millisecond) + 1
		if _, err := unix.Poll(sockets, ms); err != unix.EINTR {
			return err
		}
	}
}

// Accept takes a client out of the queue, and returns the descriptor of a socket
// for it. A call on that socket never waits.
func (k *Kernel) Accept(socket int) (client int, err error) {
	called := clock.Now()
	client, from, err := unix.Accept(socket)
	switch {
	case err == unix.EAGAIN, err == unix.ECONNABORTED: // the client has left
		return 0, callError("accept", err)
	case err != nil:
		return 0, k.refused(socket, called, callError("accept", err))
	}
	unix.CloseOnExec(client)
	if err := unix.SetNonblock(client, true); err != nil {
		return 0, err
	}
	c := k.watch.adopt(&descriptor{client, tcpAddr(from)})
	k.conns[client] = c
	if k.watch.log != nil {
		c.tell(event.Accept, called, clock.Now(), newDescriptor.Format(k.watch.lang, client), nil)
	}
	return client, nil
}

// refused tells of an accept that failed. One that lacks a descriptor is told once,
// and poll does not look at the socket until a descriptor may be free.
func (k *Kernel) refused(socket int, called time.Time, err error) error {
	now := clock.Now()
	if !fault.NoDescriptors(err) || now.Sub(k.short) > 2*pause {
		k.watch.fail(event.Event{}, called, err)
	}
	if fault.NoDescriptors(err) {
		k.full, k.short = socket, now
	}
	return err
}

// Recv receives what has come. It returns 0 bytes when the peer has closed.
func (k *Kernel) Recv(socket int, b []byte) (n int, err error) {
	if n, err = k.conns[socket].Read(b); err == io.EOF {
		err = nil
	}
	return n, err
}

// Send hands as much of b to the system as there is room for in the send buffer.
func (k *Kernel) Send(socket int, b []byte) (n int, err error) { return k.conns[socket].Write(b) }

// Close closes a socket.
func (k *Kernel) Close(socket int) error {
	if c := k.conns[socket]; c != nil {
		delete(k.conns, socket)
		return c.Close()
	}
	return unix.Close(socket)
}

// tell writes the event of a call that is about no connection, and returns its
// error as package net has it.
func (k *Kernel) tell(e event.Event, called time.Time, err error, msg phrase.Phrase, args ...any) error {
	e.Time = clock.Now()
	e.Took = seconds(e.Time.Sub(called))
	if err != nil {
		failed := callError(string(e.Op), err)
		if addr, err := net.ResolveTCPAddr("tcp", e.Local); err == nil && e.Local != "" {
			failed.Addr = addr
		}
		return failed // it ends the program, which tells of it
	}
	e.Msg = msg.Format(k.watch.lang, args...)
	k.watch.log.Write(&e)
	return nil
}

func callError(call string, err error) *net.OpError {
	return &net.OpError{Op: call, Net: "tcp", Err: os.NewSyscallError(call, err)}
}

// A descriptor is the socket of a client, as a net.Conn. None of its calls waits.
type descriptor struct {
	fd   int
	peer net.Addr
}

func (d *descriptor) Read(b []byte) (n int, err error) {
	n, err = unix.Read(d.fd, b)
	switch {
	case err != nil:
		return 0, callError("read", err)
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

func (d *descriptor) Write(b []byte) (n int, err error) {
	n, err = unix.Write(d.fd, b)
	switch {
	case err == unix.EAGAIN: // there is no room now
		return 0, nil
	case err != nil:
		return 0, callError("write", err)
	}
	return n, nil
}

func (d *descriptor) Close() error                   { return unix.Close(d.fd) }
func (d *descriptor) LocalAddr() net.Addr            { return local(d.fd) }
func (d *descriptor) RemoteAddr() net.Addr           { return d.peer }
func (*descriptor) SetDeadline(time.Time) error      { return nil }
func (*descriptor) SetReadDeadline(time.Time) error  { return nil }
func (*descriptor) SetWriteDeadline(time.Time) error { return nil }

// local returns the address of a socket.
func local(socket int) *net.TCPAddr {
	addr, _ := unix.Getsockname(socket)
	return tcpAddr(addr)
}

func tcpAddr(addr unix.Sockaddr) *net.TCPAddr {
	if v4, ok := addr.(*unix.SockaddrInet4); ok {
		return &net.TCPAddr{IP: v4.Addr[:], Port: v4.Port}
	}
	return &net.TCPAddr{}
}

var (
	newDescriptor = phrase.Phrase{EN: "new socket: descriptor %d", ZH: "新建套接字，描述符 %d"}
	itsAddress    = phrase.Phrase{EN: "the address of descriptor %d", ZH: "这是描述符 %d 的地址"}
	someReady     = phrase.Phrase{EN: "ready: %d of %d", ZH: "就绪：%d 个，共 %d 个"}
	noneReady     = phrase.Phrase{EN: "none ready: timeout", ZH: "没有就绪的：超时"}
)
