//go:build !linux

package process

func Adopt() {}

func children(pid int32) []int32 { return search(pid) }
