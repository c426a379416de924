package main

import (
	"bytes"
	"embed"
	"html/template"
	"slices"
	"strings"
	"time"

	"tcplab/shared/phrase"
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
	Stages   []bar
	Mistakes []mistake
	Rows     []row
}

// A bar is how many have reached a stage.
type bar struct {
	Name    string
	Count   int
	Percent int
}

// A mistake is explained once for all who make it.
type mistake struct {
	ID          string
	Count       int
	From        string
	Free        bool // it does not count yet
	Means, Look string
	Page        string // of the course
}

// A row is a student.
type row struct {
	Name, Program string
	Examined      bool
	Full          bool // all points
	Stage, Points int
	Mistakes      []mistake
	Remark        string
	Marks         []string // for the teacher
	Seen          []probe.Check
}

//go:embed page.css page.html.tmpl
var assets embed.FS

var pageTemplate = template.Must(template.ParseFS(assets, "page.html.tmpl"))

func newPage(results []result, t task, kind sandbox.Kind, lang phrase.Lang, now time.Time) *page {
	sum := summarize(results)
	style, _ := assets.ReadFile("page.css")
	p := &page{
		Lang: lang, Style: template.CSS(style), Words: pageWords.In(lang),
		Verdict: pageVerdict.Format(lang, sum.students, t.name().In(lang), sum.full),
		Rule:    t.rule().In(lang), Sandbox: kind.Enforced().In(lang),
		When: now.Format("2006-01-02 15:04"),
	}
	for _, part := range sum.parts(t) {
		p.bar(part.name.In(lang), part.students, sum.students)
	}
	if sum.missing > 0 {
		p.bar(notExamined.In(lang), sum.missing, sum.students)
	}
	for _, made := range sum.mistakes {
		what := probe.Mistakes[made.id]
		p.Mistakes = append(p.Mistakes, mistake{
			ID: made.id, Count: made.students, From: fromStage.Format(lang, what.From), Free: !t.counts(made.id),
			Means: what.Means.In(lang), Look: what.Look.In(lang), Page: what.Page(lang),
		})
	}
	for _, r := range results {
		p.row(r, t)
	}
	slices.SortStableFunc(p.Rows, func(a, b row) int { return strings.Compare(a.Name, b.Name) })
	return p
}

func (p *page) bar(name string, count, of int) {
	p.Stages = append(p.Stages, bar{name, count, (100*count + of/2) / max(1, of)})
}

func (p *page) row(r result, t task) {
	row := row{
		Name: oneLine(r.name), Program: r.Program, Examined: r.Examined, Full: r.Points == forStage+forCare,
		Stage: r.Stage, Points: r.Points, Remark: r.Remark, Marks: r.marks, Seen: r.Seen,
	}
	for _, id := range r.Mistakes {
		row.Mistakes = append(row.Mistakes, mistake{ID: id, Free: !t.counts(id)})
	}
	p.Rows = append(p.Rows, row)
}

// html returns the page. What students have written is escaped by its template.
func (p *page) html() []byte {
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p); err != nil {
		panic(err) // a buffer takes everything, and the template is ours
	}
	return b.Bytes()
}
