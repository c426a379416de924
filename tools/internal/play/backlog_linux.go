package play

import "syscall"

// listenAgain calls listen(2).
func listenAgain(fd uintptr, backlog int) error { return syscall.Listen(int(fd), backlog) }
