package console

import "golang.org/x/sys/windows"

func giveKeys(fd int) error {
	var mode uint32
	if err := windows.GetConsoleMode(windows.Handle(fd), &mode); err != nil {
		return err
	}
	return windows.SetConsoleMode(windows.Handle(fd), mode&^(windows.ENABLE_LINE_INPUT|windows.ENABLE_ECHO_INPUT))
}

func onResume(func()) (stop func()) { return func() {} } // Windows does not stop programs
