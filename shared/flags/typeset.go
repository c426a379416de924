package flags

import (
	"errors"
	"strings"
)

// typed returns s as a keyboard in English types it. A Chinese input method writes
// full-width characters, and a word processor makes other dashes and quotes of those
// that are typed: a command copied from there looks right, and is not.
func typed(s string) string { return strings.Map(asTyped, s) }

func asTyped(r rune) rune {
	switch {
	case r >= '！' && r <= '～': // full-width ASCII
		return r - '！' + '!'
	case r >= '\u2010' && r <= '\u2015', r == '\u2212', r == '\ufe63': // hyphens, dashes, minus
		return '-'
	case r == '“', r == '”':
		return '"'
	case r == '‘', r == '’':
		return '\''
	case r == '。':
		return '.'
	case r == '\u3000', r == '\u00a0':
		return ' '
	}
	return r
}

// typeset returns the flag that an argument looks like, if it is one in other
// characters.
func typeset(table []Flag, arg string) (flag string, ok bool) {
	flag = strings.Trim(typed(arg), `"' `)
	name, _, _ := cut(flag)
	_, ok = find(table, name)
	return flag, ok && flag != arg && !strings.HasPrefix(arg, flag)
}

// hint adds to a mistake that text of the command line should be typed otherwise, if
// that may be why it was not understood.
func hint(err error, text string) error {
	var m *Mistake
	if other := typed(text); other != text && errors.As(err, &m) {
		return &Mistake{m.Then(otherCharacters.With(text, other))}
	}
	return err
}
