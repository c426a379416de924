package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"tcplab/shared/phrase"
	"tcplab/tools/internal/chart"
	"tcplab/tools/internal/play"
	"tcplab/tools/internal/sequence"
	"tcplab/tools/internal/svg"
	"tcplab/tools/internal/timeline"
)

// pictureName is the file of a picture, under docs/images: for a screen, or for a
// phone.
func pictureName(name string, lang phrase.Lang, phone bool) string {
	if phone {
		return fmt.Sprintf("%s-%s-narrow.svg", name, lang)
	}
	return fmt.Sprintf("%s-%s.svg", name, lang)
}

// pictures draws what the pages and the READMEs show: plays as sequence diagrams,
// the log of one, and a run of compare.
func (w *weaver) pictures() (files []file, err error) {
	add := func(name string, v svg.View, drawn []byte) {
		files = append(files, file{path.Join("docs", "images", pictureName(name, v.Lang, v.Phone)), drawn})
	}
	both := func(name string, lang phrase.Lang, draw func(svg.View) []byte) {
		for _, v := range []svg.View{{Lang: lang}, {Lang: lang, Phone: true}} {
			add(name, v, draw(v))
		}
	}
	var measured [3]timeline.Summary
	for i, folder := range []string{"compare", "thinking/sleep", "thinking/cpu"} {
		if measured[i], err = w.measured(folder); err != nil {
			return nil, err
		}
	}
	shown := w.shown()
	for _, lang := range languages {
		for _, p := range play.All {
			if !shown[p.Name] {
				continue
			}
			r, err := p.Captured(w.root, lang)
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // most have no packets
				return nil, err
			}
			both(p.Name, lang, diagram(p, r, lang).Draw)
		}
		both("compare", lang, func(v svg.View) []byte { return chart.Compare(measured[0], v) })
		both("thinking", lang, func(v svg.View) []byte { return chart.Thinking(measured[1], measured[2], v) })
		both("kernel", lang, drawKernel)
		_, r, err := w.play(page{lang: lang}, []string{"lesson-4"})
		if err != nil {
			return nil, err
		}
		add("log", svg.View{Lang: lang}, drawLog(r, lang))
	}
	return files, nil
}

// shown are the plays whose diagrams the pages show.
func (w *weaver) shown() map[string]bool {
	shown := map[string]bool{}
	for _, p := range w.pages {
		for _, m := range mark.FindAllStringSubmatch(p.text, -1) {
			if m[2] == "picture" {
				shown[strings.TrimSpace(m[3])] = true
			}
		}
	}
	return shown
}

// measured reads a run of compare that the pages show. It is measured again by hand,
// as no run is like another: make compare ARGS="-clients 4 -out DIR", and with
// -c 07-event-loop -messages 1 -think cpu.
func (w *weaver) measured(folder string) (s timeline.Summary, err error) {
	all, err := timeline.ReadAll(os.DirFS(w.root), path.Join("docs/recordings", folder))
	if err != nil {
		return s, err
	}
	return timeline.SummarizeAll(all), nil
}

// diagram is what is drawn of a play.
func diagram(p play.Play, r play.Recording, lang phrase.Lang) sequence.Diagram {
	d := sequence.Diagram{ID: p.Name, Title: p.Title.In(lang), Idea: p.Idea.In(lang), Begun: r.Entries[0].Time}
	for actor := range p.Clients + 1 {
		d.Actors = append(d.Actors, play.ActorName(actor).In(lang))
	}
	for i, call := range p.Calls(r) {
		e := r.Entries[i]
		step := sequence.Step{Actor: e.Actor, Call: call, Time: e.Time, Interrupt: e.Step.Do == play.Press}
		if e.Step.Do == play.Type {
			step.Typed = e.Step.Text
		}
		if e.Step.Do == play.Packet {
			step.Packet, step.To = e.Step.Text, e.Step.N
		}
		if call != nil || step.Interrupt || step.Typed != "" || step.Packet != "" {
			d.Steps = append(d.Steps, step)
		}
	}
	return d
}
