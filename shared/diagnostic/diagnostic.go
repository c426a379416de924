// Package diagnostic finds, in the output of a program in any language, the line
// that tells what went wrong, and the line of the author's own source where it
// did. The last line of the output seldom tells: it is the end of a stack trace.
package diagnostic

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Message is what a program has written about an error.
type Message struct {
	// Text tells in one line what went wrong. Without an error, it is the last line
	// of the output, and empty if there is none.
	Text   string
	Error  bool   // the text reports an error, and is not just the last line
	Source Source // where the error happened
}

// A Source is a line of the author's program. It is empty if the output names
// none, or only files of the language's library.
type Source struct {
	File string // its name without the directory
	Line int    // counted from 1
	Code string // the text of the line, if the output has it, as that of Python does
}

// String returns FILE:LINE, or nothing if the source is not known.
func (s Source) String() string {
	if s.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", s.File, s.Line)
}

// near is how many lines from the end a report that is only probable may begin. A
// server that went on for longer was not stopped by it.
const near = 20

// most is how many bytes of the output are searched at most, to keep Find fast.
const most = 256 << 10

// Find returns the newest error in what a program has written so far. The program
// may still run: in many languages, an error ends only a thread.
func Find(output string) Message {
	output = output[max(0, len(output)-most):]
	output = colors().ReplaceAllString(strings.ReplaceAll(output, "\r\n", "\n"), "")
	var sure, probable Message
	for _, r := range reports(output) {
		m := r.message()
		switch {
		case r.rank == unsure:
			if strings.Count(output[r.begin:], "\n") < near {
				probable = m
			}
			continue
		case r.rank == follows && sure.Error:
			continue
		case r.rank == causes && m.Source.File == "":
			m.Source = sure.Source
		}
		sure = m
	}
	switch {
	case sure.Error:
		return sure
	case probable.Error:
		return probable
	}
	return Message{Text: lastLine(output)}
}

// colors are what some libraries write even if no terminal reads it.
var colors = expression(`\x1b\[[\d;]*m`)

// lastLine returns the last line that says anything.
func lastLine(output string) string {
	for _, line := range slices.Backward(strings.Split(output, "\n")) {
		if !noise().MatchString(line) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// A report is an error in the output.
type report struct {
	*form
	begin, end int    // of what matches the form
	told       string // what went wrong
	text       string // up to the next report
}

// reports returns the errors in the output, the oldest first.
func reports(output string) (all []report) {
	for i := range forms {
		for _, at := range forms[i].report().FindAllStringSubmatchIndex(output, -1) {
			told := strings.Join(groups(output, at), " ")
			all = append(all, report{form: &forms[i], begin: at[0], end: at[1], told: told})
		}
	}
	// Of two that overlap, the one that begins first counts, or is first in the table.
	slices.SortStableFunc(all, func(a, b report) int { return cmp.Compare(a.begin, b.begin) })
	end := 0
	all = slices.DeleteFunc(all, func(r report) bool {
		if r.begin < end {
			return true
		}
		end = r.end
		return false
	})
	end = len(output)
	for i := range slices.Backward(all) {
		all[i].text = output[all[i].begin:end]
		end = all[i].begin
	}
	return all
}

// message returns what a report says.
func (r report) message() Message {
	m := Message{Text: strings.Join(strings.Fields(r.told), " "), Error: true}
	if r.frame == nil {
		return m
	}
	for _, at := range r.frame().FindAllStringSubmatchIndex(r.text, -1) {
		if r.foreign().MatchString(r.text[at[0]:at[1]]) {
			continue
		}
		found := groups(r.text, at)
		m.Source = Source{File: found[0][strings.LastIndexAny(found[0], `/\`)+1:]}
		m.Source.Line, _ = strconv.Atoi(found[1])
		if len(found) > 2 {
			m.Source.Code = strings.TrimSpace(found[2])
		}
		if !r.innermostLast {
			break
		}
	}
	return m
}

// groups returns the groups that took part in a match.
func groups(text string, at []int) (all []string) {
	for i := 2; i < len(at); i += 2 {
		if at[i] >= 0 {
			all = append(all, text[at[i]:at[i+1]])
		}
	}
	return all
}
