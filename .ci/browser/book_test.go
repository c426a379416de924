package browser

import (
	"bufio"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestBook opens the book of the lab, and a small one whose pages hold all that
// a page may hold.
func TestBook(t *testing.T) {
	tabOf(t, screen) // without a browser there is nothing to build for
	program := buildTool(t, "book")
	lab := serveBook(t, program, ".")
	small := serveBook(t, program, filepath.Join("tools", "book", "testdata", "lab"))

	for name, book := range map[string]book{"lab": lab, "small": small} {
		for _, lang := range []string{"en", "zh"} {
			t.Run("quiet "+name+" "+lang, func(t *testing.T) { book.quiet(t, lang) })
			t.Run("narrow "+name+" "+lang, func(t *testing.T) { book.narrow(t, lang) })
		}
	}
	t.Run("copy", small.copy)
	t.Run("language", small.language)
	t.Run("theme", small.theme)
	t.Run("side by side", small.sideBySide)
	t.Run("menu", small.menu)
	t.Run("search", lab.search)
	t.Run("keys", lab.keys)
	t.Run("paper", small.paper)
	t.Run("contrast", small.contrast)
	t.Run("missing", small.missing)
}

// A book is where one is served: http://127.0.0.1:…
type book string

// serveBook starts tools/book, for the time of a test. At the end it must obey
// Ctrl+C.
func serveBook(t *testing.T, program, lab string) book {
	t.Helper()
	stdout := startTool(t, "", program, "-addr", "127.0.0.1:0", "-lab", lab)
	line, err := bufio.NewReader(stdout).ReadString('\n')
	at := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(line)
	if at == "" {
		t.Fatalf("the first line is %q (%v)", line, err)
	}
	return book(at)
}

// open opens a page of the book.
func (b book) open(t *testing.T, window size, path string) tab {
	t.Helper()
	page := tabOf(t, window)
	page.goTo(string(b) + path)
	return page
}

// goTo opens an address, and waits for its script to end.
func (t tab) goTo(address string) {
	t.Helper()
	t.do(chromedp.Navigate(address))
	t.ready()
}

func (t tab) ready() {
	t.Helper()
	t.until(`document.readyState === 'complete' && document.getElementById('_theme') != null && !document.getElementById('_theme').hidden`)
}

// follow clicks a link to another page, and wants the browser to come to where
// it leads: the path, what is asked for, and the anchor.
func (t tab) follow(selector, where string) {
	t.Helper()
	if _, err := chromedp.RunResponse(t.ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		t.Fatal(err)
	}
	t.ready()
	if at := ask[string](t, `decodeURIComponent(location.pathname + location.search + location.hash)`); at != where {
		t.Errorf("%s leads to %s, not %s", selector, at, where)
	}
}

// pages are all that the contents of the book name, and some that they do not.
func (b book) pages(t *testing.T, lang string) []string {
	t.Helper()
	page := b.open(t, screen, "/"+lang+"/")
	paths := []string{"/" + lang + "/all", "/" + lang + "/nothing", "/code/lessons?lang=" + lang, "/code/Makefile?lang=" + lang}
	return append(paths, ask[[]string](page, `[...new Set([...document.querySelectorAll('.side a')].map(a => a.pathname))]`)...)
}

// quiet wants no page to ask for anything beyond the book, or to complain.
func (b book) quiet(t *testing.T, lang string) {
	paths := b.pages(t, lang)
	page := tabOf(t, screen)
	var mu sync.Mutex
	var noises []string
	hear := func(event any) {
		mu.Lock()
		defer mu.Unlock()
		if request, ok := event.(*network.EventRequestWillBeSent); ok && strings.HasPrefix(request.Request.URL, string(b)+"/") {
			return
		}
		if noise := noise(event); noise != "" && !strings.Contains(noise, "status of 404") {
			noises = append(noises, noise)
		}
	}
	if err := chromedp.Listen(page.ctx, hear); err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		page.goTo(string(b) + path)
		page.do(chromedp.Click(chromedp.CSS("#_theme")))
	}
	page.do(chromedp.Navigate("about:blank")) // what was under way has been told by now
	mu.Lock()
	defer mu.Unlock()
	for _, noise := range noises {
		t.Error(noise)
	}
}

