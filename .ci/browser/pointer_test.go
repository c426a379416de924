package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	tipShown  = `!document.getElementById('tip').hidden`
	tipHidden = `document.getElementById('tip').hidden`
	tipText   = `document.getElementById('tip').textContent`
	clockText = `document.getElementById('clock').textContent`
)

// laneOf is the selector of a lane.
func laneOf(class, letter string, client int) string {
	return fmt.Sprintf(".%s .run[data-run=%s] .lane[data-client='%d']", class, letter, client)
}

// point moves the mouse to the middle of an element.
func (t tab) point(selector string) {
	t.Helper()
	x, y := t.boxAt(selector).middle()
	t.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y))
}

// says wants an expression to become a text with all of these.
func (t tab) says(expression string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		t.until(fmt.Sprintf("(%s).includes(%q)", expression, part))
	}
}

// tipInside wants the whole tip to be in the window.
func (t tab) tipInside() {
	t.Helper()
	tip, window := t.boxAt("#tip"), ask[box](t, `({ left: 0, top: 0, right: innerWidth, bottom: innerHeight })`)
	if tip.width() < 1 || !tip.within(window) {
		t.Errorf("the tip is at %.0f, the window at %.0f", tip, window)
	}
}

// The mouse over a bar shows what the bar is, and who was where at that time.
func TestHover(t *testing.T) {
	page := open(t, screen, "lessons", "compare.html")
	if n := ask[int](page, `document.querySelectorAll('figure title').length`); n != 0 {
		t.Errorf("%d titles are left, which the browser would show as well", n)
	}
	page.point(laneOf("wide", "A", 2) + " .queued")
	page.until(tipShown)
	page.says(tipText, "client 2", "queue")
	page.says(clockText, " s", "A: 1 served", "B: ")
	page.tipInside()
	page.point("h1")
	page.until(tipHidden)
	page.until(clockText + ` === ''`)
}

// A tip keeps inside the window, wherever the bar is.
func TestTipInside(t *testing.T) {
	for _, c := range []struct {
		name string
		lane string
		low  bool // the window ends just below it
	}{
		{"left", laneOf("wide", "B", 1), false},
		{"right", laneOf("wide", "A", 4), false},
		{"bottom", laneOf("wide", "B", 4), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := open(t, screen, "lessons", "compare.html")
			last := c.lane + " .span:nth-last-of-type(1)"
			if c.low {
				bottom := int64(page.boxAt(last).Bottom) + 4
				page.do(chromedp.EmulateViewport(screen.width, bottom))
				page.until(fmt.Sprintf("innerHeight === %d", bottom))
			}
			page.point(last)
			page.until(tipShown)
			page.tipInside()
		})
	}
}

// A tap on a bar of a phone shows whose it is.
func TestTap(t *testing.T) {
	for _, client := range []int{1, 2, 4} {
		t.Run(fmt.Sprint("client ", client), func(t *testing.T) {
			page := open(t, phone, "lessons", "compare.html")
			x, y := page.boxAt(laneOf("narrow", "A", client) + " .span.waiting").middle()
			page.do(chromedp.TapXY(x, y))
			page.until(tipShown)
			page.says(tipText, fmt.Sprint("client ", client))
			page.tipInside()
		})
	}
}

// The Tab key goes from client to client, and Escape hides what it shows.
func TestKeyboard(t *testing.T) {
	page := open(t, screen, "lessons", "compare.html")
	page.do(chromedp.KeyEvent(kb.Tab))
	page.until(`document.activeElement.id === 'theme'`)
	for _, letter := range []string{"A", "B"} {
		for client := 1; client <= 4; client++ {
			page.do(chromedp.KeyEvent(kb.Tab))
			page.until("document.activeElement === document.querySelector(`" + laneOf("wide", letter, client) + "`)")
			page.until(tipShown)
			page.says(tipText, fmt.Sprintf("client %d: connected", client))
			page.tipInside()
		}
	}
	label := ask[string](page, `document.activeElement.getAttribute('aria-label')`)
	if tip := ask[string](page, tipText); tip != label || strings.TrimSpace(label) == "" {
		t.Errorf("the tip is %q, not %q", tip, label)
	}
	page.do(chromedp.KeyEvent(kb.Escape))
	page.until(tipHidden)
}
