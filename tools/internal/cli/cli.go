// Package cli reads the command line of a tool. It speaks the user's language
// throughout, where package flag speaks English only.
package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

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
	line := Line{Lang: phrase.FromEnv(os.Getenv), tool: t}
	flags := flag.NewFlagSet(t.Name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	color := flags.String("color", string(console.Auto), "")
	lang := flags.String("lang", string(line.Lang), "")
	err := flags.Parse(args)

	// The language first, since the other mistakes are told in it.
	parsed, ok := phrase.Parse(*lang)
	if !ok {
		return line, line.Wrong(badLang, *lang)
	}
	line.Lang, line.Color, line.Args = parsed, console.Mode(*color), flags.Args()
	if err != nil {
		return line, line.translate(err)
	}
	if !slices.Contains([]console.Mode{console.Auto, console.Always, console.Never}, line.Color) {
		return line, line.Wrong(badColor, *color)
	}
	return line, nil
}

// translate puts what package flag says into the user's language.
func (l Line) translate(err error) error {
	if name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: "); ok {
		return l.Wrong(unknownFlag, name)
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag needs an argument: "); ok {
		return l.Wrong(missingValue, name)
	}
	return err // of which flag.ErrHelp is one
}

// Wrong is a mistake on the command line, in the user's language.
func (l Line) Wrong(p phrase.Phrase, args ...any) error {
	return errors.New(p.Format(l.Lang, args...))
}

// Refuse says why the tool does not run, and returns its exit code: 0 if it
// was asked for its usage, 2 for a mistake.
func (l Line) Refuse(err error) (code int) { return l.refuse(err, os.Stdout, os.Stderr) }

func (l Line) refuse(err error, stdout, stderr io.Writer) (code int) {
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(stdout, "%s: %s\n\n%s\n", l.tool.Name, l.tool.Purpose.In(l.Lang),
			usage.Format(l.Lang, l.tool.Name, l.tool.Args, l.tool.Example))
		return 0
	}
	fmt.Fprintf(stderr, "%s: %v\n%s\n", l.tool.Name, err, seeHelp.In(l.Lang))
	return 2
}

var (
	usage = phrase.Phrase{
		EN: `  go run ./tools/%s [flags] %s
      example:  %s

  -color WHEN
      auto (default: on a terminal, unless NO_COLOR is set), always or never
      example:  -color always
  -lang LANG
      en or zh (default from LAB_LANG, LC_ALL, LC_MESSAGES, LANG)
      example:  -lang zh`,
		ZH: `  go run ./tools/%s [选项] %s
      例：  %s

  -color WHEN
      auto（默认：在终端里着色，设了 NO_COLOR 则不着色）、always 或 never
      例：  -color always
  -lang LANG
      en 或 zh（默认依次取自 LAB_LANG、LC_ALL、LC_MESSAGES、LANG）
      例：  -lang zh`,
	}
	seeHelp      = phrase.Phrase{EN: "-h explains every flag, with an example.", ZH: "-h 说明所有选项并举例。"}
	unknownFlag  = phrase.Phrase{EN: "there is no flag %s.", ZH: "没有 %s 这个选项。"}
	missingValue = phrase.Phrase{EN: "%s needs a value after it.", ZH: "%s 后面缺少值。"}
	badColor     = phrase.Phrase{EN: "-color takes auto, always or never, not %q.", ZH: "-color 只能是 auto、always 或 never，不能是 %q。"}
	badLang      = phrase.Phrase{EN: "-lang takes en or zh, not %q.", ZH: "-lang 只能是 en 或 zh，不能是 %q。"}
)
