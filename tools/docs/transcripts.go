package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/tools/internal/cli"
	"tcplab/tools/internal/play"
)

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
