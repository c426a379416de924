// Package flags reads the command line of a lesson or a tool. It explains the
// flags with -h, and tells mistakes in the user's language; package flag has
// only English sentences.
package flags

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tcplab/shared/console"
	"tcplab/shared/howto"
	"tcplab/shared/phrase"
)

// A Command is what a program takes on its command line.
type Command struct {
	Path    string        // its folder in the lab, such as tools/check
	Purpose phrase.Phrase // what it does
	Args    phrase.Phrase // what follows the flags; empty if nothing may
	Example string        // of the arguments
	Flags   []Flag        // its own; every program has -color and -lang besides

	Starts bool          // the arguments are a command, which may have flags of its own
	Stray  phrase.Phrase // refuses an argument (%q) where none is taken; there is a default
}

// A Flag is one row of the table of flags.
type Flag struct {
	Name    string
	Value   string // what stands for its value; empty for a switch
	Purpose phrase.Phrase
	Example string
	Into    any // a *string, *bool or *time.Duration, which holds the default, or a Value
}

// A Line is a command line that has been read.
type Line struct {
	Lang  phrase.Lang
	Color console.Mode
	Args  []string

	given map[string]bool
}

// Given reports whether a flag is on the command line.
func (l Line) Given(name string) bool { return l.given[name] }

// Parse reads the arguments of the program. Its error is a *Mistake, or ErrHelp.
// The language is known in any case.
func (c Command) Parse(args []string) (line Line, err error) {
	line = Line{Lang: language(args), Color: console.Auto, given: map[string]bool{}}
	table := c.table(&line)
	for len(args) > 0 && len(args[0]) > 1 && args[0][0] == '-' {
		arg := args[0]
		if args = args[1:]; arg == "--" {
			line.Args = args
			return line, c.stray(args)
		}
		name, value, joined := cut(arg)
		if name == "h" || name == "help" {
			return line, ErrHelp
		}
		f, ok := find(table, name)
		switch {
		case !ok:
			return line, hint(Wrong(unknownFlag, strings.TrimSuffix(arg, "="+value)), arg)
		case joined:
		case f.isSwitch():
			value = "true"
		case len(args) == 0:
			return line, Wrong(missingValue, name)
		default:
			value, args = args[0], args[1:]
		}
		if err := f.set(value); err != nil {
			return line, hint(err, value)
		}
		line.given[name] = true
	}
	line.Args = args
	for i, arg := range args {
		if c.Starts && i > 0 {
			break // of another program
		}
		if flag, ok := typeset(table, arg); ok {
			return line, Wrong(otherCharacters, arg, flag)
		}
		name, _, _ := cut(arg)
		if _, ok := find(table, name); ok {
			return line, Wrong(lateFlag, arg)
		}
	}
	return line, c.stray(args)
}

// stray refuses arguments where none are taken, and those that PowerShell makes of
// {addr} in a command.
func (c Command) stray(args []string) error {
	switch {
	case c.Starts && slices.Contains(args, "-encodedCommand"):
		return Wrong(noQuotes)
	case len(args) == 0 || c.Args.EN != "":
		return nil
	case c.Stray.EN != "":
		return Wrong(c.Stray, args[0])
	}
	return Wrong(strayArgument, args[0], c.Name())
}

// Name is what the program is called.
func (c Command) Name() string { return path.Base(c.Path) }

// table returns every flag that the program has.
func (c Command) table(line *Line) []Flag {
	return append(c.Flags[:len(c.Flags):len(c.Flags)],
		Flag{"color", "WHEN", helpColor, "-color always", OneOf(&line.Color, console.Auto, console.Always, console.Never)},
		Flag{"lang", "LANG", helpLang, "-lang zh", OneOf(&line.Lang, phrase.English, phrase.Chinese)})
}

// find returns the flag with a name. What no flag can be called has none.
func find(table []Flag, name string) (Flag, bool) {
	for _, f := range table {
		if f.Name == name {
			return f, true
		}
	}
	return Flag{}, false
}

// cut parts a flag from the value that an equals sign joins to it. The name of
// what is not a flag is empty.
func cut(arg string) (name, value string, joined bool) {
	name, value, joined = strings.Cut(arg, "=")
	rest, ok := strings.CutPrefix(name, "-")
	if !ok {
		return "", "", false
	}
	return strings.TrimPrefix(rest, "-"), value, joined
}

// language finds -lang among the arguments before they are read: a mistake that
// stands before -lang is told in it as well. Without it the environment decides.
func language(args []string) phrase.Lang {
	for i, arg := range args {
		name, value, joined := cut(arg)
		if arg == "--" {
			break
		}
		if name != "lang" {
			continue
		}
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		if lang, ok := phrase.Parse(value); ok {
			return lang
		}
	}
	return phrase.FromEnv(os.Getenv)
}

