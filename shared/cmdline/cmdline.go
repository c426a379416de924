// Package cmdline tells the mistakes of a command line in the user's language,
// where package flag speaks English only.
package cmdline

import (
	"errors"
	"os"
	"slices"
	"strings"

	"tcplab/shared/console"
	"tcplab/shared/phrase"
)

// Language finds -lang among the arguments, before they are read: their mistakes
// are told in it. Without it the environment says.
func Language(args []string) phrase.Lang {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, joined := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !strings.HasPrefix(arg, "-") || name != "lang" {
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

// Wrong is a mistake on the command line, told in lang.
func Wrong(lang phrase.Lang, p phrase.Phrase, args ...any) error {
	return errors.New(p.Format(lang, args...))
}

// Translate puts what FlagSet.Parse returns into lang. What a flag's own
// function said is there already, behind package flag's words, which go;
// flag.ErrHelp stays.
func Translate(lang phrase.Lang, err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: "); ok {
		return Wrong(lang, unknownFlag, name)
	}
	if name, ok := strings.CutPrefix(text, "bad flag syntax: "); ok {
		return Wrong(lang, unknownFlag, name)
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: "); ok {
		return Wrong(lang, missingValue, name)
	}
	if _, rest, ok := strings.Cut(text, "\" for -"); ok && strings.HasPrefix(text, "invalid boolean value ") {
		name, _, _ := strings.Cut(rest, ":")
		return Wrong(lang, badBoolean, name, name)
	}
	if _, rest, ok := strings.Cut(text, "\" for flag -"); ok && strings.HasPrefix(text, "invalid value ") {
		_, ours, _ := strings.Cut(rest, ": ")
		return errors.New(ours)
	}
	return err
}

// Color reads the value of -color.
func Color(lang phrase.Lang, s string) (console.Mode, error) {
	mode := console.Mode(s)
	if !slices.Contains([]console.Mode{console.Auto, console.Always, console.Never}, mode) {
		return "", Wrong(lang, badColor, s)
	}
	return mode, nil
}

// Lang reads the value of -lang. Its mistake is told in lang.
func Lang(lang phrase.Lang, s string) (phrase.Lang, error) {
	parsed, ok := phrase.Parse(s)
	if !ok {
		return lang, Wrong(lang, badLang, s)
	}
	return parsed, nil
}

// What every program says of its flags.
var (
	SeeHelp   = phrase.Phrase{EN: "-h explains every flag, with an example.", ZH: "-h 说明所有选项并举例。"}
	HelpColor = phrase.Phrase{
		EN: "auto (default: on a terminal, unless NO_COLOR is set), always or never",
		ZH: "auto（默认：在终端里着色，设了 NO_COLOR 则不着色）、always 或 never",
	}
	HelpLang = phrase.Phrase{
		EN: "en or zh (default from LAB_LANG, LC_ALL, LC_MESSAGES, LANG)",
		ZH: "en 或 zh（默认依次取自 LAB_LANG、LC_ALL、LC_MESSAGES、LANG）",
	}

	unknownFlag  = phrase.Phrase{EN: "there is no flag %s.", ZH: "没有 %s 这个选项。"}
	missingValue = phrase.Phrase{EN: "%s needs a value after it.", ZH: "%s 后面缺少值。"}
	badBoolean   = phrase.Phrase{
		EN: "-%s takes true or false, with a sign between: -%s=false.",
		ZH: "-%s 只能是 true 或 false，中间用等号：-%s=false。",
	}
	badColor = phrase.Phrase{
		EN: "-color takes auto, always or never, not %q.",
		ZH: "-color 只能是 auto、always 或 never，不能是 %q。",
	}
	badLang = phrase.Phrase{
		EN: "-lang takes en or zh, not %q.",
		ZH: "-lang 只能是 en 或 zh，不能是 %q。",
	}
)
