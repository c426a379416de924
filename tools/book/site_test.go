package main

import (
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"tcplab/shared/phrase"
)

// The lab, and a small one whose pages hold everything that a page may hold.
var (
	theLab  = os.DirFS(filepath.Join("..", ".."))
	testLab = os.DirFS(filepath.Join("testdata", "lab"))
)

// get asks the site for a page, without following a redirect.
func get(t *testing.T, site http.Handler, target string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	u, err := url.Parse("http://127.0.0.1" + target)
	if err != nil {
		t.Fatal(err)
	}
	request.URL = u
	for i := 0; i+1 < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response := httptest.NewRecorder()
	site.ServeHTTP(response, request)
	return response
}

func siteOf(lab fs.FS) http.Handler { return newSite(lab, "", phrase.English) }

var (
	leads = regexp.MustCompile(`\s(?:href|src)="([^"]*)"`)
	hasID = regexp.MustCompile(`\sid="([^"]*)"`)
)

// Every page can be reached, every link leads to what is there, every id is one.
func TestCrawl(t *testing.T) {
	t.Parallel()
	for name, lab := range map[string]fs.FS{"lab": theLab, "testdata": testLab} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := crawler{T: t, site: siteOf(lab), ids: map[string]map[string]bool{}, pagesOnly: lab == theLab}
			files, err := fs.Glob(lab, "docs/??/*.md")
			if err != nil || len(files) < 4 {
				t.Fatalf("the pages are %v (%v)", files, err)
			}
			for _, file := range append(files, "README.md", "README.zh-CN.md") {
				c.visit(urlOf(file, phrase.English))
			}
			c.visit("/en/all")
			c.visit("/zh/all")
			for len(c.open) > 0 {
				next := c.open[0]
				c.open = c.open[1:]
				c.check(next)
			}
			if len(c.ids) < 15 {
				t.Errorf("only %d pages were found", len(c.ids))
			}
		})
	}
}

type crawler struct {
	*testing.T
	site http.Handler
	ids  map[string]map[string]bool // of each page
	open []step

	pagesOnly bool // and the code that they name
}

// A step is a link that is to be followed.
type step struct{ from, to string }

// visit opens a page, and notes its links.
func (c *crawler) visit(target string) {
	if c.ids[target] != nil {
		return
	}
	c.ids[target] = map[string]bool{}
	response := get(c.T, c.site, target)
	if response.Code != http.StatusOK {
		c.Errorf("%s: %d", target, response.Code)
		return
	}
	body := response.Body.String()
	for _, m := range hasID.FindAllStringSubmatch(body, -1) {
		id := html.UnescapeString(m[1])
		if c.ids[target][id] {
			c.Errorf("%s has the id %q twice", target, id)
		}
		c.ids[target][id] = true
	}
	for _, m := range leads.FindAllStringSubmatch(body, -1) {
		c.open = append(c.open, step{target, html.UnescapeString(m[1])})
	}
}

func (c *crawler) check(s step) {
	from, _ := url.Parse(s.from)
	to, err := from.Parse(s.to)
	if err != nil {
		c.Errorf("%s: %v", s.from, err)
		return
	}
	if to.IsAbs() {
		return // the web
	}
	anchor := to.Fragment
	to.Fragment, to.RawFragment = "", ""
	// All the code of the lab would take long.
	if c.pagesOnly && strings.HasPrefix(s.from, "/code/") && strings.HasPrefix(to.Path, "/code/") {
		return
	}
	c.visit(to.String())
	if anchor != "" && !c.ids[to.String()][anchor] {
		c.Errorf("%s links to %s, which has no %q", s.from, to, anchor)
	}
}

