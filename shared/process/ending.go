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

var (
	badMemory = phrase.Phrase{
		EN: "it read or wrote memory that is not its own",
		ZH: "它读写了不属于自己的内存",
	}
	useSanitizer = phrase.Phrase{
		EN: "In C: compile with -g -fsanitize=address, and run it again: it then names the line.",
		ZH: "C 语言：用 -g -fsanitize=address 重新编译再运行，它会指出是哪一行。",
	}
	divided      = phrase.Phrase{EN: "it divided an integer by zero", ZH: "它用整数除以了零"}
	findDivision = phrase.Phrase{
		EN: "Look for divisions and remainders whose right side can be 0.",
		ZH: "找一找除法和取余的右边可能为 0 的地方。",
	}
	ctrlC = phrase.Same("Ctrl+C")
)

// signals says what the well-known signals and NTSTATUS codes mean.
var signals = map[string]struct{ means, remedy phrase.Phrase }{
	"SIGPIPE": {
		phrase.Phrase{EN: "it wrote to a connection that the client had closed", ZH: "客户端已经关闭了连接，它还在发送"},
		phrase.Phrase{
			EN: "In C: signal(SIGPIPE, SIG_IGN), then look at what send returns.",
			ZH: "C 语言：先调用 signal(SIGPIPE, SIG_IGN)，再检查 send 的返回值。",
		},
	},
	"SIGSEGV": {badMemory, useSanitizer},
	"SIGBUS":  {badMemory, useSanitizer},
	"SIGABRT": {
		phrase.Phrase{
			EN: "it called abort, as after a failed assert, an uncaught C++ exception, or damaged memory",
			ZH: "它调用 abort 放弃了运行，例如 assert 失败、C++ 异常没有捕获，或者内存被写坏",
		},
		phrase.Phrase{
			EN: "Its last output gives the reason. If it is about memory, compile with -g -fsanitize=address.",
			ZH: "它最后的输出会说明原因。如果与内存有关，用 -g -fsanitize=address 重新编译。",
		},
	},
	"SIGFPE": {divided, findDivision},
	"SIGILL": {phrase.Phrase{EN: "it ran an instruction that does not exist", ZH: "它执行了不存在的指令"}, useSanitizer},
	"SIGKILL": {
		phrase.Phrase{EN: "it was killed, or the machine ran out of memory", ZH: "它被强行结束，或者内存耗尽了"},
		phrase.Phrase{
			EN: "Look for a kill command, and for a program that uses more and more memory: the system ends such a program in this way.",
			ZH: "看看有没有人执行过 kill，程序占用的内存是不是越来越多：内存不足时，系统就会这样结束程序。",
		},
	},
	"SIGTERM": {
		phrase.Phrase{EN: "it was asked to end", ZH: "有人要求它结束"},
		phrase.Phrase{
			EN: "Look for kill, in the program and in the scripts that run it.",
			ZH: "看看程序和运行它的脚本里有没有 kill。",
		},
	},
	"SIGINT":  {means: ctrlC},
	"SIGHUP":  {means: phrase.Phrase{EN: "its terminal was closed", ZH: "它的终端已经关闭"}},
	"SIGALRM": {means: phrase.Phrase{EN: "its own alarm went off, and nothing handled it", ZH: "它自己设置的 alarm 到时间了，却没有处理函数"}},

	"0xC0000005": {phrase.Phrase{EN: "access violation, " + badMemory.EN, ZH: "访问冲突，" + badMemory.ZH}, useSanitizer},
	"0xC00000FD": {
		phrase.Phrase{EN: "stack overflow", ZH: "栈溢出"},
		phrase.Phrase{
			EN: "Look for a function that calls itself without end, and for large local arrays.",
			ZH: "找一找无限递归的函数和很大的局部数组。",
		},
	},
	"0xC0000094": {divided, findDivision},
	"0xC0000135": {means: phrase.Phrase{EN: "a DLL that it needs was not found", ZH: "找不到它需要的 DLL"}},
	"0xC000013A": {means: ctrlC},
	"0xC0000374": {
		phrase.Phrase{EN: "its heap is damaged: it wrote past the end of a block, or freed one twice", ZH: "堆被写坏了：写越界，或者重复释放"},
		useSanitizer,
	},
	"0xC0000409": {
		phrase.Phrase{
			EN: "its stack is damaged, as by a buffer that is too small, or it called abort",
			ZH: "栈被写坏了（例如缓冲区太小），或者它调用了 abort",
		},
		useSanitizer,
	},
}
