package console

import (
	"os"

	"golang.org/x/term"
)

// Keys makes a terminal give every key at once, without Enter, and show none of
// them, until restore is called. Ctrl+C stays what it is. Of a file that is not a
// terminal, or not that of a program in the foreground, it returns false.
func Keys(file *os.File) (restore func(), ok bool) {
	fd := int(file.Fd())
	was, err := term.GetState(fd)
	if err != nil || giveKeys(fd) != nil {
		return func() {}, false
	}
	stop := OnResume(func() { giveKeys(fd) })
	return func() {
		stop()
		term.Restore(fd, was)
	}, true
}
