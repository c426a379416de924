package main

import (
	"strings"
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
			if fullWidth(before) || fullWidth(after) || isHan(before) && isHan(after) {
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

// markAsides tells the style which stressed words have no Chinese character, and
// so no dots below them, and which are a paragraph of their own.
func markAsides(doc ast.Node, source []byte) {
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		em, ok := n.(*ast.Emphasis)
		if !ok || !entering || em.Level != 1 {
			return ast.WalkContinue, nil
		}
		switch {
		case !strings.ContainsFunc(plain(em, source), isHan):
			em.SetAttributeString("lang", []byte("en"))
		case em.Parent().Kind() == ast.KindParagraph && em.Parent().ChildCount() == 1:
			em.SetAttributeString("class", []byte("aside"))
		}
		return ast.WalkContinue, nil
	})
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// fullWidth reports whether r is a Chinese mark, which brings its own blank.
func fullWidth(r rune) bool {
	return r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}
