package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tcplab/shared/clock"
	"tcplab/shared/process"
)

// What a program may use.
const (
	MostMemory  = 2 << 30
	MostThreads = 400

	mostFile    = 64 << 20 // bytes of a file that it writes
	mostSeconds = 600      // of the processor
	room        = 128 << 20
)

// What a student's files may be.
const (
	MostBytes = 64 << 20
	MostFiles = 5000
	Deepest   = 40 // folders in each other; what is below is left out
)

// Watch kills all that this process has started as soon as it uses more than it may,
// and calls tell then. It returns when ctx is done.
func Watch(ctx context.Context, tell func(process.Use)) {
	for clock.Sleep(ctx, 100*time.Millisecond) {
		if u := process.Used(MostThreads); u.Threads > MostThreads || u.Memory > MostMemory {
			process.KillAll()
			tell(u)
		}
	}
}

// ErrTooLarge is that a folder holds more than a student's work does.
var ErrTooLarge = errors.New("too large")

// Copy copies the plain files of a folder into another one, as long as they are not
// too many. Links, and what is hidden, are left out.
func Copy(from, to string) error {
	root, err := os.OpenRoot(from) // so that no link leads out of it
	if err != nil {
		return err
	}
	defer root.Close()
	c := copying{root: root, to: to}
	return c.folder(".", 0)
}

// A copying is a Copy that goes on.
type copying struct {
	root  *os.Root
	to    string
	bytes int64
	files int
}

func (c *copying) folder(path string, depth int) error {
	folder, err := c.root.Open(path)
	if err != nil {
		return err
	}
	entries, err := folder.ReadDir(-1) // package fs refuses names that are not in UTF-8
	folder.Close()
	if err != nil || depth > Deepest {
		return err
	}
	for _, entry := range entries {
		name := filepath.Join(path, entry.Name())
		switch {
		case Hidden(entry.Name()):
		case entry.IsDir():
			if err = os.MkdirAll(filepath.Join(c.to, name), 0o777); err == nil {
				err = c.folder(name, depth+1)
			}
		case entry.Type().IsRegular():
			err = c.file(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *copying) file(name string) error {
	if c.files++; c.files > MostFiles {
		return fmt.Errorf("%w: more than %d files", ErrTooLarge, MostFiles)
	}
	n, err := copyFile(c.root, name, filepath.Join(c.to, name), MostBytes-c.bytes)
	if c.bytes += n; errors.Is(err, ErrTooLarge) {
		return fmt.Errorf("%w: more than %d MB, with %s", ErrTooLarge, MostBytes>>20, name)
	}
	return err
}

func copyFile(root *os.Root, from, to string, most int64) (n int64, err error) {
	in, err := root.Open(from)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	info, err := in.Stat()
	switch {
	case err != nil:
		return 0, err
	case info.Size() > most:
		return 0, ErrTooLarge
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, info.Mode().Perm()|0o600)
	if err != nil {
		return 0, err
	}
	n, err = io.Copy(out, io.LimitReader(in, most))
	return n, errors.Join(err, out.Close())
}

// Hidden reports whether a file is not one that a student hands in: one of the system, or
// what a packer on a Mac adds.
func Hidden(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }
