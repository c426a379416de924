package sockettable

import (
	"encoding/binary"
	"net/netip"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// ShowsQueue reports whether the system tells which connections are in the accept
// queue.
const ShowsQueue = true

// Connections returns the connections of the server that listens at a port. They may
// include some that have just ended. Those that nobody has accepted have no file, and so no
// inode.
func Connections(port uint16) (all []Connection, err error) {
	for _, family := range families(port) {
		states := uint32(1<<len(states)-1) &^ (1<<stateListen | 1)
		err = dump(query{family, states, port, true}, func(data []byte) {
			all = append(all, connectionOf(data, family))
		})
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
		dump(query{family: family, states: 1 << stateListen, port: port}, func([]byte) { listens = true })
		if listens {
			all = append(all, family)
		}
	}
	if all == nil {
		return both
	}
	return all
}

// The kind of the extension that is struct tcp_info, and where in it the numbers are.
const (
	extensionInfo = 2 // INET_DIAG_INFO

	infoLastSent     = unsafe.Offsetof(unix.TCPInfo{}.Last_data_sent)
	infoLastReceived = unsafe.Offsetof(unix.TCPInfo{}.Last_data_recv)
	infoReceived     = unsafe.Offsetof(unix.TCPInfo{}.Data_segs_in)
	infoSent         = unsafe.Offsetof(unix.TCPInfo{}.Data_segs_out)
)

func connectionOf(data []byte, family byte) Connection {
	row := rowOf(data, family)
	c := Connection{Socket: row.Socket, Accepted: row.inode != 0}
	c.Local, c.Peer = unmap(c.Local), unmap(c.Peer)
	if c.State == "ESTABLISHED" || c.State == "CLOSE_WAIT" {
		c.Unread = int(binary.NativeEndian.Uint32(data[replyQueue:]))
	}
	info := attribute(data[replyLength:], extensionInfo)
	if len(info) >= int(infoSent)+4 {
		flow := func(segments, last uintptr) Flow {
			number := func(at uintptr) uint32 { return binary.NativeEndian.Uint32(info[at:]) }
			return Flow{int(number(segments)), time.Duration(number(last)) * time.Millisecond}
		}
		c.Received, c.Sent = flow(infoReceived, infoLastReceived), flow(infoSent, infoLastSent)
	}
	return c
}

// unmap turns an IPv4 address that an IPv6 socket has into a plain one.
func unmap(a netip.AddrPort) netip.AddrPort { return netip.AddrPortFrom(a.Addr().Unmap(), a.Port()) }

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
