package main

import (
	"path/filepath"
	"time"

	"tcplab/shared/atomicfile"
	"tcplab/tools/internal/cli"
)

// The files of the results.
const (
	csvFile  = "grade.csv"
	pageFile = "grade.html"
)

// saveAll writes the table, the page and what other systems read. Where one of them
// cannot be written, the others are all the same.
func (c *class) saveAll(results []result, sum summary) (failed error) {
	page := newPage(results, sum, c.task, c.sandbox, c.lang, time.Now())
	files := map[string][]byte{csvFile: table(results), pageFile: page.html()}
	c.addFormats(files, results)
	for name, content := range files {
		if err := save(filepath.Join(c.out, filepath.FromSlash(name)), content); err != nil {
			failed = err
		}
	}
	return failed
}

// save writes a file, in a folder that it makes if it is not there.
func save(file string, content []byte) error {
	dir, name := filepath.Split(file)
	if err := atomicfile.WriteAll(dir, map[string][]byte{name: content}); err != nil {
		return notSaved(file, err)
	}
	return nil
}

func notSaved(name string, err error) error { return cli.Fail(cannotSave, name, reason(err)) }
