package sockettable

import (
	"syscall"
	"testing"

	gonet "github.com/shirou/gopsutil/v4/net"
)

// On macOS, lsof writes * for every network, in both families.
func TestLocalIP(t *testing.T) {
	for _, c := range []struct {
		family   uint32
		ip, want string
	}{
		{syscall.AF_INET, "*", "0.0.0.0"}, {syscall.AF_INET6, "*", "::"}, {syscall.AF_INET, "", "0.0.0.0"},
		{syscall.AF_INET, "127.0.0.1", "127.0.0.1"}, {syscall.AF_INET6, "::1", "::1"},
	} {
		if got, err := localIP(gonet.ConnectionStat{Family: c.family, Laddr: gonet.Addr{IP: c.ip}}); err != nil || got.String() != c.want {
			t.Errorf("%q: %v (%v), want %s", c.ip, got, err, c.want)
		}
	}
}
