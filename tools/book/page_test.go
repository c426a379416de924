package main

import (
	"html"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tcplab/shared/course"
	"tcplab/shared/phrase"
)

// set makes a page of text, beside the files of the small lab.
func set(t *testing.T, source string) page {
	t.Helper()
	s := &setter{lab: beside{testLab, fstest.MapFS{"docs/en/page.md": {Data: []byte(source)}}}, lang: phrase.English}
	page, err := s.page("docs/en/page.md")
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// beside is a file system with the files of another one before its own.
type beside struct {
	fs.FS
	first fs.FS
}

func (b beside) Open(name string) (fs.File, error) {
	if f, err := b.first.Open(name); err == nil {
		return f, nil
	}
	return b.FS.Open(name)
}

// Anchors are those of GitHub.
func TestAnchors(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"## Check, write on":                    "check-write-on",
		"## What `recv` returns":                "what-recv-returns",
		"## 1.2 One_two - three":                "12-one_two---three",
		"## A & B &amp; C":                      "a--b--c",
		"## [Linked](x.md) **words**":           "linked-words",
		"## 第 3 课：recv 返回空":                     "第-3-课recv-返回空",
		"## 猜一猜：谁先，谁后？":                         "猜一猜谁先谁后",
		"## “引号”、《书名》（括号）":                      "引号书名括号",
		"## Same\n\n## same\n\n## Same!":        "same same-1 same-2",
		"## Same\n\n## Same-1\n\n## Same":       "same same-1 same-2",
		"```sh\n## no heading\n```\n\n## ÉCOLE": "école",
	} {
		var ids []string
		for _, h := range set(t, source).Headings {
			ids = append(ids, h.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

// What stands in a page is text, unless it is written as HTML.
func TestEscaping(t *testing.T) {
	t.Parallel()
	body := string(set(t, "a < b & `<script>`\n\n```go\nif a < b && \"<script>\" != `</code>` {\n```\n\n```x\"><script>\n<script>\n```\n\n    <!-- kept --> <a href=\"x.md\">\n").Body)
	if strings.Contains(body, "<script") {
		t.Errorf("there is a script:\n%s", body)
	}
	for _, want := range []string{"a &lt; b &amp; <code>&lt;script&gt;</code>", "&lt;!-- kept --&gt; &lt;a href=&#34;x.md&#34;&gt;"} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s in\n%s", want, body)
		}
	}
	response := get(t, siteOf(testLab), "/%3Cscript%3Ealert(1)%3C/script%3E?lang=%22%3E%3Cscript%3E")
	if strings.Contains(response.Body.String(), "<script>") {
		t.Error("the page of what is not there can be made to hold a script")
	}
}

var (
	block  = regexp.MustCompile(`(?s)<div class="code"[^>]*><pre><code>(.*?)</code></pre></div>`)
	anyTag = regexp.MustCompile(`<[^>]*>`)
)

// What is copied is what is written, in every language.
func TestCodeIsKept(t *testing.T) {
	t.Parallel()
	const code = "a := \"b\" // <c> & 'd'\n\n\tif x { # y\n-\tz\n+  {{.}} 你好 \\n\n@@ $(e) `f`"
	for _, language := range []string{"go", "python", "diff", "sh", "bash", "text", "json", "console", "http", "c", "no-such", ""} {
		m := block.FindStringSubmatch(string(set(t, "```"+language+"\n"+code+"\n```\n").Body))
		if m == nil {
			t.Errorf("%s: there is no code", language)
			continue
		}
		if got := html.UnescapeString(anyTag.ReplaceAllString(m[1], "")); got != code {
			t.Errorf("%s: %q, want %q", language, got, code)
		}
	}
}

func TestHighlighting(t *testing.T) {
	t.Parallel()
	body := string(set(t, "```go\nfunc f() {} // why\n```\n\n```diff\n-old\n+new\n```\n\n```python\ndef f(): return \"x\"\n```\n").Body)
	for _, want := range []string{
		`<span class="keyword">func</span>`, `<span class="comment">// why</span>`, `<span class="removed">-old`, `<span class="added">+new`,
		`<span class="keyword">def</span>`, `<span class="string">&#34;x&#34;</span>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s in\n%s", want, body)
		}
	}
}

// Links lead to where the book has what GitHub has elsewhere.
func TestLinks(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]string{
		"03-detect-close.md#why":           `href="/en/03-detect-close#why"`,
		"03-detect-close.md#为什么":           `href="/en/03-detect-close#%E4%B8%BA%E4%BB%80%E4%B9%88"`,
		"index.md":                         `href="/en/"`,
		"../zh/index.md":                   `href="/zh/"`,
		"../../README.md#start":            `href="/en/README#start"`,
		"../../README.zh-CN.md":            `href="/zh/README"`,
		"../../CONTRIBUTING.md":            `href="/en/CONTRIBUTING"`,
		"../../lessons/03/main.go":         `href="/code/lessons/03/main.go?lang=en"`,
		"../../lessons/03/main.go#L10":     `href="/code/lessons/03/main.go?lang=en#L10"`,
		"../../lessons/03/main.go#L10-L20": `href="/code/lessons/03/main.go?lang=en#L10"`,
		"../../tools/gallery/":             `href="/code/tools/gallery?lang=en"`,
		"../images/queue.svg":              `href="/images/queue.svg"`,
		"#here":                            `href="#here"`,
		"https://go.dev/":                  `href="https://go.dev/"`,
		"../../work/a.go":                  `title="../../work/a.go is not in this book"`,
		"../../../etc/passwd":              `title="../../../etc/passwd is not in this book"`,
		"../../.ci/run":                    `title="../../.ci/run is not in this book"`,
	} {
		for _, source := range []string{"[x](" + target + ")", `<p><a class="y" href="` + target + `">x</a></p>`} {
			if body := string(set(t, source).Body); !strings.Contains(body, want) {
				t.Errorf("%s: %s, want %s", source, body, want)
			}
		}
	}
}

// In the whole course a link to a page stays within it.
func TestWhole(t *testing.T) {
	t.Parallel()
	body := get(t, siteOf(testLab), "/en/all").Body.String()
	for _, want := range []string{
		`<section class="chapter" id="two">`, `<h2 id="two.a-heading"`, `<a href="#index.within-an-answer">back</a>`,
		`<a href="#index">all of it</a>`, `<a href="#two.a-heading">a pair</a>`, `<a href="/zh/">中文</a>`, `<a href="/en/README">README</a>`,
		`data-twin="two.第-3-课recv-返回空"`, `<a id="two.by-hand"></a>`, `<a href="#two.by-hand">`, `id="_figure-3"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s", want)
		}
	}
}

// Marks of the one who writes the pages are not shown, nor are their links to
// the pages beside, which GitHub needs.
func TestComments(t *testing.T) {
	t.Parallel()
	body := string(set(t, "<!-- nav -->\n[x](y.md)\n<!-- end -->\n\n<!-- play lesson-3 -->\n```text\na\n```\n<!-- end -->\n\na <!-- b --> c\n").Body)
	if strings.Contains(body, "<!--") || strings.Contains(body, "play") || strings.Contains(body, "y.md") || !strings.Contains(body, `class="code"`) {
		t.Error(body)
	}
}

// A picture is within the page, wide and narrow, and may be there twice.
func TestPictures(t *testing.T) {
	t.Parallel()
	body := string(set(t, `<picture>
<source media="(max-width: 640px)" srcset="../images/queue-narrow.svg">
<img src="../images/queue.svg" alt="A &quot;queue&quot;">
</picture>

![alone & more](../images/queue.svg)
`).Body)
	for _, want := range []string{
		`<span class="figure wide" id="_figure-1"><svg `, `<span class="figure narrow" id="_figure-2"><svg `,
		`<span class="figure alone" id="_figure-3"><svg `,
		"wide: two clients wait", "narrow: two clients wait",
		`id="_figure-1-queue-wide-stripes"`, `url(#_figure-1-queue-wide-stripes)`, `url(#_figure-3-queue-wide-stripes)`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s in\n%s", want, body)
		}
	}
	for _, not := range []string{"<img", "<picture", "<source"} {
		if strings.Contains(body, not) {
			t.Errorf("there is %s in\n%s", not, body)
		}
	}
}

