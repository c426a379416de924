//go:build !linux

package play

// listenAgain fails: what a full queue does is another thing on every system.
func listenAgain(uintptr, int) error { return &OnlyLinux{"backlog"} }
