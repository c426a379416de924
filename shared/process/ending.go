package process

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"tcplab/shared/phrase"
)

// An Ending is how a program ended.
type Ending struct {
	Code int // the exit code; -1 after a signal
	// Signal is the name of the signal that ended it, such as SIGPIPE, or on Windows
	// the NTSTATUS code, such as 0xC0000005. It is empty if the program ended by itself.
	Signal string
}

// Ending returns how the program ended. A shell or a sandbox that has started it
// reports a signal N as exit code 128+N; that is taken for the signal. After Kill it is of no
// use, and before the end its code is -1.
func (p *Process) Ending() Ending {
	select {
	case <-p.exited: // never, if it was found
	default:
		return Ending{Code: -1}
	}
	if signal := signalOf(p.cmd.ProcessState); signal != "" {
		return Ending{Code: -1, Signal: signal}
	}
	code := p.ExitCode()
	if (p.command.Sandbox.Layers > 0 || isShell(p.cmd.Args[0])) && code > 128 {
		if signal := signalName(code - 128); signal != "" {
			return Ending{Code: -1, Signal: signal}
		}
	}
	return Ending{Code: code}
}

func isShell(program string) bool {
	return slices.Contains([]string{"sh", "ash", "bash", "dash", "ksh", "zsh"}, filepath.Base(program))
}

// ntStatus returns the name of an exit code of Windows that stands for an error,
// an NTSTATUS, or nothing for a code that the program has chosen. Such codes are
// listed in [MS-ERREF], section 2.3.
func ntStatus(code uint32) string {
	if code>>28 != 0xC { // the severity of an error, and not -1 or the like
		return ""
	}
	return fmt.Sprintf("0x%08X", code)
}

// What says how the program ended, and what that means, without an end of
// sentence: "exit code 3" or "killed by SIGPIPE: …".
func (e Ending) What() phrase.Phrase {
	if e.Signal == "" {
		return exitCode.With(e.Code)
	}
	what := killedBy.With(e.Signal)
	if strings.HasPrefix(e.Signal, "0x") {
		what = exitCode.With(e.Signal)
	}
	if means := signals[e.Signal].means; means.EN != "" {
		what = because.With(what, means)
	}
	return what
}

// Remedy says what the author can do about it. It is empty if the program ended by
// itself: then its output tells more.
func (e Ending) Remedy() phrase.Phrase { return signals[e.Signal].remedy }

var (
	exitCode = phrase.Phrase{EN: "exit code %v", ZH: "退出码 %v"}
	killedBy = phrase.Phrase{EN: "killed by %s", ZH: "被信号 %s 终止"}
	because  = phrase.Phrase{EN: "%s: %s", ZH: "%s：%s"}
)
