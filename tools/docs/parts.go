package main

import (
	"errors"
	"fmt"
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tcplab/shared/course"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/changes"
	"tcplab/tools/internal/exercise"
	"tcplab/tools/internal/play"
)

// nav leads to the same page in the other language, and to the pages around.
func (w *weaver) nav(p page, _ []string) (string, error) {
	other := p.lang.Other()
	links := []string{fmt.Sprintf("[%s](../%s/%s.md)", itself.In(other), other, p.name)}
	at := slices.Index(course.Pages, p.name)
	if at < 0 {
		return "", errors.New("the page has no place in the course")
	}
	beside := func(at int) string {
		name := course.Pages[at]
		return fmt.Sprintf("[%s](%s.md)", w.title(p.lang, name), name)
	}
	if at > 0 {
		links = append(links, "← "+beside(at-1))
	}
	if at > 1 {
		links = append(links, fmt.Sprintf("[%s](%s.md)", contents.In(p.lang), course.Pages[0]))
	}
	if at < len(course.Pages)-1 {
		links = append(links, beside(at+1)+" →")
	}
	return strings.Join(links, " · "), nil
}

func (w *weaver) title(lang phrase.Lang, name string) string {
	for _, p := range w.pages {
		if p.lang == lang && p.name == name {
			return p.title()
		}
	}
	return name
}

// picture shows what happened in a play.
func (w *weaver) picture(p page, args []string) (string, error) {
	s, _, err := w.play(p, args)
	if err != nil {
		return "", err
	}
	alt := html.EscapeString(s.Title.In(p.lang) + " – " + s.Idea.In(p.lang))
	return fmt.Sprintf(`<picture><source media="(max-width: 640px)" srcset="../images/%s"><img src="../images/%s" alt="%s"></picture>`,
		pictureName(s.Name, p.lang, true), pictureName(s.Name, p.lang, false), alt), nil
}

// play returns the play that is the first argument.
func (w *weaver) play(p page, args []string) (play.Play, play.Recording, error) {
	if len(args) == 0 {
		return play.Play{}, play.Recording{}, errors.New("which play?")
	}
	s, ok := play.Find(args[0])
	if !ok {
		return s, play.Recording{}, fmt.Errorf("there is no play called %q", args[0])
	}
	return s, w.recordings[p.lang][s.Name], nil
}

// diff shows what changed from the lesson before.
func (w *weaver) diff(_ page, args []string) (string, error) {
	n, err := strconv.Atoi(strings.Join(args, " "))
	if err != nil || n < 2 || n > len(course.Lessons) {
		return "", errors.New("which lesson?")
	}
	diff, err := changes.OfPrograms(w.program(course.Lessons[n-1].Before().Number), w.program(n))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	diff.Print(&b, nil)
	return "```diff\n" + b.String() + "```", nil
}

// program is the file of lesson n.
func (w *weaver) program(n int) string {
	return filepath.Join(w.root, "lessons", course.Lessons[n-1].Name, "main.go")
}

// task shows an exercise, as make start-ID does.
func (w *weaver) task(p page, args []string) (string, error) {
	e, ok := exercise.Find(strings.Join(args, " "))
	if !ok {
		return "", errors.New("which exercise?")
	}
	task := strings.TrimSpace(e.Task.In(p.lang))
	if p.lang == phrase.Chinese {
		task = betweenHan.ReplaceAllString(task, "$1$2")
	}
	return fmt.Sprintf("%s\n\n```sh\nmake start-%[2]s\nmake check-%[2]s\nmake hint-%[2]s\n```", task, e.ID), nil
}

// betweenHan is the end of a line between two Chinese characters or marks, which
// a browser shows as a blank.
var betweenHan = regexp.MustCompile(`([\p{Han}，。；：！？、）”])\n([\p{Han}（“])`)

var (
	itself   = phrase.Phrase{EN: "English", ZH: "中文"}
	contents = phrase.Phrase{EN: "Contents", ZH: "目录"}
)