// What is no part of the book is not there, however it is asked for.
func TestHidden(t *testing.T) {
	t.Parallel()
	secret := &fstest.MapFile{Data: []byte("a secret")}
	lab := fstest.MapFS{
		"docs/en/index.md":        {Data: []byte("# Pages")},
		"docs/en/.draft.md":       secret,
		"docs/images/.x.svg":      secret,
		"docs/images/x.html":      secret,
		"lessons/a/main.go":       {Data: []byte("package main")},
		"lessons/a/a":             secret, // a program that was built there
		"lessons/a/main.exe":      secret,
		"lessons/.hidden/main.go": secret,
		"work/03/main.go":         secret,
		"work/note.md":            secret,
		".git/config":             secret,
		".ci/run.go":              secret,
		"bin/check":               secret,
		"out/compare.svg":         secret,
		"secret.go":               secret,
		"docs/..\\work\\note.md":  secret,
	}
	site := siteOf(lab)
	for _, target := range []string{
		"/code/../../etc/passwd", "/code/..%2f..%2fetc/passwd", "/code/%2e%2e/%2e%2e/etc/passwd",
		"/code//etc/passwd", "/code/%2Fetc%2Fpasswd", "/code/lessons/../work/note.md", "/code/lessons/..%2Fwork/note.md",
		"/code/docs/..%5Cwork%5Cnote.md", "/code/C:/secret.go", "/code/lessons/a/main.go%00",
		"/code/work/03/main.go", "/code/work", "/code/work/", "/code/.git/config", "/code/.ci/run.go", "/code/bin/check",
		"/code/out/compare.svg", "/code/secret.go", "/code/lessons/a/a", "/code/lessons/a/main.exe", "/code/lessons/.hidden/main.go",
		"/en/.draft", "/en/..%2F..%2Fwork%2Fnote", "/en/../../work/note", "/images/.x.svg", "/images/x.html",
		"/images/..%2F..%2Fwork%2Fnote.md", "/assets/frame.html.tmpl", "/assets/..%2Fmain.go",
		"/en/nothing", "/fr/", "/nothing", "/work/note.md", "/docs/en/index.md",
	} {
		response := get(t, site, target)
		if body := response.Body.String(); response.Code != http.StatusNotFound || strings.Contains(body, "a secret") {
			t.Errorf("%s: %d", target, response.Code)
		} else if !strings.Contains(body, `<a href="/en/">Go to the first page</a>`) {
			t.Errorf("%s: the page does not say where to go on", target)
		}
	}
	for _, target := range []string{"/code/", "/code/lessons", "/code/lessons/a", "/code/lessons/a/main.go"} {
		response := get(t, site, target)
		if body := response.Body.String(); response.Code != http.StatusOK || strings.Contains(body, "/work") ||
			strings.Contains(body, ".hidden") || strings.Contains(body, ".exe") || strings.Contains(body, "a/a?") {
			t.Errorf("%s: %d\n%s", target, response.Code, body)
		}
	}
}

