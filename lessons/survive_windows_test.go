package lessons_test

import "syscall"

// smallBuffer lets a socket keep only a little of what has come.
func smallBuffer(fd uintptr) error {
	return syscall.SetsockoptInt(syscall.Handle(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096)
}
