package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"

	"tcplab/shared/atomicfile"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/probe"
	"tcplab/tools/internal/sequence"
	"tcplab/tools/internal/trace"
)

//go:embed page.html.tmpl
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// pageName is the file of the page in the folder of -out. The diagram of each
// mistake lies next to it, as MISTAKE.svg.
const pageName = "check.html"

// A page shows the mistakes of a server, and the exchange in which each was seen.
type page struct {
	Lang              phrase.Lang
	Checked, Headline string
	Passed            bool
	Words             map[string]string // what the rows are called
	Mistakes          []mistake
}

// A mistake is a section of the page.
type mistake struct {
	ID           string
	Saw          []string
	Expected     string // empty for homework, whose task says it
	Means, Look  string
	Wide, Narrow template.HTML // the exchange, for a screen and for a phone
	NoDiagram    string
}

// save writes the page and the diagrams, in the place of those of an earlier check,
// and returns the path of the page.
func (c *checker) save(r probe.Report, checked string) (name string, err error) {
	lang := c.session.Lang
	p := page{
		Lang: lang, Checked: checked, Headline: headline(r).In(lang), Passed: len(r.Mistakes) == 0,
		Words: map[string]string{
			"saw": sawWord.In(lang), "expected": expectedWord.In(lang), "means": meansWord.In(lang), "look": lookWord.In(lang),
		},
	}
	files := map[string][]byte{}
	for _, id := range r.Mistakes {
		text := probe.Mistakes[id]
		m := mistake{ID: id, Expected: probe.Expected[id].In(lang), Means: text.Means.In(lang), Look: text.Look.In(lang), NoDiagram: noDiagram.In(lang)}
		for _, check := range r.Checks {
			if check.ID == id && !check.Pass {
				m.Saw = append(m.Saw, check.Saw)
			}
		}
		i := slices.IndexFunc(r.Exchanges, func(e probe.Exchange) bool { return e.Mistake == id && len(e.Entries) > 0 })
		if i >= 0 {
			d := diagram(r.Exchanges[i], m.Saw[0], lang)
			wide := d.Draw(lang, false)
			files[id+".svg"] = wide
			d.ID += "-narrow"
			m.Wide, m.Narrow = template.HTML(wide), template.HTML(d.Draw(lang, true)) // of our own making
		}
		p.Mistakes = append(p.Mistakes, m)
	}
	var html bytes.Buffer
	if err := pageTemplate.Execute(&html, p); err != nil {
		return "", err
	}
	files[pageName] = html.Bytes()
	for id := range probe.Mistakes {
		if files[id+".svg"] == nil {
			os.Remove(filepath.Join(c.out, id+".svg")) // of an earlier check, if it is there
		}
	}
	if err = os.MkdirAll(c.out, 0o777); err == nil {
		err = atomicfile.WriteAll(c.out, files)
	}
	if err != nil {
		return "", cli.Fail(notSaved, c.out, err)
	}
	return filepath.Join(c.out, pageName), nil
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
	expectedWord = phrase.Phrase{EN: "expected", ZH: "应当"}
	serverWord   = phrase.Phrase{EN: "server", ZH: "服务器"}
	clientWord   = phrase.Phrase{EN: "client %d", ZH: "客户端 %d"}
	noDiagram    = phrase.Phrase{
		EN: "No client got as far as to be drawn.",
		ZH: "没有客户端走到可以画出来的一步。",
	}
	pictured = phrase.Phrase{
		EN: "What was sent and what came, as a diagram, for a browser: %s",
		ZH: "用浏览器看收发的时序图：%s",
	}
	notSaved = phrase.Phrase{
		EN: "the page could not be saved in %s: %v",
		ZH: "网页无法保存到 %s：%v",
	}
)
