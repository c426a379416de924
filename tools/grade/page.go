package main

import (
	"bytes"
	"embed"
	"html/template"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/mistakepage"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sandbox"
)

// A page shows the results of a class. It is one file, and asks no network for
// anything.
type page struct {
	Lang     phrase.Lang
	Style    template.CSS
	Words    map[string]string
	Verdict  string
	Rule     string
	Sandbox  string
	When     string
	Parts    []part
	Mistakes []mistake
	Rows     []result
	sum      summary
	task     task
}

// A mistake is explained once for all who make it.
type mistake struct {
	probe.Mistake
	ID    string
	Count int
	From  string
}

//go:embed page.css page.html.tmpl
var assets embed.FS

var pageTemplate = template.Must(template.ParseFS(assets, "page.html.tmpl"))

func newPage(results []result, sum summary, t task, kind sandbox.Kind, lang phrase.Lang, now time.Time) *page {
	style, _ := assets.ReadFile("page.css")
	p := &page{
		Lang: lang, Style: template.CSS(style), Words: pageWords.In(lang),
		Verdict: pageVerdict.Format(lang, sum.students, t.name().In(lang), sum.full),
		Rule:    t.rule().In(lang), Sandbox: kind.Enforced().In(lang),
		When:  now.Format("2006-01-02 15:04"),
		Parts: sum.parts(t), sum: sum, task: t,
	}
	for _, made := range sum.mistakes {
		what := probe.Mistakes[made.id]
		p.Mistakes = append(p.Mistakes, mistake{what, made.id, made.students, fromStage.Format(lang, what.From)})
	}
	p.Rows = slices.SortedStableFunc(slices.Values(results), func(a, b result) int { return strings.Compare(a.Shown(), b.Shown()) })
	return p
}

// Percent is how much of the class a part is.
func (p *page) Percent(part part) int {
	return (100*part.Students + p.sum.students/2) / max(1, p.sum.students)
}

// Free reports whether a mistake does not count yet.
func (p *page) Free(id string) bool { return !p.task.counts(id) }

// Shown is the name on a page and on the screen.
func (r result) Shown() string { return oneLine(r.name) }

// html returns the page. What students have written is escaped by its template.
func (p *page) html() []byte {
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p); err != nil {
		panic(err) // a buffer takes everything, and the template is ours
	}
	return b.Bytes()
}

func (c *class) feedbackFile(s student) string {
	return filepath.Join(c.out, feedbackFolder, s.file+".html")
}

// feedback is the page for one student: without any other student, and without what only
// the teacher is to look at.
func (c *class) feedback(r result) ([]byte, error) {
	p := mistakepage.Page{Lang: c.lang, Checked: strings.TrimSpace(oneLine(r.name) + "  " + oneLine(r.Program)), Passed: r.Passed}
	p.Headline = c.headline(r).In(c.lang)
	if r.Remark != "" {
		p.Notes = append(p.Notes, r.Remark)
	}
	var free []string
	for _, id := range r.Mistakes {
		if !c.task.counts(id) {
			free = append(free, id)
		}
	}
	if len(free) > 0 {
		p.Notes = append(p.Notes, notYet.Format(c.lang, strings.Join(free, ", ")))
	}
	p.Notes = append(p.Notes, c.task.rule().In(c.lang))
	html, _, err := p.Draw(r.Mistakes, r.Seen, r.exchanges)
	return html, err
}

// headline is what has come out, in one sentence.
func (c *class) headline(r result) phrase.Phrase {
	switch {
	case !r.Examined:
		return notExaminedYet
	case c.task.climbs():
		return reachedStage.With(r.Stage, c.task.Stage, r.Points)
	case r.Passed:
		return passedTask.With(c.task.name(), r.Points)
	}
	return notPassedTask.With(c.task.name(), r.Points)
}
