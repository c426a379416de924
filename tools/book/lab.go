package main

import (
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"tcplab/shared/phrase"
)

// What of the lab can be read in the book. Everything else, such as the work of
// a student, is as if it were not there.
var (
	folders    = []string{"docs", "lessons", "shared", "tools"}
	topFiles   = []string{"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "README.zh-CN.md", "go.mod"}
	extensions = []string{".css", ".go", ".js", ".md", ".png", ".py", ".svg", ".tmpl", ".txt"}
)

// served reports whether a file or a folder of this name may be read.
func served(name string) bool {
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00") {
		return false // a backslash parts names on Windows
	}
	if name == "." || slices.Contains(topFiles, name) {
		return true
	}
	parts := strings.Split(name, "/")
	hidden := func(part string) bool { return strings.HasPrefix(part, ".") }
	if !slices.Contains(folders, parts[0]) || slices.ContainsFunc(parts, hidden) {
		return false
	}
	extension := path.Ext(name)
	return extension == "" || slices.Contains(extensions, extension)
}

// inRoot are the pages in the lab's folder. README alone is translated, under a
// name of its own.
var inRoot = []string{"README", "CONTRIBUTING", "CHANGELOG"}

// fileOf is the file behind a page: /en/03-detect-close is
// docs/en/03-detect-close.md.
func fileOf(lang phrase.Lang, page string) string {
	switch {
	case page == "":
		page = "index"
	case page == "README" && lang == phrase.Chinese:
		return "README.zh-CN.md"
	case slices.Contains(inRoot, page):
		return page + ".md"
	}
	return "docs/" + string(lang) + "/" + page + ".md"
}

var (
	pageFile  = regexp.MustCompile(`^docs/(en|zh)/(.+)\.md$`)
	imageFile = regexp.MustCompile(`^docs/images/([^/]+\.(?:svg|png))$`)
	langDir   = regexp.MustCompile(`^docs/(en|zh)$`)
)

// urlOf is where the book shows a file, to a reader of lang.
func urlOf(file string, lang phrase.Lang) string {
	if m := pageFile.FindStringSubmatch(file); m != nil {
		return pageURL(phrase.Lang(m[1]), m[2])
	}
	if m := langDir.FindStringSubmatch(file); m != nil {
		return pageURL(phrase.Lang(m[1]), "index")
	}
	if m := imageFile.FindStringSubmatch(file); m != nil {
		return "/images/" + url.PathEscape(m[1])
	}
	switch name, _ := strings.CutSuffix(file, ".md"); {
	case file == "README.md":
		return pageURL(phrase.English, name)
	case file == "README.zh-CN.md":
		return pageURL(phrase.Chinese, "README")
	case slices.Contains(inRoot, name):
		return pageURL(lang, name)
	}
	u := url.URL{Path: "/code/" + strings.TrimPrefix(file, "."), RawQuery: "lang=" + string(lang)}
	return u.String()
}

func pageURL(lang phrase.Lang, page string) string {
	if page == "index" {
		page = ""
	}
	u := url.URL{Path: "/" + string(lang) + "/" + page}
	return u.String()
}
