//go:build unix

package console

import (
	"errors"

	"golang.org/x/sys/unix"
)

func giveKeys(fd int) error {
	// The system stops a program in the background that changes its terminal.
	if group, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP); err == nil && group != unix.Getpgrp() {
		return errors.New("in the background")
	}
	mode, err := unix.IoctlGetTermios(fd, getMode)
	if err != nil {
		return err
	}
	mode.Lflag &^= unix.ICANON | unix.ECHO
	mode.Cc[unix.VMIN], mode.Cc[unix.VTIME] = 1, 0
	return unix.IoctlSetTermios(fd, setMode, mode)
}
