package figure

import (
	"fmt"
	"html/template"
	"time"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/timeline"
)

// A page shows a comparison or a sweep. It is one file, and asks no network for
// anything.
type page struct {
	Lang           phrase.Lang
	Title, Verdict string
	Troubles       []string // what went wrong
	Style          template.CSS
	Script         template.JS
	Wide, Narrow   template.HTML // the same picture, for a screen and for a phone
	Tables         []table
	Words          map[string]string
	Explanation    []string
	Redraw         string
}

// A table has its head in the first row.
type table struct {
	Caption string
	Head    []string
	Rows    [][]string
	Names   bool // the second column holds names
	Folded  bool // long: it opens on request
}

// ComparePage returns the page of a comparison.
func ComparePage(a, b *timeline.Run, lang phrase.Lang) []byte {
	p := newPage(lang, compareTitle, timeline.Verdict(a, b))
	p.Wide, p.Narrow = pictures(func(width Width, id string) []byte {
		return execute("compare.svg.tmpl", compare(a, b, view{lang, width}, id))
	})
	for i, r := range []*timeline.Run{a, b} {
		if r.Trouble != "" {
			p.Troubles = append(p.Troubles, string(rune('A'+i))+": "+r.Trouble)
		}
	}
	p.Tables = []table{p.theory([]Point{{a, b}}), p.clients(a, b)}
	how := []phrase.Phrase{howQueue, howServer, howTheory}
	if a.Computes || b.Computes {
		how = append(how, howCores.With(b.Cores))
	}
	for _, sentence := range how {
		p.Explanation = append(p.Explanation, sentence.In(lang))
	}
	return execute("page.html.tmpl", p)
}

// SweepPage returns the page of a sweep.
func SweepPage(points []Point, lang phrase.Lang) []byte {
	last := points[len(points)-1]
	p := newPage(lang, sweepTitle, timeline.Verdict(last.A, last.B))
	p.Verdict = sweepVerdict.Format(lang, last.A.Plan.Clients, p.Verdict)
	p.Wide, p.Narrow = pictures(func(width Width, id string) []byte {
		return execute("sweep.svg.tmpl", sweep(points, view{lang, width}, id))
	})
	p.Tables = []table{p.theory(points)}
	p.Explanation = []string{howSweep.In(lang)}
	if last.A.Computes || last.B.Computes {
		p.Explanation = append(p.Explanation, howCores.Format(lang, last.B.Cores))
	}
	return execute("page.html.tmpl", p)
}

func newPage(lang phrase.Lang, title, verdict phrase.Phrase) page {
	return page{
		Lang: lang, Title: title.In(lang), Verdict: verdict.In(lang),
		Style: css("style.css") + css("page.css"), Script: template.JS(css("page.js")),
		Words: map[string]string{
			"theme": themeWord.In(lang), "how": howWord.In(lang), "more": moreWord.In(lang),
			"served": servedWord.In(lang), "queued": queuedWord.In(lang),
			"done": doneWord.In(lang), "failed": failedWord.In(lang),
		},
		Redraw: redraw.In(lang),
	}
}

// pictures draws in both widths. The pictures are ours, and so need no escape.
func pictures(draw func(Width, string) []byte) (wide, narrow template.HTML) {
	return template.HTML(draw(Wide, "wide")), template.HTML(draw(Narrow, "narrow"))
}

// theory compares what was measured with what theory says.
func (p page) theory(points []Point) table {
	t := table{Caption: theoryCaption.In(p.Lang), Names: true}
	for _, head := range []phrase.Phrase{clientsHead, serverHead, measuredHead, theoryHead, ratioHead, speedupHead} {
		t.Head = append(t.Head, head.In(p.Lang))
	}
	for _, point := range points {
		speedup := "–"
		if s := timeline.Speedup(point.A, point.B); s > 0 {
			speedup = fmt.Sprintf("%.2f", s)
		}
		for i, r := range []*timeline.Run{point.A, point.B} {
			theory := r.Serial()
			if i == 1 {
				theory = r.Concurrent()
			}
			cell := string(rune('A'+i)) + " " + short(r.Server, 60)
			if n := len(r.Failed()); n > 0 {
				cell += failedCell.Format(p.Lang, n)
			}
			t.Rows = append(t.Rows, []string{fmt.Sprint(r.Plan.Clients), cell, when(r.Makespan()), seconds(theory), ratio(r, theory), speedup})
			speedup = ""
		}
	}
	return t
}

// clients lists what each client went through.
func (p page) clients(a, b *timeline.Run) table {
	t := table{Caption: clientsCaption.In(p.Lang), Folded: a.Plan.Clients > 20}
	t.Head = []string{clientHead.In(p.Lang)}
	for _, letter := range []string{"A", "B"} {
		for _, head := range []phrase.Phrase{connectedHead, queuedHead, firstByteHead, finishedHead} {
			t.Head = append(t.Head, letter+" "+head.In(p.Lang))
		}
	}
	for i := range a.Clients {
		row := []string{fmt.Sprint(i + 1)}
		for _, r := range []*timeline.Run{a, b} {
			c := r.Clients[i]
			end := when(c.Finished)
			if c.Failed != timeline.Never {
				end = failedWord.In(p.Lang) + ": " + c.Error
			}
			row = append(row, when(c.Connected), when(c.Queued()), when(c.FirstByte), end)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// when is a time, or a dash.
func when(at time.Duration) string {
	if at == timeline.Never {
		return "–"
	}
	return seconds(at)
}

// ratio is measured over theory, or a dash.
func ratio(r *timeline.Run, theory time.Duration) string {
	if told := r.Ratio(theory); told > 0 {
		return fmt.Sprintf("%.3f", told)
	}
	return "–"
}
