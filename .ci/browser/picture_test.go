package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A box is where something is in the window, in its pixels.
type box struct{ Left, Top, Right, Bottom float64 }

func (b box) width() float64  { return b.Right - b.Left }
func (b box) height() float64 { return b.Bottom - b.Top }
func (b box) middle() (x, y float64) {
	return (b.Left + b.Right) / 2, (b.Top + b.Bottom) / 2
}

// within reports whether it is in another box, but for a pixel.
func (b box) within(outer box) bool {
	return b.Left >= outer.Left-1 && b.Right <= outer.Right+1 && b.Top >= outer.Top-1 && b.Bottom <= outer.Bottom+1
}

const boxOf = `(element => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { left, top, right, bottom }; })`

// boxAt is the box of the first element of a selector.
func (t tab) boxAt(selector string) box {
	t.Helper()
	return ask[box](t, boxOf+"(document.querySelector(`"+selector+"`))")
}

// A picture is what the browser has made of one.
type picture struct {
	Box   box
	Texts []label
	Runs  []run
}

type label struct {
	Text string
	Box  box
}

type run struct {
	Letter   string
	Makespan box
	Lanes    []lane
}

type lane struct {
	Box    box
	Bars   []bar
	Failed bool
}

type bar struct {
	Phase string
	Box   box
}

// picture measures the picture in here.
func (t tab) picture(class string) picture {
	t.Helper()
	return ask[picture](t, `(() => {
		const box = `+boxOf+`;
		const svg = document.querySelector('.`+class+` svg');
		const all = (within, selector, of) => [...within.querySelectorAll(selector)].map(of);
		const bar = span => ({ phase: span.dataset.phase, box: box(span) });
		const lane = lane => ({ box: box(lane), bars: all(lane, '.span', bar), failed: lane.querySelector('.failed') != null });
		const run = run => ({ letter: run.dataset.run, makespan: box(run.querySelector('.makespan')), lanes: all(run, '.lane', lane) });
		return { box: box(svg), texts: all(svg, 'text', text => ({ text: text.textContent, box: box(text) })), runs: all(svg, '.run', run) };
	})()`)
}

// queued is how wide the queue is that a client waited in.
func (l lane) queued() (width float64) {
	for _, bar := range l.Bars {
		if bar.Phase == "queued" {
			width = max(width, bar.Box.width())
		}
	}
	return width
}

// shown tells which of the two pictures is.
func (t tab) shown() (wide, narrow bool) {
	t.Helper()
	return t.boxAt(".wide").width() > 0, t.boxAt(".narrow").width() > 0
}

// On a screen there are two runs with a lane for each client, within the picture.
func TestLanes(t *testing.T) {
	page := open(t, screen, "lessons", "compare.html")
	if wide, narrow := page.shown(); !wide || narrow {
		t.Errorf("the wide picture is shown: %v, the narrow one: %v", wide, narrow)
	}
	p := page.picture("wide")
	if len(p.Runs) != 2 || p.Runs[0].Letter != "A" || p.Runs[1].Letter != "B" {
		t.Fatalf("the runs are %+v", p.Runs)
	}
	for _, run := range p.Runs {
		if len(run.Lanes) != 4 {
			t.Fatalf("%s has %d lanes", run.Letter, len(run.Lanes))
		}
		for i, lane := range run.Lanes {
			if lane.Box.width() < 1 || lane.Box.height() < 1 || !lane.Box.within(p.Box) {
				t.Errorf("%s: lane %d is at %v, the picture at %v", run.Letter, i+1, lane.Box, p.Box)
			}
		}
	}
	for i, later := range p.Runs[0].Lanes[1:] {
		if before := p.Runs[0].Lanes[i].queued(); later.queued() <= before {
			t.Errorf("A: client %d queued for %.1f pixels, the one before for %.1f", i+2, later.queued(), before)
		}
	}
	for i, lane := range p.Runs[1].Lanes {
		if lane.queued() > 3 {
			t.Errorf("B: client %d queued for %.1f pixels", i+1, lane.queued())
		}
	}
}

