package process

import (
	"strings"
	"testing"

	"tcplab/shared/phrase"
)

// What ended a program is said in both languages, with what to do about it where
// the output does not tell.
func TestEndingInWords(t *testing.T) {
	for _, test := range []struct {
		ending             Ending
		en, zh, remedy     string
		withoutExplanation bool
	}{
		{ending: Ending{Code: 3}, en: "exit code 3", zh: "退出码 3", withoutExplanation: true},
		{ending: Ending{-1, "SIGPIPE"}, en: "killed by SIGPIPE: it wrote to a connection that the client had closed", zh: "SIGPIPE", remedy: "SIG_IGN"},
		{ending: Ending{-1, "SIGSEGV"}, en: "memory that is not its own", zh: "SIGSEGV", remedy: "-fsanitize=address"},
		{ending: Ending{-1, "SIGXCPU"}, en: "killed by SIGXCPU", zh: "被信号 SIGXCPU 终止", withoutExplanation: true},
		{ending: Ending{-1, "0xC0000005"}, en: "exit code 0xC0000005: access violation", zh: "访问冲突", remedy: "-fsanitize=address"},
		{ending: Ending{-1, "0xC0000022"}, en: "exit code 0xC0000022", zh: "退出码 0xC0000022", withoutExplanation: true},
	} {
		what := test.ending.What()
		if !strings.Contains(what.EN, test.en) || !strings.Contains(what.ZH, test.zh) || strings.Contains(what.EN, ":") == test.withoutExplanation {
			t.Errorf("%+v: %+v", test.ending, what)
		}
		if remedy := test.ending.Remedy(); !strings.Contains(remedy.In(phrase.Chinese), test.remedy) || (remedy.EN == "") != (test.remedy == "") {
			t.Errorf("%+v: what to do: %+v", test.ending, remedy)
		}
	}
}

// An exit code of Windows is an NTSTATUS if its severity is that of an error. A
// program that ends with -1 has chosen so.
func TestNTStatus(t *testing.T) {
	for code, want := range map[uint32]string{
		0: "", 1: "", 259: "", 0x40010004: "", 0xC0000005: "0xC0000005", 0xC000013A: "0xC000013A", 0xC0000409: "0xC0000409", 0xFFFFFFFF: "",
	} {
		if got := ntStatus(code); got != want {
			t.Errorf("%#x: %q, want %q", code, got, want)
		}
	}
}
