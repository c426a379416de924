package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tcplab/shared/phrase"
)

// steps shows a lesson in Python and in Go, side by side, step by step, with the
// comments in the language of the page.
func (w *weaver) steps(p page, args []string) (string, error) {
	l, err := lesson(args, 1)
	if err != nil {
		return "", err
	}
	python, err := os.ReadFile(filepath.Join(w.root, "docs", "python", l.Name+".py"))
	if err != nil {
		return "", err
	}
	golang, err := os.ReadFile(w.program(l))
	if err != nil {
		return "", err
	}
	here, there := cut(string(golang)), cut(string(python))
	// In the order of the numbers: what a defer does at the end is at the end.
	slices.SortStableFunc(here, func(a, b step) int { return strings.Compare(a.key[:1], b.key[:1]) })
	var b strings.Builder
	b.WriteString("<table>\n<tr><th>Python</th><th>Go</th></tr>\n")
	for _, s := range here {
		i := slices.IndexFunc(there, func(other step) bool { return other.key == s.key })
		if i < 0 {
			return "", fmt.Errorf("the Python program has no step %q", s.key)
		}
		fmt.Fprintf(&b, "<tr><td>\n\n```python\n%s\n```\n\n</td><td>\n\n```go\n%s\n```\n\n</td></tr>\n", there[i].code, s.code)
		there = slices.Delete(there, i, i+1)
	}
	if len(there) > 0 {
		return "", fmt.Errorf("the Go program has no step %q", there[0].key)
	}
	b.WriteString("</table>")
	return commented(b.String(), p.lang)
}

// A step is a piece of a program that does what its comment says.
type step struct {
	key  string // such as "4. accept"
	code string
}

var (
	function = regexp.MustCompile(`^(func|def) `)
	// A comment with a number is what a step is called, up to where it explains.
	comment = regexp.MustCompile(`^\s*(?://|#) (\d\. [^:;]*?)(?:[:;].*|, at the end\.?|\.)?$`)
)

// cut cuts the functions of a program into steps. One ends with an empty line,
// or where the next comment with a number begins; what has no such comment
// belongs to the next one that has.
func cut(program string) (steps []step) {
	var piece []string // so far
	key := ""
	inside := false
	finish := func() {
		if key != "" {
			steps = append(steps, step{key, tidy(piece)})
			piece, key = nil, ""
		}
	}
	for line := range strings.Lines(strings.ReplaceAll(program, "\r\n", "\n")) {
		line = strings.TrimRight(line, "\n")
		indented := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
		switch found := comment.FindStringSubmatch(line); {
		case function.MatchString(line):
			finish()
			inside, piece = !strings.Contains(line, "main()"), nil
		case line == "":
			finish()
		case !inside:
		case !indented:
			finish()
			inside = false
		default:
			if found != nil {
				opening := opens(piece)
				piece = piece[:len(piece)-len(opening)]
				finish()
				key = found[1]
				piece = append(piece, opening...)
			}
			piece = append(piece, line)
		}
	}
	return steps
}

// opens returns the line at the end of a piece that opens a block: it belongs to
// what is in the block.
func opens(piece []string) []string {
	if n := len(piece); n > 0 && (strings.HasSuffix(piece[n-1], "{") || strings.HasSuffix(piece[n-1], ":")) {
		return slices.Clone(piece[n-1:])
	}
	return nil
}

// tidy takes the indentation off a piece, and the brackets at its end that were
// opened before it.
func tidy(piece []string) string {
	depth := 0
	for i, line := range piece {
		text := strings.TrimSpace(line)
		if i == 0 && strings.HasPrefix(text, "} else") { // it opens what it ends with
			depth++
		}
		if strings.HasPrefix(text, "}") && depth == 0 {
			piece = piece[:i]
			break
		}
		depth += strings.Count(text, "{") - strings.Count(text, "}")
	}
	least := -1
	for i, line := range piece {
		piece[i] = strings.ReplaceAll(line, "\t", "    ")
		if indent := len(piece[i]) - len(strings.TrimLeft(piece[i], " ")); least < 0 || indent < least {
			least = indent
		}
	}
	for i, line := range piece {
		piece[i] = line[least:]
	}
	return strings.Join(piece, "\n")
}

// remark is a comment of Go or Python: a line of its own, or the end of one.
var remark = regexp.MustCompile(`(?m)^(|.*?\s)(//|#) (.+)$`)

// commented returns code with its comments in lang.
func commented(code string, lang phrase.Lang) (string, error) {
	var missing []string
	code = remark.ReplaceAllStringFunc(code, func(line string) string {
		found := remark.FindStringSubmatch(line)
		for _, comment := range inSteps {
			if comment.EN == found[3] {
				return found[1] + found[2] + " " + comment.In(lang)
			}
		}
		missing = append(missing, found[3])
		return line
	})
	if len(missing) > 0 {
		return "", fmt.Errorf("no translation in tools/docs/phrases.go of the comment %q", strings.Join(missing, "\n"))
	}
	return code, nil
}
