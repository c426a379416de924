package main

import (
	"fmt"
	"path"
	"strings"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/scenario"
	"tcplab/tools/internal/sequence"
)

// pictureName is the file of a play's picture, under docs/images: for a screen,
// or for a phone.
func pictureName(play string, lang phrase.Lang, phone bool) string {
	if phone {
		return fmt.Sprintf("%s-%s-narrow.svg", play, lang)
	}
	return fmt.Sprintf("%s-%s.svg", play, lang)
}

// pictures draws the plays whose pictures the pages show.
func (w *weaver) pictures() (files []file) {
	shown := map[string]bool{}
	for _, p := range w.pages {
		for _, m := range mark.FindAllStringSubmatch(p.text, -1) {
			if m[2] == "picture" {
				shown[strings.TrimSpace(m[3])] = true
			}
		}
	}
	for _, s := range scenario.All {
		if !shown[s.Name] {
			continue
		}
		for _, lang := range languages {
			for _, phone := range []bool{false, true} {
				name := path.Join("docs", "images", pictureName(s.Name, lang, phone))
				files = append(files, file{name, diagram(s, w.recordings[lang][s.Name], lang).Draw(lang, phone)})
			}
		}
	}
	return files
}

// diagram is what is drawn of a play.
func diagram(s scenario.Scenario, r scenario.Recording, lang phrase.Lang) sequence.Diagram {
	d := sequence.Diagram{ID: s.Name, Title: s.Title.In(lang), Idea: s.Idea.In(lang), Begun: r.Entries[0].Time}
	for actor := range s.Clients + 1 {
		d.Actors = append(d.Actors, scenario.ActorName(actor).In(lang))
	}
	for i, call := range s.Calls(r) {
		e := r.Entries[i]
		step := sequence.Step{Actor: e.Actor, Call: call, Time: e.Time, Interrupt: e.Step.Do == scenario.Press}
		if e.Step.Do == scenario.Type {
			step.Typed = e.Step.Text
		}
		if call != nil || step.Interrupt || step.Typed != "" {
			d.Steps = append(d.Steps, step)
		}
	}
	return d
}
