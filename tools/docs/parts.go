package main

import (
	"cmp"
	"errors"
	"fmt"
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/course"
	"tcplab/shared/event"
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

// play returns the play that is the first argument.
func (w *weaver) play(p page, args []string) (play.Play, play.Recording, error) {
	if len(args) == 0 {
		return play.Play{}, play.Recording{}, errors.New("which play?")
	}
	s, ok := play.Find(args[0])
	if !ok {
		return s, play.Recording{}, fmt.Errorf("there is no play called %q", args[0])
	}
	r, err := s.Recorded(w.root, p.lang)
	return s, r, err
}

// diff shows what changed from the lesson before.
func (w *weaver) diff(_ page, args []string) (string, error) {
	l, err := lesson(args, 2)
	if err != nil {
		return "", err
	}
	diff, err := changes.OfPrograms(w.program(l.Before()), w.program(l))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	diff.Print(&b, nil)
	return "```diff\n" + b.String() + "```", nil
}

// lesson returns the lesson that the arguments name, which is not before the first.
func lesson(args []string, first int) (course.Lesson, error) {
	n, err := strconv.Atoi(strings.Join(args, " "))
	if err != nil || n < first || n > len(course.Lessons) {
		return course.Lesson{}, errors.New("which lesson?")
	}
	return course.Lessons[n-1], nil
}

// program is the file of a lesson.
func (w *weaver) program(l course.Lesson) string {
	return filepath.Join(w.root, "lessons", l.Name, "main.go")
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

// run shows the terminals of a play, below the command of each; with numbers, only
// those of these actors.
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
		fmt.Fprintf(&b, "%s\n\n```sh\n%s\n```\n\n%s\n\n", terminalOf.Format(p.lang, i+1, who.In(p.lang)), t.Command, transcript(t, p.lang))
	}
	return b.String() + order(s, p.lang), nil
}

// A long transcript is folded, and only its decisive lines are visible.
const (
	longTranscript = 12
	decisiveLines  = 5
)

// transcript shows what is in a terminal.
func transcript(t *play.Terminal, lang phrase.Lang) string {
	whole := strings.TrimRight(t.Text, "\n")
	lines := strings.Count(whole, "\n") + 1
	if lines <= longTranscript {
		return textBlock(whole)
	}
	return textBlock(excerpt(t.Lines)) + "\n\n" + folded(wholeLog.Format(lang, lines), textBlock(whole))
}

func folded(summary, text string) string {
	return fmt.Sprintf("<details>\n<summary>%s</summary>\n\n%s\n\n</details>", summary, text)
}

func textBlock(text string) string { return "```text\n" + text + "\n```" }

// excerpt returns the decisive lines in their order, with a mark where others are
// left out.
func excerpt(lines []play.Line) string {
	byWeight := make([]int, len(lines))
	for i := range lines {
		byWeight[i] = i
	}
	slices.SortStableFunc(byWeight, func(a, b int) int { return cmp.Compare(weight(lines[b].Event), weight(lines[a].Event)) })
	chosen := slices.Sorted(slices.Values(byWeight[:min(decisiveLines, len(byWeight))]))
	var b strings.Builder
	next := 0
	for _, i := range chosen {
		if i > next {
			b.WriteString("⋮\n")
		}
		b.WriteString(lines[i].Text)
		next = i + 1
	}
	if next < len(lines) {
		b.WriteString("⋮\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// weight says how much of the story an event tells: most where a conversation ends
// by itself or a call has blocked for long, and least where everything is as expected.
func weight(e event.Event) int {
	switch {
	case e.Op == event.Error:
		return 5
	case e.Op == event.EOF:
		return 4
	case e.Op == event.Accept || e.Op == event.Connect:
		return 3
	case e.Op == event.Recv && e.Took.Duration() > time.Second/2:
		return 3
	case e.Op == event.Close:
		return 2
	case e.Op == event.Recv || e.Op == event.Send:
		return 1
	default:
		return 0
	}
}

// order says that the order of a play may differ, where it may.
func order(s play.Play, lang phrase.Lang) string {
	if s.Concurrent && s.Clients > 1 {
		return mayDiffer.In(lang)
	}
	return ""
}

// see shows an experiment as make see-NAME does.
func (w *weaver) see(p page, args []string) (string, error) {
	s, r, err := w.play(p, args)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	screen := &play.Screen{Terminal: cli.NewTerminal(&b, 100), Lang: p.lang}
	screen.Replay(s, r)
	text := strings.Trim(b.String(), "\n")
	shown := folded(wholeOutput.Format(p.lang, strings.Count(text, "\n")+1), textBlock(text))
	return fmt.Sprintf("```sh\nmake see-%s\n```\n\n%s\n\n%s", s.Name, shown, order(s, p.lang)), nil
}
