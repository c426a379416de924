package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// A Room is how much more a student's files may be.
type Room struct {
	bytes int64
	files int
}

// NewRoom is for all that a student hands in.
func NewRoom() *Room { return &Room{MostBytes, MostFiles} }

// Put writes a file, if there is room for it.
func (r *Room) Put(to *os.Root, name string, from io.Reader, mode fs.FileMode) error {
	if r.files--; r.files < 0 {
		return fmt.Errorf("%w: more than %d files", ErrTooLarge, MostFiles)
	}
	file, err := to.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	n, err := io.Copy(file, io.LimitReader(from, r.bytes+1))
	if r.bytes -= n; r.bytes < 0 {
		err = fmt.Errorf("%w: more than %d MB, with %s", ErrTooLarge, MostBytes>>20, name)
	}
	return errors.Join(err, file.Close())
}

// Copy copies the plain files of a folder into another one, as long as there is room for
// them. Links, and what is hidden, are left out.
func Copy(from, to string) error {
	in, err := os.OpenRoot(from) // so that no link leads out of it
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenRoot(to)
	if err != nil {
		return err
	}
	defer out.Close()
	return NewRoom().copyFolder(in, out, ".", 0)
}

func (r *Room) copyFolder(in, out *os.Root, path string, depth int) error {
	folder, err := in.Open(path)
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
			if err = out.MkdirAll(name, 0o777); err == nil {
				err = r.copyFolder(in, out, name, depth+1)
			}
		case entry.Type().IsRegular():
			err = r.copyFile(in, out, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *Room) copyFile(in, out *os.Root, name string) error {
	file, err := in.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	return r.Put(out, name, file, info.Mode().Perm()|0o600)
}

// Hidden reports whether a file is not one that a student hands in: one of the system, or
// what a packer on a Mac adds.
func Hidden(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }
