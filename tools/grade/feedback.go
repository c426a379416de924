package main

import (
	"path/filepath"
	"strings"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/mistakepage"
)

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
