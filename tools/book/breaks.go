package main

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// joinLines takes the ends of lines out of Chinese text, where a browser would
// show them as blanks.
func joinLines(doc ast.Node, source []byte) {
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering && t.SoftLineBreak() {
			before, _ := utf8.DecodeLastRuneInString(plain(preceding(t), source))
			after, _ := utf8.DecodeRuneInString(plain(following(t), source))
			if fullWidth(before) || fullWidth(after) || unicode.Is(unicode.Han, before) && unicode.Is(unicode.Han, after) {
				t.SetSoftLineBreak(false)
			}
		}
		return ast.WalkContinue, nil
	})
}

// preceding is t itself, or what comes before a bare end of line.
func preceding(t *ast.Text) ast.Node {
	if t.Segment.IsEmpty() && t.PreviousSibling() != nil {
		return t.PreviousSibling()
	}
	return t
}

// following is what comes after n in the same paragraph.
func following(n ast.Node) ast.Node {
	for ; n != nil && n.Type() == ast.TypeInline; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return ast.NewTextBlock() // nothing
}

// fullWidth reports whether r is a Chinese mark, which brings its own blank.
func fullWidth(r rune) bool {
	return r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}
