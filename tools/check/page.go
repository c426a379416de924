package main

import (
	"os"
	"path/filepath"

	"tcplab/shared/atomicfile"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/mistakepage"
	"tcplab/tools/internal/probe"
)

// pageName is the file of the page in the folder of -out. The diagram of each
// mistake is next to it, as MISTAKE.svg.
const pageName = "check.html"

// save writes the page and the diagrams, in the place of those of an earlier check,
// and returns the path of the page.
func (c *checker) save(r probe.Report, checked string) (name string, err error) {
	lang := c.session.Lang
	p := mistakepage.Page{Lang: lang, Checked: checked, Headline: headline(r).In(lang), Passed: len(r.Mistakes) == 0}
	html, diagrams, err := p.Draw(r.Mistakes, r.Checks, r.Exchanges)
	if err != nil {
		return "", err
	}
	files := map[string][]byte{pageName: html}
	for id, diagram := range diagrams {
		files[id+".svg"] = diagram
	}
	for id := range probe.Mistakes {
		if diagrams[id] == nil {
			os.Remove(filepath.Join(c.out, id+".svg")) // of an earlier check, if it is there
		}
	}
	if err := atomicfile.WriteAll(c.out, files); err != nil {
		return "", cli.Fail(notSaved, c.out, err)
	}
	return filepath.Join(c.out, pageName), nil
}
