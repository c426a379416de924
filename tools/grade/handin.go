package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tcplab/tools/internal/sandbox"
)

// collect copies what a student has handed in to a new folder, and unpacks archives
// there. Only the copy is looked at, built and run. Next to it are folders for what is
// built, and for what runs. The error is a *problem.
func (s student) collect(to string) error {
	var err error
	for _, dir := range []string{to, filepath.Join(to, "../built"), filepath.Join(to, "../runs")} {
		err = errors.Join(err, os.MkdirAll(dir, 0o700))
	}
	room := sandbox.NewRoom() // for all archives of a student together
	if err == nil && s.archive {
		err = unzip(room, s.folder, to)
	} else if err == nil {
		err = sandbox.Copy(s.folder, to)
	}
	if err == nil {
		err = unzipAll(room, to, 1)
	}
	switch {
	case errors.Is(err, sandbox.ErrTooLarge):
		return &problem{sentence: tooLarge.With(err)}
	case errors.Is(err, errArchive):
		return &problem{sentence: badArchive.With(err)}
	case err != nil:
		return failed(err)
	}
	return nil
}

// unzipAll unpacks the archives in a folder, and in those below it down to a depth, each
// into a folder next to it, as Moodle and mail programs bring them.
func unzipAll(room *sandbox.Room, dir string, depth int) error {
	f, err := read(dir)
	if err != nil {
		return err
	}
	for _, name := range f.files("*") {
		archive := filepath.Join(dir, name)
		to, ok := cutZip(archive)
		if !ok {
			continue
		}
		if _, err := os.Lstat(to); err == nil {
			to += " (zip)"
		}
		if err := errors.Join(os.MkdirAll(to, 0o777), unzip(room, archive, to)); err != nil {
			return err
		}
		os.Remove(archive)
	}
	if f, err = read(dir); depth == 0 {
		return err
	}
	for _, below := range f.folders() {
		if err := unzipAll(room, below.path, depth-1); err != nil {
			return err
		}
	}
	return err
}

// cutZip returns the name of an archive without its end.
func cutZip(name string) (before string, ok bool) {
	end := filepath.Ext(name)
	return strings.TrimSuffix(name, end), strings.EqualFold(end, ".zip")
}

var errArchive = errors.New("broken archive")

// unzip unpacks an archive into a folder, as long as there is room: what its directory says
// of the sizes is not believed.
func unzip(room *sandbox.Room, archive, to string) error {
	if info, err := os.Stat(archive); err == nil && info.Size() > sandbox.MostBytes {
		return fmt.Errorf("%w: %s", sandbox.ErrTooLarge, filepath.Base(archive)) // its directory alone may fill the memory
	}
	r, err := zip.OpenReader(archive)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", errArchive, filepath.Base(archive), err)
	}
	defer r.Close()
	if len(r.File) > sandbox.MostFiles {
		return fmt.Errorf("%w: %s: more than %d files", sandbox.ErrTooLarge, filepath.Base(archive), sandbox.MostFiles)
	}
	root, err := os.OpenRoot(to)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, file := range r.File {
		name := filepath.FromSlash(strings.ReplaceAll(shown(file.Name), `\`, "/"))
		parts := strings.Split(name, string(filepath.Separator))
		if !filepath.IsLocal(name) || len(parts) > sandbox.Deepest+1 || slices.ContainsFunc(parts, sandbox.Hidden) ||
			!file.Mode().IsRegular() || strings.HasSuffix(file.Name, "/") {
			continue // it leads out of the folder or too deep into it, or is a link
		}
		if err := unzipFile(room, root, file, name); errors.Is(err, sandbox.ErrTooLarge) {
			return err
		} else if err != nil {
			return fmt.Errorf("%w: %s: %w", errArchive, name, err)
		}
	}
	return nil
}

func unzipFile(room *sandbox.Room, root *os.Root, file *zip.File, name string) error {
	in, err := file.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return room.Put(root, name, in, 0o666)
}