// narrow wants nothing to stick out of a phone.
func (b book) narrow(t *testing.T, lang string) {
	paths := b.pages(t, lang)
	page := tabOf(t, phone)
	for _, path := range paths {
		page.goTo(string(b) + path)
		// What sticks out would make the window of a phone wider as well.
		if width := ask[int64](page, `Math.max(innerWidth, document.documentElement.scrollWidth)`); width > phone.width {
			t.Errorf("%s is %d pixels wide", path, width)
		}
	}
}

const clipboard = `navigator.clipboard.readText()`

// copy wants the button to copy what is written, neither more nor less.
func (b book) copy(t *testing.T) {
	page := b.open(t, screen, "/en/")
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		page.do(call(cdpbrowser.SetPermission, cdpbrowser.SetPermissionParams{
			Permission: &cdpbrowser.PermissionDescriptor{Name: name},
			Setting:    cdpbrowser.PermissionSettingGranted, Origin: string(b),
		}))
	}
	const first, diff = ".code[data-language=sh] .copy", ".code[data-language=diff] .copy"
	if name := ask[string](page, "document.querySelector('"+first+"').getAttribute('aria-label')"); name != "Copy this code" {
		t.Errorf("the button is called %q", name)
	}
	for _, c := range []struct{ way, button, want string }{
		{"", first, `make lesson-3 ARGS="-delay 200ms"`},
		{"", diff, "--- a/main.go\n+++ b/main.go\n@@ -1,3 +1,3 @@\n-\tserve(lab, conn)\n+\tgo serve(lab, conn)\n }"},
		// From the address of another machine, a browser has no clipboard.
		{`navigator.clipboard.writeText = () => Promise.reject(), 0`, first, `make lesson-3 ARGS="-delay 200ms"`},
	} {
		if c.way != "" {
			ask[int](page, c.way)
		}
		page.do(chromedp.Click(chromedp.CSS(c.button)))
		page.until("document.querySelector('" + c.button + "').textContent === 'Copied'")
		got, err := chromedp.Run(page.ctx, chromedp.Evaluate[string](clipboard, chromedp.EvalAwaitPromise))
		if err != nil || got != c.want {
			t.Errorf("copied is %q (%v), want %q", got, err, c.want)
		}
		page.until("document.querySelector('" + c.button + "').textContent === 'Copy'")
	}
}

// language wants the link to lead to the same heading, and back.
func (b book) language(t *testing.T) {
	page := b.open(t, screen, "/en/#within-an-answer")
	page.until(`document.querySelector('details:has(#within-an-answer)').open`)
	for _, want := range []string{"/zh/#在答案里", "/en/#within-an-answer"} {
		page.follow(".language", want)
		if lang := ask[string](page, `document.documentElement.lang`); !strings.HasPrefix(want, "/"+lang[:2]) {
			t.Errorf("%s is in %s", want, lang)
		}
	}
	page.goTo(string(b) + "/code/lessons/one/main.go?lang=en#L3")
	page.follow(".language", "/code/lessons/one/main.go?lang=zh#L3")
}

