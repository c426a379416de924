package main

import (
	"html"
	"net/url"
	"path"
	"regexp"
)

var (
	href = regexp.MustCompile(`\shref="([^"]*)"`)
	span = regexp.MustCompile(`^(L\d+)-L\d+$`) // GitHub's anchor for several lines
)

// relink lets a link lead to where the book has it. One to a file that the book
// does not show is none.
func (s *setter) relink(tag string) string {
	return href.ReplaceAllStringFunc(tag, func(attribute string) string {
		target := html.UnescapeString(href.FindStringSubmatch(attribute)[1])
		to, ok := s.link(target)
		if !ok {
			return ` title="` + html.EscapeString(notHere.Format(s.lang, target)) + `"`
		}
		return ` href="` + html.EscapeString(to) + `"`
	})
}

// link is where a link of the page leads in the book.
func (s *setter) link(target string) (to string, ok bool) {
	u, err := url.Parse(target)
	if err != nil || u.IsAbs() || u.Host != "" {
		return target, err == nil
	}
	if u.Path == "" {
		return s.within(s.file, u), true
	}
	file := path.Join(path.Dir(s.file), u.Path)
	if !served(file) {
		return "", false
	}
	if m := pageFile.FindStringSubmatch(file); s.whole && m != nil && m[1] == string(s.lang) {
		return s.within(file, u), true
	}
	to = urlOf(file, s.lang)
	if u.Fragment != "" {
		u.Fragment = span.ReplaceAllString(u.Fragment, "$1")
		to += "#" + u.EscapedFragment()
	}
	return to, true
}

// within is an anchor of the same document.
func (s *setter) within(file string, u *url.URL) string {
	to := url.URL{Fragment: s.id(file, u.Fragment)}
	return "#" + to.EscapedFragment()
}
