package console

import (
	"io"
	"os"
	"runtime"

	"github.com/mattn/go-colorable"
	"github.com/mattn/go-isatty"
	"golang.org/x/term"

	"tcplab/shared/charset"
	"tcplab/shared/columns"
)

// A Mode is when to colour.
type Mode string

const (
	Auto   Mode = "auto" // on a terminal, unless NO_COLOR is set
	Always Mode = "always"
	Never  Mode = "never"
)

// Open returns a writer to file that understands colour, on Windows too, and
// whether to colour what goes there. It decides for this file alone:
// color.NoColor looks at stdout only, whichever file is meant. What is written
// is UTF-8, and arrives in the charset of the locale.
func Open(file *os.File, mode Mode) (w io.Writer, colored bool) {
	set := Charset(file)
	if set != charset.UTF8 {
		columns.WideAmbiguous()
	}
	w = set.Writer(colorable.NewColorable(file))
	plain := os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" || !IsTerminal(file)
	return w, mode == Always || mode != Never && !plain
}

// Writer returns a writer to file for text in UTF-8, which arrives in the
// charset of the locale.
func Writer(file *os.File) io.Writer { return Charset(file).Writer(file) }

// Charset returns the charset of a terminal, or of what stands in for one: that
// of the locale. To a console of Windows, Go itself speaks UTF-16.
func Charset(file *os.File) charset.Charset {
	if runtime.GOOS == "windows" && isatty.IsTerminal(file.Fd()) {
		return charset.UTF8
	}
	return charset.FromEnv(os.Getenv)
}

// pageWidth is how wide a file is, and whatever else is no terminal.
const pageWidth = 100

// Size returns how many columns and lines a terminal has. What is no terminal
// has 100 columns, and 0 lines.
func Size(file *os.File) (width, height int) {
	width, height, err := term.GetSize(int(file.Fd()))
	if err != nil || width <= 0 {
		return pageWidth, 0
	}
	return width, height
}

// Fit makes the lines of c fit file, to which its writer leads: its width as it is
// now, and its charset. It returns c, which has written nothing yet.
func (c *Console) Fit(file *os.File) *Console {
	width, _ := Size(file)
	c.SetWidth(width)
	c.layout.charset = Charset(file)
	return c
}

// SetWidth says how many columns a line may take.
func (c *Console) SetWidth(columns int) { c.layout.width = max(columns, leastWidth) }

// leastWidth is that of a line that says anything at all. A terminal that is
// narrower wraps it.
const leastWidth = 60

// IsTerminal reports whether file is a terminal, also one of Cygwin.
func IsTerminal(file *os.File) bool {
	return isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd())
}

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