// theme wants the button to turn page and pictures, and the browser to remember.
func (b book) theme(t *testing.T) {
	page := b.open(t, screen, "/en/")
	page.look("screen", "light")
	ask[bool](page, `localStorage.removeItem('tcplab-theme'), delete document.documentElement.dataset.theme`)
	for _, path := range []string{"/en/", "/zh/two", "/en/"} {
		before, _ := page.bookScheme()
		page.do(chromedp.Click(chromedp.CSS("#_theme")))
		after, kept := page.bookScheme()
		if before == after || kept != after {
			t.Errorf("it was %s, is %s, and %s is kept", before, after, kept)
		}
		page.goTo(string(b) + path)
		if now, _ := page.bookScheme(); now != after {
			t.Errorf("%s is %s, not %s", path, now, after)
		}
		if path == "/en/" {
			if body, paper := page.scheme(); body != paper {
				t.Errorf("the page is %s, the picture %s", body, paper)
			}
		}
	}
	ask[bool](page, `localStorage.removeItem('tcplab-theme'), true`)
}

// bookScheme is how the page looks, and what the browser keeps of it.
func (t tab) bookScheme() (now, kept string) {
	t.Helper()
	now = "dark"
	if t.colour("body", "backgroundColor").luminance() > 0.5 {
		now = "light"
	}
	return now, ask[string](t, `localStorage.getItem('tcplab-theme') ?? ''`)
}

// sideBySide wants code beside code on a screen, and below it on a phone; so
// with the pictures.
func (b book) sideBySide(t *testing.T) {
	const python, golang = ".pair td:nth-child(1)", ".pair td:nth-child(2)"
	page := b.open(t, screen, "/en/")
	if left, right := page.boxAt(python), page.boxAt(golang); left.Top != right.Top || left.Right > right.Left+1 {
		t.Errorf("on a screen they are at %.0f and %.0f", left, right)
	}
	if wide, narrow := page.shown(); !wide || narrow {
		t.Errorf("on a screen the wide picture is shown: %v, the narrow one: %v", wide, narrow)
	}
	page = b.open(t, phone, "/en/")
	if above, below := page.boxAt(python), page.boxAt(golang); above.Bottom > below.Top+1 || above.Left != below.Left {
		t.Errorf("on a phone they are at %.0f and %.0f", above, below)
	}
	if head := ask[string](page, "getComputedStyle(document.querySelector('"+golang+"'), '::before').content"); head != `"Go"` {
		t.Errorf("the head is %s", head)
	}
	if wide, narrow := page.shown(); wide || !narrow {
		t.Errorf("on a phone the wide picture is shown: %v, the narrow one: %v", wide, narrow)
	}
	if label := ask[string](page, `document.querySelector('.narrow svg').getAttribute('aria-label')`); label != `A "queue" of two clients` {
		t.Errorf("the picture is called %q", label)
	}
}

// search finds a section by words of its heading and its text, and Enter opens the
// first one; Escape leaves.
func (b book) search(t *testing.T) {
	page := b.open(t, screen, "/en/")
	page.find("misconceptions ephemeral")
	page.until(`document.getElementById('_found').textContent !== ''`)
	page.do(chromedp.KeyEvent(kb.Escape))
	page.until(`document.getElementById('_found').hidden && document.activeElement.type !== 'search'`)
	page.find("accept QUEUE glossary")
	page.until(`document.querySelector('#_found a') !== null`)
	page.press(kb.Enter, "/en/glossary")

	chinese := b.open(t, screen, "/zh/")
	chinese.find("半关闭")
	chinese.until(`document.querySelector('#_found a') !== null && document.querySelector('#_found').textContent.includes('半关闭')`)
}

// find types into the search.
func (t tab) find(words string) {
	t.Helper()
	t.do(chromedp.KeyEvent("/"))
	t.until(`document.activeElement.type === 'search'`)
	t.do(chromedp.KeyEvent(words))
}

// keys turns the pages.
func (b book) keys(t *testing.T) {
	page := b.open(t, screen, "/en/03-detect-close")
	page.press(kb.ArrowRight, "/en/04-threaded")
	page.press(kb.ArrowLeft, "/en/03-detect-close")
}

// press presses a key that leads to another page.
func (t tab) press(key, where string) {
	t.Helper()
	if _, err := chromedp.RunResponse(t.ctx, chromedp.KeyEvent(key)); err != nil {
		t.Fatal(err)
	}
	t.ready()
	if at := ask[string](t, `location.pathname`); at != where {
		t.Errorf("the key leads to %s, not %s", at, where)
	}
}

