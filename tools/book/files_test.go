package main

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"tcplab/shared/phrase"
)

// Every link and every picture of the written book is a file in it, and no link
// begins at the root of a disk.
func TestFiles(t *testing.T) {
	dir := t.TempDir() + "/my 书"
	lab, err := openLab("testdata/lab")
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	if err := writeFiles(t.Context(), newSite(lab.FS(), "", phrase.English), dir); err != nil {
		t.Fatal(err)
	}
	book := os.DirFS(dir)
	anywhere := regexp.MustCompile(`\s(?:href|src)="([^"]*)"`)
	followed := 0
	err = fs.WalkDir(book, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		page, err := fs.ReadFile(book, name)
		if err != nil {
			return err
		}
		for _, m := range anywhere.FindAllStringSubmatch(string(page), -1) {
			u, err := url.Parse(m[1])
			if err != nil || u.IsAbs() || u.Path == "" {
				continue
			}
			followed++
			if info, err := fs.Stat(book, path.Join(path.Dir(name), u.Path)); err != nil || info.IsDir() {
				t.Errorf("%s: %s leads nowhere", name, m[1])
			}
		}
		return nil
	})
	if err != nil || followed < 50 {
		t.Errorf("%d links were followed, %v", followed, err)
	}
	for name, want := range map[string]string{
		"index.html":               `href="zh/index.html"`,
		"en/two.html":              `src="../assets/book.js"`,
		"zh/index.html":            `href="../en/index.html"`,
		"assets/book.css":          "body",
		"images/queue.svg":         "<svg",
		"code/Makefile/index.html": "Makefile",
	} {
		content, err := fs.ReadFile(book, name)
		if err != nil || !strings.Contains(string(content), want) {
			t.Errorf("%s: %q is not in it (%v)", name, want, err)
		}
	}
}

// Ctrl+C ends the book before anything is written.
func TestFilesInterrupted(t *testing.T) {
	lab, err := openLab("testdata/lab")
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir() + "/book"
	if err := writeFiles(ctx, newSite(lab.FS(), "", phrase.English), dir); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something is written")
	}
}
