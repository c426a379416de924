package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/phrase"
)

// A file is one that this tool makes, with the text that it should have.
type file struct {
	name string // from the root, with slashes
	text []byte
}

func (f file) path(root string) string { return filepath.Join(root, filepath.FromSlash(f.name)) }

// isStale reports whether what is on the disk is something else.
func (f file) isStale(root string) bool {
	text, err := os.ReadFile(f.path(root))
	return err != nil || !bytes.Equal(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), f.text)
}

// all returns every file: the pages, and the pictures.
func (w *weaver) all() (files []file, err error) {
	for _, p := range w.pages {
		text, err := w.weave(p)
		if err != nil {
			return nil, err
		}
		files = append(files, file{p.file(), []byte(text)})
	}
	pictures, err := w.pictures()
	return append(files, pictures...), err
}

// A page is one Markdown file.
type page struct {
	name string // such as index
	lang phrase.Lang
	text string
}

// file is the page's own, from the root, with slashes.
func (p page) file() string { return path.Join("docs", string(p.lang), p.name+".md") }

// title is the page's heading.
func (p page) title() string {
	for line := range strings.Lines(p.text) {
		if title, ok := strings.CutPrefix(line, "# "); ok {
			return strings.TrimSpace(title)
		}
	}
	return p.name
}

// A weaver makes the parts of the pages that come from the lab.
type weaver struct {
	root  string
	pages []page
}

// newWeaver reads the pages.
func newWeaver(root string) (*weaver, error) {
	w := &weaver{root: root}
	for _, lang := range languages {
		for _, name := range course.Pages {
			p := page{name: name, lang: lang}
			text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p.file())))
			if err != nil {
				return nil, err
			}
			p.text = string(text)
			w.pages = append(w.pages, p)
		}
	}
	return w, nil
}

// mark is where a part of a page begins and ends. What is between the two
// comments is made again:
//
//	<!-- diff 4 -->
//	<!-- end -->
var mark = regexp.MustCompile(`(?s)(<!-- ([a-z]+)((?: [^ >]+)*) -->\n)(.*?)(<!-- end -->)`)

// A part makes what belongs between the comments of a mark, with the words that
// follow its name.
type part func(w *weaver, p page, args []string) (string, error)

var parts = map[string]part{
	"nav":     (*weaver).nav,
	"picture": (*weaver).picture,
	"steps":   (*weaver).steps,
	"run":     (*weaver).run,
	"see":     (*weaver).see,
	"diff":    (*weaver).diff,
	"task":    (*weaver).task,
}

// weave returns the text of a page with all its parts as they should be.
func (w *weaver) weave(p page) (string, error) {
	var failed error
	text := mark.ReplaceAllStringFunc(p.text, func(whole string) string {
		found := mark.FindStringSubmatch(whole)
		begin, name, args, end := found[1], found[2], strings.Fields(found[3]), found[5]
		made, err := "", errors.New("there is no such part")
		if part := parts[name]; part != nil {
			made, err = part(w, p, args)
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s/%s: %s %s: %w", p.lang, p.name, name, strings.Join(args, " "), err))
			return whole
		}
		return begin + strings.TrimRight(made, "\n") + "\n" + end
	})
	return text, failed
}
