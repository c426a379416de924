package flags

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tcplab/shared/phrase"
)

// values are what the flags of the tests are read into.
type values struct {
	text, addr, how string
	loud            bool
	most            int
	pause           time.Duration
}

func (v *values) command() Command {
	return Command{
		Path: "tools/count", Args: phrase.Same("N"), Example: "3",
		Purpose: phrase.Phrase{EN: "counts to N", ZH: "数到 N"},
		Flags: []Flag{
			{Name: "text", Value: "TEXT", Purpose: phrase.Same("text"), Example: "-text a", Into: &v.text},
			{Name: "loud", Purpose: phrase.Same("loud"), Example: "-loud", Into: &v.loud},
			{Name: "most", Value: "N", Into: Range(&v.most, 1, 4)},
			{Name: "pause", Value: "TIME", Into: &v.pause},
			{Name: "addr", Value: "HOST:PORT", Into: HostPort(&v.addr)},
			{Name: "how", Value: "HOW", Into: OneOf(&v.how, "sleep", "cpu")},
		},
	}
}

func TestParse(t *testing.T) {
	t.Setenv("LAB_LANG", "zh")
	for args, want := range map[string]struct {
		values
		Line
	}{
		"":                        {values{}, Line{Lang: "zh", Color: "auto"}},
		"3 4":                     {values{}, Line{Lang: "zh", Color: "auto", Args: []string{"3", "4"}}},
		"-lang en -color=never 3": {values{}, Line{Lang: "en", Color: "never", Args: []string{"3"}}},
		"-loud -- -loud":          {values{loud: true}, Line{Lang: "zh", Color: "auto", Args: []string{"-loud"}}},
		"-loud=false - -x":        {values{}, Line{Lang: "zh", Color: "auto", Args: []string{"-", "-x"}}},
		"--text -text -text=a=b":  {values{text: "a=b"}, Line{Lang: "zh", Color: "auto"}},
		"-text -lang":             {values{text: "-lang"}, Line{Lang: "zh", Color: "auto"}},
		"-most 4 -pause 1.5s -addr :0 -how cpu": {
			values{most: 4, pause: 1500 * time.Millisecond, addr: ":0", how: "cpu"}, Line{Lang: "zh", Color: "auto"}},
	} {
		var got values
		line, err := got.command().Parse(strings.Fields(args))
		if err != nil {
			t.Errorf("%q: %v", args, err)
		}
		if got != want.values || line.Lang != want.Lang || line.Color != want.Color || !slices.Equal(line.Args, want.Args) {
			t.Errorf("%q: %+v %+v, want %+v", args, got, line, want)
		}
	}
}

func TestGiven(t *testing.T) {
	var v values
	line, err := v.command().Parse([]string{"-most=1", "-loud", "0"})
	if err != nil || !line.Given("most") || !line.Given("loud") || line.Given("text") || line.Given("0") {
		t.Errorf("given: %v, %v", line.given, err)
	}
}

