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

// beforeQuit has restore called also when Ctrl+\ ends the program, where Go writes
// what the program was doing and exits at once.
func beforeQuit(restore func()) func() {
	quit := make(chan os.Signal, 1)
	signal.Notify(quit, unix.SIGQUIT)
	go func() {
		if _, pressed := <-quit; pressed {
			restore()
			signal.Reset(unix.SIGQUIT)
			unix.Kill(unix.Getpid(), unix.SIGQUIT)
		}
	}()
	return func() {
		signal.Stop(quit)
		close(quit)
		restore()
	}
}
