// Package phrase holds a sentence in the languages of the class, and finds
// out which of them to speak.
package phrase

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// A Lang is a language the lab speaks.
type Lang string

const (
	English Lang = "en"
	Chinese Lang = "zh"
)

// Parse returns the language named s, which is en or zh.
func Parse(s string) (Lang, bool) {
	lang := Lang(s)
	return lang, lang == English || lang == Chinese
}

// Other returns the other language.
func (l Lang) Other() Lang {
	if l == Chinese {
		return English
	}
	return Chinese
}

// FromEnv returns the language that the environment asks for. The first of
// LAB_LANG, LC_ALL, LC_MESSAGES and LANG that is set decides; whatever is not
// Chinese is answered in English.
func FromEnv(getenv func(string) string) Lang {
	for _, name := range []string{"LAB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if strings.HasPrefix(strings.ToLower(value), string(Chinese)) {
				return Chinese
			}
			return English
		}
	}
	return English
}

// A Phrase is one sentence, in every language. It may hold the verbs of
// package fmt, the same in each language.
type Phrase struct {
	EN, ZH string
}

// In returns the sentence in lang.
func (p Phrase) In(lang Lang) string {
	if lang == Chinese {
		return p.ZH
	}
	return p.EN
}

// Words are the phrases of a page, by the names that its template has for them.
type Words map[string]Phrase

// In returns them in lang.
func (w Words) In(lang Lang) map[string]string {
	said := map[string]string{}
	for name, word := range w {
		said[name] = word.In(lang)
	}
	return said
}

// An Error is an error that the user is told in the own language.
type Error struct{ Phrase }

func (e Error) Error() string             { return e.EN }
func (e Error) Sentence(lang Lang) string { return e.In(lang) }

// Same is what needs no translation, such as a name.
func Same(text string) Phrase { return Phrase{EN: text, ZH: text} }

// Format fills the verbs of the sentence in lang with args. A phrase among them
// is put into lang as well.
func (p Phrase) Format(lang Lang, args ...any) string {
	filled := make([]any, len(args))
	for i, arg := range args {
		if inner, ok := arg.(Phrase); ok {
			arg = inner.In(lang)
		}
		filled[i] = arg
	}
	return fmt.Sprintf(p.In(lang), filled...)
}

// With fills the verbs of the sentence with args in every language.
func (p Phrase) With(args ...any) Phrase {
	return Phrase{EN: p.Format(English, args...), ZH: p.Format(Chinese, args...)}
}

// Then returns two sentences, each on a line of its own.
func (p Phrase) Then(next Phrase) Phrase {
	return Phrase{EN: p.EN + "\n" + next.EN, ZH: p.ZH + "\n" + next.ZH}
}

// Load reads texts that are too long to stand in code, from NAME.en.md and NAME.zh.md.
// Each part of a file is what stands below a heading "## PART". The headings are the
// same in both languages; it is an error if a part is missing, empty, or not in parts.
func Load(files fs.FS, name string, parts ...string) (map[string]Phrase, error) {
	en, errEN := read(files, name+".en.md", parts)
	zh, errZH := read(files, name+".zh.md", parts)
	all := map[string]Phrase{}
	for _, part := range parts {
		all[part] = Phrase{EN: en[part], ZH: zh[part]}
	}
	return all, errors.Join(errEN, errZH)
}

// read returns the parts of one file, by their headings.
func read(files fs.FS, name string, parts []string) (map[string]string, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	lines := "\n" + strings.ReplaceAll(string(text), "\r\n", "\n")
	for _, part := range strings.Split(lines, "\n## ")[1:] {
		heading, text, _ := strings.Cut(part, "\n")
		if !slices.Contains(parts, heading) || all[heading] != "" {
			return nil, fmt.Errorf("%s: the heading %q is unknown, or is there twice", name, heading)
		}
		all[heading] = strings.Trim(text, "\n")
	}
	for _, part := range parts {
		if all[part] == "" {
			return nil, fmt.Errorf("%s: there is no text below a heading \"## %s\"", name, part)
		}
	}
	return all, nil
}