// Each mistake is told in the language of -lang, wherever it stands.
func TestMistakes(t *testing.T) {
	t.Setenv("LAB_LANG", "en")
	for args, want := range map[string]string{
		"-x 3":                  "there is no flag -x.",
		"-x=3":                  "there is no flag -x.",
		"---text":               "there is no flag ---text.",
		"-=x":                   "there is no flag -.",
		"-x -lang zh":           "没有 -x 这个选项。",
		"-x -- -lang zh":        "there is no flag -x.",
		"-text":                 "-text needs a value after it.",
		"-lang=zh -text":        "-text 后面缺少值。",
		"-loud=perhaps":         "-loud takes true or false, after an equals sign: -loud=false.",
		"-most 5":               `-most takes a number from 1 to 4; you gave "5".`,
		"-most x":               `-most takes a number from 1 to 4; you gave "x".`,
		"-pause soon":           `-pause takes a time like 200ms or 1.5s; you gave "soon".`,
		"-pause -1s":            `-pause takes a time like 200ms or 1.5s; you gave "-1s".`,
		"-addr 9999":            `-addr takes HOST:PORT, like 127.0.0.1:9999; you gave "9999".`,
		"-addr :http":           `a port is a number from 0 to 65535: ":http" has none.`,
		"-addr :65536":          `a port is a number from 0 to 65535: ":65536" has none.`,
		"-addr :+80":            `a port is a number from 0 to 65535: ":+80" has none.`,
		"-addr １.2.3.4:5":       `-addr takes HOST:PORT, like 127.0.0.1:9999; you gave "１.2.3.4:5".` + "\n" + `"１.2.3.4:5" has full-width or typeset characters: type 1.2.3.4:5`,
		"-text=":                "-text needs a value after it.",
		"-how hard":             `-how takes sleep or cpu; you gave "hard".`,
		"-color maybe":          `-color takes auto, always or never; you gave "maybe".`,
		"-color maybe -lang zh": `-color 只能是 auto、always 或 never，不能是 "maybe"。`,
		"-lang fr":              `-lang takes en or zh; you gave "fr".`,
		"3 -loud": "-loud is a flag, but it comes after an argument. Flags come first;\n" +
			"if it is meant as an argument, put -- before the arguments.",

		// As a word processor or a Chinese input method writes it.
		"–loud 3":          `"–loud" has full-width or typeset characters: type -loud`,
		"3 —how=cpu":       `"—how=cpu" has full-width or typeset characters: type -how=cpu`,
		"－text ａ":          `"－text" has full-width or typeset characters: type -text`,
		"“-loud 3”":        `"“-loud" has full-width or typeset characters: type -loud`,
		"-ｌoud":            "there is no flag -ｌoud.\n" + `"-ｌoud" has full-width or typeset characters: type -loud`,
		"-most １ –x":       `-most takes a number from 1 to 4; you gave "１".` + "\n" + `"１" has full-width or typeset characters: type 1`,
		"-addr ：９":         `-addr takes HOST:PORT, like 127.0.0.1:9999; you gave "：９".` + "\n" + `"：９" has full-width or typeset characters: type :9`,
		"-addr a\u00a0b:9": `-addr takes HOST:PORT, like 127.0.0.1:9999; you gave "a\u00a0b:9".` + "\n" + `"a\u00a0b:9" has full-width or typeset characters: type a b:9`,
	} {
		c := new(values).command()
		line, err := c.Parse(strings.Split(args, " "))
		m, ok := err.(*Mistake)
		if !ok {
			t.Errorf("%q: %v", args, err)
			continue
		}
		if got := m.In(line.Lang); got != want {
			t.Errorf("%q: %s\nwant %s", args, got, want)
		}
	}
}

// Arguments are refused where none are taken, and those of another program are
// its own.
func TestArguments(t *testing.T) {
	t.Setenv("LAB_LANG", "en")
	c := new(values).command()
	c.Args, c.Starts = phrase.Same("[-- COMMAND]"), true
	if line, err := c.Parse([]string{"server", "-loud"}); err != nil || len(line.Args) != 2 {
		t.Errorf("a command: %v, %v", line.Args, err)
	}
	c.Args = phrase.Phrase{}
	for _, args := range [][]string{{"3"}, {"--", "3"}} {
		if _, err := c.Parse(args); err == nil || err.Error() != `"3" is not a flag: count takes flags only.` {
			t.Errorf("%v: %v", args, err)
		}
	}
	c.Stray = phrase.Phrase{EN: "what is %q?", ZH: "%q 是什么？"}
	if _, err := c.Parse([]string{"3"}); err == nil || err.Error() != `what is "3"?` {
		t.Errorf("another sentence: %v", err)
	}
}

func TestHelp(t *testing.T) {
	for lang, want := range map[phrase.Lang]string{
		"en": "count: counts to N\n\n  go tool count [flags] N\n      example:  go tool count 3\n\n" +
			"  -text TEXT\n      text\n      example:  -text a\n  -loud\n      loud\n      example:  -loud\n",
		"zh": "count: 数到 N\n\n  go tool count [选项] N\n      例：  go tool count 3\n\n" +
			"  -text TEXT\n      text\n      例：  -text a\n",
	} {
		c := new(values).command()
		if _, err := c.Parse([]string{"-h", "-x"}); err != ErrHelp {
			t.Errorf("-h: %v", err)
		}
		var b strings.Builder
		c.Help(&b, lang)
		if !strings.HasPrefix(b.String(), want) || strings.Count(b.String(), "\n  -") != len(c.Flags)+2 {
			t.Errorf("got\n%s\nwant\n%s", &b, want)
		}
		b.Reset()
		c.Refuse(&b, lang, &Mistake{helpLang})
		if want := "count: " + helpLang.In(lang) + "\n" + seeHelp.In(lang) + "\n"; b.String() != want {
			t.Errorf("got\n%s\nwant\n%s", &b, want)
		}
	}
}
