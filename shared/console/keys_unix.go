//go:build unix

package console

import (
	"errors"
	"os"
	"os/signal"

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

// onResume has again called when the program goes on after Ctrl+Z: meanwhile the shell
// has made the terminal its own.
func onResume(again func()) (stop func()) {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, unix.SIGCONT)
	go func() {
		for range resumed {
			again()
		}
	}()
	return func() {
		signal.Stop(resumed)
		close(resumed)
	}
}
