package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// resident returns how much memory a process occupies.
func resident(pid int) (bytes int64, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	var kilobytes int64
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		return 0, fmt.Errorf("VmRSS of process %d: %w", pid, err)
	}
	return kilobytes * 1024, nil
}

// canHold returns an error if this process may not open n sockets.
func canHold(n int) error {
	const others = 100 // files that are not sockets of clients
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		return err
	}
	if files.Cur < uint64(n+others) {
		return &skip{fmt.Sprintf("as %d clients need more than the %d open files of ulimit -n", n, files.Cur)}
	}
	return nil
}
