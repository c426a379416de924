// Package mistakepage writes a page about the mistakes of a program: what was seen, what it
// means, and a diagram of the exchange in which it was seen.
package mistakepage

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"slices"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sequence"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/trace"
)

//go:embed page.html.tmpl
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// A Page is what it says besides the mistakes.
type Page struct {
	Lang              phrase.Lang
	Checked, Headline string
	Passed            bool
	Notes             []string // sentences below the headline
}

// A mistake is a section of the page.
type mistake struct {
	probe.Mistake
	ID           string
	Saw          []string
	Wide, Narrow template.HTML // the exchange, for a screen and for a phone
}

// Draw returns the page, and the diagram of each mistake that has one.
func (p Page) Draw(mistakes []string, checks []probe.Check, exchanges []probe.Exchange) (html []byte, diagrams map[string][]byte, err error) {
	diagrams = map[string][]byte{}
	var sections []mistake
	for _, id := range mistakes {
		m := mistake{Mistake: probe.Mistakes[id], ID: id}
		for _, check := range checks {
			if check.ID == id && !check.Pass {
				m.Saw = append(m.Saw, check.Saw)
			}
		}
		i := slices.IndexFunc(exchanges, func(e probe.Exchange) bool { return e.Mistake == id && len(e.Entries) > 0 })
		if i >= 0 && len(m.Saw) > 0 {
			d := diagram(exchanges[i], m.Saw[0], p.Lang)
			v := svg.View{Lang: p.Lang}
			diagrams[id] = d.Draw(v)
			v.Phone = true
			m.Wide, m.Narrow = template.HTML(diagrams[id]), template.HTML(d.Draw(v)) // of our own making
		}
		sections = append(sections, m)
	}
	var b bytes.Buffer
	err = pageTemplate.Execute(&b, struct {
		Page
		Words    map[string]string // what the rows are called
		Mistakes []mistake
	}{p, pageWords.In(p.Lang), sections})
	return b.Bytes(), diagrams, err
}

// diagram is what is drawn of an exchange: the clients of the check, and the
// server as far as it writes events.
func diagram(e probe.Exchange, saw string, lang phrase.Lang) sequence.Diagram {
	d := sequence.Diagram{ID: e.Mistake, Title: e.Mistake, Idea: saw, Begun: e.Entries[0].Called(), Actors: []string{serverWord.In(lang)}}
	var t trace.Trace
	processes := map[int]*trace.Process{}
	actors := map[int]int{0: 0}
	for _, entry := range e.Entries {
		if processes[entry.Client] == nil {
			processes[entry.Client] = t.Process()
			if entry.Client > 0 {
				actors[entry.Client] = len(d.Actors)
				d.Actors = append(d.Actors, fmt.Sprintf(clientWord.In(lang), entry.Client))
			}
		}
		d.Steps = append(d.Steps, sequence.Step{
			Actor: actors[entry.Client], Call: processes[entry.Client].Take(entry.Event), Time: entry.Time,
		})
	}
	return d
}

var (
	pageWords = phrase.Words{
		"saw":      {EN: "seen", ZH: "现象"},
		"expected": {EN: "expected", ZH: "应当"},
		"means":    {EN: "means", ZH: "含义"},
		"look":     {EN: "look", ZH: "参考"},
		"noDiagram": {
			EN: "No client got as far as to be drawn.",
			ZH: "没有客户端走到可以画出来的一步。",
		},
	}
	serverWord = phrase.Phrase{EN: "server", ZH: "服务器"}
	clientWord = phrase.Phrase{EN: "client %d", ZH: "客户端 %d"}
)
