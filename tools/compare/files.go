package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

// recordings are the files of a comparison: the events of A, and of B. In a
// folder of sweepFolder lie those with so many clients as its name says.
var recordings = [2]string{"a.jsonl", "b.jsonl"}

const sweepFolder = "sweep"

// lines is a recording as JSON Lines.
func lines(r timeline.Recording) []byte {
	var b bytes.Buffer
	r.Write(&b) // a buffer takes everything
	return b.Bytes()
}

// save writes files into a folder, which it makes. They get their names when all
// are written: there are the old ones, or the new ones, and never a half.
func (c *comparer) save(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return c.notSaved(dir, err)
	}
	written := map[string]string{} // by the final name
	for name, content := range files {
		draft, err := write(dir, content)
		defer os.Remove(draft) // in vain, if all goes well
		if err != nil {
			return c.notSaved(dir, err)
		}
		written[filepath.Join(dir, name)] = draft
	}
	for name, draft := range written {
		if err := os.Rename(draft, name); err != nil {
			return c.notSaved(dir, err)
		}
	}
	return nil
}

// write writes a new file in a folder, and returns its name.
func write(dir string, content []byte) (name string, err error) {
	file, err := os.CreateTemp(dir, ".compare-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(content)
	return file.Name(), errors.Join(err, file.Chmod(0o644), file.Close())
}

// saveSweep writes the recordings of a sweep, in place of those of an older one.
func (c *comparer) saveSweep(all []pair) error {
	if err := os.MkdirAll(c.out, 0o777); err != nil {
		return c.notSaved(c.out, err)
	}
	dir, err := os.MkdirTemp(c.out, ".compare-*")
	if err != nil {
		return c.notSaved(c.out, err)
	}
	defer os.RemoveAll(dir)
	for _, measured := range all {
		files := map[string][]byte{}
		for i, name := range recordings {
			files[name] = lines(measured[i])
		}
		if err := c.save(filepath.Join(dir, strconv.Itoa(measured[0].Plan.Clients)), files); err != nil {
			return err
		}
	}
	final := filepath.Join(c.out, sweepFolder)
	if err := errors.Join(os.RemoveAll(final), os.Chmod(dir, 0o755), os.Rename(dir, final)); err != nil {
		return c.notSaved(c.out, err)
	}
	return nil
}

func (c *comparer) notSaved(dir string, err error) error {
	if path := (*os.PathError)(nil); errors.As(err, &path) {
		err = path.Err // the file was only a draft
	}
	return errors.New(notSaved.Format(c.lang, dir, err))
}

// load reads the comparison that was recorded in a folder.
func load(dir string) (p pair, err error) {
	for i, name := range recordings {
		name = filepath.Join(dir, name)
		file, err := os.Open(name)
		if err != nil {
			return p, err
		}
		p[i], err = timeline.Read(file)
		file.Close()
		if err != nil {
			return p, fmt.Errorf("%s: %w", name, err)
		}
	}
	if p[0].Plan.Clients != p[1].Plan.Clients {
		return p, fmt.Errorf("%s: %d and %d clients", dir, p[0].Plan.Clients, p[1].Plan.Clients)
	}
	return p, nil
}

// loadSweep reads the sweep that was recorded in a folder, in the order of its
// clients; none if there is none.
func loadSweep(dir string) (all []pair, err error) {
	folders, _ := filepath.Glob(filepath.Join(dir, sweepFolder, "*", recordings[0]))
	for _, name := range folders {
		p, err := load(filepath.Dir(name))
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b pair) int { return a[0].Plan.Clients - b[0].Plan.Clients })
	return all, nil
}

var notSaved = phrase.Phrase{
	EN: "the picture cannot be saved in %s: %v. Name a folder where you may write, on a disk with room: -out DIR",
	ZH: "图无法保存到 %s：%v。请指定一个可写且有空间的文件夹：-out 文件夹",
}
