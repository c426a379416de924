package process

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/event"
	"tcplab/shared/sockettable"
)

// Find returns the program of this machine that listens at addr already, or
// nil if there is none, or the system does not say which one that is.
func Find(addr string) *Process {
	if !isOurs(addr) {
		return nil
	}
	holder, _ := sockettable.FindHolder(context.Background(), addr)
	if holder.PID == 0 {
		return nil
	}
	return &Process{Addr: addr, root: holder.PID}
}

// isOurs reports whether an address is one of this machine: it would be reached from
// itself. To connect over UDP sends nothing.
func isOurs(addr string) bool {
	conn, err := net.Dial("udp", addr)
	if err != nil {
		return false
	}
	defer conn.Close()
	there := conn.RemoteAddr().(*net.UDPAddr).IP
	return there.IsLoopback() || there.Equal(conn.LocalAddr().(*net.UDPAddr).IP)
}

// freeAddr returns an address on loopback where nobody listens. To ask for a port
// first and to use it later is a race, which is lost now and then: LostAddr says
// so. But a program in any language must be told its port on the command
// line, and few of them tell which one they got for 0. The port is taken from
// below those that the system gives to clients, so that none of them is faster
// than the server that is to have it.
func freeAddr() (addr string, err error) {
	for range 100 {
		port := 20000 + nextPort.Add(1)%12000
		addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(int(port)))
		if !inUse(addr) {
			return addr, nil
		}
	}
	return "", errors.New("no port is free on 127.0.0.1")
}

// nextPort goes round, so that no two programs get the same one in a row.
var nextPort atomic.Uint32

func init() { nextPort.Store(rand.Uint32N(12000)) }

// inUse reports whether nobody else can listen at an address.
func inUse(addr string) bool {
	l, err := net.Listen("tcp", addr)
	if err == nil {
		l.Close()
	}
	return err != nil
}

// A Missing error says why nobody listens where the program should.
type Missing struct {
	Exited    bool
	Taken     bool     // by another program
	Elsewhere []string // where the program listens instead
	UDP       string   // where it has a UDP socket and listens nowhere; empty if it has none
	Loops     bool     // the program has used the processor for as long as a loop does
	Waited    time.Duration
}

func (m *Missing) Error() string { return "nobody listens" }

// LostAddr reports whether err, from Listening, says that another program was
// faster to take the free address that was chosen. Then the program can be
// started again, at another one.
func (p *Process) LostAddr(err error) bool {
	var missing *Missing
	return errors.As(err, &missing) && missing.Taken && p.command.Addr == "" && p.ExitCode() != 0
}

// How long a program may do nothing at all before it listens, or while it
// listens elsewhere, or has a UDP socket where it is to listen, in which it was
// looked at a number of times. One that works, as a compiler does, may take up to
// atMost.
const (
	idle      = 6 * time.Second
	elsewhere = 3 * time.Second
	asUDP     = time.Second
	looks     = 50
	atMost    = 2 * time.Minute
)

// endless is the processor time that tells a loop from a compiler, which is a child of
// what somebody has started.
var endless = 20 * time.Second

// Listening waits until the program listens. One that tells its events says
// where, which becomes Addr. Of any other, the system's table of sockets is read,
// as a connection would be the server's first client; if the program does not
// come to listen at Addr, the error is a *Missing.
func (p *Process) Listening(ctx context.Context) error {
	if p.command.Events {
		e, err := p.Await(ctx, Op(event.Listen))
		p.Addr = e.Local
		return err
	}
	_, err := p.awaitListener(ctx, func(l sockettable.Listener) bool { return l.Takes(p.Addr) })
	return err
}

// ListeningAnywhere is Listening for a program that listens at an address of its
// own choice, which becomes Addr.
func (p *Process) ListeningAnywhere(ctx context.Context) error {
	l, err := p.awaitListener(ctx, func(sockettable.Listener) bool { return true })
	switch {
	case err != nil:
		return err
	case l.Addr.Addr().IsUnspecified(): // then this is where one can connect to it
		p.Addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(int(l.Addr.Port())))
	default:
		p.Addr = l.Addr.String()
	}
	return nil
}

// awaitListener waits until the program listens at an address that is wanted.
func (p *Process) awaitListener(ctx context.Context, wanted func(sockettable.Listener) bool) (sockettable.Listener, error) {
	begun := clock.Now()
	worked, used, looked := begun, time.Duration(0), 0
	for exited := false; ; looked++ {
		missing := &Missing{Exited: exited, Waited: clock.Since(begun)}
		for _, l := range p.sockets(ctx, sockettable.Listeners) {
			if wanted(l) {
				p.listened.Store(true)
				return l, nil
			}
			missing.Elsewhere = append(missing.Elsewhere, l.Addr.String())
		}
		// What a child has used is forgotten when it ends, as compilers do.
		if now := p.CPU(); now > used+20*time.Millisecond || now < used {
			worked, used, looked = clock.Now(), now, 0
		}
		if exited {
			missing.Taken = inUse(p.Addr)
			return sockettable.Listener{}, missing
		}
		limit, next := idle, 5*time.Millisecond
		if len(missing.Elsewhere) > 0 {
			limit = elsewhere
		} else if clock.Since(worked) > asUDP {
			limit, next = p.lookForUDP(ctx, missing, wanted), 50*time.Millisecond
		}
		missing.Loops = used > endless && len(p.tree()) == 1
		if clock.Since(worked) > limit && looked > looks || missing.Loops || clock.Since(begun) > atMost {
			return sockettable.Listener{}, missing
		}
		select {
		case <-time.After(next):
		case <-p.exited:
			exited, p.family = true, nil // look again: a child may listen in its place
		case <-ctx.Done():
			return sockettable.Listener{}, context.Cause(ctx)
		}
	}
}

// lookForUDP tells missing of a UDP socket of the program, and returns how long it
// is still worth while to wait for a listener.
func (p *Process) lookForUDP(ctx context.Context, missing *Missing, wanted func(sockettable.Listener) bool) time.Duration {
	limit := idle
	for _, socket := range p.sockets(ctx, sockettable.UDP) {
		missing.UDP, limit = socket.Addr.String(), elsewhere
		if wanted(socket) {
			return asUDP
		}
	}
	return limit
}

// sockets returns those that the program and its children have in a table.
func (p *Process) sockets(ctx context.Context, table func(context.Context, int32) []sockettable.Listener) (all []sockettable.Listener) {
	for _, process := range p.tree() {
		all = append(all, table(ctx, process.Pid)...)
	}
	return all
}

// Accepted reports whether the program has accepted the connection of a client, by
// the client's own address. Of Windows it is not known: the program that listens has the
// connections in its accept queue as well.
func (p *Process) Accepted(client *net.TCPAddr) (accepted, known bool) {
	if runtime.GOOS == "windows" {
		return false, false
	}
	sockets := p.sockets(context.Background(), func(ctx context.Context, pid int32) []sockettable.Listener {
		return sockettable.ConnectedTo(ctx, pid, client.AddrPort())
	})
	return len(sockets) > 0, true
}

// Listens reports whether the program listens where it should.
func (p *Process) Listens() bool {
	listeners := p.sockets(context.Background(), sockettable.Listeners)
	return slices.ContainsFunc(listeners, func(l sockettable.Listener) bool { return l.Takes(p.Addr) })
}
