package main

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"tcplab/shared/phrase"
)

// markdown reads what GitHub reads. HTML within a page stands as it is: the
// pages are ours.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.GFM),
	goldmark.WithRendererOptions(
		html.WithUnsafe(),
		renderer.WithNodeRenderers(util.Prioritized(codeRenderer{}, 100)), // before goldmark's own
	),
)

// A page is what a Markdown file becomes.
type page struct {
	Title    string
	Headings []heading
	Body     template.HTML
}

// A setter makes pages of files, one or all of them for one document: what has
// an id must be unique there.
type setter struct {
	lab   fs.FS
	lang  phrase.Lang
	whole bool // all pages are one document

	file    string // that is being made
	figures int    // so far
}

// page makes a page of a file.
func (s *setter) page(file string) (page, error) {
	source, err := fs.ReadFile(s.lab, file)
	if err != nil {
		return page{}, err
	}
	s.file = file
	doc := parse(source)
	joinLines(doc, source)
	markTables(doc, source)
	markAsides(doc, source)
	s.dropTwinLink(doc)
	headings := outline(doc, source)
	twins := s.twins(headings)
	for i, h := range headings {
		headings[i].ID = s.id(file, h.ID)
		h.node.SetAttributeString("id", []byte(headings[i].ID))
		if twins != nil {
			h.node.SetAttributeString("data-twin", []byte(twins[i]))
		}
	}
	var b bytes.Buffer
	if err := markdown.Renderer().Render(&b, source, doc); err != nil {
		return page{}, fmt.Errorf("%s: %w", file, err)
	}
	name := strings.TrimSuffix(path.Base(file), ".md")
	return page{titleIn(headings, name), headings, template.HTML(s.finish(b.String()))}, nil
}

// id is the anchor of a heading, which begins with the name of its page where
// several are in one document.
func (s *setter) id(file, id string) string {
	m := pageFile.FindStringSubmatch(file)
	switch {
	case !s.whole || m == nil:
		return id
	case id == "":
		return m[2]
	}
	return m[2] + "." + id
}

// twins are the anchors of the same headings in the other language, if there
// are as many.
func (s *setter) twins(headings []heading) []string {
	file := twinOf(s.file)
	source, err := fs.ReadFile(s.lab, file)
	if err != nil {
		return nil
	}
	others := outline(parse(source), source)
	if len(others) != len(headings) {
		return nil
	}
	ids := make([]string, len(others))
	for i, h := range others {
		ids[i] = s.id(file, h.ID)
	}
	return ids
}

// twinOf is the file that says the same in the other language.
func twinOf(file string) string {
	switch file {
	case "README.md":
		return "README.zh-CN.md"
	case "README.zh-CN.md":
		return "README.md"
	}
	if m := pageFile.FindStringSubmatch(file); m != nil {
		return fileOf(phrase.Lang(m[1]).Other(), m[2])
	}
	return file
}

// dropTwinLink leaves out the link to the other language below the title: the
// book has its own.
func (s *setter) dropTwinLink(doc ast.Node) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph {
			continue
		}
		link, ok := n.FirstChild().(*ast.Link)
		if ok && n.ChildCount() == 1 && path.Join(path.Dir(s.file), string(link.Destination)) == twinOf(s.file) {
			doc.RemoveChild(doc, n)
		}
		return
	}
}

// What a browser must be given otherwise than GitHub. None of it is found in
// code, where < is &lt; by now.
var (
	itsNav  = regexp.MustCompile(`(?s)<!-- nav -->.*?<!-- end -->`)
	special = regexp.MustCompile(`(?s)<!--.*?-->|<picture\b.*?</picture>|<(?:a|img|details|div|p|span|td|tr)\b[^>]*>`)
	anchor  = regexp.MustCompile(`\s(id|name)="([^"]*)"`)
)

func (s *setter) finish(body string) string {
	body = itsNav.ReplaceAllString(body, "") // the book has its own
	body = wholeTable.ReplaceAllStringFunc(body, finishTable)
	return special.ReplaceAllStringFunc(body, func(found string) string {
		switch {
		case strings.HasPrefix(found, "<!--"): // a mark of the one who writes the pages
			return ""
		case strings.HasPrefix(found, "<picture"), strings.HasPrefix(found, "<img"):
			return s.figure(found)
		}
		return s.relink(anchor.ReplaceAllStringFunc(found, func(attribute string) string {
			m := anchor.FindStringSubmatch(attribute)
			return " " + m[1] + `="` + s.id(s.file, m[2]) + `"`
		}))
	})
}
