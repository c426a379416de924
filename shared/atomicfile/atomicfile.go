// Package atomicfile writes complete files. At any moment a file is the old one
// or the new one, even if the disk is full or the program is ended meanwhile.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/robustio"
)

// Write writes a file into a folder that is there. Its error names the file, and not
// the draft.
func Write(name string, content []byte) error {
	return writeAll(filepath.Dir(name), map[string][]byte{filepath.Base(name): content})
}

// WriteAll writes files into a folder, which it makes if it is not there. None of them
// is replaced before all are on the disk.
func WriteAll(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return of(dir, err)
	}
	return writeAll(dir, files)
}

func writeAll(dir string, files map[string][]byte) error {
	drafts := map[string]string{} // by the final name
	defer func() {
		for _, draft := range drafts {
			os.Remove(draft) // in vain, if all went well
		}
	}()
	for name, content := range files {
		name = filepath.Join(dir, name)
		if target, err := filepath.EvalSymlinks(name); err == nil {
			name = target // the link stays
		}
		old, err := os.Stat(name)
		if err == nil && !old.Mode().IsRegular() {
			err = os.WriteFile(name, content, 0o666) // a device such as /dev/null stays what it is
		} else {
			drafts[name], err = create(filepath.Dir(name), content, old)
		}
		if err != nil {
			return of(name, err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(drafts)) {
		// On Windows, a virus scanner or an editor may have either file open for a moment.
		if err := robustio.Rename(drafts[name], name); err != nil {
			return of(name, err)
		}
	}
	return nil
}

// Writable fails if no file could be written into a folder, which need not be
// there yet. It leaves no file behind.
func Writable(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	defer os.Remove(dir) // unless something is in it
	draft, err := create(dir, nil, nil)
	os.Remove(draft)
	if err != nil {
		return of(dir, err)
	}
	return nil
}

// create writes a new file and returns its name. The umask says who may read it,
// but nobody may who could not read the file that it replaces.
func create(dir string, content []byte, replaces fs.FileInfo) (name string, err error) {
	name = filepath.Join(dir, fmt.Sprintf(".tcplab-%016x", rand.Uint64()))
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	if replaces != nil {
		var fresh fs.FileInfo
		if fresh, err = file.Stat(); err == nil {
			err = file.Chmod(fresh.Mode() & replaces.Mode())
		}
	}
	_, writing := file.Write(content)
	// Without Sync, a power failure may leave the new name with nothing in it.
	return name, errors.Join(err, writing, file.Sync(), file.Close())
}

// of is an error of the file that the user knows.
func of(name string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return &fs.PathError{Op: "write", Path: name, Err: err}
}