// The bars of a client follow each other, and those of the last one end where
// the makespan stands.
func TestBars(t *testing.T) {
	for _, c := range []struct {
		name, class string
		window      size
	}{{"screen", "wide", screen}, {"phone", "narrow", phone}} {
		t.Run(c.name, func(t *testing.T) {
			for _, run := range open(t, c.window, "lessons", "compare.html").picture(c.class).Runs {
				end := 0.0
				for i, lane := range run.Lanes {
					for j, bar := range lane.Bars[1:] {
						if before := lane.Bars[j].Box; bar.Box.Left < before.Right-0.5 {
							t.Errorf("%s: bar %d of client %d begins at %.1f, the one before ends at %.1f", run.Letter, j+2, i+1, bar.Box.Left, before.Right)
						}
					}
					end = max(end, lane.Bars[len(lane.Bars)-1].Box.Right)
				}
				if off := end - run.Makespan.Left; off < -2 || off > 2 {
					t.Errorf("%s: the last bar ends %.1f pixels right of the makespan", run.Letter, off)
				}
			}
		})
	}
}

// A phone has a picture of its own, which it can show without scrolling sideways.
func TestPhone(t *testing.T) {
	for _, c := range []struct{ recording, file string }{
		{"lessons", "compare.html"}, {"dies", "compare.html"}, {"sweep", "sweep.html"},
	} {
		t.Run(c.recording, func(t *testing.T) {
			page := open(t, phone, c.recording, c.file)
			if wide, narrow := page.shown(); wide || !narrow {
				t.Errorf("the wide picture is shown: %v, the narrow one: %v", wide, narrow)
			}
			if width := ask[int](page, `document.documentElement.scrollWidth`); width > 390 {
				t.Errorf("the page is %d pixels wide", width)
			}
			p := page.picture("narrow")
			if !p.Box.within(box{Right: 390, Bottom: 1e6}) {
				t.Errorf("the picture is at %v", p.Box)
			}
			for _, size := range ask[[]float64](page, letterSizes) {
				if size < 9 {
					t.Errorf("a text is %.1f pixels high", size)
				}
			}
		})
	}
}

// letterSizes are those of the narrow picture, in pixels of the window.
const letterSizes = `[...document.querySelectorAll('.narrow text')].map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().d)`

// No text of a picture is cut off at its edge.
func TestTextWithin(t *testing.T) {
	for _, c := range []struct {
		name, class     string
		window          size
		recording, file string
	}{
		{"screen", "wide", screen, "lessons", "compare.html"},
		{"screen, failures", "wide", screen, "dies", "compare.html"},
		{"screen, sweep", "wide", screen, "sweep", "sweep.html"},
		{"phone", "narrow", phone, "lessons", "compare.html"},
		{"phone, failures", "narrow", phone, "dies", "compare.html"},
		{"phone, sweep", "narrow", phone, "sweep", "sweep.html"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t, c.window, c.recording, c.file).picture(c.class)
			for _, text := range p.Texts {
				if !text.Box.within(p.Box) {
					t.Errorf("%q is at %.1f, the picture at %.1f", text.Text, text.Box, p.Box)
				}
			}
		})
	}
}

// Where a server dies, its clients fail, and the page says why.
func TestDies(t *testing.T) {
	page := open(t, screen, "dies", "compare.html")
	for i, want := range []int{3, 0} {
		run := page.picture("wide").Runs[i]
		failed := slices.DeleteFunc(run.Lanes, func(l lane) bool { return !l.Failed })
		if len(failed) != want {
			t.Errorf("%s: %d clients failed, not %d", run.Letter, len(failed), want)
		}
	}
	const sentence = "ended with exit code 1"
	text, err := chromedp.Run(page.ctx, chromedp.TextContent(chromedp.CSS(".wide .run[data-run=A]")))
	if err != nil || !strings.Contains(text, sentence) {
		t.Errorf("%q does not say: %s (%v)", text, sentence, err)
	}
}
