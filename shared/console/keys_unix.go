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

// Typed reports whether there is a line that was typed and not read yet, as far as the
// system tells.
func Typed(file *os.File) bool {
	fds := []unix.PollFd{{Fd: int32(file.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, 0)
	return err == nil && n == 1 && fds[0].Revents&unix.POLLIN != 0
}

// OnResume has again called when the program goes on after Ctrl+Z: meanwhile the shell
// has made the terminal its own.
func OnResume(again func()) (stop func()) {
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
