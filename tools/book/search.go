package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/pageserver"
)

// A section is what the search finds: a heading with the text below it.
type section struct {
	Page    string `json:"page"`
	ID      string `json:"id,omitempty"`
	Title   string `json:"title"`
	Heading string `json:"heading,omitempty"`
	Text    string `json:"text"`
}

// serveSearch answers with the text of all pages in one language, as a script,
// which a browser also loads from a folder, where it loads no data.
func (s *site) serveSearch(w http.ResponseWriter, lang phrase.Lang) error {
	var sections []section
	pages, about := s.contents(lang)
	for _, e := range append(pages, about...) {
		source, err := fs.ReadFile(s.lab, fileOf(lang, e.Page))
		if err != nil {
			return err
		}
		sections = append(sections, sectionsOf(e, source)...)
	}
	index, _ := json.Marshal(sections) // nothing but texts: it takes them all
	w.Header().Set("Content-Type", pageserver.Types[".js"])
	fmt.Fprintf(w, "searchIndex(%s);\n", index)
	return nil
}

// sectionsOf cuts a page at its headings. What was printed by a program is left
// out: it holds the same words again and again.
func sectionsOf(e entry, source []byte) (sections []section) {
	source = itsNav.ReplaceAll(source, nil)
	doc := parse(source)
	ids := outline(doc, source)
	now := section{Page: e.Page, Title: e.Title}
	var text strings.Builder
	finish := func() {
		now.Text = strings.Join(strings.Fields(text.String()), " ")
		text.Reset()
		if now.Heading != "" || now.Text != "" {
			sections = append(sections, now)
		}
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := n.(*ast.Heading); ok {
			finish()
			i := slices.IndexFunc(ids, func(h heading) bool { return h.node == n }) // others are in a list or a quotation
			h := ids[i]
			now = section{Page: e.Page, Title: e.Title, ID: h.ID, Heading: h.Text}
			if h.Level == 1 {
				now.ID, now.Heading = "", ""
			}
			continue
		}
		addText(&text, n, source)
	}
	finish()
	return sections
}

// addText adds the words of a node, with a blank after each paragraph and cell.
func addText(b *strings.Builder, n ast.Node, source []byte) {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, extast.KindTableCell:
		b.WriteString(plain(n, source) + " ")
		return
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		addText(b, child, source)
	}
}
