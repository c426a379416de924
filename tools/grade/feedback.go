package main

import (
	"path/filepath"
	"strings"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/mistakepage"
	"tcplab/tools/internal/probe"
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

// feedbackText is the feedback in a cell of a table.
func (r result) feedbackText() string {
	var lines []string
	if r.Remark != "" {
		lines = append(lines, r.Remark)
	}
	return strings.Join(append(lines, seenLines(r.Seen)...), "\n")
}

func seenLines(seen []probe.Check) (lines []string) {
	for _, check := range seen {
		lines = append(lines, check.ID+": "+check.Saw)
	}
	return lines
}
