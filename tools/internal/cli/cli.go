// Package cli reads the command line of a tool. It speaks the user's language
// throughout, where package flag speaks English only.
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"tcplab/shared/cmdline"
	"tcplab/shared/console"
	"tcplab/shared/phrase"
)

// A Tool is what its usage says of it.
type Tool struct {
	Name    string // its folder's, under tools/
	Args    string // what follows the flags
	Purpose phrase.Phrase
	Example string // of the arguments
	Flags   []Flag // its own
}

// A Flag is one that a tool has for itself.
type Flag struct {
	Name    string
	Value   string // what stands for its value; empty for one that is just there
	Purpose phrase.Phrase
	Example string
	Into    any // a *string, *int, *bool or *time.Duration, which holds the default
}

// A Line is a command line: the flags that every tool has, and the rest.
type Line struct {
	Lang  phrase.Lang
	Color console.Mode
	Args  []string

	tool Tool
}

// Parse reads the arguments of the tool. Give its error to Refuse.
func (t Tool) Parse(args []string) (Line, error) {
	line := Line{Lang: cmdline.Language(args), tool: t}
	flags := flag.NewFlagSet(t.Name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	color := flags.String("color", string(console.Auto), "")
	lang := flags.String("lang", string(line.Lang), "")
	for _, f := range t.Flags {
		switch into := f.Into.(type) {
		case *string:
			flags.StringVar(into, f.Name, *into, "")
		case *bool:
			flags.BoolVar(into, f.Name, *into, "")
		case *int:
			flags.Func(f.Name, "", func(s string) (err error) {
				if *into, err = strconv.Atoi(s); err != nil {
					return line.Wrong(noNumber, f.Name, s)
				}
				return nil
			})
		case *time.Duration:
			flags.Func(f.Name, "", func(s string) (err error) {
				if *into, err = time.ParseDuration(s); err != nil || *into < 0 {
					return line.Wrong(noTime, f.Name, s)
				}
				return nil
			})
		default:
			panic(fmt.Sprintf("-%s cannot go into a %T", f.Name, f.Into))
		}
	}
	err := flags.Parse(args)
	if err != nil {
		return line, cmdline.Translate(line.Lang, err)
	}
	line.Args = flags.Args()
	if line.Lang, err = cmdline.Lang(line.Lang, *lang); err != nil {
		return line, err
	}
	line.Color, err = cmdline.Color(line.Lang, *color)
	return line, err
}

// Wrong is a mistake on the command line, in the user's language.
func (l Line) Wrong(p phrase.Phrase, args ...any) error { return cmdline.Wrong(l.Lang, p, args...) }

// Refuse says why the tool does not run, and returns its exit code: 0 if it
// was asked for its usage, 2 for a mistake.
func (l Line) Refuse(err error) (code int) {
	return l.refuse(err, console.Writer(os.Stdout), console.Writer(os.Stderr))
}

func (l Line) refuse(err error, stdout, stderr io.Writer) (code int) {
	if errors.Is(err, flag.ErrHelp) {
		l.usage(stdout)
		return 0
	}
	fmt.Fprintf(stderr, "%s: %v\n%s\n", l.tool.Name, err, cmdline.SeeHelp.In(l.Lang))
	return 2
}

// usage prints each flag with its purpose and an example.
func (l Line) usage(w io.Writer) {
	how := usage.Format(l.Lang, l.tool.Name, l.tool.Args, l.tool.Example)
	how = strings.Replace(how, " \n", "\n", 1) // without arguments
	fmt.Fprintf(w, "%s: %s\n\n%s\n", l.tool.Name, l.tool.Purpose.In(l.Lang), how)
	for _, f := range append(l.tool.Flags,
		Flag{Name: "color", Value: "WHEN", Purpose: cmdline.HelpColor, Example: "-color always"},
		Flag{Name: "lang", Value: "LANG", Purpose: cmdline.HelpLang, Example: "-lang zh"}) {
		fmt.Fprintf(w, "  -%s\n      %s\n      %s\n", strings.TrimSpace(f.Name+" "+f.Value),
			f.Purpose.In(l.Lang), example.Format(l.Lang, f.Example))
	}
}

var (
	usage = phrase.Phrase{
		EN: "  go run ./tools/%s [flags] %s\n      example:  %s\n",
		ZH: "  go run ./tools/%s [选项] %s\n      例：  %s\n",
	}
	example  = phrase.Phrase{EN: "example:  %s", ZH: "例：  %s"}
	noTime   = phrase.Phrase{EN: "-%s takes a time like 200ms or 1.5s, not %q.", ZH: "-%s 的格式如 200ms 或 1.5s，不能是 %q。"}
	noNumber = phrase.Phrase{EN: "-%s takes a number, not %q.", ZH: "-%s 只能是数字，不能是 %q。"}
)
