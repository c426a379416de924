package cli

import (
	"slices"
	"strings"
	"testing"

	"tcplab/shared/console"
	"tcplab/shared/phrase"
)

var tool = Tool{
	Name: "count", Args: "N", Example: "go run ./tools/count 3",
	Purpose: phrase.Phrase{EN: "counts to N", ZH: "数到 N"},
}

func TestParse(t *testing.T) {
	t.Setenv("LAB_LANG", "zh")
	for args, want := range map[string]Line{
		"3 4":                     {Lang: phrase.Chinese, Color: console.Auto, Args: []string{"3", "4"}},
		"-lang en -color=never 3": {Lang: phrase.English, Color: console.Never, Args: []string{"3"}},
	} {
		got, err := tool.Parse(strings.Fields(args))
		if err != nil {
			t.Errorf("%q: %v", args, err)
		}
		if got.Lang != want.Lang || got.Color != want.Color || !slices.Equal(got.Args, want.Args) {
			t.Errorf("%q: %+v, want %+v", args, got, want)
		}
	}
}

// Each mistake is told in the language of the user, with the exit code 2, and
// the usage is none.
func TestRefuse(t *testing.T) {
	const explains = "\n-h explains every flag, with an example.\n"
	const explainsZH = "\n-h 说明所有选项并举例。\n"
	for _, test := range []struct {
		env, args      string
		code           int
		stdout, stderr string // how they begin
	}{
		{"en", "-lang fr 4", 2, "", `count: -lang takes en or zh, not "fr".` + explains},
		{"zh", "-lang fr 4", 2, "", `count: -lang 只能是 en 或 zh，不能是 "fr"。` + explainsZH},
		{"en", "-color maybe", 2, "", `count: -color takes auto, always or never, not "maybe".` + explains},
		{"en", "-color maybe -lang zh", 2, "", `count: -color 只能是 auto、always 或 never，不能是 "maybe"。` + explainsZH},
		{"en", "-x", 2, "", `count: there is no flag -x.` + explains},
		{"zh", "-x", 2, "", `count: 没有 -x 这个选项。` + explainsZH},
		{"zh", "-color", 2, "", `count: -color 后面缺少值。` + explainsZH},
		{"en", "-h", 0, "count: counts to N\n\n  go run ./tools/count [flags] N\n      example:  go run ./tools/count 3\n", ""},
		{"zh", "-h", 0, "count: 数到 N\n\n  go run ./tools/count [选项] N\n      例：  go run ./tools/count 3\n", ""},
	} {
		t.Setenv("LAB_LANG", test.env)
		line, err := tool.Parse(strings.Fields(test.args))
		if err == nil {
			t.Errorf("%s: %q is no mistake", test.env, test.args)
			continue
		}
		var stdout, stderr strings.Builder
		code := line.refuse(err, &stdout, &stderr)
		if code != test.code || !strings.HasPrefix(stdout.String(), test.stdout) || stderr.String() != test.stderr {
			t.Errorf("%s: %q: code %d\nstdout: %s\nstderr: %s", test.env, test.args, code, &stdout, &stderr)
		}
	}
}
