package console

import (
	"os"

	"golang.org/x/sys/windows"
)

func giveKeys(fd int) error {
	var mode uint32
	if err := windows.GetConsoleMode(windows.Handle(fd), &mode); err != nil {
		return err
	}
	return windows.SetConsoleMode(windows.Handle(fd), mode&^(windows.ENABLE_LINE_INPUT|windows.ENABLE_ECHO_INPUT))
}

// Typed reports nothing: Windows tells of keys, not of lines.
func Typed(*os.File) bool { return false }

// OnResume does nothing: Windows does not stop programs.
func OnResume(func()) (stop func()) { return func() {} }