// A link out of the lab's folder is not followed.
func TestOutside(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"secret.go": "package secret", "lab/docs/en/index.md": "# Pages", "lab/lessons/x.go": "package x"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret.go"), filepath.Join(dir, "lab", "lessons", "link.go")); err != nil {
		t.Skip(err)
	}
	root, err := openLab(filepath.Join(dir, "lab"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	site := siteOf(root.FS())
	if response := get(t, site, "/code/lessons/x.go"); response.Code != http.StatusOK {
		t.Errorf("the file itself: %d", response.Code)
	}
	if response := get(t, site, "/code/lessons/link.go"); response.Code == http.StatusOK || strings.Contains(response.Body.String(), "package secret") {
		t.Errorf("%d\n%s", response.Code, response.Body)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		started    phrase.Lang
		path, asks string
		want       string
	}{
		{"", "/", "zh-CN,zh;q=0.9,en;q=0.8", "/zh/"},
		{"", "/", "en-US,en;q=0.9,zh;q=0.8", "/en/"},
		{"", "/", "zh-TW", "/zh/"},
		{"", "/", "fr", "/en/"},
		{"", "/", "", "/en/"},
		{"", "/", "nonsense;;q=", "/en/"},
		{phrase.Chinese, "/", "en", "/zh/"},
		{phrase.English, "/", "zh", "/en/"},
		{"", "/en", "zh", "/en/"},
		{"", "/zh", "en", "/zh/"},
		{"", "/en/index", "", "/en/"},
		{"", "/en/index.md", "", "/en/"},
		{"", "/zh/two.md", "", "/zh/two"},
		{"", "/en/README.md", "", "/en/README"},
	} {
		response := get(t, newSite(testLab, c.started, phrase.English), c.path, "Accept-Language", c.asks)
		if to := response.Header().Get("Location"); response.Code != http.StatusFound || to != c.want {
			t.Errorf("%q, asked for %s in %q: %d to %q, want %q", c.started, c.path, c.asks, response.Code, to, c.want)
		}
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	site := siteOf(testLab)
	for target, kind := range map[string]string{
		"/en/": "text/html; charset=utf-8", "/nothing": "text/html; charset=utf-8", "/code/Makefile": "text/html; charset=utf-8",
		"/assets/book.css": "text/css; charset=utf-8", "/assets/book.js": "text/javascript; charset=utf-8",
		"/assets/icon.svg": "image/svg+xml", "/images/queue.svg": "image/svg+xml",
	} {
		header := get(t, site, target).Header()
		if got := header.Get("Content-Type"); got != kind {
			t.Errorf("%s is %q", target, got)
		}
		policy := header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; script-src 'self';") || strings.Contains(policy, "http") {
			t.Errorf("%s: the policy is %q", target, policy)
		}
		if header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: the browser may guess what it is", target)
		}
	}
}

// A page is read again for each reload.
func TestEdited(t *testing.T) {
	t.Parallel()
	file := &fstest.MapFile{Data: []byte("# Before")}
	site := siteOf(fstest.MapFS{"docs/en/index.md": file})
	for _, title := range []string{"Before", "After"} {
		file.Data = []byte("# " + title)
		if body := get(t, site, "/en/").Body.String(); !strings.Contains(body, ">"+title+"</h1>") {
			t.Errorf("the page does not say %q:\n%s", title, body)
		}
	}
}

// The contents, the pages before and after, and the language lead where they should.
func TestFrame(t *testing.T) {
	t.Parallel()
	lab := fstest.MapFS{}
	for _, name := range []string{"index", "setup", "02-loop-clients", "10-unknown", "homework"} {
		lab["docs/en/"+name+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "# The %s & more", name)}
	}
	lab["docs/zh/homework.md"] = &fstest.MapFile{Data: []byte("# 作业")}
	site := siteOf(lab)

	body := get(t, site, "/en/02-loop-clients").Body.String()
	for _, want := range []string{
		`<html lang="en"`, `<title>The 02-loop-clients &amp; more · tcplab</title>`,
		`<a href="/en/02-loop-clients" aria-current="page">The 02-loop-clients &amp; more</a>`,
		`<a rel="prev" href="/en/setup">`, `<a rel="next" href="/en/homework">`,
		`href="/zh/" hreflang="zh-CN"`, // it is not translated yet
	} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s", want)
		}
	}
	order := []string{`"/en/"`, `"/en/setup"`, `"/en/02-loop-clients"`, `"/en/homework"`, `"/en/10-unknown"`}
	for i, at := 0, 0; i < len(order); i++ {
		next := strings.Index(body[at:], `<li><a href=`+order[i])
		if next < 0 {
			t.Fatalf("%s does not come after %s", order[i], order[max(0, i-1)])
		}
		at += next
	}
	body = get(t, site, "/zh/homework").Body.String()
	for _, want := range []string{`<html lang="zh-CN"`, `href="/en/homework" hreflang="en"`, "整本打印"} {
		if !strings.Contains(body, want) {
			t.Errorf("there is no %s", want)
		}
	}
	for name, word := range words {
		if word.EN == "" || word.ZH == "" {
			t.Errorf("%q lacks a language: %v", name, word)
		}
	}
}
