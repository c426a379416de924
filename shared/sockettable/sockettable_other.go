//go:build !linux

package sockettable

import (
	"context"
	"errors"
	"net/netip"

	gonet "github.com/shirou/gopsutil/v4/net"
)

// ShowsQueue reports whether the system tells which connections are in the accept
// queue.
const ShowsQueue = false

func Connections(port uint16) (all []Connection, err error) {
	table, err := gonet.Connections("tcp")
	for _, row := range table {
		local, errLocal := netip.ParseAddr(row.Laddr.IP)
		peer, errPeer := netip.ParseAddr(row.Raddr.IP)
		if row.Laddr.Port != uint32(port) || row.Status == "LISTEN" || errLocal != nil || errPeer != nil {
			continue
		}
		c := Connection{Accepted: true}
		c.State = row.Status
		c.Local = netip.AddrPortFrom(local.Unmap(), port)
		c.Peer = netip.AddrPortFrom(peer.Unmap(), uint16(row.Raddr.Port))
		all = append(all, c)
	}
	return all, err
}

func listenersOf(ctx context.Context, pid int32) []Listener { return readListeners(ctx, pid) }

func Sockets(uint16) ([]Socket, error) { return nil, errors.ErrUnsupported }
