// Package cli reads the command line of a tool. It speaks the user's language
// throughout, where package flag speaks English only.
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

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
func (l Line) Refuse(err error) (code int) { return l.refuse(err, os.Stdout, os.Stderr) }

func (l Line) refuse(err error, stdout, stderr io.Writer) (code int) {
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(stdout, "%s: %s\n\n%s\n", l.tool.Name, l.tool.Purpose.In(l.Lang),
			usage.Format(l.Lang, l.tool.Name, l.tool.Args, l.tool.Example,
				cmdline.HelpColor.In(l.Lang), cmdline.HelpLang.In(l.Lang)))
		return 0
	}
	fmt.Fprintf(stderr, "%s: %v\n%s\n", l.tool.Name, err, cmdline.SeeHelp.In(l.Lang))
	return 2
}

var usage = phrase.Phrase{
	EN: `  go run ./tools/%s [flags] %s
      example:  %s

  -color WHEN
      %s
      example:  -color always
  -lang LANG
      %s
      example:  -lang zh`,
	ZH: `  go run ./tools/%s [选项] %s
      例：  %s

  -color WHEN
      %s
      例：  -color always
  -lang LANG
      %s
      例：  -lang zh`,
}
