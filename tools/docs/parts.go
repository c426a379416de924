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
	"tcplab/tools/internal/cli"
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

// run shows what stood in the terminals of a play, below the command of each;
// with numbers, in those of these actors only.
func (w *weaver) run(p page, args []string) (string, error) {
	s, r, err := w.play(p, args)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, t := range r.Terminals(p.lang) {
		if len(args) > 1 && !slices.Contains(args[1:], strconv.Itoa(t.Actor)) {
			continue
		}
		who := serverOf
		if t.Actor > 0 {
			who = play.ActorName(t.Actor)
		}
		fmt.Fprintf(&b, "%s\n\n```sh\n%s\n```\n\n```text\n%s\n```\n\n", terminalOf.Format(p.lang, i+1, who.In(p.lang)), t.Command, strings.TrimRight(t.Text, "\n"))
	}
	return b.String() + order(s, p.lang), nil
}

// see shows an experiment as make see-NAME does.
func (w *weaver) see(p page, args []string) (string, error) {
	s, r, err := w.play(p, args)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	screen := &play.Screen{Terminal: cli.NewTerminal(&b, 100), Lang: p.lang}
	screen.Open(s)
	for _, e := range r.Entries {
		screen.Show(e)
	}
	text := fmt.Sprintf("```sh\nmake see-%s\n```\n\n```text\n%s\n```\n", s.Name, strings.Trim(b.String(), "\n"))
	return text + "\n" + order(s, p.lang), nil
}

// order says that the order of a play may differ, where it may.
func order(s play.Play, lang phrase.Lang) string {
	if s.Concurrent && s.Clients > 1 {
		return mayDiffer.In(lang)
	}
	return ""
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
	diff, err := changes.OfPrograms(w.program(n-1), w.program(n))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	diff.Print(&b, false)
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
	itself     = phrase.Phrase{EN: "English", ZH: "中文"}
	contents   = phrase.Phrase{EN: "Contents", ZH: "目录"}
	terminalOf = phrase.Phrase{EN: "Terminal %d, %s:", ZH: "终端 %d，%s："}
	serverOf   = phrase.Phrase{EN: "the server", ZH: "服务器"}
	mayDiffer  = phrase.Phrase{
		EN: "*The order may differ: in your run, lines of different clients may come in a different order. The lines of one client stay in order.*",
		ZH: "*顺序可能不同：你运行时，不同客户端的行可能交错成别的顺序；同一个客户端的行，顺序不会变。*",
	}
)
