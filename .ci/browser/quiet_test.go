package browser

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A page asks for nothing but itself, and neither complains nor fails.
func TestQuiet(t *testing.T) {
	for _, c := range []struct{ recording, lang, file string }{
		{"lessons", "en", "compare.html"},
		{"lessons", "zh", "compare.html"},
		{"dies", "en", "compare.html"},
		{"dies", "zh", "compare.html"},
		{"sweep", "en", "sweep.html"},
		{"sweep", "zh", "sweep.html"},
	} {
		t.Run(c.recording+" "+c.lang, func(t *testing.T) {
			page := tabOf(t, screen)
			address := address(c.recording, c.lang, c.file)
			var mu sync.Mutex // events come from elsewhere
			var asked int
			var noises []string
			hear := func(event any) {
				mu.Lock()
				defer mu.Unlock()
				if request, ok := event.(*network.EventRequestWillBeSent); ok && request.Request.URL == address {
					asked++
				} else if noise := noise(event); noise != "" {
					noises = append(noises, noise)
				}
			}
			if err := chromedp.Listen(page.ctx, hear); err != nil {
				t.Fatal(err)
			}
			page.do(chromedp.Navigate(address))
			page.until(`!document.getElementById('theme').hidden`) // the script ran to its end
			page.do(chromedp.Click(chromedp.CSS("figure svg")), chromedp.Click(chromedp.CSS("#theme")))
			page.until(`document.readyState === 'complete'`)
			page.do(chromedp.Navigate("about:blank")) // what was under way has been told by now
			mu.Lock()
			defer mu.Unlock()
			if asked != 1 {
				t.Errorf("it asked %d times for itself", asked)
			}
			for _, noise := range noises {
				t.Error(noise)
			}
		})
	}
}

// noise is what an event says that a quiet page does not bring about, or "".
func noise(event any) string {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		url := e.Request.URL
		if !strings.HasPrefix(url, "data:") && url != "about:blank" {
			return "it asks for " + url
		}
	case *network.EventWebSocketCreated:
		return "it asks for " + e.URL
	case *runtime.EventConsoleAPICalled:
		return fmt.Sprintf("it calls console.%s", e.Type)
	case *runtime.EventExceptionThrown:
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			return e.ExceptionDetails.Text + " " + thrown.Description
		}
		return e.ExceptionDetails.Text
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			return fmt.Sprintf("%s: %s", e.Entry.Level, e.Entry.Text)
		}
	}
	return ""
}
