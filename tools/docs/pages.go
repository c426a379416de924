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
	"tcplab/tools/internal/play"
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

// readPages reads all pages.
func readPages(root string) (pages []page, err error) {
	for _, lang := range languages {
		for _, name := range course.Pages {
			p := page{name: name, lang: lang}
			text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p.file())))
			if err != nil {
				return nil, err
			}
			p.text = string(text)
			pages = append(pages, p)
		}
	}
	return pages, nil
}

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
	root       string
	pages      []page
	recordings map[phrase.Lang]map[string]play.Recording
}

// newWeaver reads what is needed: the pages, and the recordings.
func newWeaver(root string) (*weaver, error) {
	w := &weaver{root: root, recordings: map[phrase.Lang]map[string]play.Recording{}}
	var err error
	if w.pages, err = readPages(root); err != nil {
		return nil, err
	}
	for _, lang := range languages {
		w.recordings[lang] = map[string]play.Recording{}
		for _, p := range play.All {
			if w.recordings[lang][p.Name], err = p.Recorded(root, lang); err != nil {
				return nil, err
			}
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

func noSuchPart(*weaver, page, []string) (string, error) {
	return "", errors.New("there is no such part")
}

// weave returns the text of a page with all its parts as they should be.
func (w *weaver) weave(p page) (string, error) {
	var failed error
	text := mark.ReplaceAllStringFunc(p.text, func(whole string) string {
		found := mark.FindStringSubmatch(whole)
		begin, name, args, end := found[1], found[2], strings.Fields(found[3]), found[5]
		part, ok := parts[name]
		if !ok {
			part = noSuchPart
		}
		made, err := part(w, p, args)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s/%s: %s %s: %w", p.lang, p.name, name, strings.Join(args, " "), err))
			return whole
		}
		return begin + strings.TrimRight(made, "\n") + "\n" + end
	})
	return text, failed
}
