package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tcplab/shared/atomicfile"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
)

// The files of the results.
const (
	csvFile  = "grade.csv"
	pageFile = "grade.html"
)

// writable fails if the results could not be written later on: before anybody
// has waited for them.
func (o *options) writable() error {
	if err := atomicfile.Writable(o.out); err != nil {
		return notSaved(o.out, err)
	}
	for _, name := range []string{csvFile, pageFile} {
		// A spreadsheet on Windows keeps its file for itself.
		file, err := os.OpenFile(filepath.Join(o.out, name), os.O_WRONLY, 0)
		if err == nil {
			file.Close()
		} else if !errors.Is(err, fs.ErrNotExist) {
			return notSaved(filepath.Join(o.out, name), err)
		}
	}
	return nil
}

// save writes the table and the page. Where one of them cannot be written, the
// other one is all the same.
func (o *options) save(results []result, lang phrase.Lang) (failed error) {
	if err := os.MkdirAll(o.out, 0o777); err != nil {
		return notSaved(o.out, err)
	}
	page := newPage(results, o.stage, lang, time.Now())
	for name, content := range map[string][]byte{csvFile: table(results), pageFile: page.html()} {
		name = filepath.Join(o.out, name)
		if err := atomicfile.Write(name, content); err != nil {
			failed = notSaved(name, err)
		}
	}
	return failed
}

func notSaved(name string, err error) error { return cli.Fail(cannotSave, name, reason(err)) }

var cannotSave = phrase.Phrase{
	EN: "%s cannot be written: %v. Is it open in another program? Close it there, or name a folder where you may write, on a disk with room: -out DIR",
	ZH: "无法写入 %s：%v。它是不是在别的程序里打开着？请先关闭，或指定一个可写且有空间的文件夹：-out 文件夹",
}
