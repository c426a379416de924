package sockettable

import (
	"context"
	"encoding/binary"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// listenersOf returns the sockets of one process that listen. The kernel is
// asked for the listening ones alone: to write /proc/net/tcp, it goes through
// all places for connections, which takes milliseconds even if there are none.
func listenersOf(ctx context.Context, pid int32) (all []Listener) {
	owned := inodes(pid)
	if len(owned) == 0 {
		return nil
	}
	for _, family := range []byte{unix.AF_INET, unix.AF_INET6} {
		listening, err := diagnose(family)
		if err != nil { // not every sandbox lets one ask
			return readListeners(ctx, pid)
		}
		for _, l := range listening {
			if owned[l.inode] {
				all = append(all, Listener{l.addr, pid})
			}
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

type listening struct {
	addr  netip.AddrPort
	inode uint32
}

// The structures of linux/inet_diag.h: a request, and where what is wanted
// stands in a reply.
const (
	requestLength = unix.SizeofNlMsghdr + 56
	replyPort     = 4
	replySource   = 8
	replyInode    = 68
	replyLength   = 72
	stateListen   = 10 // TCP_LISTEN
)

// diagnose returns the listening TCP sockets of a family of addresses.
func diagnose(family byte) (all []listening, err error) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_SOCK_DIAG)
	if err != nil {
		return nil, err
	}
	defer unix.Close(fd)
	request := make([]byte, requestLength)
	binary.NativeEndian.PutUint32(request[0:], requestLength)
	binary.NativeEndian.PutUint16(request[4:], unix.SOCK_DIAG_BY_FAMILY)
	binary.NativeEndian.PutUint16(request[6:], unix.NLM_F_REQUEST|unix.NLM_F_DUMP)
	request[16], request[17] = family, unix.IPPROTO_TCP
	binary.NativeEndian.PutUint32(request[20:], 1<<stateListen)
	if err := unix.Sendto(fd, request, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return nil, err
	}
	for buffer := make([]byte, 64<<10); ; {
		n, _, err := unix.Recvfrom(fd, buffer, 0)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return nil, err
		}
		messages, err := syscall.ParseNetlinkMessage(buffer[:n])
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			switch {
			case m.Header.Type == unix.NLMSG_DONE:
				return all, nil
			case m.Header.Type == unix.NLMSG_ERROR || len(m.Data) < replyLength:
				return nil, unix.EPROTO
			}
			source := m.Data[replySource : replySource+16]
			if family == unix.AF_INET {
				source = source[:4]
			}
			ip, _ := netip.AddrFromSlice(source)
			port := binary.BigEndian.Uint16(m.Data[replyPort:])
			all = append(all, listening{netip.AddrPortFrom(ip, port), binary.NativeEndian.Uint32(m.Data[replyInode:])})
		}
	}
}
