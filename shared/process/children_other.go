//go:build !linux

package process

func Adopt() {}

// listsChildren reports that this system does not list the children of a
// process.
func listsChildren() bool { return false }

func children(int32) []int32 { return nil }
