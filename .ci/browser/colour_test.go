package browser

import (
	"math"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// look makes the browser prefer light or dark, on a screen or on paper.
func (t tab) look(media, scheme string) {
	t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	t.do(call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: features}))
	t.until(`matchMedia('` + media + ` and (prefers-color-scheme: ` + scheme + `)').matches`)
}

// A colour is red, green and blue, of 255 each.
type colour [3]float64

// luminance is how light a colour is, as WCAG has it, and contrast compares two.
func (c colour) luminance() float64 {
	sum := 0.0
	for i, part := range []float64{0.2126, 0.7152, 0.0722} {
		value := c[i] / 255
		if value <= 0.04045 {
			value /= 12.92
		} else {
			value = math.Pow((value+0.055)/1.055, 2.4)
		}
		sum += part * value
	}
	return sum
}

func contrast(a, b colour) float64 {
	light, dark := a.luminance(), b.luminance()
	return (max(light, dark) + 0.05) / (min(light, dark) + 0.05)
}

const colourOf = `((element, property) => getComputedStyle(element)[property].match(/[\d.]+/g).slice(0, 3).map(Number))`

// colour is the computed one of the first element of a selector.
func (t tab) colour(selector, property string) colour {
	t.Helper()
	return ask[colour](t, colourOf+"(document.querySelector(`"+selector+"`), '"+property+"')")
}

// scheme tells whether page and picture are light or dark.
func (t tab) scheme() (page, picture string) {
	t.Helper()
	tell := func(c colour) string {
		if c.luminance() > 0.5 {
			return "light"
		}
		return "dark"
	}
	return tell(t.colour("body", "backgroundColor")), tell(t.colour(".wide .paper", "fill"))
}

// A page is as light or as dark as the browser prefers, until the button turns it.
func TestScheme(t *testing.T) {
	turned := map[string]string{"light": "dark", "dark": "light"}
	for preferred, other := range turned {
		t.Run(preferred, func(t *testing.T) {
			page := open(t, screen, "lessons", "compare.html")
			page.look("screen", preferred)
			for _, want := range []string{preferred, other, preferred} {
				if body, paper := page.scheme(); body != want || paper != want {
					t.Errorf("the page is %s and the picture %s, not %s", body, paper, want)
				}
				if body, paper := page.colour("body", "backgroundColor"), page.colour(".wide .paper", "fill"); body != paper {
					t.Errorf("the page is %v and the picture %v", body, paper)
				}
				page.do(chromedp.Click(chromedp.CSS("#theme")))
			}
		})
	}
}

// A text has the colours it is written in, and what it stands on.
type written struct {
	Text    string
	On, Ink colour
}

// everyText lists the texts of the picture and of the page.
const everyText = `(() => {
	const colour = ` + colourOf + `;
	const page = colour(document.body, 'backgroundColor');
	const seen = [...document.querySelectorAll('h1, h2, p, th, td, #clock, #theme')].map(e => ({ text: e.textContent, ink: colour(e, 'color'), on: page }));
	for (const text of document.querySelectorAll('.wide text')) {
		const under = text.matches('.in-bar') ? text.previousElementSibling : document.querySelector('.wide .paper');
		seen.push({ text: text.textContent, ink: colour(text, 'fill'), on: colour(under, 'fill') });
	}
	const tip = document.getElementById('tip');
	seen.push({ text: 'tip', ink: colour(tip, 'color'), on: colour(tip, 'backgroundColor') });
	return seen;
})()`

// Every text can be read, on light and on dark.
func TestTextContrast(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		for _, c := range []struct{ recording, file string }{
			{"lessons", "compare.html"}, {"dies", "compare.html"}, {"sweep", "sweep.html"},
		} {
			t.Run(scheme+" "+c.recording, func(t *testing.T) {
				page := open(t, screen, c.recording, c.file)
				page.look("screen", scheme)
				for _, text := range ask[[]written](page, everyText) {
					if ratio := contrast(text.Ink, text.On); ratio < 4.5 {
						t.Errorf("%q has a contrast of %.2f", text.Text, ratio)
					}
				}
			})
		}
	}
}

// Served and queued differ in lightness, for those who print or see no colours.
func TestGrey(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			page := open(t, screen, "lessons", "compare.html")
			page.look("screen", scheme)
			served, queue := page.colour(".wide .span.waiting", "fill"), page.colour(".wide .stripes", "fill")
			if ratio := contrast(served, queue); ratio < 3 {
				t.Errorf("the contrast is %.2f", ratio)
			}
		})
	}
}

// On paper a picture is dark on white, whatever it was on the screen.
func TestPrint(t *testing.T) {
	for _, c := range []struct {
		name, scheme string
		turned       bool // by the button
	}{
		{"light", "light", false}, {"light, turned", "light", true},
		{"dark", "dark", false}, {"dark, turned", "dark", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := open(t, screen, "lessons", "compare.html")
			page.look("screen", c.scheme)
			if c.turned {
				page.do(chromedp.Click(chromedp.CSS("#theme")))
			}
			page.look("print", c.scheme)
			if paper := page.colour(".wide .paper", "fill"); paper != (colour{255, 255, 255}) {
				t.Errorf("the paper is %v", paper)
			}
			if served := page.colour(".wide .span.waiting", "fill"); served.luminance() > 0.1 {
				t.Errorf("the served are %v", served)
			}
		})
	}
}