// ErrHelp is the error of a command line that asks for -h.
var ErrHelp = errors.New("-h")

// A Mistake is wrong use of the command line, and says so in every language.
type Mistake struct{ phrase.Phrase }

// Wrong returns the *Mistake that a sentence tells.
func Wrong(p phrase.Phrase, args ...any) error { return &Mistake{p.With(args...)} }

func (m *Mistake) Error() string { return m.EN }

// Refuse tells what is wrong with the command line, and where the help is.
func (c Command) Refuse(w io.Writer, lang phrase.Lang, m *Mistake) {
	fmt.Fprintf(w, "%s: %s\n%s\n", c.Name(), m.In(lang), seeHelp.In(lang))
}

// Help prints each flag with its purpose and an example.
func (c Command) Help(to io.Writer, lang phrase.Lang) error {
	w := new(bytes.Buffer)
	call := strings.TrimSpace(usage.Format(lang, howto.Program(c.Path), c.Args))
	fmt.Fprintf(w, "%s: %s\n\n  %s\n", c.Name(), c.Purpose.In(lang), call)
	if c.Example != "" {
		fmt.Fprintf(w, "      %s\n", example.Format(lang, howto.Program(c.Path)+" "+c.Example))
	}
	fmt.Fprintln(w)
	for _, f := range c.table(&Line{}) {
		name := strings.TrimSpace(f.Name + " " + f.Value)
		if f.isSwitch() {
			name = f.Name + f.Value // a value is joined to it: -greeting=BOOL
		}
		fmt.Fprintf(w, "  -%s\n      %s\n      %s\n", name, f.Purpose.In(lang), example.Format(lang, f.Example))
	}
	_, err := to.Write(w.Bytes())
	return err
}

// A Value takes the value of a flag. Its error is a *Mistake.
type Value func(flag, value string) error

// OneOf is a value that must be one of those named.
func OneOf[T ~string](into *T, names ...T) Value {
	return func(flag, value string) error {
		if !slices.Contains(names, T(value)) {
			return Wrong(notOneOf, flag, list(names), value)
		}
		*into = T(value)
		return nil
	}
}

// list is how the names are listed in a sentence: auto, always or never.
func list[T ~string](names []T) phrase.Phrase {
	last := len(names) - 1
	en, zh := string(names[0]), string(names[0])
	for _, name := range names[1:last] {
		en, zh = en+", "+string(name), zh+"、"+string(name)
	}
	return phrase.Phrase{EN: en + " or " + string(names[last]), ZH: zh + " 或 " + string(names[last])}
}

// Range is a whole number from least to most.
func Range(into *int, least, most int) Value {
	return func(flag, value string) error {
		n, err := strconv.Atoi(value)
		if err != nil || n < least || n > most {
			return Wrong(notInRange, flag, least, most, value)
		}
		*into = n
		return nil
	}
}

// Text is any text, also none. A flag into a *string needs some: an empty name of a file
// is a variable that was not set.
func Text(into *string) Value {
	return func(_, value string) error {
		*into = value
		return nil
	}
}

// HostPort is an address with the number of a port.
func HostPort(into *string) Value {
	return func(flag, value string) error {
		host, port, err := net.SplitHostPort(value)
		if err != nil || !IsHost(host) {
			return Wrong(noHostPort, flag, value)
		}
		if port != "0" && !IsPort(port) {
			return Wrong(noPort, value)
		}
		*into = value
		return nil
	}
}

// IsHost reports whether s may name a host. A blank may not, nor what a Chinese input
// method makes of a colon or a digit.
func IsHost(s string) bool { return s == typed(s) && !strings.ContainsFunc(s, unicode.IsSpace) }

// IsPort reports whether s is a port that one can connect to.
func IsPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && n > 0
}

func (f Flag) isSwitch() bool {
	_, ok := f.Into.(*bool)
	return ok
}

// set puts a value where the flag has it.
func (f Flag) set(s string) (err error) {
	switch into := f.Into.(type) {
	case Value:
		return into(f.Name, s)
	case *string:
		if s == "" {
			return Wrong(missingValue, f.Name)
		}
		*into = s
	case *bool:
		if *into, err = strconv.ParseBool(s); err != nil {
			return Wrong(noBoolean, f.Name, f.Name)
		}
	case *time.Duration:
		if *into, err = time.ParseDuration(s); err != nil || *into < 0 {
			return Wrong(noTime, f.Name, s)
		}
	default:
		panic(fmt.Sprintf("-%s cannot go into a %T", f.Name, f.Into))
	}
	return nil
}
