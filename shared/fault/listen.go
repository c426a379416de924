package fault

import (
	"context"
	"net"
	"os"
	"runtime"
	"strconv"
	"time"

	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/sockettable"
)

// explainListen is Explain for a server that cannot listen at addr.
func explainListen(err error, addr net.Addr) phrase.Phrase {
	if addr == nil {
		return phrase.Same(Text(err))
	}
	host, port, _ := net.SplitHostPort(addr.String())
	number, _ := strconv.Atoi(port)
	free := net.JoinHostPort(host, "0")
	switch {
	case isAny(err, inUse):
		return explainInUse(addr.String(), port, free)
	case isAny(err, denied) && number < 1024 && runtime.GOOS != "windows":
		below := portBelow1024
		if runtime.GOOS == "darwin" {
			below = portBelow1024OnMac
		}
		// Its common stand-in: 8080 for 80, 8443 for 443.
		return below.With(port, net.JoinHostPort(host, strconv.Itoa(number+8000)))
	case isAny(err, denied):
		return portDenied.With(port, free)
	case isAny(err, notHere):
		return noSuchAddress.With(host)
	}
	return phrase.Same(Text(err))
}

// lookup is how long it may take to find out who has a port.
const lookup = 2 * time.Second

// explainInUse says which program has the port, and how to get it back, or free
// instead.
func explainInUse(addr, port, free string) phrase.Phrase {
	ctx, cancel := context.WithTimeout(context.Background(), lookup)
	defer cancel()
	holder, found := sockettable.FindHolder(ctx, addr)
	switch {
	case found && int(holder.PID) == os.Getpid():
		return portInUseHere.With(port)
	case found && holder.Name != "" && holder.Stopped:
		return portInUseStopped.With(port, holder.Name, holder.PID, free)
	case found && holder.Name != "":
		return portInUseBy.With(port, holder.Name, holder.PID, free)
	case runtime.GOOS == "windows":
		return portInUse.With(port, howto.WhoListens(port), free)
	}
	return lines.With(portInUse.With(port, howto.WhoListens(port), free), perhapsStopped)
}
