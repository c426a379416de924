package main

import (
	"fmt"
	"html"
	"html/template"
	"io"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"tcplab/shared/columns"
)

// A codeRenderer writes the blocks of code of a page.
type codeRenderer struct{}

// RegisterFuncs is called by goldmark.
func (c codeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, c.render)
	r.Register(ast.KindCodeBlock, c.render)
	r.Register(ast.KindCodeSpan, c.renderSpan)
}

func (codeRenderer) render(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	language := "text"
	if block, ok := n.(*ast.FencedCodeBlock); ok && block.Language(source) != nil {
		language = string(block.Language(source))
	}
	code := string(n.Lines().Value(source))
	fmt.Fprintf(w, `<div class="code" data-language="%s"><pre><code>`, html.EscapeString(language))
	for _, line := range chroma.SplitTokensIntoLines(tokens(lexers.Get(language), code)) {
		writeLine(w, `class="row"`+indent(line), line)
	}
	fmt.Fprint(w, "</code></pre></div>\n")
	return ast.WalkSkipChildren, nil
}

// indent says how far a line begins from the left. What is broken on paper goes
// on behind that.
func indent(line []chroma.Token) string {
	text := chroma.Stringify(line...)
	blanks := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	if blanks == "" || blanks == text {
		return ""
	}
	return fmt.Sprintf(` style="--indent:%d"`, len(blanks)+3*strings.Count(blanks, "\t"))
}

// A code span longer than this may be broken into lines, in text or in a cell of
// a table.
const (
	longInText = 30
	longInCell = 16
)

// renderSpan writes code within text.
func (codeRenderer) renderSpan(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
		}
	}
	code := strings.ReplaceAll(b.String(), "\n", " ")
	width, cell := columns.Width(code), inCell(n)
	if width <= longInCell || width <= longInText && !cell {
		fmt.Fprintf(w, "<code>%s</code>", html.EscapeString(code))
		return ast.WalkSkipChildren, nil
	}
	words := strings.Split(code, " ")
	for i, word := range words {
		switch {
		case columns.Width(word) <= longInCell && strings.Contains(word, "-"): // a flag, or lesson-4
			words[i] = `<span class="word">` + html.EscapeString(word) + "</span>"
		case cell:
			words[i] = strings.ReplaceAll(html.EscapeString(strings.Join(pieces(word), "\x00")), "\x00", "<wbr>")
		default:
			words[i] = html.EscapeString(word)
		}
	}
	fmt.Fprintf(w, `<code class="long">%s</code>`, strings.Join(words, " "))
	return ast.WalkSkipChildren, nil
}

// listing writes a file of the lab line by line. The numbers come from the
// style, so that they are not copied with the code.
func listing(file, code string) template.HTML {
	var b strings.Builder
	b.WriteString(`<div class="code listing"><pre><code>`)
	for i, line := range chroma.SplitTokensIntoLines(tokens(lexers.Match(path.Base(file)), code)) {
		writeLine(&b, fmt.Sprintf(`class="line" id="L%d"`, i+1), line)
	}
	b.WriteString("</code></pre></div>\n")
	return template.HTML(b.String())
}

// chroma gives each of its regular expressions a quarter of a second, and takes a
// timeout for a word without a colour. A program that is stopped for a moment would
// write other pages. With a clock that stands still, nothing times out.
func init() { regexp2.SetTimeoutCheckPeriod(time.Hour) }

// tokens are the words of the code, without the newline at its end. Code in an
// unknown language is one word.
func tokens(lexer chroma.Lexer, code string) []chroma.Token {
	code = strings.TrimRight(strings.ReplaceAll(code, "\r\n", "\n"), "\n")
	if lexer == nil {
		lexer = lexers.Fallback
	}
	all, err := chroma.Tokenise(chroma.Coalesce(lexer), nil, code)
	if err != nil {
		return []chroma.Token{{Type: chroma.Text, Value: code}}
	}
	if n := len(all); n > 0 { // some lexers add a newline
		all[n-1].Value = strings.TrimSuffix(all[n-1].Value, "\n")
	}
	return all
}

// han are Chinese characters and marks. Each is to be two columns wide, as in a
// terminal, whatever the font.
var han = regexp.MustCompile(`[\p{Han}\x{3000}-\x{30ff}\x{ff01}-\x{ff60}]+`)

// writeLine writes a line of code.
func writeLine(w io.Writer, attributes string, line []chroma.Token) {
	fmt.Fprintf(w, "<span %s>", attributes)
	for _, token := range line {
		text := han.ReplaceAllString(html.EscapeString(token.Value), `<span class="han">$0</span>`)
		if class := class(token.Type); class != "" {
			text = `<span class="` + class + `">` + text + "</span>"
		}
		io.WriteString(w, text)
	}
	io.WriteString(w, "</span>")
}

// class is how a word looks. A few classes do: more colours tell less.
func class(t chroma.TokenType) string {
	switch {
	case t == chroma.GenericInserted:
		return "added"
	case t == chroma.GenericDeleted:
		return "removed"
	case t == chroma.GenericHeading, t == chroma.GenericSubheading:
		return "place"
	case t.InCategory(chroma.Comment):
		return "comment"
	case t.InCategory(chroma.Keyword), t == chroma.OperatorWord:
		return "keyword"
	case t.InSubCategory(chroma.LiteralString):
		return "string"
	case t.InSubCategory(chroma.LiteralNumber):
		return "number"
	case t == chroma.NameFunction, t == chroma.NameFunctionMagic, t == chroma.NameClass, t == chroma.NameDecorator:
		return "name"
	}
	return ""
}
