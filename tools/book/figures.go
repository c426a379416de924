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
	imageTag  = regexp.MustCompile(`<img\b[^>]*>`)
	sourceTag = regexp.MustCompile(`<source\b[^>]*>`)
	sourceOf  = regexp.MustCompile(`\ssrc(?:set)?="([^"\s]*)"`)
	altOf     = regexp.MustCompile(`\salt="([^"]*)"`)
)

// figure puts the SVG of a picture into the page, where the button for light
// and dark governs it. A picture with a narrow twin shows that on a phone.
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
	return fmt.Sprintf(`<span class="%s" id="%s">%s</span>`, class, id, adapt(string(svg), id, alt))
}

var (
	prolog    = regexp.MustCompile(`(?s)<\?.*?\?>|<!DOCTYPE[^>]*>|<!--.*?-->`)
	svgTag    = regexp.MustCompile(`(?s)<svg\b[^>]*>`)
	itsTitle  = regexp.MustCompile(`(?s)(<svg\b[^>]*>\s*)<title\b[^>]*>.*?</title>`)
	naming    = regexp.MustCompile(`\s(?:role|aria-label|aria-labelledby|aria-describedby|xmlns)="[^"]*"`)
	itsWidth  = regexp.MustCompile(`\swidth="([\d.]+)"`)
	itsHeight = regexp.MustCompile(`\sheight="([\d.]+)"`)
	focus     = regexp.MustCompile(`\stabindex="[^"]*"`)
	styleTag  = regexp.MustCompile(`(?s)<style\b[^>]*>(.*?)</style>`)
	ownID     = regexp.MustCompile(`\sid="([^"]+)"`)
	reference = regexp.MustCompile(`(url\(['"]?#|\s(?:xlink:)?href="#)([^"')]+)`)
	referring = regexp.MustCompile(`(\saria-(?:labelledby|describedby)=")([^"]+)`)
)

// sizes tells the style how large a picture was drawn.
func sizes(root string) string {
	width, height := attribute(itsWidth, root), attribute(itsHeight, root)
	if width == "" || height == "" {
		return ""
	}
	return fmt.Sprintf(` style="--width:%s;--height:%s"`, width, height)
}

// adapt makes an SVG that was drawn to stand alone a part of a page: one picture
// with one name, whose ids and style keep to itself.
func adapt(svg, id, alt string) string {
	svg = prolog.ReplaceAllString(svg, "")
	svg = itsTitle.ReplaceAllString(svg, "$1") // it would hang at the pointer all the time
	svg = focus.ReplaceAllString(svg, "")
	root := naming.ReplaceAllString(svgTag.FindString(svg), "")
	root = strings.Replace(root, "<svg", `<svg role="img" aria-label="`+alt+`"`+sizes(root), 1)
	svg = strings.Replace(svg, svgTag.FindString(svg), root, 1)

	svg = ownID.ReplaceAllString(svg, ` id="`+id+`-$1"`)
	svg = reference.ReplaceAllString(svg, "${1}"+id+"-$2")
	svg = referring.ReplaceAllStringFunc(svg, func(found string) string {
		m := referring.FindStringSubmatch(found)
		names := strings.Fields(m[2])
		for i, name := range names {
			names[i] = id + "-" + name
		}
		return m[1] + strings.Join(names, " ")
	})
	return strings.TrimSpace(styleTag.ReplaceAllStringFunc(svg, func(style string) string {
		return "<style>" + scope(styleTag.FindStringSubmatch(style)[1], id) + "</style>"
	}))
}
