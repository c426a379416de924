package play

import "syscall"

// listenAgain calls listen(2).
func listenAgain(fd uintptr, backlog int) error { return syscall.Listen(int(fd), backlog) }

// setReuse sets SO_REUSEADDR.
func setReuse(fd uintptr, reuse bool) error {
	value := 0
	if reuse {
		value = 1
	}
	return syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, value)
}
