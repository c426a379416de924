package main

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// joinLines takes the ends of lines out of Chinese text, where a browser would
// show them as blanks.
func joinLines(doc ast.Node, source []byte) {
	for t := range nodes[*ast.Text](doc) {
		if !t.SoftLineBreak() {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(plain(preceding(t), source))
		after, _ := utf8.DecodeRuneInString(plain(following(t), source))
		if fullWidth(before) || fullWidth(after) || isHan(before) && isHan(after) {
			t.SetSoftLineBreak(false)
		}
	}
}

// nodes are those of a kind.
func nodes[N ast.Node](root ast.Node) iter.Seq[N] {
	return func(yield func(N) bool) {
		ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if node, ok := n.(N); ok && entering && !yield(node) {
				return ast.WalkStop, nil
			}
			return ast.WalkContinue, nil
		})
	}
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
	for em := range nodes[*ast.Emphasis](doc) {
		switch {
		case em.Level != 1:
		case !strings.ContainsFunc(plain(em, source), isHan):
			em.SetAttributeString("lang", []byte("en"))
		case em.Parent().Kind() == ast.KindParagraph && em.Parent().ChildCount() == 1:
			em.SetAttributeString("class", []byte("aside"))
		}
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// fullWidth reports whether r is a Chinese mark, which brings its own blank.
func fullWidth(r rune) bool {
	return r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}
