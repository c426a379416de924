package subject

import (
	"net/netip"

	"github.com/shirou/gopsutil/v4/net"
)

// A listener is a line of the system's table of sockets.
type listener struct {
	addr netip.AddrPort
	pid  int32 // 0 if the system does not say
}

// listeners returns where the program and its children listen.
func (p *Program) listeners() (all []listener) {
	for _, process := range p.tree() {
		all = append(all, listeners(process.Pid)...)
	}
	return all
}

// listeners returns where a process listens, or all of them for 0.
func listeners(pid int32) (all []listener) {
	sockets, err := net.ConnectionsPidWithoutUids("tcp", pid)
	if err != nil {
		return nil
	}
	for _, socket := range sockets {
		if socket.Status != "LISTEN" {
			continue
		}
		host := socket.Laddr.IP
		if host == "*" || host == "" { // as lsof writes it
			host = "0.0.0.0"
		}
		ip, err := netip.ParseAddr(host)
		if err == nil {
			all = append(all, listener{netip.AddrPortFrom(ip, uint16(socket.Laddr.Port)), socket.Pid})
		}
	}
	return all
}
