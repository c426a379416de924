package lesson

import (
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"tcplab/shared/course"
	"time"

	"tcplab/shared/charset"
	"tcplab/shared/cmdline"
	"tcplab/shared/console"
	"tcplab/shared/phrase"
)

// options are the flags that every lesson has, and how to read them all.
type options struct {
	lang    phrase.Lang
	charset charset.Charset
	events  string
	color   console.Mode
	quiet   bool

	flags  *flag.FlagSet
	title  string
	folder string                 // where the program is
	args   phrase.Phrase          // what may follow the flags, for the usage
	help   map[string]explanation // of each flag, for the usage
}

// An explanation is what -h says of a flag.
type explanation struct {
	value   string // what stands for its value
	purpose phrase.Phrase
	example string
}

// newOptions returns the flags that every lesson has. The language is known
// before the others are read, so that their mistakes are told in it.
func newOptions(p course.Lesson) *options {
	o := &options{
		lang:    cmdline.Language(os.Args[1:]),
		charset: charset.UTF8,
		color:   console.Auto,
		flags:   flag.NewFlagSet(p.Name, flag.ContinueOnError),
		help:    map[string]explanation{},
	}
	o.title = p.Title.In(o.lang)
	if o.folder = "lessons"; p.Number == 0 {
		o.folder = "tools"
	}
	o.flags.SetOutput(io.Discard) // its sentences are English only
	o.flags.Usage = func() {}

	o.explain("encoding", "NAME", helpEncoding, "-encoding gbk")
	o.flags.Func("encoding", "", func(s string) (err error) {
		var ok bool
		if o.charset, ok = charset.Named(strings.ToLower(s)); !ok {
			err = o.wrong(badEncoding, s)
		}
		return err
	})
	o.explain("events", "FILE", helpEvents, "-events events.jsonl")
	o.flags.StringVar(&o.events, "events", "", "")
	o.explain("color", "WHEN", cmdline.HelpColor, "-color always")
	o.flags.Func("color", "", func(s string) (err error) {
		o.color, err = cmdline.Color(o.lang, s)
		return err
	})
	o.explain("quiet", "", helpQuiet, "-quiet")
	o.flags.BoolVar(&o.quiet, "quiet", false, "")
	o.explain("lang", "LANG", cmdline.HelpLang, "-lang zh")
	o.flags.Func("lang", "", func(s string) (err error) {
		o.lang, err = cmdline.Lang(o.lang, s)
		return err
	})
	return o
}

// addr adds -addr, which must be HOST:PORT.
func (o *options) addr(p *string, purpose phrase.Phrase, example string) {
	o.explain("addr", "HOST:PORT", purpose.With(*p), example)
	o.flags.Func("addr", "", func(s string) error {
		_, port, err := net.SplitHostPort(s)
		if err != nil {
			return o.wrong(badAddr, s)
		}
		if port != "0" && !isPort(port) {
			return o.wrong(badPort, s)
		}
		*p = s
		return nil
	})
}

// delay adds -delay, which must not be negative.
func (o *options) delay(p *time.Duration) {
	o.explain("delay", "TIME", helpDelay.With(*p), "-delay 200ms")
	o.flags.Func("delay", "", func(s string) (err error) {
		if *p, err = time.ParseDuration(s); err != nil || *p < 0 {
			return o.wrong(badDelay, s)
		}
		return nil
	})
}

// think adds -think: whether thinking keeps a core busy.
func (o *options) think(busy *bool) {
	o.explain("think", "HOW", helpThink, "-think cpu")
	o.flags.Func("think", "", func(s string) error {
		if s != "sleep" && s != "cpu" {
			return o.wrong(badThink, s)
		}
		*busy = s == "cpu"
		return nil
	})
}

func (o *options) explain(flag, value string, purpose phrase.Phrase, example string) {
	o.help[flag] = explanation{value, purpose, example}
}

// parse reads the command line, and returns what follows the flags. It ends
// the program for -h, and for a mistake.
func (o *options) parse() []string {
	err := o.flags.Parse(os.Args[1:])
	switch {
	case err == nil:
	case err == flag.ErrHelp:
		o.usage(console.Writer(os.Stdout))
		os.Exit(0)
	default:
		o.misuse(cmdline.Translate(o.lang, err).Error())
	}
	return o.flags.Args()
}

// noArgs is for a lesson that takes only flags.
func (o *options) noArgs(args []string) {
	if len(args) > 0 {
		o.misuse(strayArgument.Format(o.lang, args[0]))
	}
}

// noFlag refuses a flag that stands among the arguments, where package flag
// does not look for it, unless -- says that it is meant so.
func (o *options) noFlag(arg string) {
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	if strings.HasPrefix(arg, "-") && o.flags.Lookup(name) != nil && !slices.Contains(os.Args, "--") {
		o.misuse(lateFlag.Format(o.lang, arg))
	}
}

// asTyped returns an argument as the text that was typed, in the charset of the
// locale.
func asTyped(arg string) string {
	if runtime.GOOS == "windows" { // whose arguments are UTF-16
		return arg
	}
	return charset.FromEnv(os.Getenv).Decode([]byte(arg))
}

// isPort reports whether s is a port that one can connect to.
func isPort(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0 && n <= 65535
}

// given reports whether the flag stands on the command line.
func (o *options) given(name string) (found bool) {
	o.flags.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

// misuse ends the program with the sentence that tells what is wrong.
func (o *options) misuse(sentence string) {
	fmt.Fprintf(console.Writer(os.Stderr), "%s: %s\n%s\n", o.flags.Name(), sentence, cmdline.SeeHelp.In(o.lang))
	os.Exit(2)
}

// wrong is a mistake in the value of a flag, in the user's language.
func (o *options) wrong(p phrase.Phrase, args ...any) error { return cmdline.Wrong(o.lang, p, args...) }

// usage prints each flag with its purpose and an example.
func (o *options) usage(w io.Writer) {
	fmt.Fprintf(w, "%s: %s\n\n", o.flags.Name(), o.title)
	fmt.Fprintf(w, "  go run ./%s/%s [%s]%s\n\n", o.folder, o.flags.Name(), flagsWord.In(o.lang), o.args.In(o.lang))
	o.flags.VisitAll(func(f *flag.Flag) {
		e := o.help[f.Name]
		fmt.Fprintf(w, "  -%s\n      %s\n      %s  %s\n",
			strings.Replace(strings.TrimSpace(f.Name+" "+e.value), " =", "=", 1), e.purpose.In(o.lang), exampleWord.In(o.lang), e.example)
	})
}
