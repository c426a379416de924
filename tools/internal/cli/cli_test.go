package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tcplab/shared/flags"
	"tcplab/shared/flags/flagstest"
	"tcplab/shared/phrase"
)

// A judge is a tool whose exit code is a verdict. It does what its argument says.
func judge() {
	os.Exit(Main(Tool{
		Run: func(ctx context.Context, s *Session) (code int, err error) {
			fmt.Fprintln(s, "the verdict")
			switch s.Args[0] {
			case "fails":
				return 0, errors.New("a control sequence: \x1b[2J\n\tindented")
			case "fails-in-words":
				return 0, fmt.Errorf("wrapped: %w", Fail(phrase.Phrase{EN: "no %s.", ZH: "没有 %s。"}, "disk"))
			case "refuses":
				return 0, flags.Wrong(phrase.Phrase{EN: "not %q.", ZH: "不是 %q。"}, s.Args[0])
			case "interrupted":
				self, _ := os.FindProcess(os.Getpid())
				self.Signal(os.Interrupt)
				<-ctx.Done()
				return 0, context.Cause(ctx)
			case "json":
				s.WriteJSON("你好")
			}
			return 1, nil
		},
		Unfinished: 3,
		Command: flags.Command{
			Path: "tools/judge", Args: phrase.Same("VERB"), Example: "fails",
			Purpose: phrase.Phrase{EN: "judges", ZH: "判断"},
		},
	}))
}

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"judge": judge}) }

func TestScripts(t *testing.T) { flagstest.Run(t, "judge") }
