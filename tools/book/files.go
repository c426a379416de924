package main

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"tcplab/shared/phrase"
)

// The book as files is what its server answers, with links that lead from file
// to file, so that a browser shows it from a folder, without a server.

// A copier asks the site for everything that its pages link to.
type copier struct {
	site    http.Handler
	answers map[string]*answer // by path and query
}

// An answer is what the site says to one request. It is its http.ResponseWriter.
type answer struct {
	bytes.Buffer
	header http.Header
	code   int
}

func (a *answer) Header() http.Header  { return a.header }
func (a *answer) WriteHeader(code int) { a.code = code }
func (a *answer) isPage() bool         { return strings.HasPrefix(a.header.Get("Content-Type"), "text/html") }

// innerLink is an attribute that leads to another part of the book.
var innerLink = regexp.MustCompile(`\s(href|src)="(/[^"]*)"`)

// writeFiles writes the book into a folder, or nothing if ctx ends while it collects.
func writeFiles(ctx context.Context, site http.Handler, dir string) error {
	c := &copier{site: site, answers: map[string]*answer{}}
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		if err := c.collect(ctx, pageURL(lang, "index")); err != nil {
			return err
		}
	}
	first, _ := assets.ReadFile("assets/index.html") // it is always there
	if err := write(dir, "index.html", first); err != nil {
		return err
	}
	for request, a := range c.answers {
		if a.header.Get("Location") != "" {
			continue
		}
		content := a.Bytes()
		if a.isPage() {
			content = c.relink(request, content)
		}
		if err := write(dir, fileFor(request, a.isPage()), content); err != nil {
			return err
		}
	}
	return nil
}

func write(dir, name string, content []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o666)
}

// collect asks for one part of the book, and for all that it links to.
func (c *copier) collect(ctx context.Context, first string) error {
	for wanted := []string{first}; len(wanted) > 0; wanted = wanted[1:] {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		request := wanted[0]
		if c.answers[request] != nil {
			continue
		}
		r, err := http.NewRequest(http.MethodGet, request, nil)
		if err != nil {
			return err
		}
		a := &answer{header: http.Header{}, code: http.StatusOK}
		c.site.ServeHTTP(a, r)
		c.answers[request] = a
		switch {
		case a.code == http.StatusFound:
			wanted = append(wanted, a.header.Get("Location"))
		case a.code != http.StatusOK:
			return fmt.Errorf("%s: %s", request, http.StatusText(a.code))
		case a.isPage():
			for _, link := range innerLink.FindAllStringSubmatch(a.String(), -1) {
				to, _ := target(link[2])
				wanted = append(wanted, to)
			}
		}
	}
	return nil
}

// target returns where an attribute leads. The pages about code are written once, in
// English as the code is: they are most of the book, and differ only in their frame.
func target(attribute string) (request, fragment string) {
	request, fragment, _ = strings.Cut(html.UnescapeString(attribute), "#")
	if strings.HasPrefix(request, "/code/") {
		request = strings.Replace(request, "lang=zh", "lang=en", 1)
	}
	return request, fragment
}

// relink has the links of a page lead to files.
func (c *copier) relink(request string, page []byte) []byte {
	up := strings.Repeat("../", strings.Count(fileFor(request, true), "/"))
	return innerLink.ReplaceAllFunc(page, func(attribute []byte) []byte {
		m := innerLink.FindSubmatch(attribute)
		to, fragment := target(string(m[2]))
		for c.answers[to].header.Get("Location") != "" {
			to = c.answers[to].header.Get("Location")
		}
		file := url.URL{Path: fileFor(to, c.answers[to].isPage())}
		link := up + file.EscapedPath()
		if fragment != "" {
			link += "#" + fragment
		}
		return fmt.Appendf(nil, ` %s="%s"`, m[1], html.EscapeString(link))
	})
}

// fileFor is the file in which the answer to a request is kept.
func fileFor(request string, isPage bool) string {
	u, err := url.Parse(request)
	if err != nil {
		return "" // it was asked for: so it can be parsed
	}
	name := strings.TrimPrefix(u.Path, "/")
	if code, ok := strings.CutPrefix(name, "code/"); ok {
		name = path.Join("code", code)
		if path.Ext(code) == "" {
			name += "/" // a folder, or a file such as Makefile
		}
	}
	switch {
	case !isPage:
		return name
	case strings.HasSuffix(name, "/"):
		return name + "index.html"
	}
	return name + ".html"
}
