//go:build !linux

package sandbox

// Enter fails: this system has no sandbox.
func Enter([]string) (code int) { return 127 }
