// Package fault says what the error of a socket call means and what to do
// about it, in the words of the class.
package fault

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"slices"
	"strconv"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
	"tcplab/shared/sockettable"
)

// An Error is a fault that no socket call returns, with its own explanation.
type Error struct {
	Short   string // a few words, as in Text
	Meaning phrase.Phrase
}

// Error returns the short text.
func (e *Error) Error() string { return e.Short }

// Text returns what failed in a few words, such as "write: broken pipe",
// without the addresses, which stand beside it.
func Text(err error) string {
	if err == io.EOF {
		return "read: EOF"
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return "lookup " + dns.Name + ": " + dns.Err
	}
	op, ok := errors.AsType[*net.OpError](err)
	if !ok {
		return err.Error()
	}
	inner := op.Err
	if call, ok := errors.AsType[*os.SyscallError](inner); ok {
		inner = call.Err
	}
	return op.Op + ": " + inner.Error()
}

// NoDescriptors reports whether the process or the system has no file
// descriptor left, or no buffer, for one more connection.
func NoDescriptors(err error) bool { return isAny(err, noDescriptors) || isAny(err, noBuffers) }

// Gone reports whether err is of a send, to a peer that has closed.
func Gone(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "write" && isAny(err, gone)
}

// Refused reports whether nobody listened where a connection was to go.
func Refused(err error) bool { return isAny(err, refused) }

// Reset reports whether the peer has cut the connection off.
func Reset(err error) bool { return isAny(err, reset) }

// ClosedPipe reports whether a write found nobody who reads any more.
func ClosedPipe(err error) bool { return isAny(err, closedPipe) }

// Explain returns what err means to a program of the role event.Server or
// event.Client, and what to do about it. For an error it does not know, both
// sentences are the error's own text.
func Explain(err error, role string) phrase.Phrase {
	if own, ok := errors.AsType[*Error](err); ok {
		return own.Meaning
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		if dns.IsNotFound {
			return unknownHost.With(dns.Name)
		}
		return noResolver.With(dns.Name)
	}
	peer := peers[role]
	op, isCall := errors.AsType[*net.OpError](err)
	switch {
	case errors.Is(err, io.EOF):
		return peer.closed
	case NoDescriptors(err):
		return explainNoDescriptors(err, isCall && op.Op == "accept")
	case !isCall:
		return phrase.Same(Text(err))
	case op.Op == "listen", op.Op == "bind":
		return explainListen(err, op.Addr)
	case op.Op == "dial":
		return explainDial(err, op.Addr)
	case op.Op == "read" && isAny(err, reset):
		return peer.reset
	case op.Op == "read" && errors.Is(err, os.ErrDeadlineExceeded):
		return deadlinePassed
	case Gone(err):
		return peer.gone
	}
	return phrase.Same(Text(err))
}

// A peer says what the other end of a connection has done.
type peer struct{ closed, reset, gone phrase.Phrase }

// peers are the other ends, by the role of the program that has the error.
var peers = map[string]peer{
	event.Server: {clientClosed, clientReset, clientGone},
	event.Client: {serverClosed, serverReset, serverGone},
}

// explainDial is Explain for a failed connect to addr.
func explainDial(err error, addr net.Addr) phrase.Phrase {
	to := ""
	if addr != nil {
		to = addr.String()
	}
	switch {
	case isAny(err, refused):
		return nobodyListens.With(to)
	case isAny(err, noPort) && isIPv4(addr): // for IPv6, there may be no such network
		return noBufferLeft
	}
	return noAnswer.With(to)
}

// isIPv4 reports whether addr is an address of IPv4 with a port.
func isIPv4(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.To4() != nil && tcp.Port != 0
}

// explainNoDescriptors is Explain for a connection that the system has no room
// for: one to accept, or one of the program's own.
func explainNoDescriptors(err error, toAccept bool) phrase.Phrase {
	said := tooManyOpen
	switch {
	case isAny(err, noBuffers):
		return noBufferLeft
	case toAccept:
		said = noneLeft
	}
	if runtime.GOOS == "windows" {
		return said
	}
	return said.Then(raiseLimit)
}

func isAny(err error, targets []error) bool {
	return slices.ContainsFunc(targets, func(target error) bool { return errors.Is(err, target) })
}

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
	case !found && sockettable.HasConnection(ctx, addr):
		return portOfConnection.With(port, free)
	case runtime.GOOS == "windows":
		return portInUse.With(port, howto.WhoListens(port), free)
	}
	return portInUse.With(port, howto.WhoListens(port), free).Then(perhapsStopped)
}
