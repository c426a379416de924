//go:build unix

package fault

import "syscall"

var (
	inUse         = []error{syscall.EADDRINUSE}
	denied        = []error{syscall.EACCES, syscall.EPERM}
	notHere       = []error{syscall.EADDRNOTAVAIL}
	refused       = []error{syscall.ECONNREFUSED}
	reset         = []error{syscall.ECONNRESET}
	gone          = []error{syscall.EPIPE, syscall.ECONNRESET, syscall.EPROTOTYPE} // the last on macOS, while the peer closes
	closedPipe    = []error{syscall.EPIPE}
	noDescriptors = []error{syscall.EMFILE, syscall.ENFILE}
	noBuffers     = []error{syscall.ENOBUFS}
	noPort        = []error{syscall.EADDRNOTAVAIL} // of connect, whose own end has no address yet
)
