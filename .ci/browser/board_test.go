package browser

import (
	"bufio"
	"fmt"
	"net"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// projector is what many of them show.
var projector = size{width: 1280, height: 720}

// A board is one that runs: where its page is, and its server.
type board struct{ page, server string }

// serveBoard builds and starts tools/board, for the time of a test.
func serveBoard(t *testing.T) (b board) {
	t.Helper()
	tabOf(t, projector) // without a browser there is nothing to build for
	stdout := startTool(t, "en", buildTool(t, "board"), "-addr", "127.0.0.1:0", "-page", "127.0.0.1:0")
	lines := bufio.NewScanner(stdout)
	for b.server == "" && lines.Scan() {
		if at := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(lines.Text()); at != "" {
			b.page = at
		} else {
			b.server = regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(lines.Text())
		}
	}
	go func() {
		for lines.Scan() { // so that it never waits for a reader
		}
	}()
	return b
}

// connect connects clients to the server, one after the other.
func (b board) connect(t *testing.T, number int) (conns []net.Conn) {
	t.Helper()
	for range number {
		conn, err := net.Dial("tcp", b.server)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		conns = append(conns, conn)
	}
	return conns
}

// counts waits until the page shows so many clients.
func (t tab) counts(queued, thinking, served int) {
	t.Helper()
	t.until(fmt.Sprintf(`['queued', 'thinking', 'served'].map(id => document.getElementById(id).textContent).join() === '%d,%d,%d'`, queued, thinking, served))
}

// The board shows a class on a projector and on a phone, light and dark; its button
// is pressed by keyboard. It asks for nothing beyond itself, and does not complain.
func TestBoard(t *testing.T) {
	b := serveBoard(t)
	page := tabOf(t, projector)
	var mu sync.Mutex
	var noises []string
	hear := func(event any) {
		mu.Lock()
		defer mu.Unlock()
		if request, ok := event.(*network.EventRequestWillBeSent); ok && strings.HasPrefix(request.Request.URL, b.page+"/") {
			return
		}
		if noise := noise(event); noise != "" {
			noises = append(noises, noise)
		}
	}
	if err := chromedp.Listen(page.ctx, hear); err != nil {
		t.Fatal(err)
	}
	page.do(chromedp.Navigate(b.page + "/"))
	page.counts(0, 0, 0)

	const markup = `<img src=x onerror=alert(1)><script>alert(2)</script>`
	conns := b.connect(t, 30)
	page.counts(29, 0, 1)
	conns[0].Write([]byte(markup))
	page.until(`document.querySelector('#with .said').textContent.includes('onerror')`)
	if found := ask[int64](page, `document.querySelectorAll('main img, main script').length`); found != 0 {
		t.Errorf("the text of a client became %d elements", found)
	}
	if last := page.boxAt("#queue li:last-child"); last.Bottom > float64(projector.height) || last.height() < 40 {
		t.Errorf("the last of thirty is at %v on a projector", last)
	}
	for _, scheme := range []string{"light", "dark"} {
		page.look("screen", scheme)
		for _, of := range []string{"#queue .queued", "#with li", ".counts .thinking", "#switch"} {
			paper := page.colour(of, "backgroundColor")
			if of == "#queue .queued" { // which is striped
				paper = ask[colour](page, `getComputedStyle(document.querySelector('#queue .queued')).backgroundImage.match(/rgb\(([^)]*)\)/g).at(-1).match(/\d+/g).map(Number)`)
			}
			if c := contrast(paper, page.colour(of, "color")); c < 4.5 {
				t.Errorf("%s: the contrast of %s is %.1f", scheme, of, c)
			}
		}
	}
	page.do(chromedp.EmulateViewport(phone.width, phone.height, phone.options...))
	if width := ask[int64](page, `Math.max(innerWidth, document.documentElement.scrollWidth)`); width > phone.width {
		t.Errorf("on a phone, it is %d pixels wide", width)
	}
	page.do(chromedp.EmulateViewport(projector.width, projector.height))

	page.do(chromedp.Evaluate[chromedp.Void](`document.body.focus()`), chromedp.KeyEvent(kb.Tab))
	if focus := ask[string](page, `document.activeElement.id`); focus != "switch" {
		t.Errorf("Tab leads to %q first", focus)
	}
	page.do(chromedp.KeyEvent(kb.Enter))
	page.until(`document.getElementById('server').textContent.startsWith('concurrent')`)
	page.counts(0, 0, 0)
	b.connect(t, 60)
	page.counts(0, 0, 60)
	if !ask[bool](page, `document.body.classList.contains('crowd')`) {
		t.Error("sixty clients are not drawn as a crowd")
	}

	page.do(chromedp.Navigate(b.page + "/?lang=zh"))
	page.until(`document.getElementById('server').textContent.startsWith('并发')`)
	page.do(chromedp.Navigate(b.page + "/run"))
	page.until(`!document.getElementById('theme').hidden`) // its script ran under the policy of the site
	page.do(chromedp.Navigate("about:blank"))              // what was under way has been told by now
	mu.Lock()
	defer mu.Unlock()
	for _, noise := range noises {
		t.Error(noise)
	}
}
