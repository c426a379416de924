package sockettable

import (
	"context"
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// ShowsQueue reports whether the system tells which connections are in the accept
// queue.
const ShowsQueue = true

// Connections returns the connections of the server that listens at a port. They may
// include some that have just ended.
func Connections(port uint16) (all []Connection, err error) {
	for _, family := range families(port) {
		connected := anyState &^ (1<<stateListen | 1)
		err = dump(query{family, connected, port, true}, func(r row) { all = append(all, r.Connection) })
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// families are those of the sockets that listen at a port, or both if none does. To
// find a listener costs nothing; for a connection, the kernel goes through the
// places of all.
func families(port uint16) (all []byte) {
	both := []byte{unix.AF_INET, unix.AF_INET6}
	for _, family := range both {
		listens := false
		dump(query{family: family, states: 1 << stateListen, port: port}, func(row) { listens = true })
		if listens {
			all = append(all, family)
		}
	}
	if all == nil {
		return both
	}
	return all
}

// listenersOf returns the sockets of one process that listen. The kernel is
// asked for the listening ones alone: to write /proc/net/tcp, it goes through
// all places for connections, which takes milliseconds even if there are none.
func listenersOf(ctx context.Context, pid int32) (all []Listener) {
	owned := inodes(pid)
	if len(owned) == 0 {
		return nil
	}
	for _, family := range []byte{unix.AF_INET, unix.AF_INET6} {
		err := dump(query{family: family, states: 1 << stateListen}, func(r row) {
			if owned[r.inode] {
				all = append(all, Listener{r.Local, pid})
			}
		})
		if err != nil { // not every sandbox lets one ask
			return readListeners(ctx, pid)
		}
	}
	return all
}

// inodes returns the numbers of the sockets that a process has open.
func inodes(pid int32) map[uint32]bool {
	owned := map[uint32]bool{}
	dir := fmt.Sprintf("/proc/%d/fd", pid)
	entries, _ := os.ReadDir(dir) // none of a process that has ended
	for _, entry := range entries {
		var inode uint32
		target, _ := os.Readlink(filepath.Join(dir, entry.Name()))
		if n, _ := fmt.Sscanf(target, "socket:[%d]", &inode); n == 1 {
			owned[inode] = true
		}
	}
	return owned
}

// Sockets returns the IPv4 TCP sockets of this machine with a port, at either end. It
// fails on systems that do not tell how long the accept queue is.
func Sockets(port uint16) (all []Socket, err error) {
	err = dump(query{family: unix.AF_INET, states: anyState}, func(r row) {
		if r.Local.Port() == port || r.Peer.Port() == port {
			all = append(all, r.Socket)
		}
	})
	return all, err
}

// A row is what the kernel tells of a socket, with the number of its file. A
// connection that nobody has accepted has none.
type row struct {
	Connection
	inode uint32
}

// states are the states by their numbers in the kernel.
var states = [...]string{
	"", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT_1", "FIN_WAIT_2", "TIME_WAIT",
	"CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING", "SYN_RECV",
}

const (
	anyState    = uint32(1<<len(states) - 1)
	stateListen = 10 // TCP_LISTEN
)

// The structures of linux/inet_diag.h: a request, and where what is wanted
// is in a reply.
const (
	requestLength = unix.SizeofNlMsghdr + 56
	replyState    = 1
	replyPort     = 4 // of both ends
	replySource   = 8
	replyPeer     = 24
	replyQueue    = 56 // and after it, of a listening socket, its limit
	replyInode    = 68
	replyLength   = 72
)

// The kind of the extension that is struct tcp_info, and where in it the numbers are.
const (
	extensionInfo = 2 // INET_DIAG_INFO

	infoLastSent     = unsafe.Offsetof(unix.TCPInfo{}.Last_data_sent)
	infoLastReceived = unsafe.Offsetof(unix.TCPInfo{}.Last_data_recv)
	infoReceived     = unsafe.Offsetof(unix.TCPInfo{}.Data_segs_in)
	infoSent         = unsafe.Offsetof(unix.TCPInfo{}.Data_segs_out)
)

// A query is what the kernel is asked for.
type query struct {
	family byte
	states uint32
	port   uint16 // of the local end; 0 for any
	info   bool   // with struct tcp_info
}

// dump calls take with each row of the kernel's reply.
func dump(q query, take func(row)) error {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_SOCK_DIAG)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	request := make([]byte, requestLength)
	binary.NativeEndian.PutUint32(request[0:], requestLength)
	binary.NativeEndian.PutUint16(request[4:], unix.SOCK_DIAG_BY_FAMILY)
	binary.NativeEndian.PutUint16(request[6:], unix.NLM_F_REQUEST|unix.NLM_F_DUMP)
	request[16], request[17] = q.family, unix.IPPROTO_TCP
	if q.info {
		request[18] = 1 << (extensionInfo - 1)
	}
	binary.NativeEndian.PutUint32(request[20:], q.states)
	binary.BigEndian.PutUint16(request[24:], q.port)
	if err := unix.Sendto(fd, request, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return err
	}
	for buffer := make([]byte, 64<<10); ; {
		n, _, err := unix.Recvfrom(fd, buffer, 0)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return err
		}
		messages, err := syscall.ParseNetlinkMessage(buffer[:n])
		if err != nil {
			return err
		}
		for _, m := range messages {
			switch {
			case m.Header.Type == unix.NLMSG_DONE:
				return nil
			case m.Header.Type == unix.NLMSG_ERROR || len(m.Data) < replyLength:
				return unix.EPROTO
			}
			take(rowOf(m.Data, q.family))
		}
	}
}

// rowOf reads a row of the kernel's reply. An IPv4 address that an IPv6 socket has
// becomes a plain one.
func rowOf(data []byte, family byte) row {
	end := func(port, at int) netip.AddrPort {
		addr := data[at : at+16]
		if family == unix.AF_INET {
			addr = addr[:4]
		}
		ip, _ := netip.AddrFromSlice(addr)
		return netip.AddrPortFrom(ip.Unmap(), binary.BigEndian.Uint16(data[port:]))
	}
	r := row{inode: binary.NativeEndian.Uint32(data[replyInode:])}
	r.Local, r.Peer = end(replyPort, replySource), end(replyPort+2, replyPeer)
	r.Accepted = r.inode != 0
	if state := int(data[replyState]); state < len(states) {
		r.State = states[state]
	}
	switch queue := int(binary.NativeEndian.Uint32(data[replyQueue:])); r.State {
	case "LISTEN":
		r.Queue, r.Backlog = queue, int(binary.NativeEndian.Uint32(data[replyQueue+4:]))
	case "ESTABLISHED", "CLOSE_WAIT":
		r.Unread = queue
	}
	if info := attribute(data[replyLength:], extensionInfo); len(info) >= int(infoSent)+4 {
		flow := func(segments, last uintptr) Flow {
			number := func(at uintptr) uint32 { return binary.NativeEndian.Uint32(info[at:]) }
			return Flow{int(number(segments)), time.Duration(number(last)) * time.Millisecond}
		}
		r.Received, r.Sent = flow(infoReceived, infoLastReceived), flow(infoSent, infoLastSent)
	}
	return r
}

// attribute returns the value of the first attribute of a kind, or nothing.
func attribute(data []byte, kind uint16) []byte {
	for len(data) >= unix.SizeofRtAttr {
		length := int(binary.NativeEndian.Uint16(data))
		if length < unix.SizeofRtAttr || length > len(data) {
			return nil
		}
		if binary.NativeEndian.Uint16(data[2:]) == kind {
			return data[unix.SizeofRtAttr:length]
		}
		data = data[min(len(data), (length+3)&^3):]
	}
	return nil
}
