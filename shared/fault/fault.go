// Package fault says what the error of a socket call means and what to do
// about it, in the words of the class.
package fault

import (
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"strconv"

	"tcplab/shared/phrase"
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
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return "lookup " + dns.Name + ": " + dns.Err
	}
	var op *net.OpError
	if !errors.As(err, &op) {
		return err.Error()
	}
	inner := op.Err
	var call *os.SyscallError
	if errors.As(inner, &call) {
		inner = call.Err
	}
	return op.Op + ": " + inner.Error()
}

// NoDescriptors reports whether the process or the system has no file
// descriptor left.
func NoDescriptors(err error) bool { return isAny(err, noDescriptors) }

// Gone reports whether err is of a send, to a peer that has closed.
func Gone(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "write" && isAny(err, gone)
}

// Refused reports whether nobody listened where a connection was to go.
func Refused(err error) bool { return isAny(err, refused) }

// Reset reports whether the peer has cut the connection off.
func Reset(err error) bool { return isAny(err, reset) }

// ClosedPipe reports whether a write found nobody who reads any more.
func ClosedPipe(err error) bool { return isAny(err, closedPipe) }

// Explain returns what err means and what to do about it. For an error it
// does not know, both sentences are the error's own text.
func Explain(err error) phrase.Phrase {
	var own *Error
	if errors.As(err, &own) {
		return own.Meaning
	}
	var dns *net.DNSError
	if errors.As(err, &dns) {
		if dns.IsNotFound {
			return unknownHost.With(dns.Name)
		}
		return noResolver.With(dns.Name)
	}
	if err == io.EOF {
		return closedEarly
	}
	var op *net.OpError
	if !errors.As(err, &op) {
		return phrase.Phrase{EN: err.Error(), ZH: err.Error()}
	}
	addr := ""
	if op.Addr != nil {
		addr = op.Addr.String()
	}
	host, port, _ := net.SplitHostPort(addr)
	number, _ := strconv.Atoi(port)
	switch {
	case op.Op == "listen" && isAny(err, inUse):
		return portInUse.With(port, net.JoinHostPort(host, "0"))
	case op.Op == "listen" && isAny(err, denied) && number < 1024 && runtime.GOOS != "windows":
		// Its common stand-in: 8080 for 80, 8443 for 443.
		return portBelow1024.With(port, net.JoinHostPort(host, strconv.Itoa(number+8000)))
	case op.Op == "listen" && isAny(err, denied):
		return portDenied.With(port, net.JoinHostPort(host, "0"))
	case op.Op == "listen" && isAny(err, notHere):
		return noSuchAddress.With(host)
	case op.Op == "accept" && NoDescriptors(err):
		return noneLeft
	case op.Op == "dial" && NoDescriptors(err):
		return tooManyOpen
	case op.Op == "dial" && isAny(err, refused):
		return nobodyListens.With(addr)
	case op.Op == "dial":
		return noAnswer.With(addr)
	case op.Op == "read" && isAny(err, reset):
		return cutOff
	case op.Op == "read" && errors.Is(err, os.ErrDeadlineExceeded):
		return silent
	case Gone(err):
		return sentInVain
	}
	return phrase.Phrase{EN: Text(err), ZH: Text(err)}
}

func isAny(err error, targets []error) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}
