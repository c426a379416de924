package main

import (
	"fmt"
	"html"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
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

var (
	imageTag  = regexp.MustCompile(`<img\b[^>]*>`)
	sourceTag = regexp.MustCompile(`<source\b[^>]*>`)
	sourceOf  = regexp.MustCompile(`\ssrc(?:set)?="([^"\s]*)"`)
	altOf     = regexp.MustCompile(`\salt="([^"]*)"`)
)

// figure puts the SVG of a picture into the page, where the button for light
// and dark governs it. It is one of the lab's, whose style keeps to itself. A picture with a narrow twin shows that on a phone.
func (s *setter) figure(picture string) string {
	img := imageTag.FindString(picture)
	alt := attribute(altOf, img)
	wide := s.image(attribute(sourceOf, img))
	if !strings.HasSuffix(wide, ".svg") {
		return sourceOf.ReplaceAllString(img, ` src="`+html.EscapeString(urlOf(wide, s.lang))+`"`)
	}
	narrow := attribute(sourceOf, sourceTag.FindString(picture))
	if narrow == "" {
		return s.inline(wide, alt, "figure alone")
	}
	return s.inline(wide, alt, "figure wide") + s.inline(s.image(narrow), alt, "figure narrow")
}

// attribute is the value of one, still escaped for HTML.
func attribute(which *regexp.Regexp, tag string) string {
	if m := which.FindStringSubmatch(tag); m != nil {
		return m[1]
	}
	return ""
}

// image is the file that an image of the page names.
func (s *setter) image(source string) string {
	source = html.UnescapeString(source)
	if plain, err := url.PathUnescape(source); err == nil {
		source = plain
	}
	return path.Join(path.Dir(s.file), source)
}

// inline returns the SVG in file. Without the file the page says what would be
// there.
func (s *setter) inline(file, alt, class string) string {
	svg, err := fs.ReadFile(s.lab, file)
	if err != nil || !served(file) {
		return fmt.Sprintf(`<img src="%s" alt="%s">`, html.EscapeString(urlOf(file, s.lang)), alt)
	}
	s.figures++
	id := fmt.Sprintf("_figure-%d", s.figures)
	// A page may show the same picture twice, but has each id once.
	own := strings.NewReplacer(` id="`, ` id="`+id+"-", "url(#", "url(#"+id+"-")
	return fmt.Sprintf(`<span class="%s" id="%s">%s</span>`, class, id, own.Replace(strings.TrimSpace(string(svg))))
}
