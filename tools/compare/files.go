package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"tcplab/shared/atomicfile"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/timeline"
)

// sweepFolder has a folder for each number of clients, with the recordings.
const sweepFolder = "sweep"

// draft is the name of a folder until it is complete.
const draft = ".compare-*"

// files are the recordings, by their names.
func (m measured) files() map[string][]byte {
	files := map[string][]byte{}
	for i, r := range m.recordings {
		files[timeline.Files[i]] = r.Lines()
	}
	return files
}

// saveSweep writes the recordings of a sweep. They replace those of an older one only
// when they are complete.
func (c *comparer) saveSweep(all []measured) error {
	dir, err := os.MkdirTemp(c.out, draft)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fresh, old, final := filepath.Join(dir, "new"), filepath.Join(dir, "old"), filepath.Join(c.out, sweepFolder)
	for _, m := range all {
		if err := atomicfile.WriteAll(filepath.Join(fresh, strconv.Itoa(m.clients())), m.files()); err != nil {
			return err
		}
	}
	if err := os.Rename(final, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, final); err != nil {
		return errors.Join(err, os.Rename(old, final))
	}
	return nil
}

func (c *comparer) notSaved(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err // the folder is named already
	}
	return cli.Fail(notSaved, c.out, err)
}

// read reads what was recorded in a folder: a comparison, a sweep, both, or
// nothing.
func read(dir fs.FS) (found findings, err error) {
	all, err := timeline.ReadAll(dir, ".")
	switch {
	case err == nil:
		found.once = new(measuredOf(all))
	case !errors.Is(err, fs.ErrNotExist):
		return found, err
	}
	folders, err := fs.ReadDir(dir, sweepFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return found, err
	}
	for _, folder := range folders {
		if _, err := strconv.Atoi(folder.Name()); err != nil || !folder.IsDir() {
			continue // not ours
		}
		all, err := timeline.ReadAll(dir, path.Join(sweepFolder, folder.Name()))
		if err != nil {
			return found, err
		}
		m := measuredOf(all)
		if strconv.Itoa(m.clients()) == folder.Name() { // else it may be a copy
			found.sweep = append(found.sweep, m)
		}
	}
	slices.SortFunc(found.sweep, func(a, b measured) int { return a.clients() - b.clients() })
	return found, nil
}
