package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"tcplab/shared/phrase"
)

// The files of the results.
const (
	csvFile  = "grade.csv"
	pageFile = "grade.html"
)

// writable fails if the results could not be written later on: before anybody
// has waited for them.
func (o *options) writable(lang phrase.Lang) error {
	if err := os.MkdirAll(o.out, 0o777); err != nil {
		return notSaved(lang, o.out, err)
	}
	defer os.Remove(o.out) // unless something is in it
	draft, err := write(o.out, nil)
	os.Remove(draft)
	if err != nil {
		return notSaved(lang, o.out, err)
	}
	for _, name := range []string{csvFile, pageFile} {
		// A spreadsheet on Windows keeps its file for itself.
		file, err := os.OpenFile(filepath.Join(o.out, name), os.O_WRONLY, 0)
		if err == nil {
			file.Close()
		} else if !errors.Is(err, fs.ErrNotExist) {
			return notSaved(lang, filepath.Join(o.out, name), err)
		}
	}
	return nil
}

// save writes the table and the page. Where one of them cannot be written, the
// other one is all the same.
func (o *options) save(results []result, lang phrase.Lang) error {
	if err := os.MkdirAll(o.out, 0o777); err != nil {
		return notSaved(lang, o.out, err)
	}
	page := newPage(results, o.stage, lang, time.Now())
	return errors.Join(
		replace(filepath.Join(o.out, csvFile), table(results), lang),
		replace(filepath.Join(o.out, pageFile), page.html(), lang),
	)
}

// replace writes a file, which is the old one or the new one at any time, and
// never a half.
func replace(name string, content []byte, lang phrase.Lang) error {
	draft, err := write(filepath.Dir(name), content)
	if err == nil {
		err = os.Rename(draft, name)
	}
	if err != nil {
		os.Remove(draft)
		return notSaved(lang, name, err)
	}
	return nil
}

// write writes a new file in a folder, and returns its name. Who else may read
// it is for the umask to say.
func write(dir string, content []byte) (name string, err error) {
	name = filepath.Join(dir, fmt.Sprintf(".grade-%016x", rand.Uint64()))
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	_, err = file.Write(content)
	return name, errors.Join(err, file.Close())
}

func notSaved(lang phrase.Lang, name string, err error) error {
	var link *os.LinkError
	if errors.As(err, &link) {
		err = link.Err // of the draft
	}
	return errors.New(cannotSave.Format(lang, name, reason(err)))
}

var cannotSave = phrase.Phrase{
	EN: "%s cannot be written: %v. Is it open in another program? Close it there, or name a folder where you may write, on a disk with room: -out DIR",
	ZH: "无法写入 %s：%v。它是不是在别的程序里打开着？请先关闭，或指定一个可写且有空间的文件夹：-out 文件夹",
}
