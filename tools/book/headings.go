package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A heading is one of a page.
type heading struct {
	Level    int
	Text, ID string

	node *ast.Heading
}

// outline finds the headings of a page.
func outline(doc ast.Node, source []byte) (headings []heading) {
	given := map[string]bool{}
	for h := range nodes[*ast.Heading](doc) {
		words := plain(h, source)
		headings = append(headings, heading{h.Level, words, unique(slug(words), given), h})
	}
	return headings
}

// dropped is what GitHub leaves out of an anchor: whatever is no letter of any
// script, no digit, hyphen, underscore or blank.
var dropped = regexp.MustCompile(`[^\p{L}\p{M}\p{Nd}\p{Pc}\- ]`)

// slug is the anchor that GitHub gives to a heading: links were written for it.
func slug(words string) string {
	return strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(words), ""), " ", "-")
}

// unique numbers anchors that would be the same.
func unique(id string, given map[string]bool) string {
	free := id
	for n := 1; given[free]; n++ {
		free = fmt.Sprintf("%s-%d", id, n)
	}
	given[free] = true
	return free
}

// plain is the text of a node without its marks.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n, source))
			if n.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(source))
		case *ast.Image, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// unescape resolves \* and &amp;, which code holds as they are.
func unescape(n *ast.Text, source []byte) []byte {
	value := n.Segment.Value(source)
	if _, code := n.Parent().(*ast.CodeSpan); code {
		return value
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
}

// titleOf is the first heading of a page, or its name if it has none.
func titleOf(source []byte, name string) string {
	for line := range strings.Lines(string(source)) {
		if strings.HasPrefix(line, "# ") {
			return titleIn(outline(parse([]byte(line)), []byte(line)), name)
		}
	}
	return name
}

func titleIn(headings []heading, name string) string {
	for _, h := range headings {
		if h.Level == 1 {
			return h.Text
		}
	}
	return name
}

func parse(source []byte) ast.Node { return markdown.Parser().Parse(text.NewReader(source)) }
