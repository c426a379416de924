package chart

import (
	_ "embed"
	"fmt"
	"html/template"

	"tcplab/shared/columns"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

//go:embed page.css
var pageStyle string

//go:embed page.js
var pageScript string

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
}

// A table of the page.
type table struct {
	Caption string
	Head    []string
	Rows    [][]string
	Names   bool // the second column holds names
	Folded  bool // long: it opens on request
}

// ComparePage returns the page of a comparison.
func ComparePage(c timeline.Comparison, lang phrase.Lang) []byte {
	p := newPage(lang, compareTitle, c.Verdict().In(lang), c)
	p.draw(func(width svg.Width, id string) []byte {
		return compare(c, svg.View{Lang: lang, Width: width}, id).draw()
	})
	p.Tables = []table{p.theory([]timeline.Comparison{c}), p.clients(c)}
	p.explain(howQueue, howServer, howTheory)
	return svg.Execute(templates, "page.html.tmpl", p)
}

// SweepPage returns the page of a sweep. Its points stand in the order of their
// clients.
func SweepPage(points []timeline.Comparison, lang phrase.Lang) []byte {
	last := points[len(points)-1]
	verdict := timeline.WithClients.Format(lang, last.A.Plan.Clients, last.Verdict().In(lang))
	p := newPage(lang, sweepTitle, verdict, points...)
	p.draw(func(width svg.Width, id string) []byte {
		return sweep(points, svg.View{Lang: lang, Width: width}, id).draw()
	})
	p.Tables = []table{p.theory(points)}
	p.explain(howSweep)
	return svg.Execute(templates, "page.html.tmpl", p)
}

// newPage returns a page without its picture and its tables.
func newPage(lang phrase.Lang, title phrase.Phrase, verdict string, points ...timeline.Comparison) *page {
	p := &page{
		Lang: lang, Title: title.In(lang), Verdict: verdict,
		Style:  template.CSS(pageStyle),
		Script: template.JS(pageScript),
		Words:  map[string]string{},
	}
	for name, word := range words {
		p.Words[name] = word.In(lang)
	}
	for _, c := range points {
		for _, side := range c.Sides() {
			if trouble := side.Trouble.In(lang); trouble != "" {
				p.Troubles = append(p.Troubles, troubleOf.Format(lang, side.Letter, trouble))
			}
		}
	}
	if plan := points[len(points)-1].B.Plan; plan.Computes {
		p.explain(howCores.With(plan.Cores))
	}
	return p
}

// draw draws the picture in both widths. It is ours, and so needs no escape.
func (p *page) draw(picture func(svg.Width, string) []byte) {
	p.Wide = template.HTML(picture(svg.Wide, "wide"))
	p.Narrow = template.HTML(picture(svg.Narrow, "narrow"))
}

// explain says how the picture is to be read.
func (p *page) explain(how ...phrase.Phrase) {
	for _, sentence := range how {
		p.Explanation = append(p.Explanation, sentence.In(p.Lang))
	}
}

// heads are the words above a table.
func (p *page) heads(words ...phrase.Phrase) (heads []string) {
	for _, word := range words {
		heads = append(heads, word.In(p.Lang))
	}
	return heads
}

// theory compares what was measured with what theory says.
func (p *page) theory(points []timeline.Comparison) table {
	t := table{Caption: theoryCaption.In(p.Lang), Names: true}
	t.Head = p.heads(timeline.ClientsHead, timeline.ServerHead, timeline.MeasuredHead,
		timeline.TheoryHead, timeline.RatioHead, timeline.SpeedupHead)
	for _, c := range points {
		speedup := c.SpeedupText()
		for _, side := range c.Sides() {
			name := side.Letter + " " + columns.Cut(side.Plan.Server, 60)
			if n := len(side.Failures()); n > 0 {
				name += failedCell.Format(p.Lang, n)
			}
			measured, theory, ratio := side.Figures()
			t.Rows = append(t.Rows, []string{fmt.Sprint(side.Plan.Clients), name, measured, theory, ratio, speedup})
			speedup = ""
		}
	}
	return t
}

// clients lists what each client went through.
func (p *page) clients(c timeline.Comparison) table {
	t := table{Caption: clientsCaption.In(p.Lang), Folded: c.A.Plan.Clients > 20}
	t.Head = p.heads(timeline.ClientHead)
	for _, side := range c.Sides() {
		for _, head := range p.heads(timeline.ConnectedHead, timeline.QueuedHead, timeline.FirstByteHead, timeline.FinishedHead) {
			t.Head = append(t.Head, side.Letter+" "+head)
		}
	}
	for i := range c.A.Clients {
		row := []string{fmt.Sprint(i + 1)}
		for _, side := range c.Sides() {
			client := side.Clients[i]
			end := timeline.Text(client.Finished)
			if client.FailedAt != timeline.Never {
				end = failedBecause.Format(p.Lang, client.Error)
			}
			row = append(row, timeline.Text(client.Connected), timeline.Text(client.Queued()), timeline.Text(client.FirstByte), end)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
