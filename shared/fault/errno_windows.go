package fault

import (
	"syscall"

	"golang.org/x/sys/windows"
)

var (
	inUse         = []error{windows.WSAEADDRINUSE}
	denied        = []error{windows.WSAEACCES}
	notHere       = []error{windows.WSAEADDRNOTAVAIL}
	refused       = []error{windows.WSAECONNREFUSED}
	reset         = []error{windows.WSAECONNRESET, windows.WSAECONNABORTED}
	gone          = []error{windows.WSAECONNRESET, windows.WSAECONNABORTED}
	closedPipe    = []error{windows.ERROR_BROKEN_PIPE, windows.ERROR_NO_DATA}
	noDescriptors = []error{windows.WSAEMFILE, syscall.EMFILE}
	noBuffers     = []error{windows.WSAENOBUFS}
	noPort        = []error{windows.WSAEADDRINUSE} // of connect, whose own end has no address yet
)