// menu wants the contents of a phone to open and to lead on, and a keyboard to
// skip them.
func (b book) menu(t *testing.T) {
	page := b.open(t, phone, "/en/")
	page.do(chromedp.Click(chromedp.CSS(".menu summary")))
	page.follow(".menu a[href='/en/two']", "/en/two")
	if current := ask[string](page, `document.querySelector('.menu [aria-current]').pathname`); current != "/en/two" {
		t.Errorf("the current page is %s", current)
	}
	page = b.open(t, screen, "/en/")
	page.do(chromedp.KeyEvent(kb.Tab))
	page.until(`document.activeElement.matches('.skip')`)
	page.do(chromedp.KeyEvent(kb.Enter))
	page.until(`location.hash === '#_text' && document.activeElement.matches('main')`)
}

// paper wants black on white, the answers unfolded, and no frame.
func (b book) paper(t *testing.T) {
	page := b.open(t, screen, "/en/")
	if open := ask[bool](page, `document.querySelector('article details').open`); open {
		t.Error("on a screen the answer is unfolded")
	}
	page.look("print", "dark")
	if answer := page.boxAt("article details .code"); answer.height() < 10 {
		t.Errorf("the answer is %.0f", answer)
	}
	for _, selector := range []string{".top", ".side", ".menu", ".copy", ".steps", ".skip"} {
		if box := page.boxAt(selector); box.width() > 0 {
			t.Errorf("%s is printed", selector)
		}
	}
	if paper := page.colour("body", "backgroundColor"); paper != (colour{255, 255, 255}) {
		t.Errorf("the paper is %v", paper)
	}
	if ink := page.colour("article p", "color"); ink != (colour{0, 0, 0}) {
		t.Errorf("the ink is %v", ink)
	}
	if paper := page.colour(".wide .paper", "fill"); paper != (colour{255, 255, 255}) {
		t.Errorf("the paper of the picture is %v", paper)
	}
	if cut := ask[int](page, `[...document.querySelectorAll('.code pre')].filter(pre => pre.scrollWidth > pre.clientWidth).length`); cut != 0 {
		t.Errorf("%d blocks of code are cut", cut)
	}
}

// everyWord lists the words of code, and the text around them.
const everyWord = `(() => {
	const colour = ` + colourOf + `;
	const under = e => { for (; e; e = e.parentElement) { const on = getComputedStyle(e).backgroundColor; if (on !== 'rgba(0, 0, 0, 0)') return e; } return document.body; };
	return [...document.querySelectorAll('article p, article a, article code, .code span, th, td, summary, .side a, .side p, .top a, button, blockquote')]
		.filter(e => e.getBoundingClientRect().width > 0)
		.map(e => ({ text: e.textContent, ink: colour(e, 'color'), on: colour(under(e), 'backgroundColor') }));
})()`

// contrast wants every word to be readable, on light and on dark.
func (b book) contrast(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		page := b.open(t, screen, "/en/")
		page.look("screen", scheme)
		words := ask[[]written](page, everyWord)
		if len(words) < 40 {
			t.Errorf("only %d words were found", len(words))
		}
		for _, word := range words {
			if ratio := contrast(word.Ink, word.On); ratio < 4.5 {
				t.Errorf("%s: %.60q has a contrast of %.2f", scheme, word.Text, ratio)
			}
		}
	}
}

// missing wants a page for what is not there, which leads to the first one.
func (b book) missing(t *testing.T) {
	page := b.open(t, phone, "/zh/nothing")
	if said := ask[string](page, `document.querySelector('article').innerText`); !strings.Contains(said, "/zh/nothing") || !strings.Contains(said, "没有这个页面") {
		t.Errorf("it says %q", said)
	}
	page.follow("article a", "/zh/")
}
