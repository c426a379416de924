// Package sockettable reads the system's table of sockets: which process listens
// where. To connect and see would make the reader a client.
package sockettable

import (
	"context"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"syscall"
	"time"

	gonet "github.com/shirou/gopsutil/v4/net"
	"github.com/shirou/gopsutil/v4/process"
)

// A Listener is a socket of a process: a TCP socket that listens, or one that is
// connected, or a UDP socket that takes datagrams from anybody.
type Listener struct {
	Addr netip.AddrPort
	PID  int32 // 0 if the system does not say
}

// Listeners returns the TCP sockets of one process that listen, or those of all
// processes for 0. There are none if the table cannot be read.
func Listeners(ctx context.Context, pid int32) []Listener {
	if pid != 0 {
		return listenersOf(ctx, pid)
	}
	return readListeners(ctx, 0)
}

// readListeners is Listeners on every system.
func readListeners(ctx context.Context, pid int32) []Listener {
	return read(ctx, "tcp", pid, func(s gonet.ConnectionStat) bool { return s.Status == "LISTEN" })
}

// UDP returns the UDP sockets of one process that are bound to an address and not
// connected to another, or those of all processes for 0. There are none if the
// table cannot be read.
func UDP(ctx context.Context, pid int32) []Listener {
	return read(ctx, "udp", pid, func(s gonet.ConnectionStat) bool { return s.Laddr.Port != 0 && s.Raddr.Port == 0 })
}

// ConnectedTo returns the TCP sockets of one process that are connected to peer. One
// that the process has not accepted yet is not among them, except on Windows.
func ConnectedTo(ctx context.Context, pid int32, peer netip.AddrPort) []Listener {
	return read(ctx, "tcp", pid, func(s gonet.ConnectionStat) bool {
		ip, err := netip.ParseAddr(s.Raddr.IP)
		return err == nil && ip.Unmap() == peer.Addr().Unmap() && s.Raddr.Port == uint32(peer.Port())
	})
}

// read returns the sockets in the table of a protocol that are wanted.
func read(ctx context.Context, protocol string, pid int32, wanted func(gonet.ConnectionStat) bool) (all []Listener) {
	table := gonet.ConnectionsPidWithContext
	if runtime.GOOS == "linux" { // the other systems do not have the cheaper one
		table = gonet.ConnectionsPidWithoutUidsWithContext
	}
	sockets, err := table(ctx, protocol, pid)
	if err != nil {
		return nil
	}
	for _, socket := range sockets {
		if !wanted(socket) {
			continue
		}
		if ip, err := localIP(socket); err == nil {
			all = append(all, Listener{netip.AddrPortFrom(ip, uint16(socket.Laddr.Port)), socket.Pid})
		}
	}
	return all
}

// localIP returns the address of a socket. That of every network is written * by lsof,
// from which macOS tells, in both families.
func localIP(socket gonet.ConnectionStat) (netip.Addr, error) {
	switch host := socket.Laddr.IP; {
	case host != "*" && host != "":
		return netip.ParseAddr(host)
	case socket.Family == syscall.AF_INET6:
		return netip.IPv6Unspecified(), nil
	}
	return netip.IPv4Unspecified(), nil
}

// Takes reports whether what is sent to addr, HOST:PORT, goes to the listener.
func (l Listener) Takes(addr string) bool {
	tcp, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil || int(l.Addr.Port()) != tcp.Port {
		return false
	}
	ip, _ := netip.AddrFromSlice(tcp.IP) // none for a port alone
	here, want := l.Addr.Addr().Unmap(), ip.Unmap()
	return here.IsUnspecified() || !want.IsValid() || want.IsUnspecified() || here == want
}

// A Holder is the process that listens at an address.
type Holder struct {
	PID     int32  // 0 if the system does not say, as of another user's process
	Name    string // of its program; empty if the system does not say
	Stopped bool   // as after Ctrl+Z; its sockets stay open
}

// FindHolder returns the process of this machine that listens at addr,
// HOST:PORT. It reports false if no process does.
func FindHolder(ctx context.Context, addr string) (holder Holder, found bool) {
	for _, l := range Listeners(ctx, 0) {
		if !l.Takes(addr) {
			continue
		}
		if found = true; l.PID == 0 {
			continue
		}
		p := &process.Process{Pid: l.PID}
		name, _ := p.NameWithContext(ctx)
		status, _ := p.StatusWithContext(ctx) // Windows has none
		return Holder{l.PID, name, slices.Contains(status, process.Stop)}, true
	}
	return holder, found
}

// HasConnection reports whether a connection has addr, HOST:PORT, as its own end: one
// that is open, or one in TIME_WAIT. macOS does not tell of the latter.
func HasConnection(ctx context.Context, addr string) bool {
	ends := read(ctx, "tcp", 0, func(s gonet.ConnectionStat) bool { return s.Raddr.Port != 0 })
	return slices.ContainsFunc(ends, func(end Listener) bool { return end.Takes(addr) })
}

// A Socket is a row of the system's table of TCP sockets: a listening one, or one
// end of a connection.
type Socket struct {
	State       string // LISTEN, ESTABLISHED, TIME_WAIT …, as the system calls it
	Local, Peer netip.AddrPort
	Queue       int // of a listening one: how many clients are in the accept queue
	Backlog     int // and how many it takes
}

// A Connection is the server's end of a connection.
type Connection struct {
	Socket

	// Accepted reports whether a process has the connection: it is not in the accept
	// queue. Where ShowsQueue is false, all seem to be accepted.
	Accepted bool
	Unread   int // bytes that have come, and that the process has not read

	Received, Sent Flow
}

// A Flow is what has gone through a connection in one direction.
type Flow struct {
	Segments int           // with data
	Last     time.Duration // how long ago the last one was, or if there was none, the handshake
}