// Cells of code know the heads of their columns, and other tables scroll.
func TestTables(t *testing.T) {
	t.Parallel()
	body := string(set(t, "<table>\n<tr><th>Python</th><th>Go</th></tr>\n<tr><td>\n\n```python\npass\n```\n\n</td><td>\n\n```go\nreturn\n```\n\n</td></tr>\n</table>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n").Body)
	for _, want := range []string{
		`<table class="pair">`, `<td data-head="Python">`, `<td data-head="Go">`, `<div class="scroll"><table>`, `<th>a</th>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s in\n%s", want, body)
		}
	}
}

// The style is told how much stands in a column, and where code may be broken.
func TestColumns(t *testing.T) {
	t.Parallel()
	body := string(set(t, "| name | n | what |\n|---|---|---|\n| `make lesson-3 ARGS=\"-to 3\"` | 15–60 | what is said about it, in many words |\n| `http.client.HTTPMessage` | 1 | – |\n").Body)
	for _, want := range []string{
		`<td class="some"><code class="long">make <span class="word">lesson-3</span> <span class="word">ARGS=&#34;-to</span> 3&#34;</code></td>`,
		`<td class="few">15–60</td>`, `<td class="much">what is said`, `<td class="much">–</td>`,
		`<code class="long">http.<wbr>client.<wbr>HTTPMessage</code>`, `<div class="scroll"><table>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s in\n%s", want, body)
		}
	}
	if body := string(set(t, "| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |\n").Body); !strings.Contains(body, `<table class="crowded">`) {
		t.Errorf("five columns are not crowded:\n%s", body)
	}
	for code, want := range map[string]string{
		"make lesson-4":                        "<code>make lesson-4</code>",
		"a.b(c, d, e, f, g)":                   "<code>a.b(c, d, e, f, g)</code>",
		"go run ./tools/exercise start -all 3": `<code class="long">go run ./tools/exercise start <span class="word">-all</span> 3</code>`,
	} {
		if body := string(set(t, "x `"+code+"` y").Body); !strings.Contains(body, want) {
			t.Errorf("%s: %s, want %s", code, body, want)
		}
	}
}

// Two columns of code share the page as their lines ask.
func TestShares(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		longest []int
		want    string
	}{
		{[]int{56, 68}, `<colgroup><col style="width:45.5%"><col style="width:54.5%"></colgroup>`},
		{[]int{10, 90}, `<colgroup><col style="width:40.0%"><col style="width:60.0%"></colgroup>`},
		{[]int{0, 0}, ""},
		{[]int{1, 2, 3}, ""},
	} {
		if got := shares(c.longest); got != c.want {
			t.Errorf("%v: %s, want %s", c.longest, got, c.want)
		}
	}
	if got := longestLine("<pre><code><span>\t&lt;你好&gt;\n</span>x</code></pre>"); got != 10 {
		t.Errorf("the longest line has %d columns, want 10", got)
	}
}

// Code tells the style where a line begins, and which characters are two columns
// wide.
func TestRows(t *testing.T) {
	t.Parallel()
	body := string(set(t, "```text\na\n    b 你好，c\n```\n\n```go\n\treturn\n```\n").Body)
	for _, want := range []string{
		"<span class=\"row\">a\n</span><span class=\"row\" style=\"--indent:4\">    b <span class=\"han\">你好，</span>c</span></code>",
		`<span class="row" style="--indent:4">`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s in\n%s", want, body)
		}
	}
}

// The link to the other language, below the title, is that of the book.
func TestTwinLink(t *testing.T) {
	t.Parallel()
	lab := fstest.MapFS{
		"README.md":       {Data: []byte("# Lab\n\n[中文](README.zh-CN.md)\n\nSee [中文](README.zh-CN.md).\n")},
		"README.zh-CN.md": {Data: []byte("# 实验\n\n说明。\n\n[English](README.md)\n")},
	}
	for lang, want := range map[phrase.Lang]int{phrase.English: 1, phrase.Chinese: 1} { // those further down are kept
		p, err := (&setter{lab: lab, lang: lang}).page(fileOf(lang, "README"))
		if got := strings.Count(string(p.Body), "<a "); err != nil || got != want {
			t.Errorf("%s: %d links (%v), want %d\n%s", lang, got, err, want, p.Body)
		}
	}
}

// Dots stress Chinese characters alone, and no paragraph of them.
func TestStress(t *testing.T) {
	t.Parallel()
	body := string(set(t, "一个 *监听* 和 *TCP* 。\n\n*顺序可能不同。*\n").Body)
	for _, want := range []string{"<em>监听</em>", `<em lang="en">TCP</em>`, `<p><em class="aside">`} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s in\n%s", want, body)
		}
	}
}

// The end of a line is a blank, but not between Chinese characters.
func TestLineBreaks(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"one\ntwo":           "one\ntwo",
		"see\n[two](two.md)": "see\n<a",
		"中文\n中文":             "中文中文",
		"中文，\nrecv":          "中文，recv",
		"中文\nrecv":           "中文\nrecv",
		"中文\n**强调**":         "中文<strong>强调",
		"**强调**\n中文":         "强调</strong>中文",
		"中文  \n中文":           "中文<br>\n中文",
	} {
		if body := string(set(t, source).Body); !strings.Contains(body, want) {
			t.Errorf("%q: %s, want %q", source, body, want)
		}
	}
}

// No star of a bold or an italic text is left over. Beside a Chinese character
// and a mark, Markdown takes it for a star.
func TestNoStarsLeft(t *testing.T) {
	t.Parallel()
	code := regexp.MustCompile(`(?s)<code\b.*?</code>|<pre\b.*?</pre>|<svg\b.*?</svg>|<div class="code".*?</div>`)
	star := regexp.MustCompile(`.{0,20}\*.{0,20}`)
	for _, lang := range []phrase.Lang{phrase.English, phrase.Chinese} {
		for _, name := range append(slices.Clone(inRoot), course.Pages...) {
			s := &setter{lab: theLab, lang: lang}
			p, err := s.page(fileOf(lang, name))
			if err != nil {
				t.Errorf("%s in %s: %v", name, lang, err)
				continue
			}
			if left := star.FindString(code.ReplaceAllString(string(p.Body), "")); left != "" {
				t.Errorf("%s in %s has a star left: %s", name, lang, left)
			}
		}
	}
}
