//go:build !linux

package scenario

// listenAgain fails: what a full queue does is another thing on every system.
func listenAgain(uintptr, int) error { return &OnlyLinux{"backlog"} }
