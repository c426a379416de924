package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
	u := unpacking{bytes: sandbox.MostBytes, files: sandbox.MostFiles}
	if err == nil && s.archive {
		err = u.unzip(s.folder, to)
	} else if err == nil {
		err = sandbox.Copy(s.folder, to)
	}
	if err == nil {
		err = u.unzipAll(to)
	}
	switch {
	case errors.Is(err, sandbox.ErrTooLarge):
		return &problem{sentence: tooLarge.With(err)}
	case errors.Is(err, errArchive):
		return &problem{sentence: badArchive.With(err)}
	case err != nil:
		return &problem{sentence: unreadable.With(reason(err))}
	}
	return nil
}

// An unpacking is how much may still be unpacked, of all archives of a student together.
type unpacking struct {
	bytes int64
	files int
}

// unzipAll unpacks the archives in a folder and one level below it, each into a folder
// next to it, as Moodle and mail programs bring them.
func (u *unpacking) unzipAll(dir string) error {
	for _, pattern := range []string{"*", "*/*"} {
		names, err := filepath.Glob(filepath.Join(escaped(dir), pattern))
		if err != nil {
			return err
		}
		for _, name := range names {
			if !strings.EqualFold(filepath.Ext(name), ".zip") {
				continue
			}
			to := strings.TrimSuffix(name, filepath.Ext(name))
			if _, err := os.Lstat(to); err == nil {
				to += " (zip)"
			}
			if err := os.MkdirAll(to, 0o777); err != nil {
				return err
			}
			if err := u.unzip(name, to); err != nil {
				return err
			}
			os.Remove(name)
		}
	}
	return nil
}

// escaped is a path as a pattern for itself.
func escaped(path string) string {
	if filepath.Separator == '\\' {
		return path // there is no escape, and no such name
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

var errArchive = errors.New("broken archive")

// unzip unpacks an archive into a folder, as long as it holds no more than a student's
// work does: what its directory says of the sizes is not believed.
func (u *unpacking) unzip(archive, to string) error {
	tooMuch := fmt.Errorf("%w: %s: more than %d files, or %d MB", sandbox.ErrTooLarge, filepath.Base(archive), sandbox.MostFiles, sandbox.MostBytes>>20)
	if info, err := os.Stat(archive); err == nil && info.Size() > sandbox.MostBytes {
		return tooMuch // its directory alone may fill the memory
	}
	r, err := zip.OpenReader(archive)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", errArchive, filepath.Base(archive), err)
	}
	defer r.Close()
	root, err := os.OpenRoot(to)
	if err != nil {
		return err
	}
	defer root.Close()
	if u.files -= len(r.File); u.files < 0 {
		return tooMuch
	}
	for _, file := range r.File {
		name := filepath.FromSlash(strings.ReplaceAll(shown(file.Name), `\`, "/"))
		if !filepath.IsLocal(name) || hiddenBelow(name) || !file.Mode().IsRegular() || strings.HasSuffix(file.Name, "/") ||
			strings.Count(name, string(filepath.Separator)) > sandbox.Deepest {
			continue // it leads out of the folder or too deep into it, or is a link
		}
		n, err := unzipFile(root, file, name, u.bytes)
		if errors.Is(err, sandbox.ErrTooLarge) {
			return tooMuch
		}
		if err != nil {
			return fmt.Errorf("%w: %s: %w", errArchive, name, err)
		}
		u.bytes -= n
	}
	return nil
}

func unzipFile(root *os.Root, file *zip.File, name string, left int64) (n int64, err error) {
	in, err := file.Open()
	if err != nil {
		return 0, err
	}
	defer in.Close()
	if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return 0, err
	}
	out, err := root.Create(name)
	if err != nil {
		return 0, err
	}
	n, err = io.Copy(out, io.LimitReader(in, left+1))
	if n > left {
		err = sandbox.ErrTooLarge
	}
	return n, errors.Join(err, out.Close())
}

// hiddenBelow reports whether any part of a path is hidden.
func hiddenBelow(name string) bool {
	for part := range strings.SplitSeq(filepath.ToSlash(name), "/") {
		if sandbox.Hidden(part) {
			return true
		}
	}
	return false
}
