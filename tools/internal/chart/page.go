package chart

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
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

// Policy is the Content-Security-Policy under which a site may serve a page: it runs
// its own script, and nothing else.
var Policy = func() string {
	script := sha256.Sum256([]byte(pageScript))
	return "default-src 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(script[:]) +
		"'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}()

// A page shows a comparison or a sweep. It is one file that loads nothing else.
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
func ComparePage(s timeline.Summary, lang phrase.Lang) []byte {
	free := s.Servers[0].Run.Plan.Free()
	title := compareTitle
	if free {
		title = freeTitle
	}
	p := newPage(lang, title, s.Verdict.In(lang), s)
	p.draw(func(v svg.View) []byte { return Compare(s, v) })
	if free {
		p.Tables = []table{p.clients(s)}
		p.explain(howFree, howServer)
		delete(p.Words, "redraw")
	} else {
		p.Tables = []table{p.theory([]timeline.Summary{s}), p.clients(s)}
		p.explain(howQueue, howServer, howTheory)
	}
	return svg.Execute(templates, "page.html.tmpl", p)
}

// SweepPage returns the page of a sweep. Points are in the order of their clients.
func SweepPage(points []timeline.Summary, lang phrase.Lang) []byte {
	last := points[len(points)-1]
	verdict := timeline.WithClients.Format(lang, clientsOf(last), last.Verdict)
	p := newPage(lang, sweepTitle, verdict, points...)
	p.draw(func(v svg.View) []byte { return Sweep(points, v) })
	p.Tables = []table{p.theory(points)}
	p.explain(howSweep)
	return svg.Execute(templates, "page.html.tmpl", p)
}

// newPage returns a page without its picture and its tables.
func newPage(lang phrase.Lang, title phrase.Phrase, verdict string, points ...timeline.Summary) *page {
	p := &page{
		Lang: lang, Title: title.In(lang), Verdict: verdict,
		Style:  template.CSS(pageStyle),
		Script: template.JS(pageScript),
		Words:  words.In(lang),
	}
	for _, point := range points {
		for _, s := range point.Servers {
			if trouble := s.Run.Trouble.In(lang); trouble != "" {
				p.Troubles = append(p.Troubles, troubleOf.Format(lang, s.Letter, trouble))
			}
		}
	}
	if last := points[len(points)-1].Servers; len(last) > 1 && last[1].Computes {
		p.explain(howCores.With(last[1].Run.Plan.Cores))
	}
	return p
}

// draw draws the picture in both widths. Its template has escaped all texts.
func (p *page) draw(picture func(svg.View) []byte) {
	p.Wide = template.HTML(picture(svg.View{Lang: p.Lang}))
	p.Narrow = template.HTML(picture(svg.View{Lang: p.Lang, Phone: true}))
}

// explain adds how to read the picture.
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

// theory is the table of the makespans and their theory.
func (p *page) theory(points []timeline.Summary) table {
	t := table{Caption: theoryCaption.In(p.Lang), Names: true}
	t.Head = p.heads(timeline.ClientsHead, timeline.ServerHead, timeline.MeasuredHead,
		timeline.TheoryHead, timeline.RatioHead, timeline.SpeedupHead)
	for _, point := range points {
		speedup := point.SpeedupCell()
		for _, s := range point.Servers {
			name := s.Letter + " " + columns.Cut(s.Run.Plan.Server, 60)
			if s.Failed > 0 {
				name += failedCell.Format(p.Lang, s.Failed)
			}
			row := append([]string{fmt.Sprint(s.Run.Plan.Clients), name}, s.Cells()...)
			t.Rows = append(t.Rows, append(row, speedup))
			speedup = ""
		}
	}
	return t
}

// clients is the table of the times of each client.
func (p *page) clients(s timeline.Summary) table {
	t := table{Caption: clientsCaption.In(p.Lang), Folded: clientsOf(s) > 20}
	t.Head = p.heads(timeline.ClientHead)
	for _, server := range s.Servers {
		for _, head := range p.heads(timeline.ConnectedHead, timeline.QueuedHead, timeline.FirstByteHead, timeline.FinishedHead) {
			t.Head = append(t.Head, server.Letter+" "+head)
		}
	}
	for i := range clientsOf(s) {
		row := []string{fmt.Sprint(i + 1)}
		for _, server := range s.Servers {
			if i >= len(server.Run.Clients) {
				row = append(row, "", "", "", "")
				continue
			}
			client := server.Run.Clients[i]
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
